/** The class `re.Match`. */
import { bytes } from "../../builtins/bytes.js";
import { fromLatin1 } from "../../builtins/bytes/buffer.js";
import { dict } from "../../builtins/dict.js";
import { IndexError } from "../../builtins/exceptions.js";
import { toIndex } from "../../builtins/as-index.js";
import { repr } from "../../builtins/repr.js";
import { pointIndex } from "../../builtins/str/code-points.js";
import { tuple } from "../../builtins/tuple.js";
import type { Pattern } from "./pattern.js";
import { expandTemplate } from "./template.js";

/** What a search found: JavaScript's match with offsets in UTF-16 units. */
export interface Found {
  text: string;
  /** [start, end] of group 0, 1, ...; null for groups that took no part. */
  spans: ([number, number] | null)[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- text or bytes, as the string that was searched
type Part = any;

/** Mirrors `re.Match`. */
export class Match {
  readonly re: Pattern;
  readonly string: Part;
  readonly pos: number;
  readonly endpos: number;
  readonly #found: Found;

  constructor(re: Pattern, string: unknown, pos: number, endpos: number, found: Found) {
    this.re = re;
    this.string = string;
    this.pos = pos;
    this.endpos = endpos;
    this.#found = found;
  }

  /** A group's number. @throws IndexError "no such group" */
  #number(group: unknown): number {
    const number = typeof group === "string" ? this.re.numberOf(group) : toIndex(group);
    if (number === undefined || number < 0 || number > this.re.groups) {
      throw new IndexError("no such group");
    }
    return Number(number);
  }

  #text(number: number, fallback: unknown): Part {
    const span = this.#found.spans[number];
    if (span === null) {
      return fallback;
    }
    const text = this.#found.text.slice(...span);
    return this.re.isBytes ? bytes.wrap(fromLatin1(text)) : text;
  }

  /** One group's text, or a tuple of several; None for a group that took no part. */
  group(...groups: unknown[]): Part {
    if (groups.length <= 1) {
      return this.#text(this.#number(groups[0] ?? 0), null);
    }
    return new tuple(groups.map((group) => this.#text(this.#number(group), null)));
  }

  __getitem__(group: unknown): Part {
    return this.#text(this.#number(group), null);
  }

  groups(default_: unknown = null): tuple<Part[]> {
    return new tuple(Array.from({ length: this.re.groups }, (_, at) => this.#text(at + 1, default_)));
  }

  groupdict(default_: unknown = null): dict<string, Part> {
    return new dict<string, Part>(this.re.names.map(([name, number]) => [name, this.#text(number, default_)]));
  }

  span(group: unknown = 0): tuple<[number, number]> {
    const span = this.#found.spans[this.#number(group)];
    return span === null
      ? tuple.of(-1, -1)
      : tuple.of(pointIndex(this.#found.text, span[0]), pointIndex(this.#found.text, span[1]));
  }

  start(group: unknown = 0): number {
    return (this.span(group) as unknown as [number, number])[0];
  }

  end(group: unknown = 0): number {
    return (this.span(group) as unknown as [number, number])[1];
  }

  get regs(): tuple<tuple<[number, number]>[]> {
    return new tuple(this.#found.spans.map((_, number) => this.span(number)));
  }

  /** The group that was closed last. */
  get lastindex(): number | null {
    let last: number | null = null;
    const { spans } = this.#found;
    for (let number = 1; number < spans.length; number += 1) {
      const end = spans[number]?.[1] ?? -1;
      if (end < 0) {
        continue;
      }
      const best: number = last === null ? -1 : (spans[last]?.[1] ?? -1);
      // of two that end together, the one inside was closed first
      if (end > best || (end === best && last !== null && !this.re.isInside(number, last))) {
        last = number;
      }
    }
    return last;
  }

  get lastgroup(): string | null {
    return this.re.names.find(([, number]) => number === this.lastindex)?.[0] ?? null;
  }

  /** A template's text, with `\1` and `\g<name>` filled in. */
  expand(template: Part): Part {
    const text = expandTemplate(template, this, this.re);
    return this.re.isBytes ? bytes.wrap(fromLatin1(text)) : text;
  }

  __copy__(): this {
    return this;
  }

  __repr__(): string {
    return `<re.Match object; span=${repr(this.span())}, match=${repr(this.group())}>`;
  }
}
