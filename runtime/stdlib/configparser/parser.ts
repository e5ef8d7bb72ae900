/** The classes `RawConfigParser` and `ConfigParser`. */
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { KeyError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { float } from "../../builtins/float.js";
import { int } from "../../builtins/int.js";
import { iterate } from "../../builtins/iterate.js";
import { open } from "../../builtins/io/open.js";
import type { Writable } from "../../builtins/io/standard.js";
import { object } from "../../builtins/object.js";
import { repr, text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { FileNotFoundError, OSError } from "../../builtins/exceptions.js";
import { entriesOf } from "../mapping-entries.js";
import { DuplicateSectionError, NoOptionError, NoSectionError } from "./errors.js";
import { BasicInterpolation, Interpolation, type Place } from "./interpolation.js";
import { type Options, readInto } from "./reading.js";
import { SectionProxy } from "./section-proxy.js";

export const DEFAULTSECT = "DEFAULT";

/** Mirrors `_UNSET`: no fallback was given. */
const UNSET = Symbol("unset");

export interface ParserOptions {
  defaults?: unknown;
  dict_type?: unknown;
  allow_no_value?: unknown;
  delimiters?: Iterable<string>;
  comment_prefixes?: Iterable<string>;
  inline_comment_prefixes?: Iterable<string> | null;
  strict?: unknown;
  empty_lines_in_values?: unknown;
  default_section?: string;
  interpolation?: Interpolation | null;
  converters?: unknown;
}

/** What `get` and its like are told besides the place. */
export interface GetOptions {
  raw?: unknown;
  vars?: unknown;
  fallback?: unknown;
}

const BOOLEANS = new Map([
  ["1", true],
  ["yes", true],
  ["true", true],
  ["on", true],
  ["0", false],
  ["no", false],
  ["false", false],
  ["off", false],
]);

/** Mirrors `configparser.RawConfigParser`. */
export class RawConfigParser extends object {
  static readonly BOOLEAN_STATES = new dict([...BOOLEANS]);
  readonly #sections = new Map<string, Options>();
  readonly #defaults: Options = new Map();
  readonly #options: ParserOptions;
  readonly #interpolation: Interpolation;
  readonly default_section: string;
  /** Makes names of options: `parser.optionxform = str` lets case count. */
  declare optionxform: unknown;

  constructor(options: ParserOptions = {}) {
    super();
    this.#options = options;
    this.default_section = options.default_section ?? DEFAULTSECT;
    const { interpolation } = options;
    this.#interpolation =
      interpolation === undefined ? this.defaultInterpolation() : (interpolation ?? new Interpolation());
    Object.defineProperty(this, "optionxform", { value: lower, writable: true, configurable: true });
    for (const [name, value] of entriesOf(options.defaults ?? new dict())) {
      this.#defaults.set(this.#name(name as string), value === null ? null : text(value));
    }
  }

  override __init__(): void {}

  /** What fills in values where nothing else is said. */
  protected defaultInterpolation(): Interpolation {
    return new Interpolation();
  }

  #name(option: string): string {
    return call(this.optionxform, option) as string;
  }

  /** @throws NoSectionError */
  #section(name: string): Options {
    const found = name === this.default_section ? this.#defaults : this.#sections.get(name);
    if (found === undefined) throw new NoSectionError(name);
    return found;
  }

  defaults(): dict<string, string | null> {
    return new dict([...this.#defaults]);
  }

  sections(): string[] {
    return [...this.#sections.keys()];
  }

  /** @throws DuplicateSectionError, ValueError, TypeError */
  add_section(section: unknown): void {
    if (typeof section !== "string") throw new TypeError("section names must be strings");
    if (section === this.default_section) throw new ValueError(`Invalid section name: ${repr(section)}`);
    if (this.#sections.has(section)) throw new DuplicateSectionError(section);
    this.#sections.set(section, new Map());
  }

  has_section(section: string): boolean {
    return this.#sections.has(section);
  }

  /** @throws NoSectionError */
  options(section: string): string[] {
    const own = this.#sections.get(section);
    if (own === undefined) throw new NoSectionError(section);
    return [...new Map([...own, ...this.#defaults]).keys()];
  }

  has_option(section: string | null, option: string): boolean {
    const name = this.#name(option);
    if (section === null || section === "" || section === this.default_section) return this.#defaults.has(name);
    const own = this.#sections.get(section);
    return own !== undefined && (own.has(name) || this.#defaults.has(name));
  }

  /** Mirrors `read(filenames, encoding=None)`: leaves out what can't be opened; gives the names of the others. */
  read(filenames: unknown, encoding: string | null = null): unknown[] {
    const names = Array.isArray(filenames) ? (filenames as unknown[]) : [filenames];
    return names.filter((name) => {
      try {
        const file = open(name as string, "r", { encoding });
        this.#readLines(file as Iterable<string>, text(name));
        file.close();
        return true;
      } catch (error) {
        if (error instanceof FileNotFoundError || error instanceof OSError) return false;
        throw error;
      }
    });
  }

  read_file(f: unknown, source: string | null = null): void {
    this.#readLines(iterate<string>(f), source ?? (f as { name?: string }).name ?? "<???>");
  }

  read_string(string: string, source = "<string>"): void {
    this.#readLines(string.match(/[^\n]*\n|[^\n]+$/g) ?? [], source);
  }

  /** Mirrors `read_dict(dictionary, source="<dict>")`. */
  read_dict(dictionary: unknown, _source = "<dict>"): void {
    for (const [section, options] of entriesOf(dictionary)) this.#fill(text(section), options);
  }

  #fill(section: string, options: unknown): void {
    if (section !== this.default_section && !this.#sections.has(section)) this.#sections.set(section, new Map());
    for (const [name, value] of entriesOf(options)) {
      const given = value === null ? null : text(value);
      this.#section(section).set(this.#name(text(name)), given === null ? null : this.#interpolation.before_set(given));
    }
  }

  #readLines(lines: Iterable<string>, source: string): void {
    const { delimiters, comment_prefixes, inline_comment_prefixes, allow_no_value, strict, empty_lines_in_values } =
      this.#options;
    const rules = {
      delimiters: [...(delimiters ?? ["=", ":"])],
      commentPrefixes: [...(comment_prefixes ?? ["#", ";"])],
      inlineCommentPrefixes: [...(inline_comment_prefixes ?? [])],
      allowNoValue: truth(allow_no_value ?? false),
      strict: truth(strict ?? true),
      emptyLinesInValues: truth(empty_lines_in_values ?? true),
      defaultSection: this.default_section,
      name: (option: string) => this.#name(option),
    };
    readInto({ sections: this.#sections, defaults: this.#defaults }, lines, source, rules);
  }

  /** The options that a section sees, those of `vars` first. */
  #visible(section: string, vars: unknown = null): Options {
    const found = new Map([...this.#defaults, ...(this.#sections.get(section) ?? [])]);
    if (!this.#sections.has(section) && section !== this.default_section) throw new NoSectionError(section);
    for (const [name, value] of entriesOf(vars ?? new dict()))
      found.set(this.#name(text(name)), value === null ? null : text(value));
    return found;
  }

  #filled(section: string, option: string, own: Options): string | null {
    const value = own.get(option)!;
    if (value === null) return null;
    const place: Place = { section, option, own };
    const source = {
      raw: (of: string, name: string) => this.#visible(of).get(name),
      name: (given: string) => this.#name(given),
    };
    return this.#interpolation.before_get(source, place, value);
  }

  /** Mirrors `get(section, option, *, raw=False, vars=None, fallback)`. @throws NoSectionError, NoOptionError */
  get(section: string, option: string, { raw = false, vars = null, fallback = UNSET }: GetOptions = {}): unknown {
    const isThere = section === this.default_section || this.#sections.has(section);
    if (!isThere && fallback !== UNSET) return fallback;
    const own = this.#visible(section, vars);
    const name = this.#name(option);
    if (!own.has(name)) {
      if (fallback !== UNSET) return fallback;
      throw new NoOptionError(name, section);
    }
    return truth(raw) ? own.get(name)! : this.#filled(section, name, own);
  }

  #converted(section: string, option: string, options: GetOptions, convert: (value: string) => unknown): unknown {
    const { fallback = UNSET, ...others } = options;
    if (fallback !== UNSET && !this.has_option(section, option)) return fallback;
    return convert(this.get(section, option, others) as string);
  }

  getint(section: string, option: string, options: GetOptions = {}): unknown {
    return this.#converted(section, option, options, (value) => int(value) as unknown);
  }

  getfloat(section: string, option: string, options: GetOptions = {}): unknown {
    return this.#converted(section, option, options, (value) => call(float, value) as unknown);
  }

  /** @throws ValueError "Not a boolean: maybe" */
  getboolean(section: string, option: string, options: GetOptions = {}): unknown {
    return this.#converted(section, option, options, (value) => {
      const found = BOOLEANS.get(value.toLowerCase());
      if (found === undefined) throw new ValueError(`Not a boolean: ${value}`);
      return found;
    });
  }

  /** Mirrors `items()`: sections; `items(section, raw=False, vars=None)`: its options. */
  items(section: string | null = null, raw: unknown = false, vars: unknown = null): tuple[] {
    if (section === null) return this.keys().map((name) => tuple.of(name, this.__getitem__(name)));
    const own = this.#visible(section, vars);
    return [...own.keys()].map((name) =>
      tuple.of(name, truth(raw) ? own.get(name)! : this.#filled(section, name, own)),
    );
  }

  /** Mirrors `set(section, option, value=None)`. @throws NoSectionError */
  set(section: string, option: string, value: string | null = null): void {
    const checked = value === null || value === "" ? value : this.#interpolation.before_set(value);
    this.#section(section === "" ? this.default_section : section).set(this.#name(option), checked);
  }

  /** @throws NoSectionError */
  remove_option(section: string, option: string): boolean {
    return this.#section(section === "" ? this.default_section : section).delete(this.#name(option));
  }

  remove_section(section: string): boolean {
    return this.#sections.delete(section);
  }

  /** Mirrors `write(fp, space_around_delimiters=True)`. */
  write(fp: Writable, space_around_delimiters: unknown = true): void {
    const [delimiter] = [...(this.#options.delimiters ?? ["="])];
    const written = truth(space_around_delimiters) ? ` ${delimiter!} ` : delimiter!;
    if (this.#defaults.size > 0) this.#writeSection(fp, this.default_section, this.#defaults, written);
    for (const [name, options] of this.#sections) this.#writeSection(fp, name, options, written);
  }

  #writeSection(fp: Writable, section: string, options: Options, delimiter: string): void {
    fp.write(`[${section}]\n`);
    for (const [name, value] of options) {
      const isBare = value === null && truth(this.#options.allow_no_value ?? false);
      fp.write(isBare ? `${name}\n` : `${name}${delimiter}${String(value).replaceAll("\n", "\n\t")}\n`);
    }
    fp.write("\n");
  }

  /** @throws KeyError */
  __getitem__(key: string): SectionProxy {
    if (key !== this.default_section && !this.#sections.has(key)) throw new KeyError(key);
    return new SectionProxy(this, key);
  }

  __setitem__(key: string, value: unknown): void {
    const given = entriesOf(value);
    if (key === this.default_section) this.#defaults.clear();
    else this.#sections.set(key, new Map());
    this.#fill(key, new dict(given));
  }

  /** @throws KeyError, ValueError */
  __delitem__(key: string): void {
    if (key === this.default_section) throw new ValueError("Cannot remove the default section.");
    if (!this.remove_section(key)) throw new KeyError(key);
  }

  __contains__(key: string): boolean {
    return key === this.default_section || this.#sections.has(key);
  }

  __len__(): number {
    return this.#sections.size + 1;
  }

  keys(): string[] {
    return [this.default_section, ...this.sections()];
  }

  values(): SectionProxy[] {
    return this.keys().map((name) => this.__getitem__(name));
  }
}

function lower(option: string): string {
  return option.toLowerCase();
}

Object.defineProperty(RawConfigParser.prototype, Symbol.iterator, {
  *value(this: RawConfigParser): IterableIterator<string> {
    yield* this.keys();
  },
});

/** Mirrors `configparser.ConfigParser`: values are texts, in which `%(name)s` stands for another. */
export class ConfigParser extends RawConfigParser {
  protected override defaultInterpolation(): Interpolation {
    return new BasicInterpolation();
  }

  /** @throws TypeError for what is no text */
  override set(section: string, option: unknown, value: unknown = null): void {
    if (typeof option !== "string") throw new TypeError("option keys must be strings");
    if (value !== null && typeof value !== "string") throw new TypeError("option values must be strings");
    super.set(section, option, value);
  }
}
