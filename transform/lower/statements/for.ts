import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import { COUNTER_BITS } from "../../infer/ranges.js";
import type { Type } from "../../infer/types.js";
import { constantSet, isConstantSet } from "../expressions/constant-set.js";
import * as b from "../builders.js";
import { approximate, isSmallInt } from "../expressions/bin-op.js";
import type { Lowering } from "../lowering.js";
import { waitingFor } from "../coroutines.js";
import { steppingSource } from "../threads.js";
import { variableName } from "../names.js";
import { mayBeLeft, resumable } from "../resumable.js";
import { assignedTarget, declareTarget, store } from "../targets.js";
import { declareSome, namesOf } from "./assign.js";
import { withLoopElse } from "./loop-else.js";

export function lowerFor(node: ast.For, lowering: Lowering): ts.Statement[] {
  if (node.isAsync === true) {
    const items = b.call(lowering.helper("async_iteration"), [lowering.expression(node.iter)]);
    return withLoopElse(node, lowering, () => waitingLoop(node, items, lowering));
  }
  const steps = steppingSource(node, lowering);
  if (steps !== null) return withLoopElse(node, lowering, () => waitingLoop(node, steps, lowering));
  return withLoopElse(node, lowering, () => countedLoop(node, lowering) ?? iterationLoop(node, lowering));
}

/** A counter that starts small stays a safe number one step behind its bound. */
const LARGEST_STEP = 1_000_000n;

/** `for i in range(a, b, c)` with a plain counter: `for (let i = a; i < b; i += c)`. */
function countedLoop(node: ast.For, lowering: Lowering): ts.Statement | null {
  const { target, iter } = node;
  if (target.kind !== "Name" || iter.kind !== "Call" || !lowering.isBuiltin(iter.func, "range")) return null;
  if (iter.keywords.length > 0 || iter.args.length === 0 || iter.args.length > 3) return null;
  if (lowering.frame.declarations.keyword(target) !== "const") return null;
  const type = lowering.typeOf(target);
  if (type.kind !== "int" || !type.small) return null;
  const [start, stop] = iter.args.length > 1 ? [iter.args[0]!, iter.args[1]!] : [null, iter.args[0]!];
  const step = stepOf(iter.args[2], node.body, lowering);
  if (step === null) return null;
  if ((start && lowering.typeOf(start).kind !== "int") || lowering.typeOf(stop).kind !== "int") return null;
  const name = variableName(target.id);
  const counter = { name, value: start ? lowerStart(start, stop, lowering) : b.number(0) };
  const held = isStable(stop, node.body, lowering) ? null : lowering.fresh("stop");
  const bound = lowering.expression(stop);
  return ts.factory.createForStatement(
    b.declarations("let", held ? [counter, { name: held, value: bound }] : [counter]),
    b.binary(b.id(name), step.isDown ? ">" : "<", held ? b.id(held) : bound),
    stepped(name, step),
    lowering.block(node.body),
  );
}

/** A range's step: its size, and its direction. */
interface Step {
  size: number | ts.Expression;
  isDown: boolean;
}

/** The step where it is written out, or is a variable that stays the same and is above zero; 0 raises. */
function stepOf(node: ast.Expression | undefined, body: readonly ast.Statement[], lowering: Lowering): Step | null {
  if (node === undefined) return { size: 1, isDown: false };
  const literal = literalStep(node);
  if (literal !== null) return { size: Math.abs(literal), isDown: literal < 0 };
  const type = lowering.typeOf(node);
  const isCounter = type.kind === "int" && type.least === 1 && type.bits! <= COUNTER_BITS;
  return isCounter && isStable(node, body, lowering) ? { size: lowering.expression(node), isDown: false } : null;
}

/** A literal step of which a counter stays a safe number one step behind its bound. */
function literalStep(node: ast.Expression): number | null {
  const negated = node.kind === "UnaryOp" && node.op === "USub";
  const digits = negated ? node.operand : node;
  if (digits.kind !== "Constant" || digits.value.type !== "int") return null;
  const value = digits.value.value;
  if (value === 0n || value > LARGEST_STEP) return null;
  return negated ? -Number(value) : Number(value);
}

/** A start that leaves the safe range is behind the stop: it may as well be rounded. */
function lowerStart(start: ast.Expression, stop: ast.Expression, lowering: Lowering): ts.Expression {
  const plain = start.kind === "BinOp" && isSmallInt(lowering.typeOf(stop)) ? approximate(start, lowering) : null;
  return plain ?? lowering.expression(start);
}

function stepped(name: string, { size, isDown }: Step): ts.Expression {
  if (size === 1) {
    return ts.factory.createPostfixUnaryExpression(
      b.id(name),
      isDown ? ts.SyntaxKind.MinusMinusToken : ts.SyntaxKind.PlusPlusToken,
    );
  }
  return b.binary(b.id(name), isDown ? "-=" : "+=", typeof size === "number" ? b.number(size) : size);
}

/** True when evaluating the bound before each round gives what evaluating it once gives. */
function isStable(stop: ast.Expression, body: readonly ast.Statement[], lowering: Lowering): boolean {
  if (stop.kind === "Constant" || (stop.kind === "UnaryOp" && stop.operand.kind === "Constant")) return true;
  if (stop.kind !== "Name") return false;
  const binding = lowering.context.bindings.resolve(stop);
  return binding !== null && !binding.writtenInside && !body.some((statement) => assigns(statement, stop.id));
}

function assigns(node: ast.Node, name: string): boolean {
  if (node.kind === "Name") return node.ctx !== "Load" && node.id === name;
  return children(node).some((child) => assigns(child, name));
}

