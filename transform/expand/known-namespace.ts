/** Code that runs in a dict of the script's instead of in its own variables: `exec(text, names)`. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { bind } from "../bind/index.js";
import { replace } from "./rewrite.js";

interface Place {
  start: number;
  end: number;
}

/** The name of the helper that reads a variable of such code. */
const READ = "__name_in__";

/** True when code gives values to variables of its own. */
export function storesNames(body: ast.Statement[]): boolean {
  return bind(moduleOf(body)).module.bindings.size > 0;
}

/**
 * The statements as a function that keeps its variables in the dict `namespace`, and the call of it; null for code that
 * binds names in ways that a dict's item can't stand for.
 */
export function inNamespace(body: ast.Statement[], namespace: string, name: string, at: Place): ast.Statement[] | null {
  const place = { start: at.start, end: at.end };
  const bindings = bind(moduleOf(body));
  const own = [...bindings.module.bindings.values()];
  const kinds = new Set(["assign", "augment", "loop", "function", "class", "import", "with"]);
  if (own.some(({ definitions }) => definitions.some(({ kind }) => !kinds.has(kind)))) return null;
  const defined = new Map<ast.Statement, string[]>();
  for (const binding of own) {
    for (const definition of binding.definitions) {
      const statement =
        definition.kind === "function" || definition.kind === "class"
          ? definition.definition
          : definition.kind === "import"
            ? definition.statement
            : null;
      if (statement) defined.set(statement, [...(defined.get(statement) ?? []), binding.name]);
    }
  }
  if ([...defined.keys()].some((statement) => !body.includes(statement))) return null;
  rewriteNames(moduleOf(body), namespace, (node) => {
    const binding = bindings.resolve(node);
    return binding === null || binding.scope === bindings.module;
  });
  const statements = body.flatMap((statement) => [
    statement,
    ...(defined.get(statement) ?? []).map((key): ast.Statement => {
      const value: ast.Name = { kind: "Name", id: key, ctx: "Load", ...place };
      return { kind: "Assign", targets: [item(namespace, key, "Store", place)], value, ...place };
    }),
  ]);
  const made = `${name}`;
  const wrapper: ast.FunctionDef = {
    kind: "FunctionDef",
    name: made,
    args: noParameters(place),
    body: statements.length > 0 ? statements : [{ kind: "Pass", ...place }],
    decorator_list: [],
    returns: null,
    type_params: [],
    ...place,
  };
  const func: ast.Name = { kind: "Name", id: made, ctx: "Load", ...place };
  return [wrapper, { kind: "Expr", value: { kind: "Call", func, args: [], keywords: [], ...place }, ...place }];
}

/** An expression whose free names are read from the dicts `namespaces`, the first first. */
export function readingFrom(value: ast.Expression, namespaces: string[]): ast.Expression {
  const holder = moduleOf([{ kind: "Expr", value, start: value.start, end: value.end }]);
  const bindings = bind(holder);
  rewriteNames(holder, namespaces, (node) => bindings.resolve(node) === null);
  return (holder.body[0] as ast.ExpressionStatement).value;
}

function rewriteNames(module: ast.Module, namespace: string | string[], isOurs: (node: ast.Name) => boolean): void {
  const namespaces = Array.isArray(namespace) ? namespace : [namespace];
  const found: ast.Name[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "Name" && isOurs(node)) found.push(node);
      if (node.kind === "Global") replace(node, { kind: "Pass", start: node.start, end: node.end });
    },
  });
  for (const node of found) {
    const { id, ctx, start, end } = node;
    const place = { start, end };
    if (ctx !== "Load") replace(node, item(namespaces[0]!, id, ctx, place));
    else replace(node, reading(namespaces, id, place));
  }
}

function reading(namespaces: string[], id: string, place: Place): ast.Expression {
  const args: ast.Expression[] = [
    { kind: "Constant", value: { type: "str", value: id }, prefix: null, ...place },
    ...namespaces.map((name): ast.Name => ({ kind: "Name", id: name, ctx: "Load", ...place })),
  ];
  return { kind: "Call", func: { kind: "Name", id: READ, ctx: "Load", ...place }, args, keywords: [], ...place };
}

function item(namespace: string, key: string, ctx: ast.ExpressionContext, place: Place): ast.Subscript {
  const slice: ast.Constant = { kind: "Constant", value: { type: "str", value: key }, prefix: null, ...place };
  return { kind: "Subscript", value: { kind: "Name", id: namespace, ctx: "Load", ...place }, slice, ctx, ...place };
}

const moduleOf = (body: ast.Statement[]): ast.Module => ({ kind: "Module", body, comments: [], start: 0, end: 0 });

/** An empty parameter list. */
export function noParameters(place: Place): ast.Arguments {
  return {
    kind: "arguments",
    posonlyargs: [],
    args: [],
    vararg: null,
    kwonlyargs: [],
    kw_defaults: [],
    kwarg: null,
    defaults: [],
    start: place.start,
    end: place.end,
  };
}
