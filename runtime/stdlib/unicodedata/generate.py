"""Writes runtime/stdlib/unicodedata/tables.ts from the Unicode database of the Python that runs this (3.11 for 14.0).

    python3.11 runtime/stdlib/unicodedata/generate.py >runtime/stdlib/unicodedata/tables.ts
"""

import base64
import itertools
import sys
import unicodedata
import zlib

CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1)]


def pack(text):
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def runs(function):
    """Values and how many characters in a row have each, `value*count`."""
    groups = [(value, len(list(group))) for value, group in itertools.groupby(map(function, CHARACTERS))]
    return pack("\n".join(f"{value}*{count}" for value, count in groups))


def number(character):
    value = unicodedata.numeric(character, None)
    return "" if value is None else f"{value!r}"


def digits(function):
    return lambda character: function(character, "")


def decompositions():
    rows = [(ord(character), unicodedata.decomposition(character)) for character in CHARACTERS]
    return pack("\n".join(f"{code:x} {text}" for code, text in rows if text))


TABLES = {
    "CATEGORIES": runs(unicodedata.category),
    "DIRECTIONS": runs(unicodedata.bidirectional),
    "CLASSES": runs(unicodedata.combining),
    "WIDTHS": runs(unicodedata.east_asian_width),
    "MIRRORED": runs(unicodedata.mirrored),
    "NUMBERS": runs(number),
    "DIGITS": runs(digits(unicodedata.digit)),
    "DECIMALS": runs(digits(unicodedata.decimal)),
    "DECOMPOSITIONS": decompositions(),
}

print(f"/** Unicode {unicodedata.unidata_version}, that of CPython 3.11. Written by generate.py; packed: see properties.ts. */")
print()
print(f'export const VERSION = "{unicodedata.unidata_version}";')
for name, packed in TABLES.items():
    print(f'export const {name} =\n  "{packed}";')
