/** What an annotation says, of a script or of a stub, taken at its word. */
import type * as ast from "../../parser/ast.js";
import { ITERABLES, MAPPINGS, stubClassOf, typeArguments } from "./annotations.js";
import { resolveClass } from "./names.js";
import { Program } from "./program.js";
import { union } from "./results.js";
import type { StubModule } from "./stubs.js";
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
export const CONTAINERS: Record<string, "list" | "set" | "frozenset"> = {
  list: "list",
  List: "list",
  set: "set",
  Set: "set",
  frozenset: "frozenset",
  FrozenSet: "frozenset",
};

/** Classes whose instances have kinds of their own: without type arguments, or as bases of all, they say too little. */
const VALUES = new Set(
  "object type list set frozenset dict tuple slice bool int float complex str bytes range super"
    .split(" ")
    .map((name) => `builtins.${name}`),
);

/** Where an annotation stands, which decides what its names mean: in the script, or in a stub. */
export type Place = Program | StubModule;

/** The type that an annotation names; unknown where it names none, or none that can be told. */
export function said(annotation: ast.Expression, place: Place): Type {
  switch (annotation.kind) {
    case "Constant":
      return annotation.value.type === "str" ? saidAhead(annotation.value.value, place) : saidByConstant(annotation);
    case "BinOp":
      return union([said(annotation.left, place), said(annotation.right, place)]);
    case "Name":
      return Object.hasOwn(PRIMITIVES, annotation.id) ? PRIMITIVES[annotation.id]! : saidByClass(annotation, [], place);
    case "Attribute":
      return saidByClass(annotation, [], place);
    case "Subscript":
      return saidWithArguments(annotation, place);
    default:
      return UNKNOWN;
  }
}

const saidByConstant = ({ value }: ast.Constant): Type => (value.type === "None" ? { kind: "none" } : UNKNOWN);

/** `"Node"`: a class of the script that is named before it is there. */
function saidAhead(name: string, place: Place): Type {
  const classes = place instanceof Program ? [...place.classes.values()] : [];
  const named = classes.filter(({ user }) => user.node.name === name);
  return named.length === 1 ? { kind: "instance", of: named[0]!.user, arguments: [] } : UNKNOWN;
}

function saidWithArguments(annotation: ast.Subscript, place: Place): Type {
  const { value } = annotation;
  const name = value.kind === "Name" ? value.id : value.kind === "Attribute" ? value.attr : "";
  const given = typeArguments(annotation);
  const parts = given.map((part) => said(part, place));
  const [first = UNKNOWN, second = UNKNOWN] = parts;
  if (name === "Optional") return union([first, { kind: "none" }]);
  if (name === "Union") return union(parts);
  if (Object.hasOwn(CONTAINERS, name)) return { kind: CONTAINERS[name]!, element: first };
  if (name === "dict" || name === "Dict" || MAPPINGS.has(name)) return { kind: "dict", key: first, value: second };
  if (name === "tuple" || name === "Tuple")
    return isOpenTuple(given) ? { kind: "tuple-of", element: first } : { kind: "tuple", elements: parts };
  if (ITERABLES.has(name)) return { kind: "iterable", element: first };
  if (name === "Callable") return saidCallable(given, place);
  if (name === "type" && first.kind === "instance") return { kind: "class", of: first.of };
  return saidByClass(value, parts, place);
}

/** `tuple[int, ...]` */
function isOpenTuple(given: readonly ast.Expression[]): boolean {
  const last = given.at(-1);
  return given.length === 2 && last?.kind === "Constant" && last.value.type === "Ellipsis";
}

function saidCallable([parameters, result]: readonly ast.Expression[], place: Place): Type {
  return {
    kind: "callable",
    parameters: parameters?.kind === "List" ? parameters.elts.map((each) => said(each, place)) : null,
    result: result === undefined ? UNKNOWN : said(result, place),
  };
}

function saidByClass(annotation: ast.Expression, parts: readonly Type[], place: Place): Type {
  const of = place instanceof Program ? resolveClass(place, annotation) : stubClassOf(annotation, place);
  if (of === null || (of.kind === "stub" && VALUES.has(of.name))) return UNKNOWN;
  return { kind: "instance", of, arguments: argumentsOf(of, parts) };
}

function argumentsOf(of: UserClass | StubClass, parts: readonly Type[]): Type[] {
  return of.kind === "user" ? [] : of.typeParameters.map((_, index) => parts[index] ?? UNKNOWN);
}
