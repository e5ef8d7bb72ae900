/** Names in the emitted file: Python's own, with an underscore where JavaScript reserves the word. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield NaN Infinity globalThis"
  ).split(" "),
);

/** The identifier under which a Python variable lives. */
export function variableName(name: string): string {
  return RESERVED.has(name) ? `${name}_` : name;
}

/** `wanted` itself when it is free, else `wanted2`, `wanted3`, … */
export function freshName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name) || RESERVED.has(name); count++) name = `${wanted}${count}`;
  return name;
}

/**
 * The names that stand in a function's code, those of the functions inside it too. For the module: those that stand
 * outside its functions, which may use other names as they like.
 */
export function namesIn(node: ast.Node): Set<string> {
  const names = new Set<string>();
  walk(node, {
    enter(inner) {
      if (inner.kind === "Name") names.add(inner.id);
      else if (inner.kind === "arg") names.add(inner.arg);
      else if ("name" in inner && typeof inner.name === "string") names.add(inner.name);
      return node.kind !== "Module" || (inner.kind !== "FunctionDef" && inner.kind !== "ClassDef");
    },
  });
  return names;
}
