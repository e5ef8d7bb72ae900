/** What happens to an exception that no code of a thread caught. Mirrors excepthook of Lib/threading.py. */
import type { BaseException } from "../../builtins/exceptions.js";
import { SystemExit } from "../../builtins/exceptions.js";
import { call } from "../../builtins/call.js";
import { exception } from "../../builtins/raise.js";
import { writeErr } from "../../kernel/output.js";
import { format_exception, print_exception } from "../../kernel/traceback.js";
import { StructSequence } from "../struct-sequence.js";
import type { Thread } from "./thread.js";

/** Mirrors threading.ExceptHookArgs. */
export class ExceptHookArgs extends StructSequence {
  static override readonly title = "_thread._ExceptHookArgs";
  static override readonly fields = ["exc_type", "exc_value", "exc_traceback", "thread"];
  static override readonly visible = 4;
  declare readonly exc_type: unknown;
  declare readonly exc_value: BaseException;
  declare readonly exc_traceback: unknown;
  declare readonly thread: Thread | null;
}

/** What the program put in place of `threading.excepthook`; null while that is the library's. */
let replaced: unknown = null;

/** Has exceptions of threads given to a function; null for the library's own. */
export function setThreadHook(hook: unknown): void {
  replaced = hook;
}

/** Mirrors threading.excepthook. */
export function excepthook(args: ExceptHookArgs): null {
  if (!(args.exc_value instanceof SystemExit)) show(args.exc_value, args.thread, undefined);
  return null;
}

function show(raised: BaseException, thread: Thread | null, since: string | undefined): void {
  const text = format_exception(raised, since === undefined ? { hints: true } : { since, hints: true }).join("");
  writeErr(`Exception in thread ${thread === null ? "" : thread._name}:\n${text}`);
}

/** Reports what a thread raised; `since` is the stack of the thread's beginning. */
export function reportUncaught(raised: BaseException, thread: Thread, since: string | undefined): void {
  if (replaced === null) {
    if (!(raised instanceof SystemExit)) show(raised, thread, since);
    return;
  }
  try {
    call(replaced, new ExceptHookArgs([raised.constructor, raised, raised.__traceback__, thread]));
  } catch (error) {
    print_exception(exception(error), "Exception in threading.excepthook:\n");
  }
}
