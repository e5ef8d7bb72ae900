/** The exceptions that carry fields of their own, except OSError and the Unicode errors. */
import { repr, text } from "../repr.js";
import { isTuple } from "../tuple.js";
import { BaseException, Exception, defineFields, slotsOf, splitOptions } from "./base.js";
import { LookupError, TypeError } from "./plain.js";

/** Mirrors `SystemExit`: `code` is None, an int, or what is printed before exiting with status 1. */
export class SystemExit extends BaseException {
  declare code: unknown;

  override __init__(...args: unknown[]): void {
    super.__init__(...args);
    this.code = args.length === 0 ? null : args.length === 1 ? args[0] : this.args;
  }
}
defineFields(SystemExit, ["code"]);

/** Mirrors `StopIteration`: `value` is the generator's return value. */
export class StopIteration extends Exception {
  declare value: unknown;

  override __init__(...args: unknown[]): void {
    super.__init__(...args);
    this.value = args.length === 0 ? null : args[0];
  }
}
defineFields(StopIteration, ["value"]);

/** Mirrors `KeyError`: its text is the key's repr. */
export class KeyError extends LookupError {
  override __str__(): string {
    return this.args.length === 1 ? repr(this.args[0]) : super.__str__();
  }
}

/** Sets `args` and the fields that CPython takes as keywords only; raises TypeError for another keyword. */
function initWithKeywords(error: BaseException, args: unknown[], allowed: readonly string[], owner: string): void {
  const [positional, options] = splitOptions(args);
  for (const key of Object.keys(options)) {
    if (!allowed.includes(key)) throw new TypeError(`'${key}' is an invalid keyword argument for ${owner}()`);
  }
  error.args = positional;
  for (const key of allowed) slotsOf(error).fields[key] = options[key] ?? null;
}

/** Mirrors `NameError(*args, name=None)`. */
export class NameError extends Exception {
  declare name: string;

  override __init__(...args: unknown[]): void {
    initWithKeywords(this, args, ["name"], "NameError");
  }
}
defineFields(NameError, ["name"]);

/** Mirrors `UnboundLocalError`. */
export class UnboundLocalError extends NameError {}

/** Mirrors `AttributeError(*args, name=None, obj=None)`. */
export class AttributeError extends Exception {
  declare name: string;
  declare obj: unknown;

  override __init__(...args: unknown[]): void {
    initWithKeywords(this, args, ["name", "obj"], "AttributeError");
  }
}
defineFields(AttributeError, ["name", "obj"]);

/** Mirrors `ImportError(*args, name=None, path=None)`. */
export class ImportError extends Exception {
  declare msg: unknown;
  declare name: string;
  declare path: string | null;

  override __init__(...args: unknown[]): void {
    initWithKeywords(this, args, ["name", "path"], "ImportError");
    this.msg = this.args.length === 1 ? this.args[0] : null;
  }
}
defineFields(ImportError, ["msg", "name", "path"]);

/** Mirrors `ModuleNotFoundError`. */
export class ModuleNotFoundError extends ImportError {}

const SYNTAX_FIELDS = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"];

/** Mirrors `SyntaxError(msg, (filename, lineno, offset, text[, end_lineno, end_offset]))`. */
export class SyntaxError extends Exception {
  declare msg: unknown;
  declare filename: string | null;
  declare lineno: number | null;
  declare offset: number | null;
  declare text: string | null;
  declare end_lineno: number | null;
  declare end_offset: number | null;

  override __init__(...args: unknown[]): void {
    super.__init__(...args);
    this.msg = args[0] ?? null;
    const details = isTuple(args[1]) ? args[1] : [];
    SYNTAX_FIELDS.forEach((name, at) => (slotsOf(this).fields[name] = details[at] ?? null));
  }

  override __str__(): string {
    const { msg, filename, lineno } = this;
    const file = typeof filename === "string" ? filename.slice(filename.lastIndexOf("/") + 1) : null;
    if (file !== null && lineno !== null) return `${text(msg)} (${file}, line ${lineno})`;
    if (file !== null) return `${text(msg)} (${file})`;
    return lineno === null ? text(msg) : `${text(msg)} (line ${lineno})`;
  }
}
defineFields(SyntaxError, ["msg", ...SYNTAX_FIELDS]);

/** Mirrors `IndentationError`. */
export class IndentationError extends SyntaxError {}

/** Mirrors `TabError`. */
export class TabError extends IndentationError {}
