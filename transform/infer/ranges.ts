/**
 * Ranges of integers, as bounds of their magnitude: an int of `bits` b lies within ±2 ** b.
 *
 * Bounds are rounded up to a few levels, so that a loop soon reaches its fixpoint. A counter ends at COUNTER_BITS: adding
 * a constant up to 16 stays there, since 2 ** 46 such steps (a day of nothing else, at a step a nanosecond) aren't made.
 * Above that is room for the sum of two counters, and of three and four.
 */
import type { BinaryOperator } from "../../parser/ast.js";

const LEVELS = [8, 16, 26, 32, 40, 50, 51, 52];

/** Up to this bound an int is a safe number with room for a sum of small constants. */
export const SMALL_BITS = 52;

/** The bound of what counts: loop variables, lengths. */
export const COUNTER_BITS = 50;

/** The largest step of a counter. */
export const LARGEST_STEP = 16n;

/** The level that covers values within ±2 ** bits. */
export function level(bits: number): number {
  return LEVELS.find((candidate) => bits <= candidate) ?? Infinity;
}

/** The exact bound of a literal. */
export function bitsOfLiteral(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return magnitude <= 1n ? 0 : (magnitude - 1n).toString(2).length;
}

/** The lower bound of a literal. */
export function leastOfLiteral(value: bigint): number {
  return value < 0n ? -Infinity : value === 0n ? 0 : 1;
}

/** One operand of an operation on ints: its bounds, and its value where it is a literal. */
export interface IntOperand {
  bits: number;
  least: number;
  minusZero: boolean;
  literal: bigint | null;
}

/** The bound of `left op right`, for operators that give an int for two ints. */
export function resultBits(op: BinaryOperator, left: IntOperand, right: IntOperand): number {
  switch (op) {
    case "Add":
    case "Sub":
      if (isStep(right)) return stepped(left);
      if (isStep(left)) return stepped(right);
      return level(Math.max(left.bits, right.bits) + 1);
    case "Mult":
      return level(left.bits + right.bits);
    case "FloorDiv":
      return level(left.bits - lostBits(right.literal));
    case "RShift":
      return level(left.bits);
    case "Mod":
      return level(right.bits);
    case "LShift":
      return right.literal === null || right.literal > 64n ? Infinity : level(left.bits + Number(right.literal));
    case "Pow":
      return right.literal === null || right.literal > 64n ? Infinity : level(left.bits * Number(right.literal));
    case "BitAnd":
      if (right.literal !== null && right.literal >= 0n) return level(right.bits);
      if (left.literal !== null && left.literal >= 0n) return level(left.bits);
      return level(Math.max(left.bits, right.bits) + 1);
    case "BitOr":
    case "BitXor":
      return level(Math.max(left.bits, right.bits) + 1);
    default:
      return Infinity;
  }
}

/** The lower bound of `left op right`. */
export function leastResult(op: BinaryOperator, left: IntOperand, right: IntOperand): number {
  const least = Math.min(left.least, right.least);
  switch (op) {
    case "Mod":
      return Math.min(right.least, 0);
    case "RShift":
      return Math.min(left.least, 0);
    case "LShift":
    case "Pow":
      return left.least;
    case "BitAnd":
      return Math.min(Math.max(left.least, right.least), 0);
    case "Add":
    case "BitOr":
      return least < 0 ? -Infinity : Math.max(left.least, right.least);
    case "Mult":
      return least;
    case "FloorDiv":
    case "BitXor":
      return Math.min(least, 0);
    default:
      return -Infinity;
  }
}

/** True when JavaScript's plain operator may give -0 for `left op right`, whose value is 0. */
export function mayBeMinusZero(op: BinaryOperator, left: IntOperand, right: IntOperand): boolean {
  switch (op) {
    case "Mult":
      return left.minusZero || right.minusZero || isMixed(left, right) || isMixed(right, left);
    case "Add":
      return left.minusZero && right.minusZero;
    case "Sub":
    case "Mod":
      return left.minusZero;
    default:
      return false;
  }
}

/** True for operands of which the first may be negative while the other is 0. */
function isMixed(negative: IntOperand, zero: IntOperand): boolean {
  const mayBeZero = zero.literal === null ? zero.least < 1 : zero.literal === 0n;
  return negative.least < 0 && mayBeZero;
}

function isStep(operand: IntOperand): boolean {
  return operand.literal !== null && operand.literal <= LARGEST_STEP && operand.literal >= -LARGEST_STEP;
}

function stepped({ bits }: IntOperand): number {
  if (bits > SMALL_BITS) return Infinity;
  return Math.min(level(Math.max(bits, 4) + 1), bits <= COUNTER_BITS ? COUNTER_BITS : SMALL_BITS);
}

/** So many bits less has a quotient; rounding down a negative one takes back less than it. */
function lostBits(divisor: bigint | null): number {
  return divisor === null || divisor < 2n ? 0 : divisor.toString(2).length - 1;
}
