/** A lock, queue or shared value among what a pool's task is given: it can't be sent to a worker that is there already. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import type { Type, UserClass } from "../infer/types.js";
import { TASKS } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import { className, EXECUTOR, INHERITED, isA, POOL } from "./kinds.js";
import { definitionsAt } from "./reaching.js";
import type { Survey } from "./survey.js";

/** Keyword arguments that stay in the parent. */
const KEPT = new Set(["callback", "error_callback", "chunksize", "timeout"]);
/** Methods by which a class says itself what is pickled. */
const PICKLING = ["__getstate__", "__reduce__", "__reduce_ex__", "__getnewargs__"];

export function sharedInTask({ survey }: Scene): Hazard[] {
  return survey.methodCalls([...POOL, ...EXECUTOR], TASKS).flatMap(({ call }) => {
    const given = [...call.args, ...call.keywords.filter(({ arg }) => !KEPT.has(arg ?? "")).map(({ value }) => value)];
    for (const argument of given) {
      const found = carried(argument, survey);
      if (found !== null) return hazard(found);
    }
    return [];
  });
}

/** What of an argument can't be sent: by itself, or as an attribute of an object. */
interface Carried {
  node: ast.Expression;
  of: string;
  attribute: string | null;
}

function hazard({ node, of, attribute }: Carried): Hazard {
  const isPool = of === "Pool";
  const what = attribute === null ? `the ${of}` : `self.${attribute}, a ${of},`;
  return {
    code: "shared-in-task",
    node,
    message: isPool
      ? `${what} goes along with its object to a worker, where it can't: NotImplementedError`
      : `${what} can't be sent to a worker that is there already: RuntimeError`,
    hint: isPool
      ? "make the task a function of the module, or leave the pool out in __getstate__"
      : "give it to the workers at their start (initializer=, initargs=), or take that of a Manager",
  };
}

function carried(expression: ast.Expression, survey: Survey): Carried | null {
  for (const part of partsOf(expression, survey)) {
    const found = carried(part, survey);
    if (found !== null) return expression.kind === "Name" ? { ...found, node: expression } : found;
  }
  const found = inType(survey.typeOf(expression), 0);
  return found && { node: expression, ...found };
}

/** The parts of an expression that its value holds. */
function partsOf(expression: ast.Expression, survey: Survey): readonly ast.Expression[] {
  switch (expression.kind) {
    case "Tuple":
    case "List":
      return expression.elts;
    case "ListComp":
    case "GeneratorExp":
      return [expression.elt];
    case "BinOp":
      return [expression.left, expression.right];
    case "Starred":
      return [expression.value];
    case "Dict":
      return expression.values;
    case "Call":
      return /^(?:zip|repeat|partial|list|tuple)$/.test(lastName(expression.func) ?? "") ? expression.args : [];
    case "Name":
      return partialOf(expression, survey);
    default:
      return [];
  }
}

/** The call of `functools.partial` that a variable holds. */
function partialOf(name: ast.Name, survey: Survey): readonly ast.Expression[] {
  const binding = survey.fileOf(name).bindings.resolve(name);
  const [only, ...others] = binding === null ? [] : definitionsAt(name, binding, survey);
  if (only?.kind !== "assign" || others.length > 0 || only.statement.kind !== "Assign") return [];
  const { value } = only.statement;
  return value.kind === "Call" && lastName(value.func) === "partial" ? [value] : [];
}

function inType(type: Type, depth: number): Pick<Carried, "of" | "attribute"> | null {
  if (depth > 4) return null;
  const inside = (each: Type): Pick<Carried, "of" | "attribute"> | null => inType(each, depth + 1);
  if (isA(type, INHERITED)) return { of: className(type) ?? "object", attribute: null };
  if ("element" in type) return inside(type.element);
  if (type.kind === "tuple") return first(type.elements.map(inside));
  if (type.kind === "dict") return inside(type.value);
  if (type.kind === "function" && type.of.kind === "bound") return inside(type.of.self);
  if (type.kind === "instance" && type.of.kind === "user") return inAttributes(type.of);
  return null;
}

/** What an object has of the kind, where its class doesn't say itself what is pickled. */
function inAttributes(of: UserClass): Pick<Carried, "of" | "attribute"> | null {
  if (PICKLING.some((name) => of.methods.has(name))) return null;
  for (const [attribute, type] of of.attributes)
    if (isA(type, [...INHERITED, ...POOL])) return { of: className(type) ?? "object", attribute };
  return null;
}

function first<T>(found: readonly (T | null)[]): T | null {
  return found.find((each) => each !== null) ?? null;
}
