// SPDX-License-Identifier: GPL-2.0-or-later
//
// Puts data files into the program's read-only data. The assembler finds them in the include path.

#define DATELINE_EMBED(name, file)      \
    .balign 64;                         \
    .globl dateline_##name;             \
    .globl dateline_##name##_end;       \
dateline_##name:                        \
    .incbin file;                       \
dateline_##name##_end:                  \
    .byte 0

    .section .rodata
DATELINE_EMBED(countries, "countries.tsv")
DATELINE_EMBED(names_model, "names.model")
DATELINE_EMBED(persons, "persons.tsv")
DATELINE_EMBED(title_places, "title_places.tsv")

#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
