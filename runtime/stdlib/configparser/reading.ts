/** Reads the text of a configuration. */
import { repr } from "../../builtins/repr.js";
import { DuplicateOptionError, DuplicateSectionError, MissingSectionHeaderError, ParsingError } from "./errors.js";

/** How a text is read. */
export interface Rules {
  readonly delimiters: readonly string[];
  readonly commentPrefixes: readonly string[];
  readonly inlineCommentPrefixes: readonly string[];
  readonly allowNoValue: boolean;
  readonly strict: boolean;
  readonly emptyLinesInValues: boolean;
  readonly defaultSection: string;
  name(option: string): string;
}

export type Options = Map<string, string | null>;

/** Where what is read goes. */
export interface Target {
  readonly sections: Map<string, Options>;
  readonly defaults: Options;
}

type Lines = string[] | null;

const HEADER = /^\[(.+)\]/;

/** Reads lines into the target. @throws ParsingError and its like */
export function readInto(target: Target, lines: Iterable<string>, source: string, rules: Rules): void {
  const reader = new Reader(target, source, rules);
  for (const line of lines) reader.read(line);
  reader.finish();
}

class Reader {
  readonly #target: Target;
  readonly #source: string;
  readonly #rules: Rules;
  readonly #option: RegExp;
  /** What the text has said so far, where it must not say it twice. */
  readonly #seen = new Set<string>();
  readonly #values = new Map<Options, Map<string, Lines>>();
  readonly #problems: [number, string][] = [];
  #section: string | null = null;
  #current: Options | null = null;
  #name: string | null = null;
  #indent = 0;
  #line = 0;

  constructor(target: Target, source: string, rules: Rules) {
    this.#target = target;
    this.#source = source;
    this.#rules = rules;
    const delimiters = rules.delimiters.map((each) => each.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
    this.#option = new RegExp(
      rules.allowNoValue ? `^(.*?)\\s*(?:(${delimiters})\\s*([^]*))?$` : `^(.*?)\\s*(${delimiters})\\s*([^]*)$`,
    );
  }

  read(line: string): void {
    this.#line++;
    const isComment = this.#rules.commentPrefixes.some((prefix) => line.trim().startsWith(prefix));
    const value = isComment ? "" : this.#withoutInlineComment(line).trim();
    if (value === "") {
      this.#empty(isComment);
      return;
    }
    const indent = line.length - line.trimStart().length;
    const lines = this.#openLines();
    if (lines !== null && indent > this.#indent) {
      lines.push(value);
      return;
    }
    this.#indent = indent;
    const header = HEADER.exec(value);
    if (header !== null) this.#startSection(header[1]!);
    else if (this.#current === null) throw new MissingSectionHeaderError(this.#source, this.#line, line);
    else this.#readOption(value, line);
  }

  /** Puts the values together. @throws ParsingError */
  finish(): void {
    for (const [options, values] of this.#values) {
      for (const [name, lines] of values) options.set(name, lines === null ? null : lines.join("\n").trimEnd());
    }
    if (this.#problems.length > 0) throw new ParsingError(this.#source, this.#problems);
  }

  #withoutInlineComment(line: string): string {
    let end = line.length;
    for (const prefix of this.#rules.inlineCommentPrefixes) {
      for (let at = line.indexOf(prefix); at >= 0; at = line.indexOf(prefix, at + 1)) {
        if (at > 0 && !/\s/.test(line[at - 1]!)) continue;
        end = Math.min(end, at);
        break;
      }
    }
    return line.slice(0, end);
  }

  /** The lines of the value that may go on. */
  #openLines(): Lines {
    if (this.#current === null || this.#name === null) return null;
    return this.#values.get(this.#current)?.get(this.#name) ?? null;
  }

  #empty(isComment: boolean): void {
    if (!this.#rules.emptyLinesInValues) {
      this.#indent = Infinity;
      return;
    }
    if (!isComment) this.#openLines()?.push("");
  }

  #startSection(name: string): void {
    const { sections, defaults } = this.#target;
    this.#section = name;
    this.#name = null;
    if (name === this.#rules.defaultSection) this.#current = defaults;
    else {
      if (this.#rules.strict && this.#seen.has(name)) throw new DuplicateSectionError(name, this.#source, this.#line);
      this.#seen.add(name);
      if (!sections.has(name)) sections.set(name, new Map());
      this.#current = sections.get(name)!;
    }
    if (!this.#values.has(this.#current)) this.#values.set(this.#current, new Map());
  }

  #readOption(value: string, line: string): void {
    const found = this.#option.exec(value);
    if (found === null || found[1] === "") {
      this.#problems.push([this.#line, repr(line)]);
      return;
    }
    const name = this.#rules.name(found[1]!.trimEnd());
    const key = `${this.#section}\n${name}`;
    if (this.#rules.strict && this.#seen.has(key))
      throw new DuplicateOptionError(this.#section!, name, this.#source, this.#line);
    this.#seen.add(key);
    this.#name = name;
    this.#values.get(this.#current!)!.set(name, found[2] === undefined ? null : [found[3]!.trim()]);
  }
}
