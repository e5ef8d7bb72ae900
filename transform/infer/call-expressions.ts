/** Calls as they stand in the source. */
import type * as ast from "../../parser/ast.js";
import { readAttribute } from "./attributes.js";
import { call } from "./calls.js";
import { evaluate } from "./expressions.js";
import { evaluateNamedTuple } from "./named-tuples.js";
import type { CallArguments } from "./program.js";
import type { TypeNode } from "./solver.js";
import { valuesOf } from "./stub-calls.js";
import { recordUnknownUse } from "./unknown-uses.js";
import type { Walker } from "./walker.js";

export function evaluateCall(walker: Walker, node: ast.Call): TypeNode {
  const { program } = walker;
  const result = program.node();
  const { func } = node;
  const named = evaluateNamedTuple(walker, node);
  if (named !== null) return named;
  if (func.kind === "Name" && program.bindings.resolve(func) === null) {
    if (func.id === "super") return evaluateSuper(walker, node);
    if (func.id === "reveal_type" && node.args[0] !== undefined) return evaluate(walker, node.args[0]);
  }
  if (func.kind !== "Attribute") {
    const callee = evaluate(walker, func);
    const given = evaluateArguments(walker, node);
    call(program, callee, given, result);
    callTypeOf(walker, func, given);
    return result;
  }
  const receiver = evaluate(walker, func.value);
  const given = evaluateArguments(walker, node);
  const method = program.node();
  walker.record(func, method);
  readAttribute(program, receiver, func.attr, method, true);
  call(program, method, given, result);
  if (isSuperOfBuilt(func.value)) return result;
  program.solver.on(receiver, (atom) => {
    if (atom.kind !== "unknown") return;
    recordUnknownUse(program, { kind: "call", name: func.attr, arguments: given, result });
  });
  return result;
}

/** `type(self)(…)` makes an instance of the class or of one derived from it. */
function callTypeOf(walker: Walker, func: ast.Expression, given: CallArguments): void {
  const { program } = walker;
  if (func.kind !== "Call" || func.func.kind !== "Name" || func.func.id !== "type") return;
  const [subject, ...others] = func.args;
  if (subject === undefined || others.length > 0 || program.bindings.resolve(func.func) !== null) return;
  program.solver.on(evaluate(walker, subject), (atom) => {
    if (atom.kind !== "instance") return;
    for (const info of program.classes.values()) {
      const isMeant = info.ancestors.some(({ user }) => user === atom.of);
      if (isMeant) call(program, program.node({ kind: "class", of: info.user }), given, program.node());
    }
  });
}

function evaluateArguments(walker: Walker, { args, keywords }: ast.Call): CallArguments {
  const { program } = walker;
  const given: CallArguments = { positional: [], starred: null, keywords: new Map(), doubleStarred: null };
  for (const expression of args) {
    const node = evaluate(walker, expression);
    if (given.starred === null && expression.kind !== "Starred") given.positional.push({ node, expression });
    else {
      given.starred ??= program.node();
      program.solver.edge(node, given.starred);
    }
  }
  for (const { arg, value } of keywords) {
    const node = evaluate(walker, value);
    if (arg !== null) given.keywords.set(arg, { node, expression: value });
    else {
      given.doubleStarred ??= program.node();
      program.solver.edge(valuesOf(program, node), given.doubleStarred);
    }
  }
  return given;
}

/** True for `super()`, and for `super(C, self)` of the class around. */
function isOwnSuper({ args }: ast.Call, name: string): boolean {
  const [of] = args;
  return of === undefined || (of.kind === "Name" && of.id === name);
}

/**
 * `super(__class__(), self)`, as it stands in a class that is built at run time: it leads to the library's classes and to
 * others of this sort, never to a plain class of the script.
 */
function isSuperOfBuilt(node: ast.Expression): boolean {
  if (node.kind !== "Call" || node.func.kind !== "Name" || node.func.id !== "super") return false;
  const [of] = node.args;
  return of?.kind === "Call" && of.func.kind === "Name" && of.func.id === "__class__";
}

/** `super()` and `super(C, self)` inside a method. */
function evaluateSuper(walker: Walker, node: ast.Call): TypeNode {
  const { program } = walker;
  for (const argument of node.args) evaluate(walker, argument);
  const info = walker.owner;
  const self = walker.function?.parameters.values().next().value;
  if (info === null || self === undefined || !isOwnSuper(node, info.node.name)) return walker.unknown();
  return program.node({ kind: "super", of: info.user, self });
}
