#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes character_references.inc: the named character references of the HTML standard.

    build_character_references.py > character_references.inc

Python carries the standard's list. Only names that end in a semicolon are taken, without it.
"""
import html.entities

LINE = 98


def literal(text):
    return '"' + "".join(f"\\x{byte:02X}" for byte in text.encode()) + '"'


def main():
    rows = sorted((name[:-1], text) for name, text in html.entities.html5.items() if name.endswith(";"))
    line = ""
    for name, text in rows:
        row = f'{{"{name}", {literal(text)}}},'
        if len(line) + 1 + len(row) > LINE:
            print(line)
            line = row
        else:
            line = f"{line} {row}".strip()
    print(line)


main()