/** `for (const step = async_iteration(items); yield* step.next();)`, its value taken first in the body. */
function waitingLoop(node: ast.For, items: ts.Expression, lowering: Lowering): ts.Statement {
  const step = lowering.fresh("step");
  const next = waitingFor(b.method(b.id(step), "next", []), node, lowering);
  const value = b.member(b.id(step), "value");
  const keywords = namesOf(node.target).map((name) => lowering.frame.declarations.keyword(name));
  const unknown: Type = { kind: "unknown" };
  const body = lowering.block(node.body);
  const first =
    keywords.length > 0 && keywords.every((keyword) => keyword !== null)
      ? declareTarget(keywords.includes("let") ? "let" : "const", node.target, value, unknown, lowering)
      : [...declareSome([node.target], lowering), b.statement(store(node.target, value, unknown, lowering))];
  const block = ts.setSourceMapRange(b.block([...first, ...body.statements]), ts.getSourceMapRange(body));
  return ts.factory.createForStatement(b.declarations("const", [{ name: step, value: items }]), next, undefined, block);
}

function iterationLoop(node: ast.For, lowering: Lowering): ts.Statement {
  const elementType = elementOf(lowering.typeOf(node.iter));
  const iterable = (mayBeLeft(node) ? resumable(node.iter, lowering) : null) ?? iterableValue(node.iter, lowering);
  const names = namesOf(node.target);
  const keywords = names.map((name) => lowering.frame.declarations.keyword(name));
  const declares = names.length > 0 && keywords.every((keyword) => keyword !== null);
  if (declares && isPlainPattern(node.target, elementType)) {
    const keyword = keywords.includes("let") ? "let" : "const";
    const variable = b.declarationList(keyword, assignedTarget(node.target));
    return ts.factory.createForOfStatement(undefined, variable, iterable, lowering.block(node.body));
  }
  const item = lowering.fresh("item");
  const body = lowering.block(node.body);
  const first = declares
    ? declareTarget(keywords.includes("let") ? "let" : "const", node.target, b.id(item), elementType, lowering)
    : [...declareSome([node.target], lowering), b.statement(store(node.target, b.id(item), elementType, lowering))];
  const block = ts.setSourceMapRange(b.block([...first, ...body.statements]), ts.getSourceMapRange(body));
  return ts.factory.createForOfStatement(undefined, b.declarationList("const", item), iterable, block);
}

/** A name, or a tuple pattern that fits the elements' type exactly. */
function isPlainPattern(target: ast.Expression, element: Type): boolean {
  if (target.kind === "Name") return true;
  if (target.kind !== "Tuple" && target.kind !== "List") return false;
  return (
    element.kind === "tuple" &&
    element.elements.length === target.elts.length &&
    target.elts.every((item, index) => item.kind !== "Starred" && isPlainPattern(item, element.elements[index]!))
  );
}

/** What `for…of`, a spread or a comprehension may iterate over as it is; a string goes by code points, as in Python. */
export function iterableValue(node: ast.Expression, lowering: Lowering): ts.Expression {
  if (node.kind === "Tuple" && !node.elts.some((item) => item.kind === "Starred")) {
    return b.array(node.elts.map((item) => lowering.tagged(item)));
  }
  // here CPython makes a constant of a small set, too
  if (node.kind === "Set" && isConstantSet(node)) return constantSet(node, lowering);
  const type = lowering.typeOf(node);
  const value = enumerated(node, lowering) ?? lowering.tagged(node);
  if (isSpreadable(type)) return value;
  return b.call(lowering.helper("iter"), [value]);
}

/** `enumerate(xs)` of a list is `xs.entries()`. */
function enumerated(node: ast.Expression, lowering: Lowering): ts.Expression | null {
  const list = enumeratedList(node, lowering);
  return list === null ? null : b.method(lowering.expression(list), "entries", []);
}

/** The list `xs` of `enumerate(xs)`; null for anything else. */
export function enumeratedList(node: ast.Expression, lowering: Lowering): ast.Expression | null {
  if (node.kind !== "Call" || !lowering.isBuiltin(node.func, "enumerate")) return null;
  const [only, ...others] = node.args;
  if (!only || others.length > 0 || node.keywords.length > 0 || lowering.typeOf(only).kind !== "list") return null;
  return only;
}

/** What JavaScript iterates over as Python does. */
export function isSpreadable(type: Type): boolean {
  switch (type.kind) {
    case "str":
    case "list":
    case "tuple":
    case "tuple-of":
    case "range":
    case "iterable":
    case "generator":
    case "bytes":
    case "dict":
    case "set":
    case "frozenset":
      return true;
    case "instance":
      return type.of.kind === "stub" ? type.of.member("__iter__") !== null : type.of.methods.has("__iter__");
    default:
      return false;
  }
}

export function elementOf(type: Type): Type {
  switch (type.kind) {
    case "list":
    case "set":
    case "frozenset":
    case "tuple-of":
    case "iterable":
    case "generator":
      return type.element;
    case "dict":
      return type.key;
    case "str":
      return type;
    case "range":
      return { kind: "int", small: true };
    case "instance":
      return viewElement(type);
    default:
      return { kind: "unknown" };
  }
}

/** What iterating over a dict's view gives. */
function viewElement({ of, arguments: given }: Extract<Type, { kind: "instance" }>): Type {
  const [key, value] = given;
  if (of.kind === "user" || !key || !value) return { kind: "unknown" };
  if (of.name === "builtins.dict_items") return { kind: "tuple", elements: [key, value] };
  return { kind: "unknown" };
}
