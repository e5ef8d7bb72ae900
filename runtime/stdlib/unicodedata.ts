/** Mirrors the module `unicodedata` of CPython 3.11. Differs: no named sequences, no database of Unicode 3.2. */
import { codePointOfName, nameOfCodePoint } from "../../unicode/names.js";
import { KeyError, TypeError, ValueError } from "../builtins/exceptions.js";
import { repr } from "../builtins/repr.js";
import { tagged } from "../builtins/numbers.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import { Property, Texts } from "./unicodedata/properties.js";
import * as tables from "./unicodedata/tables.js";
import * as self from "./unicodedata.js";

export const unidata_version = tables.VERSION;

const categories = new Property(tables.CATEGORIES);
const directions = new Property(tables.DIRECTIONS);
const classes = new Property(tables.CLASSES);
const widths = new Property(tables.WIDTHS);
const mirrors = new Property(tables.MIRRORED);
const numbers = new Property(tables.NUMBERS);
const digits = new Property(tables.DIGITS);
const decimals = new Property(tables.DECIMALS);
const decompositions = new Texts(tables.DECOMPOSITIONS);

/** @throws TypeError for anything but a text of one character */
function codeOf(chr: unknown, argument: string): number {
  const code = typeof chr === "string" ? chr.codePointAt(0) : undefined;
  if (code !== undefined && (chr as string).length === (code > 0xffff ? 2 : 1)) return code;
  throw new TypeError(`${argument} must be a unicode character, not ${typeName(chr)}`);
}

export function category(chr: string): string {
  return categories.of(codeOf(chr, "category() argument"));
}

export function bidirectional(chr: string): string {
  return directions.of(codeOf(chr, "bidirectional() argument"));
}

export function combining(chr: string): number {
  return Number(classes.of(codeOf(chr, "combining() argument")));
}

export function east_asian_width(chr: string): string {
  return widths.of(codeOf(chr, "east_asian_width() argument"));
}

export function mirrored(chr: string): number {
  return Number(mirrors.of(codeOf(chr, "mirrored() argument")));
}

export function decomposition(chr: string): string {
  return decompositions.of(codeOf(chr, "decomposition() argument"));
}

/** What the table says, else the default, else an error. */
function numberOf(value: string, fallback: unknown, problem: string): unknown {
  if (value !== "") return Number(value);
  if (fallback === undefined) throw new ValueError(problem);
  return fallback;
}

/** Mirrors `decimal(chr, default)`. @throws ValueError */
export function decimal(chr: string, ...fallback: [unknown?]): unknown {
  return numberOf(decimals.of(codeOf(chr, "decimal() argument 1")), fallback[0], "not a decimal");
}

/** Mirrors `digit(chr, default)`. @throws ValueError */
export function digit(chr: string, ...fallback: [unknown?]): unknown {
  return numberOf(digits.of(codeOf(chr, "digit() argument 1")), fallback[0], "not a digit");
}

/** Mirrors `numeric(chr, default)`: a float. @throws ValueError */
export function numeric(chr: string, ...fallback: [unknown?]): unknown {
  const value = numbers.of(codeOf(chr, "numeric() argument 1"));
  return value === "" ? numberOf(value, fallback[0], "not a numeric character") : tagged(Number(value));
}

/** Mirrors `name(chr, default)`. @throws ValueError */
export function name(chr: string, ...fallback: [unknown?]): unknown {
  const code = codeOf(chr, "name() argument 1");
  const found = ["Cn", "Cc", "Co", "Cs"].includes(categories.of(code)) ? undefined : nameOfCodePoint(code);
  if (found !== undefined) return found;
  if (fallback[0] === undefined) throw new ValueError("no such name");
  return fallback[0];
}

/** Mirrors `lookup(name)`: the character of a name or alias. @throws KeyError */
export function lookup(name: string): string {
  const code = codePointOfName(name);
  if (code === undefined || categories.of(code) === "Cn") throw new KeyError(`undefined character name ${repr(name)}`);
  return String.fromCodePoint(code);
}

const FORMS = ["NFC", "NFKC", "NFD", "NFKD"];

/** Mirrors `normalize(form, unistr)`. @throws ValueError */
export function normalize(form: string, unistr: string): string {
  if (unistr === "") return unistr;
  if (!FORMS.includes(form)) throw new ValueError("invalid normalization form");
  // Nothing to do for ASCII.
  if (/^[\x00-\x7f]*$/.test(unistr)) return unistr;
  return knownParts(unistr)
    .map((part) => (isKnown(part) ? part.normalize(form) : part))
    .join("");
}

const isKnown = (text: string): boolean => categories.of(text.codePointAt(0)!) !== "Cn";

/** Cut where characters begin or end that Node may know and this version of Unicode does not. */
function knownParts(text: string): string[] {
  const parts: string[] = [];
  for (const character of text) {
    const last = parts.at(-1);
    if (last !== undefined && isKnown(last) && isKnown(character)) parts[parts.length - 1] = last + character;
    else parts.push(character);
  }
  return parts;
}

/** Mirrors `is_normalized(form, unistr)`. @throws ValueError */
export function is_normalized(form: string, unistr: string): boolean {
  return normalize(form, unistr) === unistr;
}

libraryModule("unicodedata", () => self);
