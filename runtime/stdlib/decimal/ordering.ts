/** Comparison by operators: exact with floats and fractions. */
import { type int, isFloat } from "../../builtins/numbers.js";
import { NotImplemented, special } from "../../builtins/protocol.js";
import { getcontext } from "./context-class.js";
import { Decimal } from "./decimal-class.js";
import * as numbers from "./number.js";
import { finite, type Num } from "./number.js";
import { operandOf, required } from "./running.js";
import { FloatOperation, InvalidOperation, type Status } from "./signals.js";

/** `a < b` and the like; NotImplemented for what decimals can't be compared with. */
export function ordered(
  self: Decimal,
  other: unknown,
  isEquality: boolean,
  holds: (order: number) => boolean,
): unknown {
  const a = Decimal.numberOf(self);
  const status: Status = new Set();
  const b = comparable(other, isEquality, status);
  if (b === null) return NotImplemented;
  const isUnordered = numbers.isNan(a) || ("kind" in b && numbers.isNan(b));
  if (isUnordered) {
    const isSignaling = a.kind === "snan" || ("kind" in b && b.kind === "snan");
    if (!isEquality || isSignaling) status.add(InvalidOperation);
  }
  getcontext().note(status);
  if (isUnordered) return false;
  const [left, right] = "kind" in b ? [a, b] : timesDenominator(a, b);
  return holds(numbers.compareValues(left, right));
}

/** A fraction's numerator and denominator. */
interface Ratio {
  numerator: Num;
  denominator: bigint;
}

function comparable(other: unknown, isEquality: boolean, status: Status): Num | Ratio | null {
  const number = operandOf(other);
  if (number !== null) return number;
  if (isFloat(other)) {
    status.add(FloatOperation);
    const float = numbers.fromFloat(Number(other));
    // an equality with a float is no error, even where mixing is
    if (isEquality) status.delete(FloatOperation);
    return float;
  }
  const fraction = other as { numerator?: unknown; denominator?: unknown } | null;
  if (typeof fraction !== "object" || fraction === null || special(fraction, "limit_denominator") === undefined)
    return null;
  return { numerator: required(fraction.numerator), denominator: BigInt(fraction.denominator as int) };
}

function timesDenominator(a: Num, { numerator, denominator }: Ratio): [Num, Num] {
  return [a.kind === "finite" ? finite(a.sign, a.coef * denominator, a.exp) : a, numerator];
}
