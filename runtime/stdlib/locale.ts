/**
 * Mirrors the module `locale` for the locales that every system has, C and C.UTF-8. Any other name is refused as CPython
 * does on a system where it isn't installed. `normalize` and what rests on its table of names is left out.
 */
import { call } from "../builtins/call.js";
import { dict } from "../builtins/dict.js";
import { Exception, TypeError, ValueError } from "../builtins/exceptions.js";
import { float as toFloat } from "../builtins/float.js";
import { percentFormat } from "../builtins/format/percent.js";
import { int as toInt } from "../builtins/int.js";
import type { int } from "../builtins/numbers.js";
import { iterate } from "../builtins/iterate.js";
import { compareText } from "../builtins/compare.js";
import { tuple } from "../builtins/tuple.js";
import { inheritState } from "../kernel/inheritance.js";
import { libraryModule } from "./module.js";
import * as self from "./locale.js";

/** Mirrors `locale.Error`. */
export class Error extends Exception {}

export const LC_CTYPE = 0;
export const LC_NUMERIC = 1;
export const LC_TIME = 2;
export const LC_COLLATE = 3;
export const LC_MONETARY = 4;
export const LC_MESSAGES = 5;
export const LC_ALL = 6;
export const CHAR_MAX = 127;

/** In the order in which glibc names them when they differ. */
const CATEGORIES = [
  "LC_CTYPE",
  "LC_NUMERIC",
  "LC_TIME",
  "LC_COLLATE",
  "LC_MONETARY",
  "LC_MESSAGES",
  "LC_PAPER",
  "LC_NAME",
  "LC_ADDRESS",
  "LC_TELEPHONE",
  "LC_MEASUREMENT",
  "LC_IDENTIFICATION",
];

const NAMES = /^(?:C|POSIX|C\.utf-?8)$/i;

/** What a category is set to; the characters' is the user's from the start, and UTF-8 even where that is plain C. */
let settings: Record<string, string> = Object.fromEntries(
  CATEGORIES.map((name) => [name, name === "LC_CTYPE" ? utf8(users(name)) : "C"]),
);

/** The user's own setting of a category. */
function users(category: string): string {
  const { env } = process;
  const [name] = [env.LC_ALL, env[category], env.LANG].filter(Boolean);
  return name === undefined || name === "POSIX" ? "C" : name;
}

function utf8(name: string): string {
  return name === "C" || !NAMES.test(name) ? "C.UTF-8" : name;
}

/** What the category's name means. @throws Error for a locale that there isn't */
function resolved(category: string, given: string): string {
  const name = given === "" ? users(category) : given;
  if (!NAMES.test(name)) throw new Error("unsupported locale setting");
  return name === "POSIX" ? "C" : name;
}

/** Several settings at once, as `setlocale(LC_ALL)` gives them: `LC_CTYPE=C.UTF-8;LC_NUMERIC=C;…`. */
function severalSettings(text: string): Record<string, string> {
  const pairs = text.split(";").map((part) => part.split("=") as [string, string]);
  return Object.fromEntries(pairs.map(([category, name]) => [category, resolved(category, name)]));
}

function shownSettings(): string {
  const names = CATEGORIES.map((category) => settings[category]!);
  if (new Set(names).size === 1) return names[0]!;
  return CATEGORIES.map((category) => `${category}=${settings[category]!}`).join(";");
}

/** Sets a category and says to what; without a name it only says it. @throws Error */
export function setlocale(category: int, locale: string | Iterable<string | null> | null = null): string {
  const name = CATEGORIES[Number(category)];
  const isAll = Number(category) === LC_ALL;
  if (name === undefined) throw new Error(locale === null ? "locale query failed" : "unsupported locale setting");
  if (locale !== null) {
    const given = typeof locale === "string" ? locale : localeName(locale);
    const categories = isAll ? CATEGORIES : [name];
    const isSeveral = isAll && given.includes(";");
    const changed = isSeveral
      ? severalSettings(given)
      : Object.fromEntries(categories.map((each) => [each, resolved(each, given)]));
    settings = { ...settings, ...changed };
  }
  return isAll ? shownSettings() : settings[name]!;
}

/** A language and an encoding as one name. @throws TypeError */
function localeName(given: Iterable<string | null>): string {
  const parts = [...iterate<string | null>(given)];
  if (parts.length !== 2) {
    throw new TypeError("Locale must be None, a string, or an iterable of two strings -- language code, encoding.");
  }
  const [language, encoding] = parts;
  // with an encoding C stands for English
  return encoding ? `${language === "C" ? "en_US" : String(language)}.${encoding}` : (language ?? "C");
}

type Named = tuple<[language: string | null, encoding: string | null]>;

/** The language and encoding of a category. CPython calls C.UTF-8 English. @throws TypeError for several that differ */
export function getlocale(category: int = LC_CTYPE): Named {
  const name = setlocale(category);
  if (name.includes(";")) throw new TypeError("category LC_ALL is not supported");
  return name === "C" ? tuple.of(null, null) : tuple.of("en_US", "UTF-8");
}

export function getpreferredencoding(_do_setlocale: unknown = true): string {
  return "UTF-8";
}

export function getencoding(): string {
  return "UTF-8";
}

/** The conventions of C, which has none for money. */
export function localeconv(): dict<string, unknown> {
  const unset = Object.fromEntries(
    "int_frac_digits frac_digits p_cs_precedes p_sep_by_space n_cs_precedes n_sep_by_space p_sign_posn n_sign_posn"
      .split(" ")
      .map((name) => [name, CHAR_MAX]),
  );
  return new dict<string, unknown>(
    Object.entries({
      int_curr_symbol: "",
      currency_symbol: "",
      mon_decimal_point: "",
      mon_thousands_sep: "",
      mon_grouping: [],
      positive_sign: "",
      negative_sign: "",
      ...unset,
      decimal_point: ".",
      thousands_sep: "",
      grouping: [],
    }),
  );
}

/** Mirrors `format_string(f, val, grouping=False, monetary=False)`: C groups no digits. */
export function format_string(f: string, val: unknown, _grouping: unknown = false, _monetary: unknown = false): string {
  return percentFormat(f, val);
}

/** @throws ValueError, since C has no currency */
export function currency(
  _val: unknown,
  _symbol: unknown = true,
  _grouping: unknown = false,
  _international: unknown = false,
): string {
  throw new ValueError("Currency formatting is not possible using the 'C' locale.");
}

export function str(val: unknown): string {
  return percentFormat("%.12g", val);
}

export function delocalize(string: string): string {
  return string;
}

export function localize(string: string, _grouping: unknown = false, _monetary: unknown = false): string {
  return string;
}

/** @throws ValueError */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what the function makes of it isn't known
export function atof(string: string, func: unknown = toFloat): any {
  return call(func, delocalize(string));
}

/** @throws ValueError */
export function atoi(string: string): int {
  return call(toInt, delocalize(string)) as int;
}

/** Less than, equal to or greater than zero, by code points. */
export function strcoll(os1: string, os2: string): number {
  return compareText(os1, os2);
}

/** A string that compares with others as `strcoll` does. */
export function strxfrm(string: string): string {
  return string;
}

inheritState(
  "locale",
  () => settings,
  (inherited: Record<string, string>) => (settings = inherited),
);
libraryModule("locale", () => self, { Error });
