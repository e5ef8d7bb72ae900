/**
 * Classes that are built at run time, rewritten before binding.
 *
 * What TypeScript's own classes can't say (a metaclass, a class body with loops, a class that is defined twice, …) is
 * said by a function that is the class's body: all later steps see a function whose last decorator is the call of
 * `__build_class__` with the bases and keywords. Its names are variables that functions inside it do not see.
 */
import type * as ast from "../../../parser/ast.js";
import { forEachChild, walk } from "../../../parser/walk.js";
import type { SourceText } from "../../../parser/source.js";
import type { NamedTree } from "../dataclass.js";
import { annotate, wantsAnnotations } from "./annotations.js";
import { unusualClasses } from "./unusual.js";

/** The parameter of the body by which methods know their class, once it stands: CPython's cell of that name. */
const CLASS_CELL = "__class__";

/** A module with its name and text. */
export interface SourceTree extends NamedTree {
  source: SourceText;
}

/** Rewrites the unusual classes of a program's modules in place. */
export function expandBuiltClasses(modules: readonly SourceTree[]): void {
  const unusual = unusualClasses(modules);
  if (unusual.size === 0) return;
  const annotated = modules.some(({ module }) => wantsAnnotations(module));
  for (const { module, source } of modules) {
    walk(module, {
      enter: () => undefined,
      leave(node) {
        if (node.kind === "ClassDef" && unusual.has(node)) rewrite(node, annotated ? source.text : null);
      },
    });
  }
}

function rewrite(node: ast.ClassDef, text: string | null): void {
  for (const statement of node.body) replaceSuper(statement, null);
  const body = text === null ? node.body : annotate(node.body, text);
  const { name, bases, keywords, decorator_list, type_params, start } = node;
  const place = { start, end: start };
  const func: ast.Name = { kind: "Name", id: "__build_class__", ctx: "Load", ...place };
  const header: ast.Call = { kind: "Call", func, args: bases, keywords, ...place };
  const cell: ast.Arg = { kind: "arg", arg: CLASS_CELL, annotation: null, ...place };
  const args: ast.Arguments = {
    kind: "arguments",
    posonlyargs: [],
    args: [cell],
    vararg: null,
    kwonlyargs: [],
    kw_defaults: [],
    kwarg: null,
    defaults: [],
    ...place,
  };
  const definition: Omit<ast.FunctionDef, "start" | "end"> = {
    kind: "FunctionDef",
    name,
    args,
    body,
    decorator_list: [...decorator_list, header],
    returns: null,
    type_params,
    buildsClass: true,
  };
  Object.assign(node, definition);
}

/** `super()` names what CPython fills in itself, `super(__class__(), self)`; `__class__` is what its cell holds. */
function replaceSuper(node: ast.Node, self: string | null): void {
  if (node.kind === "ClassDef" || (node.kind === "FunctionDef" && node.buildsClass)) return;
  const inner =
    node.kind === "FunctionDef" || node.kind === "Lambda"
      ? ([...node.args.posonlyargs, ...node.args.args][0]?.arg ?? node.args.vararg?.arg ?? null)
      : self;
  if (node.kind === "Call" && node.func.kind === "Name" && node.func.id === "super" && node.args.length === 0) {
    const place = { start: node.start, end: node.start };
    node.args = [
      classOf(place),
      ...(inner === null ? [] : [{ kind: "Name", id: inner, ctx: "Load", ...place } as ast.Name]),
    ];
    return;
  }
  if (node.kind === "Name" && node.id === CLASS_CELL && node.ctx === "Load" && inner !== null) {
    Object.assign(node, classOf(node));
    return;
  }
  forEachChild(node, (child) => replaceSuper(child, inner));
}

function classOf({ start }: { start: number }): ast.Call {
  const place = { start, end: start };
  return {
    kind: "Call",
    func: { kind: "Name", id: CLASS_CELL, ctx: "Load", ...place },
    args: [],
    keywords: [],
    ...place,
  };
}
