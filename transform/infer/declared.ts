/** What the script's annotations say of places of which inference knows nothing: for signatures, since they prove nothing. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import type { Program } from "./program.js";
import { said } from "./said.js";
import type { Type, UserClass } from "./types.js";

/** The type with its unknown parts as the annotation of the place says. */
export function declared(program: Program, type: Type, annotation: ast.Expression | null): Type {
  return annotation === null ? type : filled(type, said(annotation, program));
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
