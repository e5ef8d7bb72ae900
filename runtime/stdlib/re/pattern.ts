/** The class `re.Pattern`. */
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { bufferOf, fromLatin1, toLatin1 } from "../../builtins/bytes/buffer.js";
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { strLength, unitOffset } from "../../builtins/str/code-points.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { flagText, IGNORECASE, UNICODE } from "./flags.js";
import { Match, type Found } from "./match.js";
import { expandTemplate } from "./template.js";
import { translate, type Translation } from "./translate.js";

type Kind = "search" | "match" | "fullmatch" | "advance";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- text or bytes, as the string that is searched
type Text = any;

/** Mirrors `re.Pattern`: a compiled regular expression. */
export class Pattern {
  readonly pattern: Text;
  readonly flags: number;
  readonly groups: number;
  readonly isBytes: boolean;
  readonly names: [name: string, number: number][];
  readonly #translation: Translation;
  readonly #expressions = new Map<Kind, RegExp>();

  /** @throws error for what is no pattern */
  constructor(pattern: unknown, flags: number) {
    const buffer = bufferOf(pattern);
    if (typeof pattern !== "string" && buffer === null) {
      throw new TypeError("first argument must be string or compiled pattern");
    }
    this.pattern = pattern;
    this.isBytes = buffer !== null;
    this.#translation = translate(buffer === null ? (pattern as string) : toLatin1(buffer.data), flags, this.isBytes);
    this.flags = this.#translation.flags;
    this.groups = this.#translation.groups;
    this.names = [...this.#translation.names];
  }

  get groupindex(): dict<string, number> {
    return new dict<string, number>(this.names);
  }

  numberOf(name: string): number | undefined {
    return this.#translation.names.get(name);
  }

  /** Whether a group lies in another. */
  isInside(inner: number, outer: number): boolean {
    for (let at = inner; at !== 0; at = this.#translation.parents[at]) {
      if (at === outer) {
        return true;
      }
    }
    return false;
  }

  #expression(kind: Kind): RegExp {
    let expression = this.#expressions.get(kind);
    if (expression === undefined) {
      const { source, flags } = this.#translation;
      const ignore = (flags & IGNORECASE) !== 0 ? "i" : "";
      const wrapped = {
        search: source,
        match: source,
        fullmatch: `(?:${source})$`,
        // a match that isn't empty: behind it, less is left than there was before
        advance: `(?=(?<rest>[^]*))(?:${source})(?!\\k<rest>$)`,
      }[kind];
      const sticky = kind === "match" || kind === "fullmatch" || kind === "advance";
      expression = new RegExp(wrapped, `du${ignore}${sticky ? "y" : "g"}`);
      this.#expressions.set(kind, expression);
    }
    return expression;
  }

