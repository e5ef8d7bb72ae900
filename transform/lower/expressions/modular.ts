/** `(a * b + c) % m` and `(a * b + c) & mask` of ints, whose product may leave the range of a number. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { intLiteral } from "../../infer/operators.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { isSmallInt } from "./bin-op.js";

/** The text of `a * b + c`; c is null for `a * b`. */
interface Product {
  readonly left: ast.Expression;
  readonly right: ast.Expression;
  readonly added: ast.Expression | null;
}

/** Multiplication of 32 bits where the modulus is such a power of two, else the helper; null for anything else. */
export function lowerModular(node: ast.BinOp, lowering: Lowering): ts.Expression | null {
  const bits = node.op === "Mod" ? bitsOfModulus(node.right) : node.op === "BitAnd" ? bitsOfMask(node.right) : null;
  if (node.op !== "Mod" && bits === null) return null;
  const product = productOf(node.left);
  if (product === null || isSmallInt(lowering.typeOf(node.left))) return null;
  const operands = [product.left, product.right, ...(product.added === null ? [] : [product.added])];
  if (![...operands, node.right].every((each) => lowering.typeOf(each).kind === "int")) return null;
  if (bits !== null && bits <= 32 && operands.every((each) => isSmallInt(lowering.typeOf(each)))) {
    return word(product, bits, lowering);
  }
  const [left, right, added] = operands.map((each) => lowering.expression(each));
  const modulus = node.op === "Mod" ? lowering.expression(node.right) : b.number(2 ** bits!);
  return b.call(lowering.helper("muladdmod"), [left!, right!, added ?? b.number(0), modulus]);
}

/** The lowest `bits` bits: `(Math.imul(a, b) + c) & 0x7fffffff`, `>>> 0` for all 32. */
function word({ left, right, added }: Product, bits: number, lowering: Lowering): ts.Expression {
  const product = b.method(lowering.global("Math"), "imul", [lowering.expression(left), lowering.expression(right)]);
  const sum = added === null ? product : b.binary(product, "+", lowering.expression(added));
  if (bits === 32) return b.binary(sum, ">>>", b.number(0));
  return b.binary(sum, "&", b.number(`0x${(2 ** bits - 1).toString(16)}`));
}

function productOf(node: ast.Expression): Product | null {
  if (node.kind !== "BinOp") return null;
  if (node.op === "Mult") return { left: node.left, right: node.right, added: null };
  if (node.op !== "Add" || node.left.kind !== "BinOp" || node.left.op !== "Mult") return null;
  return { left: node.left.left, right: node.left.right, added: node.right };
}

/** n for the modulus 2 ** n, also as `2 ** n` and `1 << n`; null for others, and beyond the exact range. */
function bitsOfModulus(node: ast.Expression): number | null {
  const value = constant(node);
  if (value === null || value < 2n || (value & (value - 1n)) !== 0n) return null;
  return lengthOf(value - 1n);
}

/** n for the mask 2 ** n - 1. */
function bitsOfMask(node: ast.Expression): number | null {
  const value = constant(node);
  return value === null || value < 1n || (value & (value + 1n)) !== 0n ? null : lengthOf(value);
}

/** The number of bits of a mask, up to 48. */
function lengthOf(mask: bigint): number | null {
  const { length } = mask.toString(2);
  return length <= 48 ? length : null;
}

function constant(node: ast.Expression): bigint | null {
  if (node.kind !== "BinOp") return intLiteral(node);
  const [left, right] = [constant(node.left), constant(node.right)];
  if (left === null || right === null || right < 0n || right > 64n) return null;
  switch (node.op) {
    case "Pow":
      return left ** right;
    case "LShift":
      return left << right;
    case "Sub":
      return left - right;
    default:
      return null;
  }
}
