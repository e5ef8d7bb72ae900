/** The signals of decimal arithmetic, which are exceptions where they are trapped. */
import { ArithmeticError, TypeError, ZeroDivisionError } from "../../builtins/exceptions.js";
import { bases, type Class } from "../../builtins/mro.js";

/** Mirrors `decimal.DecimalException`. */
export class DecimalException extends ArithmeticError {}

const both = (...parents: readonly Class[]) => bases(...parents) as unknown as typeof DecimalException;

export class Clamped extends DecimalException {}
export class InvalidOperation extends DecimalException {}
export class Inexact extends DecimalException {}
export class Rounded extends DecimalException {}
export class Subnormal extends DecimalException {}
export class DivisionByZero extends both(DecimalException, ZeroDivisionError) {}
export class Overflow extends both(Inexact, Rounded) {}
export class Underflow extends both(Inexact, Rounded, Subnormal) {}
export class FloatOperation extends both(DecimalException, TypeError) {}

// Conditions that are InvalidOperation to the outside, but are named in its arguments.
export class ConversionSyntax extends DecimalException {}
export class DivisionImpossible extends DecimalException {}
export class DivisionUndefined extends DecimalException {}
export class InvalidContext extends DecimalException {}

/** A signal, or a condition that stands for InvalidOperation. */
export type Condition = typeof DecimalException;

/** What happened in an operation. */
export type Status = Set<Condition>;

/** The signals in the order in which they are raised. */
export const SIGNALS: readonly Condition[] = [
  InvalidOperation,
  FloatOperation,
  DivisionByZero,
  Overflow,
  Underflow,
  Subnormal,
  Inexact,
  Rounded,
  Clamped,
];

/** The signals in the order in which a context shows them. */
export const SHOWN_SIGNALS: readonly Condition[] = [
  Clamped,
  InvalidOperation,
  DivisionByZero,
  Inexact,
  FloatOperation,
  Overflow,
  Rounded,
  Subnormal,
  Underflow,
];

const INVALID: readonly Condition[] = [
  InvalidOperation,
  DivisionImpossible,
  DivisionUndefined,
  ConversionSyntax,
  InvalidContext,
];

/** The signal that a condition sets. */
export const signalOf = (condition: Condition): Condition =>
  INVALID.includes(condition) ? InvalidOperation : condition;

/** The exception for what happened, if any of it is trapped. */
export function trapped(status: Status, traps: ReadonlySet<Condition>): DecimalException | null {
  const first = SIGNALS.find((signal) => traps.has(signal) && [...status].some((each) => signalOf(each) === signal));
  if (first === undefined) return null;
  const all = [...INVALID, ...SIGNALS.slice(1)];
  return new first(all.filter((condition) => status.has(condition) && traps.has(signalOf(condition))));
}
