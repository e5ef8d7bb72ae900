/** Names in the emitted file: Python's own, with an underscore where JavaScript reserves the word. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { isReserved } from "../../runtime/builtins/reserved.js";

export { javaScriptName as variableName, propertyName } from "../../runtime/builtins/reserved.js";

/** `wanted` itself when it is free, else `wanted2`, `wanted3`, … */
export function freshName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name) || isReserved(name); count++) name = `${wanted}${count}`;
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
