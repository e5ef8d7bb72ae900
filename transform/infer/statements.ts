/** Constraints of statements, walked in the order in which they run. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import { positionOf } from "../bind/resolve.js";
import { NONE } from "./atoms.js";
import { asyncElements, asyncEntered } from "./coroutines.js";
import { enter } from "./calls.js";
import { isField } from "./dataclass.js";
import { walkClass, walkFunction } from "./definitions.js";
import { evaluate } from "./expressions.js";
import { join, without, type Flow } from "./flow.js";
import { walkImport } from "./imports.js";
import { walkRemaking } from "./remade.js";
import { augmented } from "./in-place.js";
import { elementsOf } from "./iteration.js";
import { narrow } from "./narrowing.js";
import { walkMatch } from "./patterns.js";
import type { TypeNode } from "./solver.js";
import { deleteSubscript } from "./subscripts.js";
import { assignTarget } from "./targets.js";
import { walkTry, walkWith } from "./try.js";
import type { Walker } from "./walker.js";

export function walkBody(walker: Walker, statements: readonly ast.Statement[]): void {
  for (const statement of statements) walkStatement(walker, statement);
}

function walkStatement(walker: Walker, statement: ast.Statement): void {
  const { program } = walker;
  switch (statement.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
      return walkFunction(walker, statement);
    case "ClassDef":
      return walkClass(walker, statement);
    case "Return": {
      const value = statement.value === null ? program.none() : evaluate(walker, statement.value);
      if (walker.function !== null) {
        program.solver.edge(value, walker.function.returns);
        if (walker.flow !== null) walker.function.mayReturn = true;
      }
      walker.flow = null;
      return;
    }
    case "Delete":
      for (const target of statement.targets) walkDelete(walker, target);
      return;
    case "Assign": {
      const value = evaluate(walker, statement.value);
      for (const target of statement.targets) assignTarget(walker, target, value);
      return;
    }
    case "TypeAlias":
      return assignTarget(walker, statement.name, walker.unknown());
    case "AnnAssign":
      // What `field(...)` stands for in a dataclass is told from its arguments.
      if (statement.value === null || (walker.owner?.fields != null && isField(statement.value))) return;
      return assignTarget(walker, statement.target, evaluate(walker, statement.value));
    case "AugAssign":
      return walkAugmented(walker, statement);
    case "For":
    case "AsyncFor":
      return walkFor(walker, statement);
    case "While":
      return walkWhile(walker, statement);
    case "If":
      return walkIf(walker, statement);
    case "With":
    case "AsyncWith":
      return walkWith(walker, statement, statement.kind === "With" && statement.isAsync ? asyncEntered : enter);
    case "Match":
      return walkMatch(walker, statement);
    case "Raise":
      for (const part of [statement.exc, statement.cause]) if (part !== null) walkRaised(walker, part);
      walker.flow = null;
      return;
    case "Try":
    case "TryStar":
      return walkTry(walker, statement);
    case "Assert":
      evaluate(walker, statement.test);
      if (statement.msg !== null) evaluate(walker, statement.msg);
      walker.flow = narrow(program, statement.test, true, walker.flow, walker.tracked);
      return;
    case "Import":
    case "ImportFrom":
      return walkImport(walker, statement);
    case "Expr":
      if (statement.remakes !== undefined) {
        const made = walker.scope.bindings.get(statement.remakes.name)!;
        walkRemaking(walker, statement.value as ast.Call, program.total(made));
      }
      evaluate(walker, statement.value);
      return;
    case "Break":
      walker.loops.at(-1)?.breaks.push(walker.flow);
      walker.flow = null;
      return;
    case "Continue":
      walker.loops.at(-1)?.continues.push(walker.flow);
      walker.flow = null;
      return;
    case "Global":
    case "Nonlocal":
    case "Pass":
      return;
  }
}

/** A handler of a base class may meet the exception as one of unknown class. */
function walkRaised(walker: Walker, raised: ast.Expression): void {
  const { program } = walker;
  program.solver.on(evaluate(walker, raised), (atom) => {
    if (atom.kind !== "class" || atom.of.kind !== "user") return;
    const init = program.classOf(atom.of).ancestors.find((of) => of.methods.has("__init__"));
    const method = init?.methods.get("__init__");
    if (method !== undefined) method.called = true;
  });
}

function walkDelete(walker: Walker, target: ast.Expression): void {
  switch (target.kind) {
    case "Name": {
      const binding = walker.tracked(target);
      if (binding !== null) walker.flow = without(walker.flow, binding);
      return;
    }
    case "Attribute":
      evaluate(walker, target.value);
      return;
    case "Subscript":
      return deleteSubscript(walker, target);
    case "Tuple":
    case "List":
      for (const element of target.elts) walkDelete(walker, element);
      return;
    default:
      throw new TypeError(`${target.kind} at ${target.start} can't be deleted`);
  }
}

