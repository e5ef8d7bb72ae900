/** Names as the expansions see them, before binding: by their text alone. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";

/** The last part of a name or dotted name; null for anything else. */
export function lastName(node: ast.Expression): string | null {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attr : null;
}

/** `a.b.c`; null for anything but names and dotted names. */
export function dottedName(node: ast.Expression): string | null {
  if (node.kind === "Name") return node.id;
  const of = node.kind === "Attribute" ? dottedName(node.value) : null;
  return of && `${of}.${(node as ast.Attribute).attr}`;
}

/** What a script calls a member of a module: its own name, and those that `from module import name as other` gives it. */
export function importedNames(module: ast.Module, from: string, name: string): Set<string> {
  // Also as a member of the module; but not where the script has something of its own under the name.
  const names = new Set([name]);
  walk(module, {
    enter(node) {
      if ((node.kind === "FunctionDef" || node.kind === "ClassDef") && node.name === name) names.delete(name);
      if (node.kind !== "ImportFrom" || node.module !== from) return;
      for (const alias of node.names) if (alias.name === name) names.add(alias.asname ?? name);
    },
  });
  return names;
}
