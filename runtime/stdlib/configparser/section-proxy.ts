/** The class `SectionProxy`: a section as a mapping. */
import { KeyError } from "../../builtins/exceptions.js";
import { tuple } from "../../builtins/tuple.js";
import type { GetOptions, RawConfigParser } from "./parser.js";

/** Mirrors `configparser.SectionProxy`. */
export class SectionProxy {
  readonly parser: RawConfigParser;
  readonly name: string;

  constructor(parser: RawConfigParser, name: string) {
    this.parser = parser;
    this.name = name;
  }

  #options(): string[] {
    if (this.name === this.parser.default_section) return [...this.parser.defaults()];
    return this.parser.options(this.name);
  }

  /** @throws KeyError */
  __getitem__(key: string): unknown {
    if (!this.parser.has_option(this.name, key)) throw new KeyError(key);
    return this.parser.get(this.name, key);
  }

  __setitem__(key: string, value: string | null): void {
    this.parser.set(this.name, key, value);
  }

  /** @throws KeyError */
  __delitem__(key: string): void {
    if (!this.parser.has_option(this.name, key) || !this.parser.remove_option(this.name, key)) throw new KeyError(key);
  }

  __contains__(key: string): boolean {
    return this.parser.has_option(this.name, key);
  }

  __len__(): number {
    return this.#options().length;
  }

  *[Symbol.iterator](): IterableIterator<string> {
    yield* this.#options();
  }

  keys(): string[] {
    return this.#options();
  }

  values(): unknown[] {
    return this.#options().map((key) => this.__getitem__(key));
  }

  items(): tuple[] {
    return this.#options().map((key) => tuple.of(key, this.__getitem__(key)));
  }

  get(option: string, fallback: unknown = null, options: GetOptions = {}): unknown {
    return this.parser.get(this.name, option, { ...options, fallback });
  }

  getint(option: string, fallback: unknown = null, options: GetOptions = {}): unknown {
    return this.parser.getint(this.name, option, { ...options, fallback });
  }

  getfloat(option: string, fallback: unknown = null, options: GetOptions = {}): unknown {
    return this.parser.getfloat(this.name, option, { ...options, fallback });
  }

  getboolean(option: string, fallback: unknown = null, options: GetOptions = {}): unknown {
    return this.parser.getboolean(this.name, option, { ...options, fallback });
  }

  setdefault(key: string, value: string): unknown {
    if (!this.__contains__(key)) this.__setitem__(key, value);
    return this.__getitem__(key);
  }

  update(other: Iterable<readonly [string, string]> & { items?: () => Iterable<readonly [string, string]> }): void {
    for (const [key, value] of other.items?.() ?? other) this.__setitem__(key, value);
  }

  __repr__(): string {
    return `<Section: ${this.name}>`;
  }
}
