/** What scripts ask of their own functions: written behind a function where the script asks. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding, Scope } from "../bind/scopes.js";
import * as b from "./builders.js";
import { isAsync } from "./coroutines.js";
import { defersAnnotations } from "./evaluated-annotations.js";
import { parameterLayout, type FunctionNode } from "./functions.js";
import type { Lowering } from "./lowering.js";

export const INTROSPECTION_ATTRIBUTES = [
  "__defaults__",
  "__kwdefaults__",
  "__annotations__",
  "__closure__",
  "__code__",
];
const ASKING = new RegExp(
  `\\b(?:${INTROSPECTION_ATTRIBUTES.join("|")}|inspect|get_type_hints|singledispatch|singledispatchmethod)\\b`,
);

/** Bits of `co_flags`. */
const [OPTIMIZED_NEW_LOCALS, VARARGS, VARKEYWORDS, NESTED, GENERATOR, COROUTINE, ASYNC_GENERATOR] = [
  3, 4, 8, 16, 32, 128, 512,
];

/** True when the program looks at what functions are made of. */
export const introspects = ({ context }: Lowering): boolean =>
  [...context.program.modules.values()].some(({ source }) => ASKING.test(source.text));

/**
 * `introspect(f, { co_varnames: ["a", "b"], defaults: [2], … })`.
 *
 * @param defaults the expressions that stand for the defaults that are not constants, by their parameters
 */
export function introspection(
  fn: ts.Expression,
  node: FunctionNode,
  lowering: Lowering,
  defaults: ReadonlyMap<ast.Arg, ts.Expression>,
): ts.Expression {
  const { args } = node;
  const layout = parameterLayout(args, false);
  const value = (parameter: ast.Arg, given: ast.Expression): ts.Expression =>
    defaults.get(parameter) ?? lowering.tagged(given);
  const positional = layout.defaults.flatMap((given, index) =>
    given ? [value(layout.positional[index]!, given)] : [],
  );
  const keyword = layout.keywordDefaults.flatMap((given, index) => {
    const parameter = layout.keywordOnly[index]!;
    return given ? [[parameter.arg, value(parameter, given)] as const] : [];
  });
  const annotations = annotationsOf(node, lowering);
  const free = freeVariables(node, lowering);
  const scope = lowering.context.bindings.scopeOf(node);
  const properties: (readonly [string, ts.Expression])[] = [
    ["co_varnames", b.array(variables(node, scope).map((name) => b.string(name)))],
    ["co_argcount", b.number(layout.positional.length)],
    ...(args.posonlyargs.length > 0 ? [["co_posonlyargcount", b.number(args.posonlyargs.length)] as const] : []),
    ...(args.kwonlyargs.length > 0 ? [["co_kwonlyargcount", b.number(args.kwonlyargs.length)] as const] : []),
    ["co_flags", b.number(flags(node, scope, free.length > 0))],
    ["co_firstlineno", b.number(firstLine(node, lowering))],
    ...(isStatic(node) ? [["isStatic", b.boolean(true)] as const] : []),
    ...(positional.length > 0 ? [["defaults", b.array(positional)] as const] : []),
    ...(keyword.length > 0 ? [["kwdefaults", b.object(keyword)] as const] : []),
    ...(annotations.length > 0 ? [["annotations", thunk(b.object(annotations))] as const] : []),
    ...(free.length > 0
      ? [["free", b.object(free.map((name) => [name.id, thunk(lowering.expression(name))]))] as const]
      : []),
  ];
  return b.call(lowering.helper("introspect"), [fn, b.object(properties)]);
}

const isStatic = (node: FunctionNode): boolean =>
  node.kind === "FunctionDef" &&
  node.decorator_list.some((decorator) => decorator.kind === "Name" && decorator.id === "staticmethod");

const thunk = (value: ts.Expression): ts.Expression => b.arrow([], value);

/** Parameters as CPython orders them, then the local variables that no inner function shares. */
function variables({ args }: FunctionNode, scope: Scope): string[] {
  const parameters = [
    ...args.posonlyargs,
    ...args.args,
    ...args.kwonlyargs,
    ...(args.vararg ? [args.vararg] : []),
    ...(args.kwarg ? [args.kwarg] : []),
  ].map(({ arg }) => arg);
  const others = [...scope.bindings.values()].filter(({ name, captured }) => !captured && !parameters.includes(name));
  return [...parameters, ...others.map(({ name }) => name)];
}

function flags(node: FunctionNode, scope: Scope, isClosure: boolean): number {
  const { args } = node;
  const isNested =
    isClosure || (scope.parent !== null && scope.parent.kind !== "module" && scope.parent.kind !== "class");
  return (
    OPTIMIZED_NEW_LOCALS! +
    (args.vararg ? VARARGS! : 0) +
    (args.kwarg ? VARKEYWORDS! : 0) +
    (isNested ? NESTED! : 0) +
    stepFlag(node, scope)
  );
}

function stepFlag(node: FunctionNode, { isGenerator }: Scope): number {
  if (isAsync(node)) return isGenerator ? ASYNC_GENERATOR! : COROUTINE!;
  return isGenerator ? GENERATOR! : 0;
}

function firstLine(node: FunctionNode, lowering: Lowering): number {
  const first = node.kind === "FunctionDef" ? (node.decorator_list[0] ?? node) : node;
  return lowering.context.source.position(first.start).line;
}

function annotationsOf(node: FunctionNode, lowering: Lowering): (readonly [string, ts.Expression])[] {
  if (node.kind === "Lambda") return [];
  const { args, returns } = node;
  const all = [...args.args, ...args.posonlyargs, args.vararg, ...args.kwonlyargs, args.kwarg];
  const parts = all.flatMap((parameter) =>
    parameter?.annotation ? [[parameter.arg, parameter.annotation] as const] : [],
  );
  if (returns) parts.push(["return", returns]);
  return parts.map(([name, annotation]) => [name, annotationValue(annotation, lowering)] as const);
}

/** The value, or the text where `from __future__ import annotations` says so. */
function annotationValue(annotation: ast.Expression, lowering: Lowering): ts.Expression {
  const { source, module } = lowering.context;
  return defersAnnotations(module)
    ? b.string(source.text.slice(annotation.start, annotation.end))
    : lowering.tagged(annotation);
}

/** Variables of the functions around that the function's code uses, as `co_freevars` orders them. */
function freeVariables(node: FunctionNode, lowering: Lowering): ast.Name[] {
  const { bindings } = lowering.context;
  const inside = new Set<Scope>();
  const found = new Map<string, ast.Name>();
  const isFree = ({ scope }: Binding): boolean =>
    !inside.has(scope) && (scope.kind === "function" || scope.kind === "lambda");
  const visit = (item: ast.Node): void => {
    if (SCOPES.has(item.kind)) inside.add(bindings.scopeOf(item as FunctionNode));
    if (item.kind === "Name") {
      const binding = bindings.resolve(item);
      if (binding && isFree(binding)) found.set(item.id, item);
    }
    for (const child of children(item)) visit(child);
  };
  inside.add(bindings.scopeOf(node));
  for (const part of node.kind === "Lambda" ? [node.body] : node.body) visit(part);
  return [...found.keys()].sort().map((name) => found.get(name)!);
}

const SCOPES = new Set<ast.Node["kind"]>([
  "FunctionDef",
  "Lambda",
  "ClassDef",
  "ListComp",
  "SetComp",
  "DictComp",
  "GeneratorExp",
]);
