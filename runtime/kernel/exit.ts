/** How a process ends: exit functions, exit codes, and the last words on standard error. */
import { KeyboardInterrupt, SystemExit, type BaseException } from "../builtins/exceptions.js";
import { repr, text } from "../builtins/repr.js";
import { releaseAll } from "./holds.js";
import { writeErr } from "./output.js";
import { announceExit, isMainProcess } from "./processes.js";
import { selfBase } from "./self.js";
import { SIGINT } from "./signals.js";
import { print_exception } from "./traceback.js";
import { exception } from "../builtins/raise.js";

interface ExitFunction {
  readonly run: () => void;
  /** The function of the program behind it, for messages. */
  readonly of: unknown;
}

let exitFunctions: ExitFunction[] = [];

/** Has a function run at the end of this process, the last registered first. Mirrors atexit.register. */
export function atExit(run: () => void, of: unknown = run): void {
  exitFunctions.push({ run, of });
}

/** Takes every registration of a function back. Mirrors atexit.unregister. */
export function cancelAtExit(run: () => void): void {
  exitFunctions = exitFunctions.filter((other) => other.run !== run);
}

/** Runs the exit functions; one that raises prints its traceback and the others go on. */
export function runExitFunctions(): void {
  for (let last = exitFunctions.pop(); last !== undefined; last = exitFunctions.pop()) {
    try {
      last.run();
    } catch (error) {
      reportExitFunction(error, last.of);
    }
  }
}

function reportExitFunction(error: unknown, of: unknown): void {
  const raised = exception(error);
  if (raised instanceof SystemExit) return;
  print_exception(raised, `Exception ignored in atexit callback: ${repr(of)}\n`);
}

let mainEnd = (): void => {};

/** Has a function run when the main thread of a process has ended: what waits for the others. */
export function onMainEnd(run: () => void): void {
  mainEnd = run;
}

/** Waits for the threads without which the process must not end. */
export function endMainThread(): void {
  mainEnd();
}

/** Runs the script in the main process, and its exit functions. Returns the exit code, -2 when Ctrl-C ended it. */
export async function runMain(entry: string): Promise<number> {
  let code = 0;
  try {
    await runScript(entry);
  } catch (error) {
    code = uncaughtInMain(error);
  }
  endMainThread();
  runExitFunctions();
  return code;
}

/** Runs a converted script; one that others import as well may keep its code in a function. */
export async function runScript(entry: string): Promise<void> {
  const { __load__ } = (await import(entry)) as { __load__?: () => void };
  __load__?.();
}

function uncaughtInMain(error: unknown): number {
  const raised = exception(error);
  if (raised instanceof SystemExit) return systemExitCode(raised);
  reportUncaught(raised);
  return raised instanceof KeyboardInterrupt ? -SIGINT : 1;
}

/** What the program put in place of `sys.excepthook`; null while that is the interpreter's. */
let exceptHook: ((raised: BaseException) => void) | null = null;

/** Has an exception that nobody caught reported by a function. */
export function setExceptHook(hook: ((raised: BaseException) => void) | null): void {
  exceptHook = hook;
}

function reportUncaught(raised: BaseException): void {
  if (exceptHook === null) return print_exception(raised);
  try {
    exceptHook(raised);
  } catch (error) {
    print_exception(exception(error), "Error in sys.excepthook:\n");
    print_exception(raised, "\nOriginal exception was:\n");
  }
}

/**
 * The exit code that sys.exit(x) asks for: 0 for None, the low 8 bits of an int, else 1 after printing x.
 * Mirrors both the interpreter's end and BaseProcess._bootstrap.
 */
export function systemExitCode(raised: SystemExit): number {
  const { code } = raised;
  if (code === null || code === undefined) return 0;
  if (typeof code === "boolean") return Number(code);
  if (typeof code === "number" || typeof code === "bigint") return Number(BigInt.asUintN(8, BigInt(code)));
  writeErr(`${text(code)}\n`);
  return 1;
}

/** Ends this thread: lets go of what the process holds, and tells everybody the exit code. */
export function finish(code: number): never {
  if (!isMainProcess()) releaseAll(selfBase, null);
  announceExit(selfBase, code);
  process.exit(code);
}
