/**
 * Python's regular expressions as JavaScript's. Parses the pattern as Lib/re/_parser.py does, with its errors, and writes
 * it anew: each group n as the named group `gn`, atomic groups by a look-ahead that is matched again, anchors and
 * classes by what they mean in Python. The flags s, m, x and a need no JavaScript flag that way.
 */
import { NotImplementedError } from "../../builtins/exceptions.js";
import { ASCII, DOTALL, IGNORECASE, LETTERS, MULTILINE, UNICODE, VERBOSE } from "./flags.js";
import { error } from "./error.js";

export interface Translation {
  source: string;
  flags: number;
  groups: number;
  /** Numbers of the named groups. */
  names: Map<string, number>;
  /** The group that each group (from 1) lies in, 0 for none. */
  parents: number[];
}

/** V8 tries look-aheads inside of surrogate pairs, but not `$`. */
const END = "$";
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** Insides of character classes: Unicode's and ASCII's. */
const CLASSES: Record<string, [unicode: string, ascii: string]> = {
  d: ["\\p{Nd}", "0-9"],
  w: ["\\p{L}\\p{N}_", "a-zA-Z0-9_"],
  s: [SPACE, "\\t-\\r\\x20"],
};
const ESCAPES: Record<string, string> = { a: "\x07", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v", "\\": "\\" };

/** A translated piece, and how many characters it takes: null when that varies. */
interface Piece {
  source: string;
  width: number | null;
}

/** @param bytes the pattern is for bytes, seen as Latin-1 text */
export function translate(pattern: string, flags: number, bytes: boolean): Translation {
  return new Translator(pattern, flags, bytes).run();
}

class Translator {
  private readonly chars: string[];
  private readonly pattern: string;
  private at = 0;
  private flags: number;
  private groups = 0;
  private atomic = 0;
  private inside = 0;
  private readonly names = new Map<string, number>();
  private readonly parents: number[] = [0];
  private readonly widths: (number | null)[] = [null];
  private readonly open = new Set<number>();

  constructor(pattern: string, flags: number, bytes: boolean) {
    this.pattern = pattern;
    this.chars = Array.from(pattern);
    this.flags = flags | (bytes ? ASCII : (flags & ASCII) === 0 ? UNICODE : 0);
    if (bytes) {
      this.flags &= ~UNICODE;
    }
  }

  run(): Translation {
    const { source } = this.alternatives();
    if (this.at < this.chars.length) {
      this.fail("unbalanced parenthesis", this.at);
    }
    const { flags, groups, names, parents } = this;
    return { source, flags, groups, names, parents };
  }

  private fail(message: string, position: number): never {
    throw new error(message, this.pattern, position);
  }

  private get ascii(): boolean {
    return (this.flags & ASCII) !== 0;
  }

  private peek(text: string): boolean {
    return this.chars.slice(this.at, this.at + text.length).join("") === text;
  }

  private take(text: string): boolean {
    if (!this.peek(text)) {
      return false;
    }
    this.at += text.length;
    return true;
  }

  /** alternatives: sequence ('|' sequence)* */
  private alternatives(): Piece {
    const pieces = [this.sequence()];
    while (this.take("|")) {
      pieces.push(this.sequence());
    }
    const [first] = pieces;
    const width = pieces.every((piece) => piece.width === first.width) ? first.width : null;
    return { source: pieces.map((piece) => piece.source).join("|"), width };
  }

  private sequence(): Piece {
    let source = "";
    let width: number | null = 0;
    while (this.at < this.chars.length && !this.peek("|") && !this.peek(")")) {
      if ((this.flags & VERBOSE) !== 0 && this.skipVerbose()) {
        continue;
      }
      const piece = this.repeated();
      source += piece.source;
      width = width === null || piece.width === null ? null : width + piece.width;
    }
    return { source, width };
  }

  private skipVerbose(): boolean {
    const char = this.chars[this.at];
    if (/^[ \t\n\r\v\f]$/.test(char)) {
      this.at += 1;
      return true;
    }
    if (char !== "#") {
      return false;
    }
    while (this.at < this.chars.length && this.chars[this.at] !== "\n") {
      this.at += 1;
    }
    return true;
  }

  /** item quantifier? */
  private repeated(): Piece {
    const start = this.at;
    const item = this.item();
    const place = this.at;
    const counts = this.quantifier();
    if (counts === null) {
      return item;
    }
    if (item.source === "" || (start === place && item.source === "")) {
      this.fail("nothing to repeat", place);
    }
    const [low, high, text] = counts;
    const body = `(?:${item.source})${text}`;
    const width = low === high && item.width !== null ? item.width * low : null;
    let source = body;
    if (this.take("?")) {
      source = body + "?";
    } else if (this.take("+")) {
      source = this.atomicGroup(body);
    }
    const again = this.at;
    if (this.quantifier() !== null) {
      this.fail("multiple repeat", again);
    }
    return { source, width };
  }

  /** Reads `*`, `+`, `?` or `{m,n}`; null when there is none. */
  private quantifier(): [low: number, high: number, text: string] | null {
    const char = this.chars[this.at];
    if (char === "*" || char === "+" || char === "?") {
      this.at += 1;
      return [char === "+" ? 1 : 0, char === "?" ? 1 : Infinity, char];
    }
    const match = char === "{" ? /^\{(\d*)(,?)(\d*)\}/.exec(this.chars.slice(this.at, this.at + 24).join("")) : null;
    if (match === null || (match[1] === "" && match[2] === "")) {
      return null; // a brace that is only a character
    }
    const [whole, lowText, comma, highText] = match;
    const low = lowText === "" ? 0 : Number(lowText);
    const high = comma === "" ? low : highText === "" ? Infinity : Number(highText);
    if (high < low) {
      this.fail("min repeat greater than max repeat", this.at + 1);
    }
    this.at += whole.length;
    return [low, high, `{${low}${comma === "" ? "" : `,${high === Infinity ? "" : high}`}}`];
  }

  private item(): Piece {
    const start = this.at;
    const char = this.chars[this.at];
    this.at += 1;
    switch (char) {
      case "*":
      case "+":
      case "?":
        return this.fail("nothing to repeat", start);
      case ".":
        return { source: (this.flags & DOTALL) !== 0 ? "[^]" : "[^\\n]", width: 1 };
      case "^":
        return { source: (this.flags & MULTILINE) !== 0 ? "(?:^|(?<=\\n))" : "^", width: 0 };
      case "$":
        return { source: (this.flags & MULTILINE) !== 0 ? `(?=\\n|${END})` : `(?=\\n?${END})`, width: 0 };
      case "(":
        return this.group(start);
      case "[":
        return { source: this.set(start), width: 1 };
      case "\\":
        return this.escape(start);
    }
    return { source: literal(char), width: 1 };
  }

  private group(start: number): Piece {
    if (!this.take("?")) {
      return this.capture(start, null);
    }
    if (this.take("P")) {
      return this.named(start);
    }
    if (this.take("#")) {
      while (!this.take(")")) {
        if (this.at >= this.chars.length) {
          this.fail("missing ), unterminated comment", start);
        }
        this.at += 1;
      }
      return { source: "", width: 0 };
    }
    for (const [mark, write] of Object.entries(PLAIN_GROUPS)) {
      if (this.take(mark)) {
        const body = this.body(start);
        if (mark.startsWith("<") && body.width === null) {
          throw new error("look-behind requires fixed-width pattern");
        }
        return { source: write(body.source), width: mark === ":" ? body.width : 0 };
      }
    }
    if (this.take(">")) {
      const body = this.body(start);
      return { source: this.atomicGroup(body.source), width: body.width };
    }
    if (this.peek("(")) {
      throw new NotImplementedError("conditional groups (?(1)...) are not supported in regular expressions");
    }
    return this.flagGroup(start);
  }

  /** The rest of a group up to its closing parenthesis. */
  private body(start: number): Piece {
    const body = this.alternatives();
    if (!this.take(")")) {
      this.fail("missing ), unterminated subpattern", start);
    }
    return body;
  }

  private capture(start: number, name: string | null): Piece {
    this.groups += 1;
    const number = this.groups;
    if (name !== null) {
      this.names.set(name, number);
    }
    this.parents.push(this.inside);
    this.widths.push(null);
    this.open.add(number);
    const outside = this.inside;
    this.inside = number;
    const body = this.body(start);
    this.inside = outside;
    this.open.delete(number);
    this.widths[number] = body.width;
    return { source: `(?<g${number}>${body.source})`, width: body.width };
  }

  private named(start: number): Piece {
    if (this.take("<")) {
      const place = this.at;
      const name = this.nameUpTo(">");
      this.checkName(name, place);
      const known = this.names.get(name);
      if (known !== undefined) {
        this.fail(`redefinition of group name '${name}' as group ${this.groups + 1}; was group ${known}`, place);
      }
      return this.capture(start, name);
    }
    if (this.take("=")) {
      const place = this.at;
      const name = this.nameUpTo(")");
      this.checkName(name, place);
      const number = this.names.get(name);
      return number === undefined ? this.fail(`unknown group name '${name}'`, place) : this.reference(number, place);
    }
    const char = this.chars[this.at] ?? "";
    return this.fail(
      char === "" ? "unexpected end of pattern" : `unknown extension ?P${char}`,
      char === "" ? this.at : start + 1,
    );
  }

  private nameUpTo(end: string): string {
    const place = this.at;
    const close = this.chars.indexOf(end, this.at);
    const name = this.chars.slice(place, close < 0 ? undefined : close).join("");
    if (name === "") {
      this.fail("missing group name", place);
    }
    if (close < 0) {
      this.fail(`missing ${end}, unterminated name`, place);
    }
    this.at = close + 1;
    return name;
  }

  private checkName(name: string, place: number): void {
    if (!/^[\p{XID_Start}_][\p{XID_Continue}]*$/u.test(name)) {
      this.fail(`bad character in group name '${name}'`, place);
    }
  }

  private reference(number: number, place: number): Piece {
    if (this.open.has(number)) {
      this.fail("cannot refer to an open group", place);
    }
    // Python's reference to a group that didn't take part fails; JavaScript's matches nothing
    return { source: `(?:\\k<g${number}>)`, width: this.widths[number] };
  }

  /** `(?ims)` for all of the pattern, `(?ims-x:...)` for a part. */
  private flagGroup(start: number): Piece {
    const match = /^([aiLmsux]*)(?:-([imsx]+))?([:)])/.exec(this.chars.slice(this.at, this.at + 16).join(""));
    if (match === null) {
      const char = this.chars[this.at];
      return char === undefined
        ? this.fail("unexpected end of pattern", this.at)
        : this.fail(`unknown extension ?${char}`, start + 1);
    }
    const [whole, onLetters, offLetters = "", end] = match;
    this.at += whole.length;
    const on = bitsOf(onLetters);
    const off = bitsOf(offLetters);
    if (end === ")") {
      if (start !== 0) {
        this.fail("global flags not at the start of the expression", start);
      }
      this.flags |= on;
      return { source: "", width: 0 };
    }
    const before = this.flags;
    this.flags = (this.flags | on) & ~off;
    if (((this.flags ^ before) & IGNORECASE) !== 0) {
      throw new NotImplementedError("case can be ignored in a whole regular expression only, not in a part (?i:...)");
    }
    const body = this.body(start);
    this.flags = before;
    return { source: `(?:${body.source})`, width: body.width };
  }

  private atomicGroup(source: string): string {
    this.atomic += 1;
    return `(?:(?=(?<a${this.atomic}>${source}))\\k<a${this.atomic}>)`;
  }

  private escape(start: number): Piece {
    const char = this.chars[this.at];
    if (char === undefined) {
      this.fail("bad escape (end of pattern)", start);
    }
    this.at += 1;
    const [unicode, ascii] = CLASSES.w;
    const word = `[${this.ascii ? ascii : unicode}]`;
    switch (char) {
      case "A":
        return { source: "^", width: 0 };
      case "Z":
        return { source: END, width: 0 };
      case "b":
        return { source: `(?:(?<=${word})(?!${word})|(?<!${word})(?=${word}))`, width: 0 };
      case "B":
        return { source: `(?:(?<=${word})(?=${word})|(?<!${word})(?!${word}))`, width: 0 };
    }
    const lower = char.toLowerCase();
    if (Object.hasOwn(CLASSES, lower)) {
      const inner = CLASSES[lower][this.ascii ? 1 : 0];
      return { source: `[${char === lower ? "" : "^"}${inner}]`, width: 1 };
    }
    if (/[1-9]/.test(char)) {
      return this.numbered(start, char);
    }
    return { source: literal(this.characterEscape(char, start)), width: 1 };
  }

  private numbered(start: number, first: string): Piece {
    const more = /^\d/.exec(this.chars[this.at] ?? "")?.[0] ?? "";
    const third = this.chars[this.at + 1] ?? "";
    if (/[0-3]/.test(first) && /[0-7]/.test(more) && /[0-7]/.test(third)) {
      this.at += 2;
      return { source: literal(String.fromCharCode(parseInt(first + more + third, 8))), width: 1 };
    }
    this.at += more.length;
    const number = Number(first + more);
    if (number > this.groups) {
      this.fail(`invalid group reference ${number}`, start + 1);
    }
    return this.reference(number, start);
  }

  /** The character that an escape stands for, inside and outside of classes. */
  private characterEscape(char: string, start: number): string {
    if (Object.hasOwn(ESCAPES, char)) {
      return ESCAPES[char];
    }
    const digits = { x: 2, u: 4, U: 8 }[char];
    if (digits !== undefined) {
      const text = this.chars.slice(this.at, this.at + digits).join("");
      if (text.length < digits || !/^[0-9a-fA-F]+$/.test(text)) {
        this.fail(`incomplete escape \\${char}${/^[0-9a-fA-F]*/.exec(text)?.[0] ?? ""}`, start);
      }
      this.at += digits;
      return String.fromCodePoint(parseInt(text, 16));
    }
    if (char === "0") {
      const octal = /^[0-7]{0,2}/.exec(this.chars.slice(this.at, this.at + 2).join(""))?.[0] ?? "";
      this.at += octal.length;
      return String.fromCharCode(parseInt("0" + octal, 8));
    }
    if (/^[a-zA-Z0-9]$/.test(char)) {
      this.fail(`bad escape \\${char}`, start);
    }
    return char;
  }

  /** A character class, behind its opening bracket. */
  private set(start: number): string {
    const negated = this.take("^");
    let inner = "";
    let first = true;
    for (;;) {
      if (this.at >= this.chars.length) {
        this.fail("unterminated character set", start);
      }
      if (!first && this.take("]")) {
        break;
      }
      first = false;
      inner += this.setItem(start);
    }
    return `[${negated ? "^" : ""}${inner}]`;
  }

  /** A class escape, a character, or a range of characters. */
  private setItem(start: number): string {
    const place = this.at;
    const low = this.setMember(start);
    if (!this.peek("-") || this.chars[this.at + 1] === "]" || this.at + 1 >= this.chars.length) {
      return low.single ? inClass(low.text) : low.text;
    }
    this.at += 1;
    const high = this.setMember(start);
    if (!low.single || !high.single || (low.text.codePointAt(0) ?? 0) > (high.text.codePointAt(0) ?? 0)) {
      const shown = this.chars.slice(place, this.at).join("");
      this.fail(`bad character range ${shown}`, place);
    }
    return `${inClass(low.text)}-${inClass(high.text)}`;
  }

  private setMember(start: number): { text: string; single: boolean } {
    const place = this.at;
    const char = this.chars[this.at];
    if (char === undefined) {
      this.fail("unterminated character set", start);
    }
    this.at += 1;
    if (char !== "\\") {
      return { text: char, single: true };
    }
    const escaped = this.chars[this.at] ?? this.fail("bad escape (end of pattern)", place);
    this.at += 1;
    const lower = escaped.toLowerCase();
    if (Object.hasOwn(CLASSES, lower)) {
      return { text: this.classInside(escaped), single: false };
    }
    return { text: escaped === "b" ? "\b" : this.characterEscape(escaped, place), single: true };
  }

  /** What stands for `\d` or `\D` inside of a class. */
  private classInside(letter: string): string {
    const lower = letter.toLowerCase();
    if (letter === lower) {
      return CLASSES[lower][this.ascii ? 1 : 0];
    }
    const known = { D: ["\\P{Nd}", "\\x00-/:-\\u{10ffff}"], S: NOT_SPACE, W: NOT_WORD }[letter] as string[];
    return known[this.ascii ? 1 : 0];
  }
}

