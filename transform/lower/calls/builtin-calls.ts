/** Builtin functions that TypeScript can say in its own words. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import * as b from "../builders.js";
import { materialised, shortCircuit } from "../expressions/comprehension.js";
import { textHole } from "../expressions/text.js";
import { mayBeHuge } from "../huge-ints.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";
import { resumable } from "../resumable.js";
import { mayBeRaw } from "../raw-floats.js";
import { eagerGenerator } from "../stop-iteration.js";
import { elements } from "../expressions/displays.js";

/** Functions that run text. */
const TEXTUAL = new Set(["eval", "exec", "compile"]);

/** What to write instead of a call that can't be converted, by the names of the functions. */
export const INSTEAD: Record<string, string> = {
  eval: "give it the text, and dicts of names if need be, one after the other",
  exec: "write the statements themselves, or functions that are chosen from a dict",
  compile: "write the code itself, or functions that are chosen from a dict",
  globals: "keep the values in a dict of your own",
  locals: "name the variables one by one",
  vars: "name the variables one by one",
  dir: "name the variables one by one",
  __import__: "write an import statement",
};

/** Null when the call is not one of these. */
export function lowerBuiltinCall(node: ast.Call, lowering: Lowering): ts.Expression | null {
  if (!lowering.isBuiltin(node.func)) return null;
  const [first, ...others] = node.args;
  const generator = eagerGenerator(first, lowering);
  switch (node.func.id) {
    case "len":
      return first && others.length === 0 && node.keywords.length === 0 ? length(first, lowering) : null;
    case "str":
      return first && others.length === 0 && node.keywords.length === 0 ? text(first, lowering) : null;
    case "any":
    case "all":
      if (!first || others.length > 0) return null;
      return generator ? shortCircuit(node.func.id, generator, lowering) : ofOpen(node.func.id, first, lowering);
    case "list":
      if (!first && node.keywords.length === 0) return b.array([]);
      return generator && consumed(node, generator, lowering);
    case "dict":
      return generator && isPair(generator.elt, lowering) && others.length === 0 && node.keywords.length === 0
        ? b.newObject(b.id(lowering.helper("dict")), [materialised(generator, lowering)])
        : null;
    case "sum":
      return generator && (floatSum(node, generator, lowering) ?? consumed(node, generator, lowering));
    case "min":
    case "max":
    case "sorted":
    case "set":
    case "frozenset":
      return generator && consumed(node, generator, lowering);
    case "super":
      return first ? null : ownSuper(lowering);
    case "vars":
    case "dir":
      return first || node.keywords.length > 0 ? null : refused(node, node.func.id, lowering);
    case "globals":
    case "locals":
    case "exec":
    case "eval":
    case "compile":
    case "__import__":
      return refused(node, node.func.id, lowering);
    default:
      return null;
  }
}

/** `any(resumable(items))`: what is not looked at any more stays there for the program. */
function ofOpen(name: "any" | "all", node: ast.Expression, lowering: Lowering): ts.Expression | null {
  const open = resumable(node, lowering);
  return open && b.call(lowering.helper(name), [open]);
}

/** `super()` as a value. */
function ownSuper(lowering: Lowering): ts.Expression | null {
  const { currentClass } = lowering;
  if (!currentClass) return null;
  return b.call(lowering.helper("super_"), [b.id(variableName(currentClass.node.name)), b.thisValue()]);
}

function refused(node: ast.Call, name: string, lowering: Lowering): ts.Expression {
  const what = TEXTUAL.has(name) ? " for code that is not known before the script runs" : " here";
  const code = `unsupported-${name.replaceAll("_", "")}`;
  lowering.unsupported(code, node, `'${name}' is not supported${what}`, INSTEAD[name]);
  return b.undefinedValue();
}

function length(node: ast.Expression, lowering: Lowering): ts.Expression | null {
  const { kind } = lowering.typeOf(node);
  if (kind === "list" || kind === "tuple" || kind === "tuple-of") return b.member(lowering.expression(node), "length");
  return null;
}

/** `str(x)` of an int is JavaScript's own text of it. */
function text(node: ast.Expression, lowering: Lowering): ts.Expression | null {
  const type = lowering.typeOf(node);
  if (type.kind === "str") return lowering.expression(node);
  return type.kind === "int" && !mayBeHuge(type, lowering) ? b.template([textHole(node, "str", lowering)]) : null;
}

/** True for a value that makes an entry of a dict for certain. */
function isPair(node: ast.Expression, lowering: Lowering): boolean {
  const type = lowering.typeOf(node);
  return type.kind === "tuple" && type.elements.length === 2;
}

/** `sum_floats(xs.map(…))` of floats that would have to be tagged for `sum`. */
function floatSum(node: ast.Call, generator: ast.GeneratorExp, lowering: Lowering): ts.Expression | null {
  const isRaw = lowering.typeOf(generator.elt).kind === "float" && mayBeRaw(generator.elt, lowering);
  if (!isRaw || node.args.length > 1 || node.keywords.length > 0) return null;
  const items = materialised(generator, lowering, () => lowering.expression(generator.elt));
  return b.call(lowering.helper("sum_floats"), [items]);
}

/** A generator expression that the function consumes whole is an array: `sum(xs.map(…))`. */
function consumed(node: ast.Call, generator: ast.GeneratorExp, lowering: Lowering): ts.Expression | null {
  const array = materialised(generator, lowering);
  const name = (node.func as ast.Name).id;
  if (name === "list" && node.args.length === 1) return array;
  const rest = elements(node.args.slice(1), lowering);
  const keywords = node.keywords.flatMap(({ arg, value }) => (arg ? [[arg, lowering.tagged(value)] as const] : []));
  if (keywords.length < node.keywords.length) return null;
  const args = [array, ...rest, ...(keywords.length > 0 ? [b.object(keywords)] : [])];
  const helper = b.id(lowering.helper(name));
  return name === "set" || name === "frozenset" ? b.newObject(helper, args) : b.call(helper, args);
}
