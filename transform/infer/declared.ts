/** What the script's annotations say of places of which inference knows nothing: for signatures, since they prove nothing. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import { ITERABLES, MAPPINGS, typeArguments } from "./annotations.js";
import { resolveClass } from "./names.js";
import type { Program } from "./program.js";
import { union } from "./results.js";
import type { StubClass, Type, UserClass } from "./types.js";

const UNKNOWN: Type = { kind: "unknown" };

const PRIMITIVES: Record<string, Type> = {
  bool: { kind: "bool" },
  int: { kind: "int", small: false },
  float: { kind: "float" },
  complex: { kind: "complex" },
  str: { kind: "str" },
  bytes: { kind: "bytes" },
  range: { kind: "range" },
};

/** The names of `typing` for containers that have small ones too. */
const CONTAINERS: Record<string, "list" | "set" | "frozenset"> = {
  list: "list",
  List: "list",
  set: "set",
  Set: "set",
  frozenset: "frozenset",
  FrozenSet: "frozenset",
};

/** The type with its unknown parts as the annotation of the place says. */
export function declared(program: Program, type: Type, annotation: ast.Expression | null): Type {
  return annotation === null ? type : filled(type, said(program, annotation));
}

/** The annotation of a variable or parameter; null when it has none, or several. */
export function annotationOf({ definitions }: Binding): ast.Expression | null {
  const annotations = definitions.flatMap((definition) => {
    if (definition.kind === "parameter") return definition.parameter.annotation ?? [];
    const isAnnotated = definition.kind === "assign" && definition.statement.kind === "AnnAssign";
    return isAnnotated ? (definition.statement as ast.AnnAssign).annotation : [];
  });
  return annotations.length === 1 ? annotations[0]! : null;
}

/** The annotation of an attribute: in the class's body, at its assignment, or of the parameter that `__init__` stores there. */
export function fieldAnnotation({ node }: UserClass, name: string): ast.Expression | null {
  for (const statement of node.body) {
    const isMeant = statement.kind === "AnnAssign" && statement.target.kind === "Name" && statement.target.id === name;
    if (isMeant) return statement.annotation;
  }
  const init = node.body.find((statement) => statement.kind === "FunctionDef" && statement.name === "__init__");
  for (const statement of init?.kind === "FunctionDef" ? init.body : []) {
    const annotation = storedAnnotation(statement, name, (init as ast.FunctionDef).args);
    if (annotation !== null) return annotation;
  }
  return null;
}

/** Of `self.x: T = …`, or of `self.x = x` where the parameter has one. */
function storedAnnotation(statement: ast.Statement, name: string, { args }: ast.Arguments): ast.Expression | null {
  if (statement.kind !== "AnnAssign" && statement.kind !== "Assign") return null;
  const target = statement.kind === "Assign" ? statement.targets[0]! : statement.target;
  if (target.kind !== "Attribute" || target.attr !== name || target.value.kind !== "Name") return null;
  if (statement.kind === "AnnAssign") return statement.annotation;
  const { value } = statement;
  return value.kind === "Name" ? (args.find(({ arg }) => arg === value.id)?.annotation ?? null) : null;
}

function filled(type: Type, hint: Type): Type {
  if (type.kind === "unknown" || type.kind === "never") return hint.kind === "unknown" ? type : hint;
  if ("element" in type && "element" in hint && hint.kind === type.kind) {
    return { ...type, element: filled(type.element, hint.element) };
  }
  if (type.kind === "dict" && hint.kind === "dict") {
    return { kind: "dict", key: filled(type.key, hint.key), value: filled(type.value, hint.value) };
  }
  if (type.kind === "tuple" && hint.kind === "tuple" && type.elements.length === hint.elements.length) {
    return { kind: "tuple", elements: type.elements.map((element, index) => filled(element, hint.elements[index]!)) };
  }
  if (type.kind === "instance" && hint.kind === "instance" && type.arguments.length === hint.arguments.length) {
    return { ...type, arguments: type.arguments.map((argument, index) => filled(argument, hint.arguments[index]!)) };
  }
  return type;
}

function said(program: Program, annotation: ast.Expression): Type {
  switch (annotation.kind) {
    case "Constant":
      return annotation.value.type === "str" ? saidAhead(program, annotation.value.value) : saidByConstant(annotation);
    case "BinOp":
      return union([said(program, annotation.left), said(program, annotation.right)]);
    case "Name":
      return PRIMITIVES[annotation.id] ?? saidByClass(program, annotation, []);
    case "Attribute":
      return saidByClass(program, annotation, []);
    case "Subscript":
      return saidWithArguments(program, annotation);
    default:
      return UNKNOWN;
  }
}

const saidByConstant = ({ value }: ast.Constant): Type => (value.type === "None" ? { kind: "none" } : UNKNOWN);

/** `"Node"`: a class of the script that is named before it is there. */
function saidAhead(program: Program, name: string): Type {
  const named = [...program.classes.values()].filter(({ user }) => user.node.name === name);
  return named.length === 1 ? { kind: "instance", of: named[0]!.user, arguments: [] } : UNKNOWN;
}

function saidWithArguments(program: Program, annotation: ast.Subscript): Type {
  const { value } = annotation;
  const name = value.kind === "Name" ? value.id : value.kind === "Attribute" ? value.attr : "";
  const given = typeArguments(annotation);
  const parts = given.map((part) => said(program, part));
  const [first = UNKNOWN, second = UNKNOWN] = parts;
  if (name === "Optional") return union([first, { kind: "none" }]);
  if (name === "Union") return union(parts);
  if (Object.hasOwn(CONTAINERS, name)) return { kind: CONTAINERS[name]!, element: first };
  if (name === "dict" || name === "Dict" || MAPPINGS.has(name)) return { kind: "dict", key: first, value: second };
  if (name === "tuple" || name === "Tuple")
    return isOpenTuple(given) ? { kind: "tuple-of", element: first } : { kind: "tuple", elements: parts };
  if (ITERABLES.has(name)) return { kind: "iterable", element: first };
  if (name === "Callable") return saidCallable(program, given);
  return saidByClass(program, value, parts);
}

/** `tuple[int, ...]` */
function isOpenTuple(given: readonly ast.Expression[]): boolean {
  const last = given.at(-1);
  return given.length === 2 && last?.kind === "Constant" && last.value.type === "Ellipsis";
}

function saidCallable(program: Program, [parameters, result]: readonly ast.Expression[]): Type {
  return {
    kind: "callable",
    parameters: parameters?.kind === "List" ? parameters.elts.map((each) => said(program, each)) : null,
    result: result === undefined ? UNKNOWN : said(program, result),
  };
}

function saidByClass(program: Program, annotation: ast.Expression, parts: readonly Type[]): Type {
  const of = resolveClass(program, annotation);
  if (of === null || (of.kind === "stub" && of.module === "builtins")) return UNKNOWN;
  return { kind: "instance", of, arguments: argumentsOf(of, parts) };
}

function argumentsOf(of: UserClass | StubClass, parts: readonly Type[]): Type[] {
  return of.kind === "user" ? [] : of.typeParameters.map((_, index) => parts[index] ?? UNKNOWN);
}
