/** The exceptions of `optparse`, and the words that its parts share. */
import { Exception } from "../../builtins/exceptions.js";
import { text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";

/** The default of an option that was given none. */
export const NO_DEFAULT = tuple.of("NO", "DEFAULT");
export const SUPPRESS_HELP = "SUPPRESSHELP";
export const SUPPRESS_USAGE = "SUPPRESSUSAGE";

/** Mirrors `optparse.OptParseError`. */
export class OptParseError extends Exception {
  declare msg: string;

  override __init__(msg: string, ..._more: unknown[]): void {
    this.msg = msg;
  }

  override __str__(): string {
    return this.msg;
  }
}

/** Mirrors `optparse.OptionError`: an option can't be made so. */
export class OptionError extends OptParseError {
  declare option_id: string;

  override __init__(msg: string, option: unknown): void {
    super.__init__(msg);
    this.option_id = text(option);
  }

  override __str__(): string {
    return this.option_id === "" ? this.msg : `option ${this.option_id}: ${this.msg}`;
  }
}

/** Mirrors `optparse.OptionConflictError`: a name is taken. */
export class OptionConflictError extends OptionError {}

/** Mirrors `optparse.OptionValueError`: the command line has a value that an option can't take. */
export class OptionValueError extends OptParseError {}

/** Mirrors `optparse.BadOptionError`: the command line has an option that there isn't. */
export class BadOptionError extends OptParseError {
  declare opt_str: string;

  override __init__(opt_str: string, ..._more: unknown[]): void {
    this.opt_str = opt_str;
  }

  override __str__(): string {
    return `no such option: ${this.opt_str}`;
  }
}

/** Mirrors `optparse.AmbiguousOptionError`: several options begin so. */
export class AmbiguousOptionError extends BadOptionError {
  declare possibilities: string[];

  override __init__(opt_str: string, possibilities: string[]): void {
    super.__init__(opt_str);
    this.possibilities = possibilities;
  }

  override __str__(): string {
    return `ambiguous option: ${this.opt_str} (${this.possibilities.join(", ")}?)`;
  }
}
