/** A process that is joined before what it puts into a queue is taken out. */
import type * as ast from "../../parser/ast.js";
import type { Type } from "../infer/types.js";
import { argumentFor, type Start } from "./children.js";
import type { Hazard, Scene } from "./hazard.js";
import { PROCESS, QUEUE } from "./kinds.js";
import type { Makers } from "./objects.js";
import { argument, type FunctionNode, type MethodCall } from "./survey.js";

/**
 * A child ends only when its queues have passed on all that it put, and a pipe holds some 64 KB: who waits for the child
 * first and reads the queue then may wait for ever.
 */
export function joinBeforeDrain(scene: Scene): Hazard[] {
  const { survey } = scene;
  const readings = readingsOf(scene);
  if (readings.length === 0) return [];
  const puts = survey.methodCalls(QUEUE, ["put", "put_nowait"]).filter(({ call }) => !isSmall(call, scene));
  return survey.methodCalls(PROCESS, ["join"]).flatMap((join) => {
    if (argument(join.call, 0, "timeout") !== null) return [];
    const queues = queuesFilledBy(join, puts, scene);
    const late = lateReading(join.call, queues, readings, scene);
    return late === null ? [] : hazard(join, late, scene);
  });
}

function hazard({ call, receiver }: MethodCall, late: Reading, { survey }: Scene): Hazard {
  const queue = survey.textOf(late.queue);
  return {
    code: "join-before-drain",
    node: call,
    message: `${survey.textOf(receiver)} ends only when what it put into ${queue} is taken out, which is done in line ${survey.lineOf(late.at)}: where that is more than a pipe holds, join() waits for ever`,
    hint: `take everything out of ${queue} first, then join`,
  };
}

/** A place where the queue is read, or given to a function that reads it. */
interface Reading {
  at: ast.Node;
  queue: ast.Expression;
  makers: Makers;
}

function readingsOf(scene: Scene): Reading[] {
  const { survey, children, objects } = scene;
  const direct = ["get", "get_nowait"]
    .flatMap((name) => survey.attributesNamed(name))
    .filter(({ value }) => survey.isA(value, QUEUE))
    .map((at) => ({ at, queue: at.value, makers: objects.madeBy(at.value) }));
  const readers = new Set(direct.map(({ at }) => survey.functionAround(at)));
  const byCall = survey.calls.flatMap((call) => {
    const called = children.functionsCalledBy(call).flatMap((node) => [...children.reachedFrom(node)]);
    if (!called.some((node) => readers.has(node))) return [];
    const given = [...call.args, ...call.keywords.map(({ value }) => value)];
    return given
      .filter((queue) => survey.isA(queue, QUEUE))
      .map((queue) => ({ at: call, queue, makers: objects.madeBy(queue) }));
  });
  const byStart = direct.flatMap((reading) => startsOf(reading, scene).map((at) => ({ ...reading, at })));
  return [...direct, ...byCall, ...byStart];
}

/** The `p.start()`s of the processes that come to a reading. */
function startsOf({ at }: Reading, { survey, children, objects }: Scene): ast.Call[] {
  const made = new Set(children.startsOf(at).map(({ call }) => call));
  return survey
    .methodCalls(PROCESS, ["start"])
    .filter(({ receiver }) => [...(objects.madeBy(receiver) ?? [])].some((maker) => made.has(maker)))
    .map(({ call }) => call);
}

/** The queues into which the processes that are joined put more than a pipe surely holds. */
function queuesFilledBy({ receiver }: MethodCall, puts: readonly MethodCall[], scene: Scene): Set<ast.Call> {
  const { children, objects } = scene;
  const processes = objects.madeBy(receiver);
  const starts = children.starts.filter(({ kind, call }) => kind === "process" && processes?.has(call));
  return new Set(starts.flatMap((start) => puts.flatMap((put) => [...(queuesOfPut(put, start, scene) ?? [])])));
}

function queuesOfPut({ call, receiver }: MethodCall, start: Start, { survey, children, objects }: Scene): Makers {
  const around = survey.functionAround(call);
  if (around === null || !children.reachedFrom(start.target).has(around)) return null;
  const own = around === start.target && receiver.kind === "Name" ? argumentFor(start.args, around, receiver.id) : null;
  return objects.madeBy(own ?? receiver);
}

/** True for a single put of something that a pipe always has room for. */
function isSmall(call: ast.Call, { survey, children }: Scene): boolean {
  const [value] = call.args;
  if (value === undefined || survey.loopsAround(call).length > 0) return false;
  const around = survey.functionAround(call);
  if (around !== null && isCalledInLoop(around, { survey, children })) return false;
  return value.kind === "Constant" || isScalar(survey.typeOf(value));
}

function isCalledInLoop(node: FunctionNode, { survey, children }: Pick<Scene, "survey" | "children">): boolean {
  return survey.calls.some(
    (call) => children.functionsCalledBy(call).includes(node) && survey.loopsAround(call).length > 0,
  );
}

function isScalar({ kind, ...type }: Type): boolean {
  if (kind === "union" && "members" in type) return type.members.every(isScalar);
  if (kind === "tuple" && "elements" in type) return type.elements.every(isScalar);
  return kind === "bool" || kind === "int" || kind === "float" || kind === "none";
}

/** The first reading behind a join of a queue that nobody reads before, in another process or at the same time. */
function lateReading(
  join: ast.Call,
  queues: ReadonlySet<ast.Call>,
  readings: readonly Reading[],
  scene: Scene,
): Reading | null {
  const { survey } = scene;
  const around = survey.functionAround(join);
  for (const queue of queues) {
    const ofQueue = readings.filter(({ makers }) => makers === null || makers.has(queue));
    const here = ofQueue.filter(({ at }) => survey.functionAround(at) === around);
    const isReadElsewhere = ofQueue.some(
      ({ at }) => survey.functionAround(at) !== around && !isReadHere(at, here, scene),
    );
    const [first] = here.toSorted((a, b) => a.at.start - b.at.start);
    if (first !== undefined && !isReadElsewhere && first.at.start > join.start) return first;
  }
  return null;
}

/** True for a reading in a function that is called, or a process that is started, where the queue is given to it. */
function isReadHere(at: ast.Node, here: readonly Reading[], scene: Scene) {
  const { survey, children } = scene;
  const around = survey.functionAround(at);
  if (children.startsOf(at).length > 0)
    return here.some((each) => startsOf({ ...each, at }, scene).some((start) => start === each.at));
  return here.some(
    (each) =>
      each.at.kind === "Call" &&
      children.functionsCalledBy(each.at).some((called) => around !== null && children.reachedFrom(called).has(around)),
  );
}
