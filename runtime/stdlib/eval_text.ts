/**
 * What `eval` does with text that is made when the program runs: parses it, and walks its tree. Loaded by the first such
 * call; it is the one place of the runtime that knows Python's syntax.
 */
import type * as ast from "../../parser/ast.js";
import { parse } from "../../parser/index.js";
import { SourceText } from "../../parser/source.js";
import { getattr } from "../builtins/attributes.js";
import { bytes } from "../builtins/bytes.js";
import { call, callWith } from "../builtins/call.js";
import { eq, ge, gt, le, lt, ne } from "../builtins/compare.js";
import { complex } from "../builtins/complex.js";
import { dict } from "../builtins/dict.js";
import { NotImplementedError, SyntaxError } from "../builtins/exceptions.js";
import { format } from "../builtins/format/format.js";
import { iterate } from "../builtins/iterate.js";
import { shrink, tagged } from "../builtins/numbers.js";
import {
  add,
  and_,
  contains,
  floordiv,
  getitem,
  invert,
  is_,
  lshift,
  matmul,
  mod,
  mul,
  neg,
  or_,
  pos,
  pow,
  rshift,
  sub,
  truediv,
  xor,
} from "../builtins/operators.js";
import { Ellipsis } from "../builtins/protocol.js";
import { ascii, repr, text } from "../builtins/repr.js";
import { set } from "../builtins/set.js";
import { slice } from "../builtins/slice.js";
import { truth } from "../builtins/truth.js";
import { tuple } from "../builtins/tuple.js";
import { mapping, unpack } from "../builtins/unpack.js";
import { lambdaOf } from "./eval_text/functions.js";

type Operator = (a: unknown, b: unknown) => unknown;

/** The value of a name. @throws NameError */
export type Lookup = (name: string) => unknown;

/** What the operators do. */
export const BINARY: Record<ast.BinaryOperator, Operator> = {
  Add: add,
  Sub: sub,
  Mult: mul,
  MatMult: matmul,
  Div: truediv,
  FloorDiv: floordiv,
  Mod: mod,
  Pow: pow,
  LShift: lshift,
  RShift: rshift,
  BitOr: or_,
  BitXor: xor,
  BitAnd: and_,
};

const COMPARISONS: Record<ast.ComparisonOperator, (a: unknown, b: unknown) => boolean> = {
  Eq: eq,
  NotEq: ne,
  Lt: lt,
  LtE: le,
  Gt: gt,
  GtE: ge,
  Is: is_,
  IsNot: (a, b) => !is_(a, b),
  In: (a, b) => contains(b, a),
  NotIn: (a, b) => !contains(b, a),
};

/**
 * The value of an expression that is given as text.
 *
 * @throws SyntaxError for a text that is no expression; NotImplementedError for `:=`, `yield` and `await`
 */
export function evaluateText(code: string, lookup: Lookup): unknown {
  return evaluate(expressionOf(code.replace(/^[ \t]+/, "")), lookup);
}

/** The tree of a text; null in place of one that is not Python. */
export function parseText(
  code: string,
  name: string,
): { module: ast.Module | null; source: SourceText; errors: readonly { message: string }[] } {
  const source = new SourceText(code, name);
  const { module, errors } = parse(source);
  return { module, source, errors };
}

function expressionOf(code: string): ast.Expression {
  const source = new SourceText(code, "<string>");
  const { module, errors } = parse(source);
  const [statement, ...others] = module?.body ?? [];
  if (statement?.kind === "Expr" && others.length === 0) return statement.value;
  const [error] = errors;
  const { line, column } = source.position(error?.start ?? 0);
  // CPython finds nothing ahead of the first line.
  const isEmpty = error === undefined && statement === undefined;
  const details = tuple.of("<string>", isEmpty ? 0 : line, column + 1, source.lineText(line));
  throw new SyntaxError(error?.message ?? "invalid syntax", details);
}

/** The value of an expression. @throws NotImplementedError for `:=`, `yield` and `await` */
export function evaluate(node: ast.Expression, lookup: Lookup): unknown {
  const value = (part: ast.Expression): unknown => evaluate(part, lookup);
  switch (node.kind) {
    case "Constant":
      return constant(node.value);
    case "Name":
      return lookup(node.id);
    case "BinOp":
      return BINARY[node.op](value(node.left), value(node.right));
    case "UnaryOp":
      return unary(node.op, value(node.operand));
    case "BoolOp":
      return boolean(node, lookup);
    case "Compare":
      return compare(node, lookup);
    case "IfExp":
      return value(truth(value(node.test)) ? node.body : node.orelse);
    case "Call":
      return callOf(node, lookup);
    case "Attribute":
      return getattr(value(node.value), node.attr);
    case "Subscript":
      return getitem(value(node.value), value(node.slice));
    case "Slice":
      return slice(...([node.lower, node.upper, node.step].map((part) => part && value(part)) as [null, null, null]));
    case "Tuple":
      return new tuple(elements(node.elts, lookup));
    case "List":
      return elements(node.elts, lookup);
    case "Set":
      return new set(elements(node.elts, lookup));
    case "Dict":
      return display(node, lookup);
    case "JoinedStr":
      return node.values.map((part) => field(part, lookup)).join("");
    case "ListComp":
      return [...items(node.generators, (inner) => evaluate(node.elt, inner), lookup)];
    case "SetComp":
      return new set(items(node.generators, (inner) => evaluate(node.elt, inner), lookup));
    case "GeneratorExp":
      return items(node.generators, (inner) => evaluate(node.elt, inner), lookup);
    case "DictComp":
      return new dict(
        items(node.generators, (inner) => [evaluate(node.key, inner), evaluate(node.value, inner)] as const, lookup),
      );
    case "Lambda":
      return lambdaOf(node, lookup, evaluate);
    default:
      throw new NotImplementedError(`py2mp can't evaluate a ${node.kind} in text that is made at run time`);
  }
}

