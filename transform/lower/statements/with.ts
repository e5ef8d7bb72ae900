import { ts } from "ts-morph";
import type * as ast from "../../../parser/ast.js";
import type { Type } from "../../infer/types.js";
import * as b from "../builders.js";
import { stubCalls } from "../expressions/subscript.js";
import type { Lowering } from "../lowering.js";
import { delegate } from "../expressions/yield.js";
import { waitingFor } from "../coroutines.js";
import { variableName } from "../names.js";
import { blockingCall } from "../threads.js";
import { declareTarget, store } from "../targets.js";
import { declareSome, namesOf } from "./assign.js";

/** `with a as x, b: body`; several managers nest. */
export function lowerWith(node: ast.With, lowering: Lowering): ts.Statement[] {
  return lowerItems(node.items, node, lowering);
}

function lowerItems(items: readonly ast.WithItem[], node: ast.With, lowering: Lowering): ts.Statement[] {
  const [item, ...rest] = items;
  const lowerBody = (): ts.Block =>
    rest.length > 0 ? b.block(lowerItems(rest, node, lowering)) : lowering.block(node.body);
  return node.isAsync !== true && suppressesNothing(lowering.typeOf(item!.context_expr))
    ? plainWith(item!, node, lowerBody, lowering)
    : checkedWith(item!, lowerBody, node.isAsync === true, lowering);
}

/** True when the statement's managers are not all known to let exceptions pass. */
export function maySwallow(node: ast.With, lowering: Lowering): boolean {
  return node.isAsync === true || !node.items.every((item) => suppressesNothing(lowering.typeOf(item.context_expr)));
}

/** A runtime class's manager whose `__exit__` gives None swallows no exception: `try … finally` says it all. */
function plainWith(item: ast.WithItem, node: ast.With, lowerBody: () => ts.Block, lowering: Lowering): ts.Statement[] {
  const { context_expr: manager, optional_vars: target } = item;
  const type = lowering.typeOf(manager);
  const setup: ts.Statement[] = [];
  let object = lowering.expression(manager);
  const isItself = entersAsItself(type);
  const ownName =
    isItself && target?.kind === "Name" && lowering.frame.declarations.keyword(target) === "const" ? target.id : null;
  const isKept =
    ownName === null &&
    target?.kind === "Name" &&
    isItself &&
    isNew(manager, type, lowering) &&
    keepsManager(target, type, node, lowering);
  if (isKept) {
    setup.push(...entered(target, object, lowering, type));
    object = b.id(variableName(target.id));
  } else if (manager.kind !== "Name") {
    const name = ownName === null ? lowering.fresh("manager") : variableName(ownName);
    setup.push(b.declare("const", name, object));
    object = b.id(name);
  }
  const isNamed = isKept || (manager.kind !== "Name" && ownName !== null);
  const left = target === null || isNamed ? null : target;
  if (isItself && isNew(manager, type, lowering)) {
    if (left !== null) setup.push(...entered(left, object, lowering));
  } else {
    const method = left === null ? standsFor(type, "__enter__") : "__enter__";
    const entering = b.call(b.member(object, method));
    const waits = lowering.context.types.threads.enters(manager);
    setup.push(...entered(left, waits ? blockingCall(entering, lowering) : entering, lowering));
  }
  const leave = b.block([b.statement(b.method(object, standsFor(type, "__exit__"), []))]);
  return [...setup, ts.factory.createTryStatement(lowerBody(), undefined, leave)];
}

/** True for a variable of the scope itself, for such managers alone, that holds this one until the statement ends. */
function keepsManager(target: ast.Name, manager: Type, node: ast.With, lowering: Lowering): boolean {
  const held = lowering.bindingType(target);
  if (held.kind !== "instance" || manager.kind !== "instance" || held.of !== manager.of) return false;
  const binding = lowering.context.bindings.resolve(target);
  if (binding === null) return false;
  const { scope, definitions } = binding;
  if (scope !== lowering.frame.scope || (scope.kind !== "function" && scope.kind !== "module")) return false;
  if (binding.writtenInside || binding.writtenOutside) return false;
  return definitions.every((definition) => {
    if (definition.kind === "parameter") return true;
    return "name" in definition && (definition.name.start <= target.start || definition.name.start >= node.end);
  });
}

