/** Where Python's truth and JavaScript's agree, and code for a condition. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** True when JavaScript finds a value of the type true exactly when Python does. */
export function agreesOnTruth(type: Type): boolean {
  switch (type.kind) {
    case "none":
    case "bool":
    case "int":
    case "str":
    case "function":
    case "callable":
    case "class":
    case "module":
    case "generator":
      return true;
    case "instance":
      return type.of.kind === "user" ? definesNoTruth(type.of.bases, type.of.methods) : stubDefinesNoTruth(type.of);
    case "union":
      return type.members.every(agreesOnTruth);
    default:
      return false;
  }
}

type Class = Extract<Type, { kind: "instance" }>["of"];

function definesNoTruth(bases: readonly (Class | null)[], methods: ReadonlyMap<string, unknown>): boolean {
  if (methods.has("__bool__") || methods.has("__len__")) return false;
  return bases.every((base) => {
    if (!base) return false;
    return base.kind === "user" ? definesNoTruth(base.bases, base.methods) : stubDefinesNoTruth(base);
  });
}

const stubDefinesNoTruth = (of: Extract<Class, { kind: "stub" }>): boolean =>
  !of.member("__bool__") && !of.member("__len__");

/** A JavaScript condition that holds when Python finds the expression true. */
export function condition(node: ast.Expression, lowering: Lowering): ts.Expression {
  if (node.kind === "UnaryOp" && node.op === "Not") {
    const { operand } = node;
    if (!isArray(lowering.typeOf(operand))) return b.not(condition(operand, lowering));
    return b.binary(b.member(lowering.expression(operand), "length"), "===", b.number(0));
  }
  if (node.kind === "BoolOp") {
    const parts = node.values.map((value) => condition(value, lowering));
    return parts.reduce((left, right) => b.binary(left, node.op === "And" ? "&&" : "||", right));
  }
  if (node.kind === "Constant" && node.value.type === "int") return b.boolean(node.value.value !== 0n);
  return truthOf(lowering.expression(node), node, lowering);
}

/** A condition that holds when Python finds the value of `node` true, of which `value` is the lowered form. */
export function truthOf(value: ts.Expression, node: ast.Expression, lowering: Lowering): ts.Expression {
  const type = lowering.typeOf(node);
  if (agreesOnTruth(type)) return value;
  if (isArray(type)) return b.binary(b.member(value, "length"), ">", b.number(0));
  return b.call(lowering.helper("truth"), [lowering.tag(value, node)]);
}

/** A list or tuple, whose truth is its length. */
const isArray = ({ kind }: Type): boolean => kind === "list" || kind === "tuple" || kind === "tuple-of";