function constant(value: ast.ConstantValue): unknown {
  switch (value.type) {
    case "None":
      return null;
    case "Ellipsis":
      return Ellipsis;
    case "int":
      return shrink(value.value);
    case "float":
      return tagged(value.value);
    case "complex":
      return new complex(0, value.imag);
    case "bytes":
      return new bytes(value.value);
    default:
      return value.value;
  }
}

function unary(op: ast.UnaryOp["op"], operand: unknown): unknown {
  if (op === "Not") return !truth(operand);
  return op === "USub" ? neg(operand) : op === "UAdd" ? pos(operand) : invert(operand);
}

function boolean({ op, values }: ast.BoolOp, lookup: Lookup): unknown {
  let result: unknown;
  for (const value of values) {
    result = evaluate(value, lookup);
    if (truth(result) !== (op === "And")) break;
  }
  return result;
}

function compare({ left, ops, comparators }: ast.Compare, lookup: Lookup): unknown {
  let before = evaluate(left, lookup);
  for (const [index, op] of ops.entries()) {
    const after = evaluate(comparators[index]!, lookup);
    if (!COMPARISONS[op](before, after)) return false;
    before = after;
  }
  return true;
}

function callOf({ func, args, keywords }: ast.Call, lookup: Lookup): unknown {
  const called = evaluate(func, lookup);
  const positional = elements(args, lookup);
  const given = keywords.flatMap(({ arg, value }): [string, unknown][] => {
    const found = evaluate(value, lookup);
    return arg === null ? [...(mapping(found) as Iterable<[string, unknown]>)] : [[arg, found]];
  });
  return given.length === 0 ? call(called, ...positional) : callWith(called, positional, Object.fromEntries(given));
}

function elements(nodes: readonly ast.Expression[], lookup: Lookup): unknown[] {
  return nodes.flatMap((node) =>
    node.kind === "Starred" ? [...iterate(evaluate(node.value, lookup))] : [evaluate(node, lookup)],
  );
}

function display({ keys, values }: ast.Dict, lookup: Lookup): dict {
  const made = new dict();
  keys.forEach((key, index) => {
    if (key === null) made.update(evaluate(values[index]!, lookup) as dict);
    else made.__setitem__(evaluate(key, lookup), evaluate(values[index]!, lookup));
  });
  return made;
}

const CONVERSIONS: Record<number, (value: unknown) => string> = { 115: text, 114: repr, 97: ascii };

/** A part of an f-string. */
function field(part: ast.Constant | ast.FormattedValue, lookup: Lookup): string {
  if (part.kind === "Constant") return part.value.type === "str" ? part.value.value : "";
  const value = evaluate(part.value, lookup);
  const converted = CONVERSIONS[part.conversion]?.(value) ?? value;
  return format(converted, part.format_spec ? (evaluate(part.format_spec, lookup) as string) : "");
}

/** What a comprehension yields, one after the other. */
function* items<T>(
  generators: readonly ast.Comprehension[],
  element: (lookup: Lookup) => T,
  lookup: Lookup,
): IterableIterator<T> {
  const [generator, ...inner] = generators;
  if (generator === undefined) {
    yield element(lookup);
    return;
  }
  for (const item of iterate(evaluate(generator.iter, lookup))) {
    const names = new Map(bound(generator.target, item));
    const within: Lookup = (name) => (names.has(name) ? names.get(name) : lookup(name));
    if (generator.ifs.every((test) => truth(evaluate(test, within)))) yield* items(inner, element, within);
  }
}

/** The names of a comprehension's target with their values. */
function bound(target: ast.Expression, value: unknown): [string, unknown][] {
  if (target.kind === "Name") return [[target.id, value]];
  if (target.kind !== "Tuple" && target.kind !== "List") {
    throw new NotImplementedError(`py2mp can't assign to a ${target.kind} in text that is made at run time`);
  }
  const parts = unpack(value, target.elts.length) as unknown[];
  return target.elts.flatMap((item, index) => bound(item, parts[index]));
}
