/** Two locks that are acquired in one order at one place and in the other at another. */
import type * as ast from "../../parser/ast.js";
import { argumentFor, type Arguments, type Start } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import { LOCK, SEMAPHORE } from "./kinds.js";
import { isFunction, type FunctionNode } from "./survey.js";

const LOCKS = [...LOCK, ...SEMAPHORE];

/** A place where a lock is acquired while others are held. */
interface Nesting {
  node: ast.Node;
  held: readonly ast.Expression[];
  wanted: ast.Expression;
}

/** The same with names of the locks themselves, as one way of calling the function gives them. */
interface Order {
  node: ast.Node;
  held: readonly string[];
  wanted: string;
}

export function lockOrder(scene: Scene): Hazard[] {
  const orders = nestings(scene).flatMap((nesting) => ordersOf(nesting, scene));
  const found = new Map<ast.Node, Hazard>();
  for (const [index, order] of orders.entries()) {
    const other = orders.slice(0, index).find((each) => areOpposite(each, order) && mayMeet(each, order, scene));
    if (other !== undefined && !found.has(order.node)) found.set(order.node, hazard(order, other, scene));
  }
  return [...found.values()];
}

function hazard({ node }: Order, other: Order, { survey }: Scene): Hazard {
  const isSame = other.node === node;
  return {
    code: "lock-order",
    node,
    message: isSame
      ? "two processes come here with the same two locks the other way round: each may wait for the other for ever"
      : `these two locks are acquired in the other order in line ${survey.lineOf(other.node)}: each process may wait for the other for ever`,
    hint: "acquire them everywhere in the same order",
  };
}

function areOpposite(a: Order, b: Order): boolean {
  if (!a.held.includes(b.wanted) || !b.held.includes(a.wanted)) return false;
  // Behind a lock that both hold only one of them gets so far.
  return !a.held.some((lock) => b.held.includes(lock));
}

/** True when two processes may be at the two places at once. */
function mayMeet(a: Order, b: Order, { children }: Scene): boolean {
  const [first, second] = [a, b].map(({ node }) => children.startsOf(node));
  const isApart = (one: readonly Start[], other: readonly Start[]): boolean =>
    one.some((start) => other.some((each) => each !== start || each.isMany));
  const inParent = [a, b].some(({ node }) => children.runsInParent(node));
  return isApart(first!, second!) || (inParent && first!.length + second!.length > 0);
}

// ---------------------------------------------------------------------------------------------------- nestings

function nestings(scene: Scene): Nesting[] {
  const { survey } = scene;
  const acquired = survey
    .methodCalls(LOCKS, ["acquire"])
    .map(({ call, receiver }) => ({ node: call, wanted: receiver }));
  const entered = survey.entered().filter((lock) => survey.isA(lock, LOCKS));
  return [...acquired, ...entered.map((lock) => ({ node: lock, wanted: lock }))]
    .map(({ node, wanted }) => ({ node, wanted, held: heldAt(node, wanted, scene) }))
    .filter(({ held }) => held.length > 0)
    .toSorted((a, b) => a.node.start - b.node.start);
}

/** The locks that the function holds at a place: of the `with`s around it, and what it acquired and did not release. */
function heldAt(node: ast.Node, wanted: ast.Expression, { survey }: Scene): ast.Expression[] {
  const held: ast.Expression[] = [];
  for (const each of survey.around(wanted)) {
    if (isFunction(each)) break;
    if (each.kind !== "With") continue;
    for (const { context_expr } of each.items)
      if (context_expr.end <= wanted.start && survey.isA(context_expr, LOCKS)) held.push(context_expr);
  }
  const around = survey.functionAround(node);
  const blocks = [...survey.around(node)];
  for (const { call, receiver, method } of survey.methodCalls(LOCKS, ["acquire", "release"])) {
    if (call.end > node.start || survey.functionAround(call) !== around) continue;
    if (survey.fileOf(call) !== survey.fileOf(node)) continue;
    // What a branch acquires that has ended is held on some ways only.
    const block = survey.parentOf(survey.statementOf(call));
    if (method === "acquire" && (block === null || !blocks.includes(block))) continue;
    const text = survey.textOf(receiver);
    const at = held.findIndex((lock) => survey.textOf(lock) === text);
    if (method === "acquire" && at < 0) held.push(receiver);
    if (method === "release" && at >= 0) held.splice(at, 1);
  }
  return held;
}

// ---------------------------------------------------------------------------------------------------- orders

/** The locks at a nesting, once for each way in which its function is called. */
function ordersOf({ node, held, wanted }: Nesting, scene: Scene): Order[] {
  const { survey, children } = scene;
  const around = survey.functionAround(node);
  const ways = around === null ? [] : children.waysOf(around);
  return [...(ways.length === 0 ? [null] : ways)].flatMap((way) => {
    const inner = lockBy(wanted, around, way, scene);
    const outer = held.flatMap((lock) => lockBy(lock, around, way, scene) ?? []);
    return inner === null || outer.length === 0 ? [] : { node, held: outer, wanted: inner };
  });
}

/**
 * The one lock that an expression stands for, by the call that made it; of an object that a parameter holds, by that
 * object's call and the attribute. Null where there may be several.
 */
function lockBy(lock: ast.Expression, node: FunctionNode | null, way: Arguments | null, scene: Scene): string | null {
  const given = (name: ast.Name): ast.Expression =>
    (node === null || way === null ? null : argumentFor(way, node, name.id)) ?? name;
  if (lock.kind === "Attribute" && lock.value.kind === "Name") {
    const owner = onlyMaker(given(lock.value), scene);
    if (owner !== null) return `${placeOf(owner, scene)}.${lock.attr}`;
  }
  const maker = onlyMaker(lock.kind === "Name" ? given(lock) : lock, scene);
  return maker && placeOf(maker, scene);
}

function onlyMaker(of: ast.Expression, { objects, survey }: Scene): ast.Call | null {
  const [only, ...others] = objects.madeBy(of) ?? [];
  return only === undefined || others.length > 0 || survey.loopsAround(only).length > 0 ? null : only;
}

const placeOf = (call: ast.Call, { survey }: Scene): string => `${survey.fileOf(call).source.filename}:${call.start}`;
