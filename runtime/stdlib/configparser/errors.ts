/** The errors of the module. */
import { Exception } from "../../builtins/exceptions.js";
import { tuple } from "../../builtins/tuple.js";
import { repr } from "../../builtins/repr.js";

/** Mirrors `configparser.Error`. */
export class Error extends Exception {
  constructor(msg = "") {
    super(msg);
  }
}

export class NoSectionError extends Error {
  readonly section: string;

  constructor(section: string) {
    super(`No section: ${repr(section)}`);
    this.section = section;
  }
}

export class NoOptionError extends Error {
  readonly option: string;
  readonly section: string;

  constructor(option: string, section: string) {
    super(`No option ${repr(option)} in section: ${repr(section)}`);
    this.option = option;
    this.section = section;
  }
}

/** Where a file says something twice. */
const place = (source: string | null, line: number | null): string =>
  `While reading from ${repr(source)}${line === null ? "" : ` [line ${String(line).padStart(2)}]`}: `;

export class DuplicateSectionError extends Error {
  readonly section: string;

  constructor(section: string, source: string | null = null, lineno: number | null = null) {
    super(
      source === null
        ? `Section ${repr(section)} already exists`
        : `${place(source, lineno)}section ${repr(section)} already exists`,
    );
    this.section = section;
  }
}

export class DuplicateOptionError extends Error {
  readonly section: string;
  readonly option: string;

  constructor(section: string, option: string, source: string | null = null, lineno: number | null = null) {
    super(
      source === null
        ? `Option ${repr(option)} in section ${repr(section)} already exists`
        : `${place(source, lineno)}option ${repr(option)} in section ${repr(section)} already exists`,
    );
    this.section = section;
    this.option = option;
  }
}

export class ParsingError extends Error {
  readonly source: string;
  readonly errors: [number, string][];

  constructor(source: string, errors: [number, string][] = []) {
    const lines = errors.map(([line, text]) => `\n\t[line ${String(line).padStart(2)}]: ${text}`);
    super(`Source contains parsing errors: ${repr(source)}${lines.join("")}`);
    this.source = source;
    this.errors = errors;
  }
}

export class MissingSectionHeaderError extends ParsingError {
  constructor(filename: string, lineno: number, line: string) {
    super(filename);
    const message = `File contains no section headers.\nfile: ${repr(filename)}, line: ${lineno}\n${repr(line)}`;
    this.args = tuple.of(message);
  }
}

export class InterpolationError extends Error {
  readonly option: string;
  readonly section: string;

  constructor(option: string, section: string, msg: string) {
    super(msg);
    this.option = option;
    this.section = section;
  }
}

export class InterpolationMissingOptionError extends InterpolationError {
  constructor(option: string, section: string, rawval: string, reference: string) {
    super(
      option,
      section,
      `Bad value substitution: option ${repr(option)} in section ${repr(section)} contains an interpolation key ` +
        `${repr(reference)} which is not a valid option name. Raw value: ${repr(rawval)}`,
    );
  }
}

export class InterpolationSyntaxError extends InterpolationError {}

export class InterpolationDepthError extends InterpolationError {
  constructor(option: string, section: string, rawval: string) {
    super(
      option,
      section,
      "Recursion limit exceeded in value substitution: option " +
        `${repr(option)} in section ${repr(section)} contains an interpolation key which cannot be substituted in ` +
        `10 steps. Raw value: ${repr(rawval)}`,
    );
  }
}
