/** A loop that goes on while a queue seems to have something, which is no more than a guess. */
import type * as ast from "../../parser/ast.js";
import type { Hazard, Scene } from "./hazard.js";
import { POOL, PROCESS, QUEUE } from "./kinds.js";
import { haveCommon, type Makers } from "./objects.js";
import type { MethodCall } from "./survey.js";

export function queueEmptyLoop(scene: Scene): Hazard[] {
  const { survey } = scene;
  return survey.methodCalls(QUEUE, ["empty", "qsize"]).flatMap((asked) => {
    const loop = loopWhileFull(asked, scene);
    if (loop === null || !isGuess(asked, loop, scene)) return [];
    const queue = survey.textOf(asked.receiver);
    return {
      code: "queue-empty-loop",
      node: asked.call,
      message: `${queue} may seem empty while something is on its way, and have been emptied by another process when get() is called`,
      hint: `let who puts say when it is done: ${queue}.put(None), and for item in iter(${queue}.get, None): …`,
    };
  });
}

type Loop = ast.While | ast.For;

/** The loop that goes on while the queue is said to have something: `while not q.empty()`, `for _ in range(q.qsize())`. */
function loopWhileFull({ call, method }: MethodCall, { survey }: Scene): Loop | null {
  const isEmpty = method === "empty";
  let test: ast.Expression = call;
  let parent = survey.parentOf(test);
  if (parent?.kind === "UnaryOp" && parent.op === "Not" && isEmpty) [test, parent] = [parent, survey.parentOf(parent)];
  else if (parent?.kind === "Compare" && asksForMore(parent, call, isEmpty))
    [test, parent] = [parent, survey.parentOf(parent)];
  else if (isEmpty) return null;
  else if (parent?.kind === "Call" && parent.func.kind === "Name" && parent.func.id === "range") {
    const loop = survey.parentOf(parent);
    return loop?.kind === "For" && loop.iter === parent ? loop : null;
  }
  if (parent?.kind === "BoolOp" && parent.op === "And") [test, parent] = [parent, survey.parentOf(parent)];
  return parent?.kind === "While" && parent.test === test ? parent : null;
}

/** `q.qsize() > 0`, `q.qsize() != 0`, `q.empty() == False` */
function asksForMore({ left, ops, comparators }: ast.Compare, asked: ast.Call, isEmpty: boolean): boolean {
  const [op] = ops;
  const [other] = comparators;
  if (left !== asked || ops.length > 1 || other?.kind !== "Constant") return false;
  if (isEmpty) return (op === "Eq" || op === "Is") && other.value.type === "bool" && !other.value.value;
  const zero = other.value.type === "int" && other.value.value === 0n;
  return zero && (op === "Gt" || op === "NotEq");
}

/** False where all who put something into the queue have ended before, and nobody else takes from it. */
function isGuess({ receiver }: MethodCall, loop: Loop, scene: Scene): boolean {
  const { survey, children, objects } = scene;
  const makers = objects.madeBy(receiver);
  if (makers === null || makers.size === 0) return false;
  const starts = children.startsOf(loop);
  if (starts.some(({ isMany }) => isMany) || starts.length > 1) return true;
  if (isPolling(loop, scene)) return false;
  const begun = starts.length === 0 ? [loop] : startCalls(new Set(starts.map(({ call }) => call)), scene);
  const puts = survey
    .methodCalls(QUEUE, ["put", "put_nowait"])
    .filter((put) => haveCommon(objects.madeBy(put.receiver), makers));
  if (puts.length === 0) return false;
  return puts.some((put) => begun.some((at) => !hasEndedBefore(put.call, at, scene)));
}

/** True for a loop that is come to again and again, or when the processes have been asked whether they live. */
function isPolling(loop: Loop, { survey }: Scene): boolean {
  if (survey.loopsAround(loop).some(({ kind }) => kind === "While")) return true;
  const around = survey.functionAround(loop);
  const asked = survey.methodCalls(PROCESS, ["is_alive"]);
  return asked.some(({ call }) => call.end <= loop.start && survey.functionAround(call) === around);
}

/** True when the processes that come to a put are waited for before a place. */
function hasEndedBefore(put: ast.Call, place: ast.Node, scene: Scene): boolean {
  const { survey, children } = scene;
  const starts = children.startsOf(put);
  if (starts.length === 0) return false;
  return starts.every(({ kind, call }) => {
    const joins =
      kind === "process"
        ? joinsOf(new Set([call]), scene)
        : survey.methodCalls(POOL, ["join"]).map((join) => join.call);
    return (
      joins.some((join) => survey.fileOf(join) === survey.fileOf(place) && join.end <= place.start) ||
      joins.some((join) => isElsewhere(join, place, scene))
    );
  });
}

/** True for a join in another function of the parent: nobody can tell here which comes first. */
function isElsewhere(join: ast.Call, place: ast.Node, { survey }: Scene): boolean {
  return survey.functionAround(join) !== survey.functionAround(place);
}

function joinsOf(processes: Makers, scene: Scene): ast.Call[] {
  return methodsOf("join", processes, scene);
}

function startCalls(processes: Makers, scene: Scene): ast.Call[] {
  return methodsOf("start", processes, scene);
}

function methodsOf(name: string, processes: Makers, { survey, objects }: Scene): ast.Call[] {
  return survey
    .methodCalls(PROCESS, [name])
    .filter(({ receiver }) => haveCommon(objects.madeBy(receiver), processes))
    .map(({ call }) => call);
}
