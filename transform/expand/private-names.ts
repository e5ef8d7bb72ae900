/**
 * Class-private names. Mirrors CPython's mangling: `__x` inside class C is `_C__x`.
 *
 * A private name that only one class uses, and nobody by its mangled form, means the same without it, and keeps its
 * look: mangling is for the others.
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild } from "../../parser/walk.js";
import type { SourceText } from "../../parser/source.js";

/** Mangles the private names of a program's modules in place, where it can be seen. */
export function manglePrivateNames(modules: readonly { module: ast.Module; source: SourceText }[]): void {
  const users = new Map<string, Set<string>>();
  modules.forEach(({ module }, index) =>
    eachPrivateName(module, null, (name, owner) => {
      const user = `${index} ${owner}`;
      const known = users.get(name);
      if (known) known.add(user);
      else users.set(name, new Set([user]));
    }),
  );
  const isVisible = (name: string, owner: string): boolean =>
    users.get(name)!.size > 1 || modules.some(({ source }) => source.text.includes(mangled(name, owner)));
  for (const { module } of modules) {
    eachPrivateName(module, null, (name, owner, rename) => {
      if (isVisible(name, owner)) rename(mangled(name, owner));
    });
  }
}

/** A class whose name is all underscores mangles nothing. */
function mangled(name: string, owner: string): string {
  const stripped = owner.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

const isPrivate = (name: string): boolean => name.startsWith("__") && !name.endsWith("__");

type Visit = (name: string, owner: string, rename: (name: string) => void) => void;

/** Visits the private names inside classes, each with the innermost class around it. */
function eachPrivateName(node: ast.Node, owner: string | null, visit: Visit): void {
  if (owner !== null) visitNames(node, owner, visit);
  const inner = node.kind === "ClassDef" ? node.name : owner;
  forEachChild(node, (child) => eachPrivateName(child, inner, visit));
}

function visitNames(node: ast.Node, owner: string, visit: Visit): void {
  switch (node.kind) {
    case "Name":
      if (isPrivate(node.id)) visit(node.id, owner, (name) => (node.id = name));
      break;
    case "Attribute":
      if (isPrivate(node.attr)) visit(node.attr, owner, (name) => (node.attr = name));
      break;
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
      if (isPrivate(node.name)) visit(node.name, owner, (name) => (node.name = name));
      break;
    case "arg":
    case "keyword":
      if (node.arg !== null && isPrivate(node.arg)) visit(node.arg, owner, (name) => (node.arg = name));
      break;
  }
}
