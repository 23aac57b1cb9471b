// SPDX-License-Identifier: GPL-2.0-or-later
//
// The table of known persons and the country words of titles, built into the program.
        .section .rodata
        .global dateline_persons_data
        .global dateline_persons_end
        .global dateline_title_places_data
        .global dateline_title_places_end
        .balign 16
dateline_persons_data:
        .incbin DATELINE_PERSONS_FILE
dateline_persons_end:
dateline_title_places_data:
        .incbin DATELINE_TITLE_PLACES_FILE
dateline_title_places_end:
        .section .note.GNU-stack, "", %progbits
