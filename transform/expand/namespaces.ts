/**
 * `globals()["name"]` and `locals()`, written out as the variables that they stand for. What can't be is left, and is
 * refused when it is lowered.
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild, walk } from "../../parser/walk.js";
import { docstringOf } from "../emit/docstring.js";
import { noParameters } from "./known-namespace.js";
import { replace, statementLists } from "./rewrite.js";

/** Expands the calls in place. */
export function expandNamespaces(module: ast.Module, text: string): void {
  if (!/\b(?:globals|locals|vars)\s*\(\s*\)/.test(text)) return;
  const names = new Set(boundIn(module.body));
  const visit = (node: ast.Node, functions: readonly Around[]): void => {
    const inside = node.kind === "FunctionDef" ? [...functions, { node, own: ownNames(node) }] : functions;
    if (node.kind === "FunctionDef" && functions.length === 0) expandLocals(node);
    if (node.kind === "Subscript") expandGlobal(node, names, inside);
    forEachChild(node, (child) => visit(child, inside));
  };
  visit(module, []);
}

/** A function around some code, and the names that are its own variables. */
interface Around {
  node: ast.FunctionDef;
  own: ReadonlySet<string>;
}

function ownNames({ args, body }: ast.FunctionDef): Set<string> {
  const names = new Set([...parametersOf(args), ...boundIn(body)]);
  for (const statement of body) {
    if (statement.kind === "Global") statement.names.forEach((name) => names.delete(name));
  }
  return names;
}

// ---------------------------------------------------------------------------------------------------- globals()

function expandGlobal(node: ast.Subscript, names: ReadonlySet<string>, functions: readonly Around[]): void {
  if (!isCallOf(node.value, "globals")) return;
  const { slice, ctx, start, end } = node;
  const place = { start, end };
  if (slice.kind !== "Constant") {
    if (ctx === "Load" && names.size > 0) replace(node, chosenGlobal(slice, names, place));
    return;
  }
  if (slice.value.type !== "str") return;
  const id = slice.value.value;
  const isKnown = names.has(id) || (ctx === "Store" && functions.length === 0);
  const isHidden = functions.some(({ own }) => own.has(id));
  if (!isKnown || isHidden) return;
  const innermost = functions.at(-1);
  if (innermost && ctx !== "Load") {
    const { body } = innermost.node;
    body.splice(docstringOf(body) === null ? 0 : 1, 0, { kind: "Global", names: [id], ...place });
  }
  replace(node, { kind: "Name", id, ctx, ...place });
}

/** `{ "f": lambda: f, … }[key]()`: only the variable that is asked for is read. */
function chosenGlobal(key: ast.Expression, names: ReadonlySet<string>, place: Place): ast.Call {
  const table: ast.Dict = { kind: "Dict", keys: [], values: [], ...place };
  for (const id of names) {
    table.keys.push(text(id, place));
    const body: ast.Name = { kind: "Name", id, ctx: "Load", ...place };
    table.values.push({ kind: "Lambda", args: noParameters(place), body, ...place });
  }
  const entry: ast.Subscript = { kind: "Subscript", value: table, slice: key, ctx: "Load", ...place };
  return { kind: "Call", func: entry, args: [], keywords: [], ...place };
}

// ----------------------------------------------------------------------------------------------------- locals()

/** Writes out the calls of `locals()` in a function whose variables surely have values there. */
function expandLocals(fn: ast.FunctionDef): void {
  const all = [...parametersOf(fn.args), ...boundIn(fn.body)];
  const visitList = (list: readonly ast.Statement[], before: readonly string[], again: readonly string[]): void => {
    const known = [...before];
    for (const statement of list) {
      visitStatement(statement, known, again);
      if (statementLists(statement).length === 0) known.push(...boundIn([statement]));
    }
  };
  const visitStatement = (statement: ast.Statement, known: readonly string[], again: readonly string[]): void => {
    if (statement.kind === "FunctionDef" || statement.kind === "ClassDef") return;
    const lists = statementLists(statement);
    const isLoop = statement.kind === "For" || statement.kind === "While";
    const targets = statement.kind === "For" || statement.kind === "With" ? boundIn([{ ...statement, body: [] }]) : [];
    // In a loop, what its body binds may have a value from the round before.
    const later = isLoop ? [...again, ...lists.flatMap(boundIn)] : again;
    for (const list of lists) visitList(list, [...known, ...targets], later);
    forEachChild(statement, (child) => {
      if (!lists.some((list) => list.includes(child as ast.Statement))) visitExpression(child, statement, known, again);
    });
  };
  const visitExpression = (
    node: ast.Node,
    statement: ast.Statement,
    known: readonly string[],
    again: readonly string[],
  ): void => {
    if (OWN_SCOPES.has(node.kind)) return;
    forEachChild(node, (child) => visitExpression(child, statement, known, again));
    if (!isCallOf(node, "locals") && !isCallOf(node, "vars")) return;
    const maybe = [...conditionallyBound(fn.body, statement), ...again];
    if (maybe.some((name) => !known.includes(name))) return;
    const place = { start: node.start, end: node.end };
    const shown = [...new Set(all)].filter((name) => known.includes(name));
    const values = shown.map((id): ast.Name => ({ kind: "Name", id, ctx: "Load", ...place }));
    replace(node, { kind: "Dict", keys: shown.map((name) => text(name, place)), values, ...place });
  };
  visitList(fn.body, parametersOf(fn.args), []);
}

const OWN_SCOPES = new Set<ast.Node["kind"]>(["Lambda", "ListComp", "SetComp", "DictComp", "GeneratorExp"]);

/** Names that statements ahead of this one bind inside of blocks, or delete. */
function conditionallyBound(body: readonly ast.Statement[], until: ast.Statement): string[] {
  const found: string[] = [];
  for (const statement of body) {
    if (statement.start >= until.start) break;
    if (statementLists(statement).length > 0 || statement.kind === "Match" || statement.kind === "Try")
      found.push(...boundIn([statement]));
    if (statement.kind === "Delete") found.push(...boundIn([statement]));
  }
  return found;
}

// -------------------------------------------------------------------------------------------------------- names

interface Place {
  start: number;
  end: number;
}

function text(value: string, place: Place): ast.Constant {
  return { kind: "Constant", value: { type: "str", value }, prefix: null, ...place };
}

function isCallOf(node: ast.Node, name: string): node is ast.Call {
  const isCall = node.kind === "Call" && node.func.kind === "Name" && node.func.id === name;
  return isCall && node.args.length === 0 && node.keywords.length === 0;
}

export function parametersOf(args: ast.Arguments): string[] {
  const { posonlyargs, args: plain, kwonlyargs, vararg, kwarg } = args;
  return [...posonlyargs, ...plain, ...kwonlyargs, ...(vararg ? [vararg] : []), ...(kwarg ? [kwarg] : [])].map(
    ({ arg }) => arg,
  );
}

/** Names that statements bind in their own scope, in order of appearance. */
export function boundIn(body: readonly ast.Statement[]): string[] {
  const found = new Set<string>();
  for (const statement of body) {
    walk(statement, {
      enter(node) {
        if (node.kind === "Name" && node.ctx !== "Load") found.add(node.id);
        if (node.kind === "ExceptHandler" && node.name !== null) found.add(node.name);
        if (node.kind === "alias") found.add(node.asname ?? node.name.split(".")[0]!);
        if (node.kind !== "FunctionDef" && node.kind !== "ClassDef") return !OWN_SCOPES.has(node.kind);
        found.add(node.name);
        return false;
      },
    });
  }
  return [...found];
}