function walkAugmented(walker: Walker, statement: ast.AugAssign): void {
  const { program } = walker;
  const { target, op } = statement;
  const current = target.kind === "Name" ? walker.read(target) : evaluateTarget(walker, target);
  const right = { node: evaluate(walker, statement.value), expression: statement.value };
  const result = program.node();
  program.augmented.set(statement, current);
  augmented(program, op, { node: current, expression: null }, right, result);
  assignTarget(walker, target, result);
}

/** Reads what an attribute or item holds before it is stored again. */
function evaluateTarget(walker: Walker, target: ast.Attribute | ast.Subscript): TypeNode {
  const current = evaluate(walker, target);
  walker.program.expressions.delete(target);
  return current;
}

function walkIf(walker: Walker, { test, body, orelse, onlyInParent }: ast.If): void {
  const { program } = walker;
  if (onlyInParent) return walkBody(walker, body);
  evaluate(walker, test);
  const { flow } = walker;
  walker.flow = narrow(program, test, true, flow, walker.tracked);
  walkBody(walker, body);
  const afterBody = walker.flow;
  walker.flow = narrow(program, test, false, flow, walker.tracked);
  walkBody(walker, orelse);
  walker.flow = join(program, afterBody, walker.flow);
}

function walkFor(walker: Walker, statement: ast.For | ast.AsyncFor): void {
  const { program } = walker;
  const iterable = evaluate(walker, statement.iter);
  const isAsync = statement.kind === "For" && statement.isAsync === true;
  const element = isAsync ? asyncElements(program, iterable) : elementsOf(program, iterable);
  const head = enterLoop(walker, statement);
  assignTarget(walker, statement.target, element);
  const breaks = walkLoopBody(walker, statement.body, head);
  walker.flow = head.flow;
  walkBody(walker, statement.orelse);
  walker.flow = join(program, walker.flow, ...breaks);
}

function walkWhile(walker: Walker, statement: ast.While): void {
  const { program } = walker;
  const head = enterLoop(walker, statement);
  evaluate(walker, statement.test);
  const tested = walker.flow;
  walker.flow = narrow(program, statement.test, true, tested, walker.tracked);
  const breaks = walkLoopBody(walker, statement.body, head);
  walker.flow = narrow(program, statement.test, false, tested, walker.tracked);
  walkBody(walker, statement.orelse);
  walker.flow = join(program, walker.flow, ...breaks);
}

interface LoopHead {
  flow: Flow;
  /** Variables that the loop assigns, with what they hold at its start in any round. */
  assigned: Map<Binding, TypeNode>;
}

/** Gives each variable that the loop assigns a node that its later rounds feed as well. */
function enterLoop(walker: Walker, statement: ast.For | ast.AsyncFor | ast.While): LoopHead {
  const { program } = walker;
  const assigned = new Map<Binding, TypeNode>();
  if (walker.flow !== null) {
    const flow = new Map(walker.flow);
    for (const binding of assignedIn(walker, statement)) {
      const before = flow.get(binding);
      const node = program.node();
      if (before !== undefined) program.solver.edge(before, node);
      assigned.set(binding, node);
      flow.set(binding, node);
    }
    walker.flow = flow;
  }
  return { flow: walker.flow, assigned };
}

/** Walks a loop's body; gives the flows of its breaks. */
function walkLoopBody(walker: Walker, body: ast.Statement[], head: LoopHead): Flow[] {
  const { program } = walker;
  const loop = { breaks: [] as Flow[], continues: [] as Flow[] };
  walker.loops.push(loop);
  walkBody(walker, body);
  walker.loops.pop();
  for (const end of [walker.flow, ...loop.continues]) {
    if (end === null) continue;
    for (const [binding, node] of head.assigned) {
      const version = end.get(binding);
      if (version !== undefined) program.solver.edge(version, node);
    }
  }
  return loop.breaks;
}

/** The followed variables that are given a value somewhere in a statement. */
export function assignedIn(walker: Walker, statement: ast.Statement): Binding[] {
  const found: Binding[] = [];
  for (const scope of walker.scopes) {
    for (const binding of scope.bindings.values()) {
      const isAssigned = binding.definitions.some((definition) => {
        const position = positionOf(definition);
        return position >= statement.start && position < statement.end;
      });
      if (isAssigned && walker.follows(binding)) found.push(binding);
    }
  }
  return found;
}

/** Ends a function's body: falling off it gives None. */
export function endBody(walker: Walker): void {
  if (walker.flow === null || walker.function === null) return;
  walker.function.mayReturn = true;
  walker.program.solver.add(walker.function.returns, NONE);
}
