// SPDX-License-Identifier: GPL-2.0-or-later
//
// The gazetteer of countries, built into the program.
        .section .rodata
        .global dateline_countries_data
        .global dateline_countries_size
        .balign 16
dateline_countries_data:
        .incbin DATELINE_COUNTRIES_FILE
dateline_countries_end:
        .balign 8
dateline_countries_size:
        .quad dateline_countries_end - dateline_countries_data
        .section .note.GNU-stack,"",@progbits
