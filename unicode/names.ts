/** Unicode's character names. */
import { brotliDecompressSync } from "node:zlib";
import { ALIASES, IDEOGRAPHS, PACKED_NAMES } from "./data.js";

const IDEOGRAPH = "CJK UNIFIED IDEOGRAPH-";
const SYLLABLE = "HANGUL SYLLABLE ";

// The parts of a Hangul syllable's name, in the order in which the syllables are composed (The Unicode Standard, 3.12).
const INITIALS = ["G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"];
const VOWELS = [
  ...["A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU"],
  ...["EU", "YI", "I"],
];
const FINALS = [
  ...["", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S"],
  ...["SS", "NG", "J", "C", "K", "T", "P", "H"],
];
const FIRST_SYLLABLE = 0xac00;

let table: Map<string, number> | undefined;
let nameTable: Map<number, string> | undefined;

/** The code point of a name or alias, in any case; undefined when there is none. As Python's `\N{...}`. */
export function codePointOfName(name: string): number | undefined {
  const wanted = name.toUpperCase();
  if (wanted.startsWith(IDEOGRAPH)) return ideograph(wanted.slice(IDEOGRAPH.length));
  if (wanted.startsWith(SYLLABLE)) return syllable(wanted.slice(SYLLABLE.length));
  // 33,000 entries: unpacked only for a file that asks.
  table ??= unpack();
  return table.get(wanted);
}

/** The name of an assigned code point that has one. */
export function nameOfCodePoint(code: number): string | undefined {
  if (IDEOGRAPHS.some(([first, last]) => code >= first && code <= last)) {
    return IDEOGRAPH + code.toString(16).toUpperCase();
  }
  const index = code - FIRST_SYLLABLE;
  if (index >= 0 && index < INITIALS.length * VOWELS.length * FINALS.length) {
    const [initial, rest] = [
      Math.floor(index / (VOWELS.length * FINALS.length)),
      index % (VOWELS.length * FINALS.length),
    ];
    return SYLLABLE + INITIALS[initial] + VOWELS[Math.floor(rest / FINALS.length)] + FINALS[rest % FINALS.length];
  }
  nameTable ??= properNames();
  return nameTable.get(code);
}

function properNames(): Map<number, string> {
  table ??= unpack();
  const aliases = new Set(ALIASES.split(";"));
  const names = new Map<number, string>();
  for (const [name, code] of table) if (!aliases.has(name)) names.set(code, name);
  return names;
}

/** Each line is a name, before it the hexadecimal distance to the code point of the line above unless that is one. */
function unpack(): Map<string, number> {
  const names = new Map<string, number>();
  let code = 0;
  for (const line of brotliDecompressSync(Buffer.from(PACKED_NAMES, "base64")).toString("latin1").split("\n")) {
    const distance = /^([0-9a-f]+) /.exec(line);
    code += distance === null ? 1 : parseInt(distance[1]!, 16);
    names.set(distance === null ? line : line.slice(distance[0].length), code);
  }
  return names;
}

function ideograph(digits: string): number | undefined {
  if (!/^[0-9A-F]{4,5}$/.test(digits)) return undefined;
  const code = parseInt(digits, 16);
  return IDEOGRAPHS.some(([first, last]) => code >= first && code <= last) ? code : undefined;
}

function syllable(letters: string): number | undefined {
  const parts = /^([^AEIOUWY]*)([AEIOUWY]+)(.*)$/.exec(letters);
  if (parts === null) return undefined;
  const initial = INITIALS.indexOf(parts[1]!);
  const vowel = VOWELS.indexOf(parts[2]!);
  const final = FINALS.indexOf(parts[3]!);
  if (initial === -1 || vowel === -1 || final === -1) return undefined;
  return FIRST_SYLLABLE + (initial * VOWELS.length + vowel) * FINALS.length + final;
}
