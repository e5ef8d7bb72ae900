/**
 * Functions that a thread may leave in the middle: `function*`, and `yield*` where they wait. Where no `yield` can stand,
 * in an arrow function or in one that is no generator, the same calls are plain ones.
 */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import type { FunctionNode } from "../infer/program.js";
import { at, originOf } from "../emit/origin.js";
import * as b from "./builders.js";
import { dynamicArguments } from "./calls/call.js";
import { markMethodPlace } from "./calls/method-place.js";
import { delegate } from "./expressions/yield.js";
import { breaks } from "./reachability.js";
import { onlyImport } from "./imports.js";
import type { Lowering } from "./lowering.js";

/** For each `yield*` made here, what stands for it where no `yield` can. */
const plainForms = new WeakMap<ts.Node, () => ts.Expression>();

/** `yield* steps`, or the plain form where the function around is no generator. */
function stepping(steps: ts.Expression, plain: () => ts.Expression, lowering: Lowering): ts.Expression {
  return lowering.frame.hasSteps ? onlyInGenerator(steps, plain) : plain();
}

/** `yield* steps`, or the plain form should it come to stand in a function within the function. */
export function onlyInGenerator(steps: ts.Expression, plain: () => ts.Expression): ts.Expression {
  const made = delegate(steps);
  plainForms.set(made, plain);
  return made;
}

/** A call that has been lowered, as the threads need it. */
export function steppingCall(node: ast.Call, call: ts.Expression, lowering: Lowering): ts.Expression {
  const waiting = lowering.context.types.threads.waits(node);
  if (waiting === null || !ts.isCallExpression(call)) return call;
  markMethodPlace(call, node, lowering);
  if (waiting === "blocks") return blockingCall(call, lowering);
  if (isHelper(call.expression, "call", lowering)) return withHelper("calling", call, lowering);
  if (isHelper(call.expression, "callmethod", lowering)) return withHelper("callingmethod", call, lowering);
  if (waiting === "steps" && isStepsItself(node, call, lowering)) {
    return stepping(call, () => b.call(lowering.helper("drive"), [call]), lowering);
  }
  if (!lowering.frame.hasSteps) return call;
  const steps = b.call(lowering.helper("steps"), [call.expression]);
  if (isOfSuper(call.expression)) {
    return stepping(b.method(steps, "call", [b.thisValue(), ...call.arguments]), () => call, lowering);
  }
  return stepping(b.call(steps, call.arguments), () => call, lowering);
}

/** `yield* callingmethod(x, "m", …)` for a method that may or may not have steps; null for any other call. */
export function unsureMethodCall(node: ast.Call, lowering: Lowering): ts.Expression | null {
  if (!lowering.frame.hasSteps || node.func.kind !== "Attribute") return null;
  if (lowering.context.types.threads.waits(node) !== "unsure") return null;
  const { value: receiver, attr } = node.func;
  const { kind } = lowering.typeOf(receiver);
  const isSuper = receiver.kind === "Call" && lowering.isBuiltin(receiver.func, "super");
  if (kind === "module" || kind === "class" || isSuper) return null;
  const args = [lowering.tagged(receiver), b.string(attr), ...dynamicArguments(node, lowering)];
  return steppingCall(node, b.call(lowering.helper("callmethod"), args), lowering);
}

/** `super.method` */
const isOfSuper = (callee: ts.Expression): boolean =>
  ts.isPropertyAccessExpression(callee) && callee.expression.kind === ts.SyntaxKind.SuperKeyword;

function isHelper(callee: ts.Expression, name: string, lowering: Lowering): boolean {
  return ts.isIdentifier(callee) && callee.text === lowering.context.imports.helperName(name);
}

function withHelper(name: string, call: ts.CallExpression, lowering: Lowering): ts.Expression {
  if (!lowering.frame.hasSteps) return call;
  const callee = b.id(lowering.helper(name));
  const origin = originOf(call.expression);
  if (origin !== null) at(callee, origin);
  return stepping(b.call(callee, call.arguments), () => call, lowering);
}

