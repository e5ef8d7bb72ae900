/** What a worker process of a Pool or an executor does: task after task until there are no more. */
import { type BaseException, Exception, GeneratorExit, SystemExit } from "../../builtins/exceptions.js";
import { caller, callWith } from "../../builtins/call.js";
import { iterate } from "../../builtins/iterate.js";
import type { dict } from "../../builtins/dict.js";
import type { tuple } from "../../builtins/tuple.js";
import { collectShipped } from "../../kernel/holds.js";
import { END, freeMessage, messageBytes, receive, send } from "../../kernel/mailbox.js";
import { registerModule } from "../../kernel/registry.js";
import { exception } from "../../builtins/raise.js";
import { WaitReason } from "../../kernel/wait.js";
import { debug } from "../log.js";
import { handle } from "../spawning.js";
import type { Claims } from "./claims.js";
import type { Channel, TaskNote } from "./channel.js";
import { encodingError, failureParts } from "./errors.js";
import { type Header, Outcome, readHeader, readValue, type TaskId, writeMessage } from "./messages.js";

/** A task: a callable, its arguments and its keyword arguments. */
export type Task = tuple<[func: unknown, args: Iterable<unknown>, kwds: dict<string, unknown> | null]>;

/** What a crew starts its workers with. */
export type WorkerArguments = [
  tasks: Channel,
  results: Channel,
  note: TaskNote,
  initializer: unknown,
  initargs: Iterable<unknown>,
  /** What the owner gets for a result that can't be pickled: MaybeEncodingError if true, else what pickling raised. */
  wrapsEncodingErrors: boolean,
  /** For tasks that can be taken back; null if none can. */
  claims: Claims | null,
  /** Tasks until the worker ends and another takes its place; null for no end. */
  maxTasks: number | null,
];

/** The target of a worker process. Mirrors pool.worker. */
export function worker(
  ...[tasks, results, note, initializer, initargs, wrapsEncodingErrors, claims, maxTasks]: WorkerArguments
): void {
  initialize(results, initializer, initargs);
  note.clear();
  let done = 0;
  while (maxTasks === null || done < maxTasks) {
    const message = receive(tasks[handle], null, WaitReason.tasks);
    if (message === END) {
      debug("worker got sentinel -- exiting");
      break;
    }
    const bytes = messageBytes(message);
    const header = readHeader(bytes);
    if (claims !== null && !claims.begin(header.job)) {
      freeMessage(message);
      continue;
    }
    note.write(header);
    perform(header, bytes, message, wrapsEncodingErrors)(results);
    note.clear();
    done++;
  }
  debug("worker exiting after %d tasks", done);
}

/** Sends an answer. */
type Answer = (results: Channel) => void;

/** Runs the initializer. If it raises, the crew is told and the worker ends. */
function initialize(results: Channel, initializer: unknown, initargs: Iterable<unknown>): void {
  if (initializer === null) return;
  try {
    invoke(initializer, initargs, null);
  } catch (error) {
    const failure = taskException(error);
    answer({ job: 0, part: 0 }, Outcome.notReady, failureParts(failure))(results);
    throw failure;
  }
}

/** Runs the task in a message, which is given back, and packs what came of it. */
function perform(task: Header, bytes: Uint8Array, message: number, wrapsEncodingErrors: boolean): Answer {
  let result: unknown;
  try {
    const [func, args, kwds] = readTask(bytes, message);
    result = invoke(func, args, kwds);
  } catch (error) {
    return answer(task, Outcome.failure, failureParts(taskException(error)));
  }
  try {
    return answer(task, Outcome.value, result);
  } catch (error) {
    const reason = exception(error);
    if (!(reason instanceof Exception)) throw reason;
    return answer(task, Outcome.failure, failureParts(wrapsEncodingErrors ? encodingError(reason, result) : reason));
  }
}

function readTask(bytes: Uint8Array, message: number): Task {
  try {
    return readValue(bytes) as Task;
  } finally {
    freeMessage(message);
  }
}

/** The exception that the task's owner gets. What is meant for the worker itself (Ctrl-C) goes on up. */
function taskException(error: unknown): BaseException {
  const raised = exception(error);
  if (raised instanceof Exception || raised instanceof SystemExit || raised instanceof GeneratorExit) return raised;
  throw raised;
}

/** Packs an answer, ready to be sent. Raises what pickling raises. */
function answer(task: TaskId, outcome: Outcome, value: unknown): Answer {
  return collectShipped((shipped) => {
    const message = writeMessage(task, outcome, value);
    return (results) => {
      send(results[handle], message, shipped, null);
      results.pokeOwner();
    };
  });
}

/** Calls what a task names with the arguments it gives. */
function invoke(func: unknown, args: Iterable<unknown>, kwds: dict<string, unknown> | null): unknown {
  return callWith(func, [...args], kwds === null ? {} : Object.fromEntries(kwds.entries()));
}

/** A chunk of `map`. Mirrors pool.mapstar. */
export function mapstar(func: unknown, items: readonly unknown[]): unknown[] {
  const each = caller<[unknown], unknown>(func);
  return items.map((item) => each(item));
}

/** A chunk of `starmap`. Mirrors pool.starmapstar. */
export function starmapstar(func: unknown, items: readonly Iterable<unknown>[]): unknown[] {
  const each = caller<unknown[], unknown>(func);
  return items.map((item) => each(...iterate<unknown>(item)));
}

/** A chunk of an executor's `map`. Mirrors concurrent.futures.process._process_chunk. */
export function mapTuples(func: unknown, groups: readonly Iterable<unknown>[]): unknown[] {
  return starmapstar(func, groups);
}

registerModule("concurrent.futures.process", { mapTuples });
registerModule("multiprocessing.pool", { worker, mapstar, starmapstar });
