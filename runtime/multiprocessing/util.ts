/** What a process has to do before it ends, and the package's logger. Mirrors Lib/multiprocessing/util.py. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { callWith } from "../builtins/call.js";
import type { dict } from "../builtins/dict.js";
import { Exception, TypeError, ValueError } from "../builtins/exceptions.js";
import { isIntLike } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { exception } from "../builtins/raise.js";
import { repr } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { typeOf } from "../builtins/type.js";
import { atExit, cancelAtExit } from "../kernel/exit.js";
import type { Logger } from "../stdlib/logging.js";
import { registerModule } from "../kernel/registry.js";
import { print_exception } from "../kernel/traceback.js";
import { currentLogger, debug, info, makeLogger, showOnStderr } from "./log.js";
import { active_children } from "./process.js";

export { DEBUG, debug, INFO, info, NOTSET, sub_debug, sub_warning, SUBDEBUG, SUBWARNING } from "./log.js";

interface Finalizer {
  readonly run: () => void;
  readonly priority: number;
  readonly order: number;
}

const finalizers = new Set<Finalizer>();
let registered = 0;
let exiting = false;

/**
 * Has a function run when this process ends: those with the highest priority first, of equals the latest first; with a
 * negative priority after the children have ended, else before. Returns a function that takes the registration back.
 */
export function addFinalizer(run: () => void, priority: number): () => void {
  const finalizer = { run, priority, order: registered++ };
  finalizers.add(finalizer);
  return () => void finalizers.delete(finalizer);
}

/**
 * Mirrors multiprocessing.util.Finalize: a call of the object, or with an `exitpriority` the end of the process, runs the
 * callback, once. Differs: nobody learns here when `obj` is no longer used.
 */
export class Finalize extends object {
  #run: (() => unknown) | null;
  readonly #forget: () => void;

  constructor(
    obj: unknown,
    callback: unknown,
    args: Iterable<unknown> = [],
    kwargs: dict<string, unknown> | null = null,
    exitpriority: number | null = null,
  ) {
    super();
    if (exitpriority !== null && !isIntLike(exitpriority)) {
      const type = repr(typeOf(exitpriority));
      throw new TypeError(`Exitpriority (${repr(exitpriority)}) must be None or int, not ${type}`);
    }
    if (obj === null && exitpriority === null) throw new ValueError("Without object, exitpriority cannot be None");
    const given = [...args];
    this.#run = () => callWith(callback, given, kwargs === null ? {} : Object.fromEntries(kwargs.items())) as unknown;
    this.#forget = exitpriority === null ? () => {} : addFinalizer(() => void this.__call__(), Number(exitpriority));
  }

  override __init__(): void {}

  /** Runs the callback and gives its result; None when it has run, or was cancelled. */
  __call__(): unknown {
    const run = this.#run;
    this.cancel();
    return run === null ? null : run();
  }

  cancel(): void {
    this.#run = null;
    this.#forget();
  }

  still_active(): boolean {
    return this.#run !== null;
  }

  override __repr__(): string {
    return this.#run === null ? "<Finalize object, dead>" : "<Finalize object>";
  }
}

/** After nearly everything else at the end. */
const REMOVAL_PRIORITY = -100;
let temporaryDirectory: string | null = null;

/** A directory that this process has for itself as long as it runs. Mirrors multiprocessing.util.get_temp_dir. */
export function get_temp_dir(): string {
  if (temporaryDirectory === null) {
    const made = mkdtempSync(join(tmpdir(), "pymp-"));
    info("created temp directory %s", made);
    addFinalizer(() => rmSync(made, { recursive: true, force: true }), REMOVAL_PRIORITY);
    temporaryDirectory = made;
  }
  return temporaryDirectory;
}

/** Mirrors multiprocessing.util.is_exiting. */
export function is_exiting(): boolean {
  return exiting;
}

/** Ends daemons, and waits for the other children. Runs once. */
export function exitFunction(): void {
  if (exiting) return;
  exiting = true;
  info("process shutting down");
  debug('running all "atexit" finalizers with priority >= 0');
  runFinalizers(0);
  for (const child of active_children()) {
    if (!child.daemon) continue;
    info("calling terminate() for daemon %s", child.name);
    child._popen!.terminate();
  }
  for (const child of active_children()) {
    info("calling join() for process %s", child.name);
    child.join();
  }
  debug('running the remaining "atexit" finalizers');
  runFinalizers(-Infinity);
}

function runFinalizers(lowest: number): void {
  const due = [...finalizers].filter(({ priority }) => priority >= lowest);
  due.sort((a, b) => b.priority - a.priority || b.order - a.order);
  for (const finalizer of due) {
    if (finalizers.delete(finalizer)) runFinalizer(finalizer.run);
  }
}

/** One that raises is reported, and the others go on; only what ends a process does so here. */
function runFinalizer(run: () => void): void {
  try {
    run();
  } catch (error) {
    const raised = exception(error);
    if (!(raised instanceof Exception)) throw raised;
    print_exception(raised);
  }
}

Object.defineProperty(exitFunction, "name", { value: "_exit_function" });
atExit(exitFunction);

/** The package's logger. Mirrors multiprocessing.get_logger. */
export function get_logger(): Logger {
  return currentLogger() ?? firstLogger();
}

/** The end of the package comes before that of `logging`, since it logs. */
function firstLogger(): Logger {
  const made = makeLogger();
  cancelAtExit(exitFunction);
  atExit(exitFunction);
  return made;
}

/** Shows on standard error what the package logs, here and in children. Mirrors multiprocessing.log_to_stderr. */
export function log_to_stderr(level: number | string | null = null): Logger {
  const logger = get_logger();
  showOnStderr(logger);
  if (truth(level)) logger.setLevel(level!);
  return logger;
}

registerModule("multiprocessing.util", { Finalize });
