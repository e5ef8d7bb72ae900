/** The exceptions of `argparse`, and the words that its parts share. */
import { Exception } from "../../builtins/exceptions.js";
import { contains } from "../../builtins/operators.js";
import { iterate } from "../../builtins/iterate.js";
import { isTuple } from "../../builtins/tuple.js";
import type { Action } from "./action.js";

export const SUPPRESS = "==SUPPRESS==";
export const OPTIONAL = "?";
export const ZERO_OR_MORE = "*";
export const ONE_OR_MORE = "+";
export const PARSER = "A...";
export const REMAINDER = "...";

/** What a message calls an argument: its option strings, else its metavar or destination. */
export function argumentName(argument: Action | null): unknown {
  if (argument === null) return null;
  if (argument.option_strings.length > 0) return argument.option_strings.join("/");
  if (argument.metavar !== null && argument.metavar !== SUPPRESS) return argument.metavar;
  if (argument.dest !== null && argument.dest !== SUPPRESS) return argument.dest;
  return argument.choices === null ? null : `{${Array.from(iterate<string>(argument.choices)).join(",")}}`;
}

/** Mirrors `argparse.ArgumentError`: an error in an argument, or in the making of one. */
export class ArgumentError extends Exception {
  declare argument_name: unknown;

  override __init__(argument: Action | null, message: string): void {
    this.argument_name = argumentName(argument);
    this.message = message;
  }

  override __str__(): string {
    return this.argument_name === null ? this.message : `argument ${shownName(this.argument_name)}: ${this.message}`;
  }
}

const shownName = (name: unknown): string => (isTuple(name) ? `(${[...name].join(", ")})` : String(name));

/** Mirrors `argparse.ArgumentTypeError`: what a function given as `type=` raises to have its own words shown. */
export class ArgumentTypeError extends Exception {}

/** True if a value is among the choices of an argument. */
export const isChoice = (choices: unknown, value: unknown): boolean => contains(choices as never, value as never);