  #exec(kind: Kind, text: string, from: number): Found | null {
    const expression = this.#expression(kind);
    expression.lastIndex = from;
    const match = expression.exec(text);
    if (match === null) {
      return null;
    }
    const named = match.indices?.groups ?? {};
    const groups = Array.from({ length: this.groups }, (_, at) => named[`g${at + 1}`] ?? null);
    return { text, spans: [match.indices?.[0] ?? null, ...groups] };
  }

  /** The string as text. @throws TypeError for a mixture of text and bytes */
  #textOf(string: unknown): string {
    if (typeof string === "string") {
      if (this.isBytes) {
        throw new TypeError("cannot use a bytes pattern on a string-like object");
      }
      return string;
    }
    const buffer = bufferOf(string);
    if (buffer === null) {
      throw new TypeError(`expected string or bytes-like object, got '${typeName(string)}'`);
    }
    if (!this.isBytes) {
      throw new TypeError("cannot use a string pattern on a bytes-like object");
    }
    return toLatin1(buffer.data);
  }

  #part(text: string): Text {
    return this.isBytes ? bytes.wrap(fromLatin1(text)) : text;
  }

  #bounds(text: string, pos: int, endpos: int | null): [from: number, to: number] {
    const length = strLength(text);
    const to = endpos === null ? length : Math.min(length, Math.max(0, asCount(endpos)));
    return [Math.min(Math.max(0, asCount(pos)), length), to];
  }

  #find(kind: Kind, string: Text, pos: int, endpos: int | null): Match | null {
    const whole = this.#textOf(string);
    const [from, to] = this.#bounds(whole, pos, endpos);
    if (from > to) {
      return null;
    }
    const text = whole.slice(0, unitOffset(whole, to));
    const found = this.#exec(kind, text, unitOffset(whole, from));
    return found === null ? null : new Match(this, string, from, to, found);
  }

  /** The first place that matches. */
  search(string: Text, pos: int = 0, endpos: int | null = null): Match | null {
    return this.#find("search", string, pos, endpos);
  }

  /** At the start only. */
  match(string: Text, pos: int = 0, endpos: int | null = null): Match | null {
    return this.#find("match", string, pos, endpos);
  }

  /** All of the string. */
  fullmatch(string: Text, pos: int = 0, endpos: int | null = null): Match | null {
    return this.#find("fullmatch", string, pos, endpos);
  }

  /** All matches from the left; behind an empty one, the next at the same place must not be empty. */
  *finditer(string: Text, pos: int = 0, endpos: int | null = null): IterableIterator<Match> {
    const whole = this.#textOf(string);
    const [from, to] = this.#bounds(whole, pos, endpos);
    const text = whole.slice(0, unitOffset(whole, to));
    let at = unitOffset(whole, from);
    let afterEmpty = false;
    for (;;) {
      const found = afterEmpty ? this.#execBehindEmpty(text, at) : this.#exec("search", text, at);
      if (found === null) {
        return;
      }
      const [start, end] = found.spans[0] as [number, number];
      yield new Match(this, string, from, to, found);
      at = end;
      afterEmpty = start === end;
    }
  }

  /** The next match where an empty one ended: one that isn't empty, or any further on. */
  #execBehindEmpty(text: string, at: number): Found | null {
    const next = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
    return this.#exec("advance", text, at) ?? (next > text.length ? null : this.#exec("search", text, next));
  }

  /** The matches' texts; with one group its texts, with several tuples of them. */
  findall(string: Text, pos: int = 0, endpos: int | null = null): Text[] {
    const empty = this.#part("");
    return Array.from(this.finditer(string, pos, endpos), (match) => {
      if (this.groups === 0) {
        return match.group();
      }
      return this.groups === 1 ? (match.group(1) ?? empty) : match.groups(empty);
    });
  }

  /** The pieces between the matches, with the groups' texts. */
  split(string: Text, maxsplit: int = 0): Text[] {
    const text = this.#textOf(string);
    const limit = asCount(maxsplit);
    const pieces: Text[] = [];
    let last = 0;
    for (const match of this.finditer(string)) {
      if (limit > 0 && pieces.length >= limit * (this.groups + 1)) {
        break;
      }
      const [start, end] = [match.start(), match.end()].map((point) => unitOffset(text, point));
      pieces.push(this.#part(text.slice(last, start)), ...match.groups());
      last = end;
    }
    return [...pieces, this.#part(text.slice(last))];
  }

  /** The string with matches replaced, by a template or by what a function makes of them. */
  sub(repl: unknown, string: Text, count: int = 0): Text {
    return (this.subn(repl, string, count) as unknown as [Text, number])[0];
  }

  /** As sub, with the number of replacements. */
  subn(repl: unknown, string: Text, count: int = 0): tuple<[Text, number]> {
    const text = this.#textOf(string);
    const limit = asCount(count);
    if (!callable(repl)) {
      expandTemplate(repl, null, this); // a bad template raises, whether or not anything matches
    }
    let result = "";
    let [last, made] = [0, 0];
    for (const match of this.finditer(string)) {
      if (limit > 0 && made >= limit) {
        break;
      }
      const [start, end] = [match.start(), match.end()].map((point) => unitOffset(text, point));
      result += text.slice(last, start) + this.#replacement(repl, match);
      last = end;
      made += 1;
    }
    return tuple.of(this.#part(result + text.slice(last)), made);
  }

  #replacement(repl: unknown, match: Match): string {
    if (!callable(repl)) {
      return expandTemplate(repl, match, this);
    }
    const made = call(repl, match) as unknown;
    if (made === null) {
      return "";
    }
    return this.#textOf(made);
  }

  __eq__(other: unknown): unknown {
    return other instanceof Pattern
      ? other.flags === this.flags && repr(other.pattern) === repr(this.pattern)
      : NotImplemented;
  }

  __hash__(): int {
    return hash(tuple.of(this.pattern, this.flags));
  }

  __reduce__(): tuple {
    return tuple.of(Pattern, tuple.of(this.pattern, this.flags & ~UNICODE));
  }

  __repr__(): string {
    const flags = flagText(this.flags & (this.isBytes ? ~256 : ~UNICODE));
    return `re.compile(${repr(this.pattern)}${flags === "" ? "" : `, ${flags}`})`;
  }
}
