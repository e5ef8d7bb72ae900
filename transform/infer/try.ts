/** `try` and `with`: code that may be left at any point, and goes on elsewhere. */
import type * as ast from "../../parser/ast.js";
import type { Atom } from "./atoms.js";
import { letInstancesOut } from "./escape.js";
import { evaluate } from "./expressions.js";
import { join, withVersion, without, type Flow } from "./flow.js";
import { instanceOfClass } from "./instances.js";
import { elementsOfAtom } from "./iteration.js";
import { resolveEntry } from "./names.js";
import type { Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import { assignedIn, walkBody } from "./statements.js";
import { assignTarget } from "./targets.js";
import type { Region, Walker } from "./walker.js";

export function walkTry(walker: Walker, statement: ast.Try | ast.TryStar): void {
  const { program } = walker;
  const before = walker.flow;
  const whole: Region = new Map();
  if (statement.finalbody.length > 0) walker.regions.push(whole);
  const breaks = walker.loops.map((loop) => [loop.breaks.length, loop.continues.length] as const);
  const body: Region = new Map();
  walker.regions.push(body);
  walkBody(walker, statement.body);
  walker.regions.pop();
  walkBody(walker, statement.orelse);
  const ends = [walker.flow];
  for (const handler of statement.handlers) {
    walker.flow = interrupted(program, before, body);
    walkHandler(walker, handler, statement.kind === "TryStar");
    ends.push(walker.flow);
  }
  const after = join(program, ...ends);
  walker.flow = after;
  if (statement.finalbody.length === 0) return;
  walker.regions.pop();
  walker.flow = join(program, after, interrupted(program, before, whole));
  walkBody(walker, statement.finalbody);
  forgetInJumps(walker, statement, breaks);
  if (after === null) walker.flow = null;
}

/** What may hold when a part was left at any point: what held before it, or anything assigned in it. */
function interrupted(program: Program, before: Flow, region: Region): Flow {
  let flow = before;
  for (const [binding, assigned] of region) {
    const node = program.node();
    const known = before?.get(binding);
    if (known !== undefined) program.solver.edge(known, node);
    program.solver.edge(assigned, node);
    flow = withVersion(flow, binding, node);
  }
  return flow;
}

/** A `break` out of the statement runs its `finally`, which may assign. */
function forgetInJumps(walker: Walker, statement: ast.Try | ast.TryStar, before: (readonly [number, number])[]): void {
  const [first, last] = [statement.finalbody[0]!, statement.finalbody.at(-1)!];
  const assigned = assignedIn(walker, { ...statement, start: first.start, end: last.end });
  if (assigned.length === 0) return;
  const forget = (flow: Flow): Flow => assigned.reduce((rest, binding) => without(rest, binding), flow);
  walker.loops.forEach((loop, index) => {
    const [breaks, continues] = before[index]!;
    loop.breaks.splice(breaks, Infinity, ...loop.breaks.slice(breaks).map(forget));
    loop.continues.splice(continues, Infinity, ...loop.continues.slice(continues).map(forget));
  });
}

function walkHandler(walker: Walker, handler: ast.ExceptHandler, isGroup: boolean): void {
  const { program } = walker;
  const caught = program.node();
  if (handler.type !== null) {
    const classes = evaluate(walker, handler.type);
    if (isGroup) program.solver.add(caught, { kind: "unknown" });
    else program.solver.on(classes, (atom) => catchInstances(program, atom, caught));
  }
  if (handler.name !== null) walker.assign(program.bindings.bindingOf(handler), caught);
  walkBody(walker, handler.body);
  if (handler.name === null) return;
  const binding = program.bindings.bindingOf(handler);
  if (walker.follows(binding)) walker.flow = without(walker.flow, binding);
}

/** Instances of what is named in `except`; those of subclasses may be met under the same name. */
function catchInstances(program: Program, atom: Atom, caught: TypeNode): void {
  switch (atom.kind) {
    case "class":
      program.solver.add(caught, instanceOfClass(program, atom.of));
      for (const info of program.classes.values()) {
        const isException = info.ancestors.some((of) => of.stubBases.length > 0);
        if (atom.of.kind === "stub" && isException) letInstancesOut(program, info);
        if (atom.of.kind === "user" && info.ancestors.some((of) => of.user === atom.of)) {
          program.solver.add(caught, { kind: "instance", of: info.user });
        }
      }
      return;
    case "tuple":
    case "generic":
      return program.solver.on(elementsOfAtom(program, atom), (element) => catchInstances(program, element, caught));
    default:
      return program.solver.add(caught, { kind: "unknown" });
  }
}

/** @param enter gives what a manager's `__enter__` gives */
export function walkWith(
  walker: Walker,
  statement: ast.With | ast.AsyncWith,
  enter: (program: Program, manager: TypeNode) => TypeNode,
): void {
  const { program } = walker;
  for (const { context_expr: expression, optional_vars: target } of statement.items) {
    const manager = evaluate(walker, expression);
    const entered = enter(program, manager);
    if (target !== null) assignTarget(walker, target, entered);
  }
  const before = walker.flow;
  const body: Region = new Map();
  walker.regions.push(body);
  walkBody(walker, statement.body);
  walker.regions.pop();
  if (statement.items.some((item) => maySwallow(walker, item.context_expr))) {
    walker.flow = join(program, walker.flow, interrupted(program, before, body));
  }
}

/** Managers of the runtime that swallow exceptions. */
const SWALLOWING = new Set(["suppress", "ExitStack", "raises", "assertRaises"]);

/** Whether the body may be left by an exception and the code behind it reached all the same. */
function maySwallow(walker: Walker, manager: ast.Expression): boolean {
  const { program } = walker;
  if (manager.kind !== "Call") return manager.kind !== "Name" && manager.kind !== "Attribute";
  const { func } = manager;
  const name = func.kind === "Name" ? func.id : func.kind === "Attribute" ? func.attr : "";
  if (SWALLOWING.has(name)) return true;
  return func.kind === "Name" && program.bindings.resolve(func) !== null && resolveEntry(program, func) === null;
}