/** `yield* blocking(() => lock.acquire())`; arguments that have steps themselves are evaluated before. */
export function blockingCall(call: ts.CallExpression, lowering: Lowering): ts.Expression {
  if (!lowering.frame.hasSteps) return call;
  const helper = lowering.helper("blocking");
  if (!call.arguments.some(hasSteps)) return stepping(b.call(helper, [b.arrow([], call)]), () => call, lowering);
  if (call.arguments.some(ts.isSpreadElement)) return call;
  const names = call.arguments.map(() => lowering.fresh("value"));
  const inner = ts.factory.updateCallExpression(
    call,
    call.expression,
    undefined,
    names.map((name) => b.id(name)),
  );
  const arrow = b.arrow(
    names.map((name) => b.parameter(name, {})),
    inner,
  );
  return stepping(b.call(helper, [arrow, ...call.arguments]), () => call, lowering);
}

/** True for code with a `yield*` of ours in it. */
function hasSteps(node: ts.Node): boolean {
  if (plainForms.has(node)) return true;
  return !ts.isFunctionLike(node) && (ts.forEachChild(node, (child) => hasSteps(child) || undefined) ?? false);
}

/** Puts the plain forms where our `yield*` got into a function within the function. */
export function settled(statements: readonly ts.Statement[], lowering: Lowering): ts.Statement[] {
  const visit =
    (isInner: boolean) =>
    (node: ts.Node): ts.Node => {
      const plain = isInner ? plainForms.get(node) : undefined;
      if (plain !== undefined) return visit(true)(plain());
      if (isSettled(node)) return node;
      const stepwise = isInner ? null : steppingClosure(node, lowering);
      if (stepwise !== null) return ts.visitEachChild(stepwise, visit(false), undefined);
      const entersFunction = ts.isFunctionLike(node) && !generators.has(node);
      return ts.visitEachChild(node, visit(isInner || entersFunction), undefined);
    };
  const result = statements.map((each) => (hasInnerSteps(each, false) ? visit(false)(each) : each) as ts.Statement);
  for (const statement of result) settledOnes.add(statement);
  return result;
}

/** The statements of functions that have been settled. */
const settledOnes = new WeakSet<ts.Node>();

/** True for a function within the function that is one of the script's, and has steps of its own. */
function isSettled(node: ts.Node): boolean {
  const body = ts.isFunctionLike(node) && "body" in node ? (node.body as ts.Node | undefined) : undefined;
  return body !== undefined && ts.isBlock(body) && body.statements.some((statement) => settledOnes.has(statement));
}

/** The methods that comprehensions become, with what they are where the function that they are given has steps. */
const COMPREHENSIONS: Partial<Record<string, string>> = { map: "mapped", filter: "filtered", flatMap: "flat_mapped" };

/** `yield* mapped(items, function* (x) { … })` for `items.map((x) => …)` with steps in it, and the like; else null. */
function steppingClosure(node: ts.Node, lowering: Lowering): ts.Expression | null {
  if (!ts.isCallExpression(node)) return null;
  const [only] = node.arguments;
  const isArrow = only !== undefined && ts.isArrowFunction(only) && node.arguments.length === 1;
  if (isArrow && ts.isPropertyAccessExpression(node.expression) && hasInnerSteps(only, false)) {
    const helper = COMPREHENSIONS[node.expression.name.text];
    if (helper === undefined) return null;
    return delegate(b.call(lowering.helper(helper), [node.expression.expression, generatorOf(only)]));
  }
  const callee = ts.isParenthesizedExpression(node.expression) ? node.expression.expression : null;
  if (only !== undefined || callee === null || !ts.isArrowFunction(callee) || !hasInnerSteps(callee, false))
    return null;
  return delegate(b.call(b.parens(generatorOf(callee))));
}

/** The arrow function as a generator, whose own steps are its. */
function generatorOf({ parameters, body }: ts.ArrowFunction): ts.FunctionExpression {
  const f = ts.factory;
  const star = f.createToken(ts.SyntaxKind.AsteriskToken);
  const block = ts.isBlock(body) ? body : b.block([b.returns(body)]);
  const made = f.createFunctionExpression(undefined, star, undefined, undefined, parameters, undefined, block);
  generators.add(made);
  return made;
}

/** Generators that were made of arrow functions: what has steps in them may keep them. */
const generators = new WeakSet<ts.Node>();

function hasInnerSteps(node: ts.Node, isInner: boolean): boolean {
  if (isInner && plainForms.has(node)) return true;
  if (isSettled(node)) return false;
  const inside = isInner || (ts.isFunctionLike(node) && !generators.has(node));
  return ts.forEachChild(node, (child) => hasInnerSteps(child, inside) || undefined) ?? false;
}

// -------------------------------------------------------------------------------------------- functions as values

