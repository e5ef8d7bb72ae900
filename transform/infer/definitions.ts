/** Definitions of functions and classes: decorators, default values, bodies. */
import type * as ast from "../../parser/ast.js";
import type { Atom } from "./atoms.js";
import { call } from "./calls.js";
import { walkFieldDefault } from "./dataclass.js";
import { escape } from "./escape.js";
import { evaluate, evaluateDefaults, startFlow } from "./expressions.js";
import { enterFunction } from "./functions.js";
import { decoratorName } from "./names.js";
import { positionalArguments, type ClassInfo, type FunctionInfo } from "./program.js";
import type { TypeNode } from "./solver.js";
import { endBody, walkBody } from "./statements.js";
import { Walker } from "./walker.js";

type DefNode = ast.FunctionDef | ast.AsyncFunctionDef;

/** Decorators that give back what they get, as far as types are concerned. */
const TRANSPARENT = new Set([
  "abstractmethod",
  "override",
  "final",
  "overload",
  "total_ordering",
  "unique",
  "runtime_checkable",
]);

export function walkFunction(walker: Walker, node: DefNode): void {
  const { program } = walker;
  const info = program.functions.get(node) ?? enterFunction(program, node, null);
  evaluateDefaults(walker, node.args, info.defaults);
  const isMethod = info.user.owner !== null && walker.owner?.node === info.user.owner.node;
  const owner = isMethod ? walker.owner : null;
  const value = decorate(walker, node, program.node({ kind: "function", of: info.user }), owner);
  walker.assign(program.bindings.bindingOf(node), value);
  walker.pending.push(() => walkFunctionBody(walker, node, info));
}

function walkFunctionBody(outer: Walker, node: DefNode, info: FunctionInfo): void {
  const { program, pending } = outer;
  const owner = info.user.owner === null ? outer.owner : program.classOf(info.user.owner);
  const walker = new Walker(program, program.bindings.scopeOf(node), { function: info, owner, pending });
  startFlow(walker);
  walkBody(walker, node.body);
  endBody(walker);
  if (node.kind === "FunctionDef" && node.buildsClass) escapeMembers(walker);
}

/** What the body of a class that is built at run time binds is in the hands of the runtime from then on. */
function escapeMembers({ program, scope }: Walker): void {
  for (const binding of scope.bindings.values()) escape(program, program.total(binding));
}

/** What decorators make of a function; those of methods that its class deals with leave it as it is. */
function decorate(walker: Walker, node: DefNode, value: TypeNode, owner: ClassInfo | null): TypeNode {
  const { program } = walker;
  let decorated = value;
  for (const decorator of [...node.decorator_list].reverse()) {
    const name = decoratorName(decorator);
    const isKnown = owner !== null && (owner.methods.has(node.name) || owner.properties.has(node.name));
    if (isKnown || TRANSPARENT.has(name)) continue;
    const result = program.node();
    call(program, evaluate(walker, decorator), positionalArguments(decorated), result);
    decorated = result;
  }
  return decorated;
}

export function walkClass(walker: Walker, node: ast.ClassDef): void {
  const { program } = walker;
  const info = program.classes.get(node)!;
  for (const base of node.bases) evaluate(walker, base);
  for (const { value } of node.keywords) evaluate(walker, value);
  walkClassBody(walker, info);
  const atom: Atom = { kind: "class", of: info.user };
  let value = program.node(atom);
  for (const decorator of [...node.decorator_list].reverse()) {
    const name = decoratorName(decorator);
    if (name === "dataclass" || TRANSPARENT.has(name)) continue;
    const result = program.node();
    call(program, evaluate(walker, decorator), positionalArguments(value), result);
    value = result;
  }
  walker.assign(program.bindings.bindingOf(node), value);
}

/** A class body runs where it stands, in a scope of its own. */
function walkClassBody(walker: Walker, info: ClassInfo): void {
  const { program } = walker;
  const scope = program.bindings.scopeOf(info.node);
  const outer = walker.owner;
  walker.owner = info;
  walker.within(new Set([...walker.scopes, scope]), () => walkBody(walker, info.node.body));
  walker.owner = outer;
  if (info.fields === null) return;
  for (const statement of info.node.body) walkFieldDefault(walker, info, statement);
}
