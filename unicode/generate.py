"""Writes unicode/data.ts from the Unicode database of the Python that runs this (3.13 for Unicode 15.1).

    python3.13 unicode/generate.py ALIASES >unicode/data.ts

ALIASES is Unicode's NameAliases.txt, or any file whose words between semicolons or tabs include the aliases:
each is looked up in Python's database, which decides.
"""

import base64
import subprocess
import sys
import unicodedata

COMPUTED = (
    "CJK UNIFIED IDEOGRAPH-",
    "HANGUL SYLLABLE ",
)
BROTLI = """
const zlib = require("zlib");
const text = require("fs").readFileSync(0);
const params = { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 22 };
process.stdout.write(zlib.brotliCompressSync(text, { params }).toString("base64"));
"""


def ranges(codes):
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


def names(alias_file):
    named = {}
    for code in range(sys.maxunicode + 1):
        name = unicodedata.name(chr(code), None)
        if name and not name.startswith(COMPUTED):
            named[name] = code
    with open(alias_file, encoding="utf-8") as file:
        for word in file.read().replace("\t", ";").replace("\n", ";").split(";"):
            try:
                character = unicodedata.lookup(word)
            except (KeyError, ValueError):
                continue
            # A name of several characters is a named sequence, which \N{...} does not take.
            if len(character) == 1 and not word.startswith(COMPUTED):
                named.setdefault(word.upper(), ord(character))
    return sorted((code, name) for name, code in named.items())


def main():
    lines, last = [], 0
    named = names(sys.argv[1])
    for code, name in named:
        lines.append(f"{code - last:x} {name}" if code - last != 1 else name)
        last = code
    text = "\n".join(lines).encode()
    packed = subprocess.run(["node", "-e", BROTLI], input=text, capture_output=True, check=True).stdout.decode()
    unassigned = ranges(c for c in range(sys.maxunicode + 1) if unicodedata.category(chr(c)) == "Cn")
    ideographs = ranges(
        c for c in range(sys.maxunicode + 1) if unicodedata.name(chr(c), "").startswith(COMPUTED[0])
    )
    deltas, last = [], 0
    for start, end in unassigned:
        deltas += [f"{start - last:x}", f"{end - start:x}"]
        last = end
    print(f"/** Unicode {unicodedata.unidata_version}, that of CPython 3.13. Written by generate.py. */")
    print()
    print("/** Names and aliases in the order of their code points, packed: see names.ts. */")
    print(f'export const PACKED_NAMES =\n  "{packed}";')
    print()
    print("/** Ranges of unassigned code points: for each, how far behind the last it starts, and how many more it has. */")
    print(f'export const UNASSIGNED_RANGES =\n  "{" ".join(deltas)}";')
    print()
    print("/** First and last of each range of characters named CJK UNIFIED IDEOGRAPH-. */")
    pairs = ", ".join(f"[{start:#x}, {end:#x}]" for start, end in ideographs)
    print(f"export const IDEOGRAPHS: readonly (readonly [number, number])[] = [{pairs}];")
    aliases = [name for code, name in named if unicodedata.name(chr(code), name) != name]
    print()
    print("/** Of the names, those that are aliases of characters with another name. */")
    print(f'export const ALIASES =\n  "{";".join(aliases)}";')


main()