/** The method that a call of `__enter__` or `__exit__` comes to. */
const standsFor = (type: Type, name: "__enter__" | "__exit__"): string => stubCalls(type, name)[0] ?? name;

/** True for a manager that the runtime has just made: there is nothing in it that entering could find wrong. */
function isNew(manager: ast.Expression, type: Type, lowering: Lowering): boolean {
  if (manager.kind !== "Call" || standsFor(type, "__exit__") === "__exit__") return false;
  const callee = lowering.context.types.callee(manager);
  if (callee !== null && "bases" in callee && isStarted(type)) return false;
  return callee !== null && (callee.kind === "stub" || (callee.kind === "bound" && callee.function.kind === "stub"));
}

/** True for objects that entering starts, as it does the server of a manager. */
function isStarted(type: Type): boolean {
  return type.kind === "instance" && type.of.kind === "stub" && type.of.member("start") !== null;
}

/** Any other manager: `enter` runs `__enter__`; its `exit` says whether the exception is swallowed. */
function checkedWith(
  item: ast.WithItem,
  lowerBody: () => ts.Block,
  isAsync: boolean,
  lowering: Lowering,
): ts.Statement[] {
  const manager = lowering.fresh("manager");
  const error = lowering.caught();
  const hasSteps = lowering.frame.hasSteps && lowering.context.types.threads.managesSteps(item.context_expr);
  const own = (call: ts.Expression): ts.Expression =>
    isAsync ? waitingFor(call, item.context_expr, lowering) : hasSteps ? delegate(call) : call;
  const enter = lowering.helper(isAsync ? "async_enter" : hasSteps ? "entering" : "enter");
  const opened = b.declare("const", manager, own(b.call(enter, [lowering.tagged(item.context_expr)])));
  const value = item.optional_vars ? [...entered(item.optional_vars, b.member(b.id(manager), "value"), lowering)] : [];
  const rethrow = ts.factory.createIfStatement(
    b.not(own(b.method(b.id(manager), "exit", [b.id(error)]))),
    b.throws(b.id(error)),
  );
  const caught = ts.factory.createCatchClause(error, b.block([rethrow]));
  const leave = b.block([b.statement(own(b.method(b.id(manager), "close", [])))]);
  return [opened, ...value, ts.factory.createTryStatement(lowerBody(), caught, leave)];
}

function entered(
  target: ast.Expression | null,
  value: ts.Expression,
  lowering: Lowering,
  type: Type = { kind: "unknown" },
): ts.Statement[] {
  if (!target) return [b.statement(value)];
  const keywords = namesOf(target).map((name) => lowering.frame.declarations.keyword(name));
  if (keywords.length > 0 && keywords.every((keyword) => keyword !== null)) {
    const keyword = keywords.includes("let") ? "let" : "const";
    // A variable that later holds something else says so.
    if (keyword === "let" && target.kind === "Name") {
      return [b.declare(keyword, variableName(target.id), value, lowering.types.write(lowering.bindingType(target)))];
    }
    return declareTarget(keyword, target, value, { kind: "unknown" }, lowering);
  }
  return [...declareSome([target], lowering), b.statement(store(target, value, type, lowering))];
}

/** Runtime classes' `__exit__` closes, releases or ends, and lets the exception pass; `contextlib.suppress` does not. */
function suppressesNothing(type: Type): boolean {
  if (type.kind !== "instance" || type.of.kind !== "stub") return false;
  if (type.of.member("__enter__") === null) return false;
  const exit = type.of.member("__exit__");
  return exit?.kind === "function" && exit.function.returns?.kind !== "Name";
}

/** True for managers whose `__enter__` returns the manager. */
function entersAsItself(type: Type): boolean {
  if (type.kind !== "instance" || type.of.kind !== "stub") return false;
  const member = type.of.member("__enter__");
  if (member?.kind !== "function") return false;
  const { returns } = member.function;
  const name = type.of.name.slice(type.of.name.lastIndexOf(".") + 1);
  return returns?.kind === "Name" && (returns.id === "Self" || returns.id === name);
}
