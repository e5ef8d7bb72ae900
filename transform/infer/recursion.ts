/**
 * Which functions watch how deep calls go (see runtime/builtins/recursion.ts): in a program that can tell where CPython's
 * limit is, those that may come to be called again while they run. Calls are followed by names alone.
 */
import type * as ast from "../../parser/ast.js";
import { children, walk } from "../../parser/walk.js";

type Function = ast.FunctionDef | ast.AsyncFunctionDef;

/** The functions of the modules that check the depth; none where no module can tell. */
export function findRecursive(modules: readonly ast.Module[]): Set<ast.Node> {
  if (!modules.some(tellsDepth)) return new Set();
  const named = functionsByName(modules);
  const all = new Set([...named.values()].flat());
  return new Set([...all].filter((node) => isOperator(node) || reaches(node, named)));
}

/** True for a module that names the exception, or sets a limit that programs come to. */
function tellsDepth(module: ast.Module): boolean {
  let tells = false;
  walk(module, {
    enter(node) {
      if (nameOf(node) === "RecursionError") tells = true;
      if (node.kind === "Call" && nameOf(node.func) === "setrecursionlimit" && node.args[0]?.kind === "Constant") {
        const { value } = node.args[0];
        if (value.type === "int" && value.value < 1000n) tells = true;
      }
    },
  });
  return tells;
}

const nameOf = (node: ast.Node): string | null =>
  node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attr : null;

/** The functions that a call of a name may run: those of the name, and what makes the instances of the classes of it. */
function functionsByName(modules: readonly ast.Module[]): Map<string, Function[]> {
  const found = new Map<string, Function[]>();
  const add = (name: string, node: ast.Node): void => {
    if (!isFunction(node)) return;
    const known = found.get(name);
    if (known === undefined) found.set(name, [node]);
    else known.push(node);
  };
  for (const module of modules) {
    walk(module, {
      enter(node) {
        if (isFunction(node)) add(node.name, node);
        // a class that is built at run time is a function by now
        if (node.kind !== "ClassDef" && !isFunction(node)) return;
        for (const item of node.body) if (isFunction(item) && MAKERS.has(item.name)) add(node.name, item);
      },
    });
  }
  return found;
}

const MAKERS = new Set(["__init__", "__new__"]);

const isFunction = (node: ast.Node): node is Function =>
  node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef";

/** A method that operators and builtin functions call. */
const isOperator = ({ name }: Function): boolean => /^__\w+__$/.test(name) && !MAKERS.has(name);

/** True when a function may, by way of others or not, come to call itself. */
function reaches(start: Function, named: ReadonlyMap<string, Function[]>): boolean {
  const seen = new Set<Function>();
  const pending = called(start, named);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node === start) return true;
    if (seen.has(node)) continue;
    seen.add(node);
    pending.push(...called(node, named));
  }
  return false;
}

/** The functions whose names a function's own code has. */
function called({ body }: Function, named: ReadonlyMap<string, Function[]>): Function[] {
  const found: Function[] = [];
  const pending: ast.Node[] = [...body];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (isFunction(node)) continue;
    found.push(...(named.get(nameOf(node) ?? "") ?? []));
    pending.push(...children(node));
  }
  return found;
}
