/** What the types of options make of strings. */
import { call } from "../../builtins/call.js";
import { complex } from "../../builtins/complex.js";
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { float } from "../../builtins/float.js";
import { parseInteger } from "../../builtins/number-parse.js";
import type { int } from "../../builtins/numbers.js";
import { contains } from "../../builtins/operators.js";
import { iterate } from "../../builtins/iterate.js";
import { repr } from "../../builtins/repr.js";
import { OptionValueError } from "./errors.js";
import type { Option } from "./option.js";

type Checker = (option: Option, opt: string, value: string) => unknown;

/** An integer whose base its beginning tells: `0x`, `0b`, `0` for octal ones. @throws ValueError */
function integer(value: string): int {
  const prefix = value.slice(0, 2).toLowerCase();
  if (prefix === "0x") return parseInteger(value, 16);
  if (prefix === "0b") return parseInteger(value.slice(2) || "0", 2);
  return parseInteger(value, value.startsWith("0") ? 8 : 10);
}

function checkerBy(convert: (value: string) => unknown, what: string): Checker {
  return (_option, opt, value) => {
    try {
      return convert(value);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new OptionValueError(`option ${opt}: invalid ${what} value: ${repr(value)}`);
    }
  };
}

/** Mirrors `optparse.check_choice`. @throws OptionValueError for none of the choices */
export function check_choice(option: Option, opt: string, value: string): string {
  if (contains(option.choices as never, value as never)) return value;
  const choices = Array.from(iterate(option.choices), repr).join(", ");
  throw new OptionValueError(`option ${opt}: invalid choice: ${repr(value)} (choose from ${choices})`);
}

/** The checkers by the names of types. */
export const typeCheckers = (): dict<string, Checker> => {
  const whole = checkerBy(integer, "integer");
  return new dict<string, Checker>([
    ["int", whole],
    ["long", whole],
    ["float", checkerBy((value) => call(float, value), "floating-point")],
    ["complex", checkerBy((value) => call(complex, value), "complex")],
    ["choice", check_choice],
  ]);
};