/** The function with steps that a name stands for itself, and not the plain function made of it; else null. */
export function stepsNamed(node: ast.Name, binding: Binding, lowering: Lowering): FunctionNode | null {
  const type = lowering.context.types.of(node);
  if (type.kind !== "function" || type.of.kind !== "user" || type.of.owner !== null) return null;
  const { node: of } = type.of;
  if (of.kind === "Lambda" || of.decorator_list.length > 0 || !isWaiting(of, lowering)) return null;
  const [only] = binding.definitions;
  if (only?.kind === "function") return only.definition === of && isDeclared(of, binding, lowering) ? of : null;
  const imported = onlyImport(binding, lowering.context);
  const isOwn = imported?.kind === "member" && imported.module.module.body.includes(of as ast.FunctionDef);
  return isOwn && imported.name === of.name ? of : null;
}

/** True for a function that is declared as one, not assigned to a variable. */
function isDeclared(of: ast.FunctionDef | ast.AsyncFunctionDef, { scope }: Binding, lowering: Lowering): boolean {
  const frame = lowering.frameOf(scope);
  return frame !== null && of.kind === "FunctionDef" && frame.declarations.keyword(of) !== null;
}

/** `if (due()) yield* pause();`: a loop's turn is over now and then. */
export function pausing(lowering: Lowering): ts.Statement {
  const pause = b.call(lowering.helper("pause"));
  const taken = stepping(pause, () => b.call(lowering.helper("drive"), [pause]), lowering);
  return ts.factory.createIfStatement(b.call(lowering.helper("due")), b.statement(taken));
}

/** True for a function with steps, and for a generator function that may wait. */
function isWaiting(of: FunctionNode, lowering: Lowering): boolean {
  const { threads } = lowering.context.types;
  return threads.hasSteps(of) || threads.gives(of);
}

/** The function's value for everybody else: `threaded(worker)`. */
export function plainOf(steps: ts.Expression, lowering: Lowering, of: FunctionNode | null = null): ts.Expression {
  const gives = of !== null && lowering.context.types.threads.gives(of);
  return b.call(lowering.helper(gives ? "threaded_generator" : "threaded"), [steps]);
}

/**
 * `stepping_iteration(items(q))` where a loop goes through a generator that may wait; `calling_iteration(f, end)` for
 * `iter(f, end)`, `blocking_iteration(file)` for what comes over a connection.
 */
export function steppingSource(node: ast.For, lowering: Lowering): ts.Expression | null {
  const { threads } = lowering.context.types;
  if (!lowering.frame.hasSteps) return null;
  if (node.iter.kind === "Call" && threads.callsInTurn(node.iter)) {
    return b.call(
      lowering.helper("calling_iteration"),
      node.iter.args.map((arg) => lowering.tagged(arg)),
    );
  }
  if (threads.givesInTime(node.iter)) {
    return b.call(lowering.helper("blocking_iteration"), [lowering.expression(node.iter)]);
  }
  if (!threads.makesGiver(node.iter)) return null;
  // A generator that is left early ends there and then, which `for … of` sees to.
  if (node.body.some(breaks) || node.body.some(returns)) return null;
  lowering.gone = node.iter.func;
  return b.call(lowering.helper("stepping_iteration"), [lowering.expression(node.iter)]);
}

function returns(node: ast.Node): boolean {
  if (node.kind === "Return") return true;
  return node.kind !== "FunctionDef" && node.kind !== "Lambda" && children(node).some(returns);
}

/** True for a call written on the function with steps itself. */
function isStepsItself(node: ast.Call, call: ts.CallExpression, lowering: Lowering): boolean {
  if (node.func.kind === "Name") {
    const binding = lowering.context.bindings.resolve(node.func);
    return binding !== null && stepsNamed(node.func, binding, lowering) !== null;
  }
  if (node.func.kind !== "Attribute" || !ts.isPropertyAccessExpression(call.expression)) return false;
  const type = lowering.typeOf(node.func);
  if (type.kind !== "function") return lowering.typeOf(node.func.value).kind === "union";
  return type.of.kind === "bound" || (type.of.kind === "user" && lowering.typeOf(node.func.value).kind === "module");
}

/** `Threaded<T>` */
export function steppingResult(result: ts.TypeNode, lowering: Lowering): ts.TypeNode {
  return b.typeName(lowering.context.imports.typeHelper("Threaded"), [result]);
}