const NOT_SPACE = [
  "\\x00-\\x08\\x0e-\\x1b!-\\x84\\x86-\\x9f\\xa1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\u{10ffff}",
  "\\x00-\\x08\\x0e-\\x1f!-\\u{10ffff}",
];
const NOT_WORD = [
  "\\p{M}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\u203f\u2040\u2054\\p{S}\\p{Z}\\p{C}",
  "\\x00-/:-@\\[-^`\\{-\\u{10ffff}",
];

/** Groups that don't capture: how they are written. */
const PLAIN_GROUPS: Record<string, (body: string) => string> = {
  ":": (body) => `(?:${body})`,
  "=": (body) => `(?=${body})`,
  "!": (body) => `(?!${body})`,
  "<=": (body) => `(?<=${body})`,
  "<!": (body) => `(?<!${body})`,
};

function bitsOf(letters: string): number {
  return Array.from(letters).reduce((bits, letter) => bits | LETTERS[letter], 0);
}

function literal(char: string): string {
  return /[\^$\\.*+?()[\]{}|/]/.test(char) ? "\\" + char : control(char);
}

function inClass(char: string): string {
  return /[\^\\\]\-[]/.test(char) ? "\\" + char : control(char);
}

/** Line ends can't stand in the source of an expression. */
function control(char: string): string {
  const code = char.codePointAt(0) as number;
  return code < 32 || code === 0x2028 || code === 0x2029 ? `\\u{${code.toString(16)}}` : char;
}
