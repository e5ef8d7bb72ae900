/** str methods that change or ask about letter case. */
import { isAsciiChar, LOWER_CASE, UPPER_CASE } from "./ascii.js";

const NON_ASCII = /[^\0-\x7f]/;
const UPPER = /^\p{Uppercase}$/u;
const LOWER = /^\p{Lowercase}$/u;
const TITLE = /^\p{Lt}$/u;

/** All characters in upper case. */
export function upper(s: string): string {
  return s.toUpperCase();
}

/** All characters in lower case. */
export function lower(s: string): string {
  return s.toLowerCase();
}

/** For comparing without case: lower case, with `ß` as `ss` and the like. */
export function casefold(s: string): string {
  return NON_ASCII.test(s) ? Array.from(s, foldChar).join("") : s.toLowerCase();
}

/** Full case folding of one character: the lower case of its upper case, but for dotless i and for Cherokee, which folds upwards. */
function foldChar(char: string): string {
  const code = char.codePointAt(0) as number;
  if (code === 0x131 || (code >= 0x13a0 && code <= 0x13f5)) {
    return char;
  }
  if ((code >= 0x13f8 && code <= 0x13fd) || (code >= 0xab70 && code <= 0xabbf)) {
    return char.toUpperCase();
  }
  return char.toLowerCase().toUpperCase().toLowerCase();
}

/** The first character in title case, the others in lower case. */
export function capitalize(s: string): string {
  if (s === "") {
    return s;
  }
  const first = String.fromCodePoint(s.codePointAt(0) as number);
  return titleChar(first) + lowerAfter(first, s.slice(first.length));
}

/** The lower case of `rest`; `before` decides whether a leading capital sigma ends a word. */
function lowerAfter(before: string, rest: string): string {
  return rest.includes("Σ") ? (before + rest).toLowerCase().slice(before.toLowerCase().length) : rest.toLowerCase();
}

/** Each word with its first letter in title case and the others in lower case; words are runs of letters with case. */
export function title(s: string): string {
  let result = "";
  let inWord = false;
  let at = 0;
  for (const char of s) {
    if (inWord) {
      result += char === "Σ" ? lowerSigma(s, at) : char.toLowerCase();
    } else {
      result += titleChar(char);
    }
    inWord = isCased(char);
    at += char.length;
  }
  return result;
}

/** The capital sigma at a place: final or not, as the lower case of the whole string has it. */
function lowerSigma(s: string, at: number): string {
  return s
    .slice(0, at + 1)
    .toLowerCase()
    .endsWith("ς") && !/^\p{Case_Ignorable}*\p{Cased}/u.test(s.slice(at + 1))
    ? "ς"
    : "σ";
}

/** Capitals in lower case and the others in upper case. */
export function swapcase(s: string): string {
  let result = "";
  let at = 0;
  for (const char of s) {
    if (UPPER.test(char)) {
      result += char === "Σ" ? lowerSigma(s, at) : char.toLowerCase();
    } else {
      result += LOWER.test(char) ? char.toUpperCase() : char;
    }
    at += char.length;
  }
  return result;
}

/** One character in title case: `ǆ` is `ǅ`, `ß` is `Ss`, `ᾳ` is `ᾼ`, Georgian has none. */
function titleChar(char: string): string {
  const capital = char.toUpperCase();
  const code = char.codePointAt(0) as number;
  if (code < 0x80) {
    return capital;
  }
  if ((code >= 0x10d0 && code <= 0x10ff) || TITLE.test(char)) {
    return char;
  }
  const digraph = titleDigraph(code);
  if (digraph !== null) {
    return digraph;
  }
  const [first, ...rest] = capital;
  if (rest.length === 0 || first === "ʼ") {
    return capital;
  }
  if (!rest.includes("Ι")) {
    return first + rest.join("").toLowerCase();
  }
  // an iota written beside its vowel goes back under it
  const under = first + rest.map((part) => (part === "Ι" ? "\u0345" : part)).join("");
  return rest.length === 1 ? under.normalize("NFC") : under;
}

/** Croatian digraphs come in threes (`Ǆ ǅ ǆ`), the middle one being the title case. */
function titleDigraph(code: number): string | null {
  if (code >= 0x1c4 && code <= 0x1cc) {
    return String.fromCharCode(code - ((code - 0x1c4) % 3) + 1);
  }
  return code >= 0x1f1 && code <= 0x1f3 ? "ǲ" : null;
}

function isCased(char: string): boolean {
  return UPPER.test(char) || LOWER.test(char) || TITLE.test(char);
}

/** Whether there are letters with case, all of them lower case. */
export function islower(s: string): boolean {
  return isAsciiChar(s, LOWER_CASE) ?? (/\p{Lowercase}/u.test(s) && !/[\p{Uppercase}\p{Lt}]/u.test(s));
}

/** Whether there are letters with case, all of them capitals. */
export function isupper(s: string): boolean {
  return isAsciiChar(s, UPPER_CASE) ?? (/\p{Uppercase}/u.test(s) && !/[\p{Lowercase}\p{Lt}]/u.test(s));
}

/** Whether each word starts with a capital and goes on in lower case. */
export function istitle(s: string): boolean {
  let inWord = false;
  let words = false;
  for (const char of s) {
    if (UPPER.test(char) || TITLE.test(char)) {
      if (inWord) {
        return false;
      }
      inWord = words = true;
    } else if (LOWER.test(char)) {
      if (!inWord) {
        return false;
      }
    } else {
      inWord = false;
    }
  }
  return words;
}
