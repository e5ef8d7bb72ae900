/** How operations run: operands checked, in a context, their status noted. */
import { TypeError } from "../../builtins/exceptions.js";
import { isIntLike } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import * as arithmetic from "./arithmetic.js";
import type { Binary, Unary } from "./arithmetic.js";
import { type Context, getcontext } from "./context-class.js";
import { Decimal } from "./decimal-class.js";
import * as numbers from "./number.js";
import type { Num } from "./number.js";
import type { Settings } from "./rounding.js";
import type { Status } from "./signals.js";

type Operand = unknown;
export type MaybeContext = Context | null;

/** The number of an operand; null for what decimals don't go with. */
export function operandOf(value: unknown): Num | null {
  if (value instanceof Decimal) return Decimal.numberOf(value);
  return isIntLike(value) ? numbers.fromInt(value) : null;
}

export function required(value: unknown): Num {
  const number = operandOf(value);
  if (number === null) throw new TypeError(`conversion from ${typeName(value)} to Decimal is not supported`);
  return number;
}

/** The decimal that an operation gives in a context. */
export function made(
  context: MaybeContext,
  operation: (settings: Settings, status: Status) => Num,
  rounding: unknown = null,
): Decimal {
  return Decimal.of((context ?? getcontext()).run(operation, rounding));
}

export function unary(operation: Unary, a: Decimal, context: MaybeContext): Decimal {
  return made(context, (settings, status) => operation(Decimal.numberOf(a), settings, status));
}

export function binary(operation: Binary, a: Decimal, b: Operand, context: MaybeContext): Decimal {
  const other = required(b);
  return made(context, (settings, status) => operation(Decimal.numberOf(a), other, settings, status));
}

export function operate(operation: Binary, a: Operand, b: Operand): unknown {
  const [x, y] = [operandOf(a), operandOf(b)];
  if (x === null || y === null) return NotImplemented;
  return made(null, (settings, status) => operation(x, y, settings, status));
}

export function operateBoth(a: Operand, b: Operand): unknown {
  const [x, y] = [operandOf(a), operandOf(b)];
  return x === null || y === null ? NotImplemented : both(x, y, getcontext());
}

export function both(a: Num, b: Num, context: Context): tuple<[Decimal, Decimal]> {
  const status: Status = new Set();
  const [quotient, rest] = arithmetic.divideBoth(a, b, context.settings(), status);
  context.note(status);
  return tuple.of(Decimal.of(quotient), Decimal.of(rest));
}

export function integral(a: Num, rounding: unknown, context: MaybeContext, isExact: boolean): Decimal {
  return made(
    context,
    (settings, status) => arithmetic.toIntegral(a, settings.rounding, isExact, settings, status),
    rounding,
  );
}
