/**
 * Ranges of integers, as bounds of their magnitude: an int of `bits` b lies within ±2 ** b.
 *
 * Bounds are rounded up to a few levels, so that a loop reaches its fixpoint at once. The topmost finite level leaves
 * room for a counter: adding a constant up to 16 stays at that level, since 2 ** 48 such steps (more than three days of
 * nothing else, at a step a nanosecond) can't be reached.
 */
import type { BinaryOperator } from "../../parser/ast.js";

const LEVELS = [8, 16, 26, 32, 52];

/** Up to this bound an int is a safe number with room for a sum of small constants. */
export const SMALL_BITS = 52;

const LARGEST_STEP = 16n;

/** The level that covers values within ±2 ** bits. */
export function level(bits: number): number {
  return LEVELS.find((candidate) => bits <= candidate) ?? Infinity;
}

/** The exact bound of a literal. */
export function bitsOfLiteral(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  return magnitude <= 1n ? 0 : (magnitude - 1n).toString(2).length;
}

/** One operand of an operation on ints: its bound, and its value where it is a literal. */
export interface IntOperand {
  bits: number;
  natural: boolean;
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

/** True when `left op right` can't be negative. */
export function isNatural(op: BinaryOperator, left: IntOperand, right: IntOperand): boolean {
  switch (op) {
    case "Mod":
      return right.natural;
    case "RShift":
    case "LShift":
    case "Pow":
      return left.natural;
    case "BitAnd":
      return left.natural || right.natural;
    case "Add":
    case "Mult":
    case "FloorDiv":
    case "BitOr":
    case "BitXor":
      return left.natural && right.natural;
    default:
      return false;
  }
}

function isStep(operand: IntOperand): boolean {
  return operand.literal !== null && operand.literal <= LARGEST_STEP && operand.literal >= -LARGEST_STEP;
}

function stepped(operand: IntOperand): number {
  return operand.bits > SMALL_BITS ? Infinity : Math.min(level(Math.max(operand.bits, 4) + 1), SMALL_BITS);
}
