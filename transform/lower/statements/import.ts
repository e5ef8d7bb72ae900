/** Imports: noted where a name is used, so that the file imports what it needs and nothing else. */
import type { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Binding } from "../../bind/scopes.js";
import * as b from "../builders.js";
import type { Lowering } from "../lowering.js";
import { variableName } from "../names.js";

export function lowerImport(node: ast.Import, lowering: Lowering): ts.Statement[] {
  for (const alias of node.names) checkModule(alias.name, alias, lowering);
  return [];
}

export function lowerImportFrom(node: ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  if (node.module === "__future__") return [];
  const module = node.module ?? "";
  if (node.level > 0 || !checkModule(module, node, lowering)) return unsupportedRelative(node, lowering);
  for (const alias of node.names) {
    if (alias.name === "*" || isSubmodule(module, alias.name, lowering)) continue;
    if (lowering.context.types.stubMember(module, alias.name)) continue;
    lowering.unsupported("unsupported-member", alias, `py2mp does not know '${alias.name}' of module '${module}'`);
  }
  return [];
}

function unsupportedRelative(node: ast.ImportFrom, lowering: Lowering): ts.Statement[] {
  if (node.level > 0) {
    lowering.unsupported(
      "unsupported-import",
      node,
      "relative imports are not supported",
      "put the script's code in one file",
    );
  }
  return [];
}

function checkModule(name: string, node: { start: number; end: number }, lowering: Lowering): boolean {
  if (lowering.context.types.hasStub(name)) return true;
  if (lowering.unknownModules.has(name)) return false;
  lowering.unknownModules.add(name);
  lowering.unsupported(
    "unsupported-module",
    node,
    `module '${name}' is not supported`,
    "py2mp converts scripts that use the modules of the standard library listed in its README",
  );
  return false;
}

const isSubmodule = (module: string, name: string, lowering: Lowering): boolean =>
  lowering.context.types.hasStub(`${module}.${name}`);

/** The expression for a name that an import binds, its import noted; null for other names. */
export function importName(binding: Binding, lowering: Lowering): ts.Expression | null {
  const [definition, ...others] = binding.definitions;
  if (definition?.kind !== "import" || others.some((other) => other.kind !== "import")) return null;
  const { alias, statement } = definition;
  const local = variableName(binding.name);
  const { imports } = lowering.context;
  if (statement.kind === "Import") {
    const module = alias.asname ? alias.name : alias.name.split(".")[0]!;
    return b.id(imports.namespace(modulePath(module), local));
  }
  const module = statement.module ?? "";
  if (isSubmodule(module, alias.name, lowering))
    return b.id(imports.namespace(modulePath(`${module}.${alias.name}`), local));
  return b.id(imports.named(modulePath(module), alias.name === "*" ? binding.name : alias.name, local));
}

/** The namespace of a dotted module such as `multiprocessing.pool` or `concurrent.futures`. */
export function moduleNamespace(module: string, node: ast.Attribute, lowering: Lowering): ts.Expression {
  if (module === "os.path") return b.member(lowering.expression(node.value), "path");
  return b.id(lowering.context.imports.namespace(modulePath(module), module.replaceAll(".", "_")));
}

const modulePath = (module: string): string => module.replaceAll(".", "/");
