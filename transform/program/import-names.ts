/** Which modules a file's imports name. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { packageOf, parentOf, withParents, type ParsedModule } from "./source-module.js";

/**
 * Gives relative imports their absolute names: `from . import x` in `pkg.a` becomes `from pkg import x`. One that leads
 * out of every package stays relative, and fails when it runs.
 */
export function makeImportsAbsolute(of: Pick<ParsedModule, "name" | "isPackage" | "module">): void {
  walk(of.module, {
    enter(node) {
      if (node.kind !== "ImportFrom" || node.level === 0) return;
      const name = absoluteName(node.module, node.level, packageOf(of));
      if (name !== null) Object.assign(node, { module: name, level: 0 });
    },
  });
}

/** Mirrors _resolve_name of Lib/importlib/_bootstrap.py; null where that raises ImportError. */
function absoluteName(name: string | null, level: number, from: string): string | null {
  let start = from;
  for (let count = 1; count < level; count++) start = parentOf(start);
  if (start === "") return null;
  return name === null ? start : `${start}.${name}`;
}

/** A name in a file's imports. */
export interface NamedModule {
  name: string;
  /** True for what may be a variable of a module as well: `x` of `from m import x`. */
  isTentative: boolean;
}

/** Every module that a file may import, in the order of the text; those of packages come before their modules. */
export function importedModules({ name: own, isPackage, module }: ParsedModule): NamedModule[] {
  const found: NamedModule[] = [];
  const add = (name: string, isTentative = false): void => {
    for (const part of withParents(name)) found.push({ name: part, isTentative: isTentative && part === name });
  };
  walk(module, {
    enter(node) {
      if (node.kind === "Import") for (const alias of node.names) add(alias.name);
      else if (node.kind === "ImportFrom" && node.level === 0) {
        add(node.module!);
        for (const alias of node.names) if (alias.name !== "*") add(`${node.module}.${alias.name}`, true);
      } else if (node.kind === "Call") {
        const name = namedByCall(node, packageOf({ name: own, isPackage }));
        if (name !== null) add(name, true);
      }
    },
  });
  return found;
}

/** True for a call of `importlib.import_module` or `__import__`. */
export function isImportCall({ func }: ast.Call): boolean {
  if (func.kind === "Attribute") return func.attr === "import_module";
  return func.kind === "Name" && (func.id === "import_module" || func.id === "__import__");
}

/** True for a file that imports modules by calls of `importlib.import_module` or `__import__`. */
export function importsByName(module: ast.Module): boolean {
  let found = false;
  walk(module, {
    enter(node) {
      found ||= node.kind === "Call" && isImportCall(node);
    },
  });
  return found;
}

/** `import_module("a.b")`, `import_module(".b", "a")`; null for a name that is made at run time, and any other call. */
export function namedByCall(node: ast.Call, from: string): string | null {
  const [first, second] = node.args;
  if (!isImportCall(node) || first?.kind !== "Constant" || first.value.type !== "str") return null;
  const { value } = first.value;
  const level = /^\.*/.exec(value)![0].length;
  if (level === 0) return value;
  const anchor = second ?? node.keywords.find(({ arg }) => arg === "package")?.value;
  const base = anchor?.kind === "Constant" && anchor.value.type === "str" ? anchor.value.value : from;
  return absoluteName(value.slice(level) || null, level, base);
}
