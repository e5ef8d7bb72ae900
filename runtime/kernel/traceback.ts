/** Tracebacks as CPython prints them. */
import { AttributeError, BaseException, RecursionError } from "../builtins/exceptions.js";
import { slotsOf } from "../builtins/exceptions/base.js";
import { text } from "../builtins/repr.js";
import { moduleOf, qualifiedName as pythonQualifiedName } from "../builtins/names.js";
import { frames, type Frame } from "./frames.js";
import { writeErr } from "./output.js";
import { globalName, type GlobalName } from "./registry.js";
import { assignment } from "./self.js";

export { frames, type Frame } from "./frames.js";

const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";
/** So deep does CPython let calls go; JavaScript goes deeper before it raises the same error. */
const RECURSION_LIMIT = 1_000;
/** After three equal lines Python counts the rest. */
const REPEATS_SHOWN = 3;

/**
 * Prints an exception with its traceback and what it was caused by on standard error, in one piece with a header.
 * Mirrors sys.excepthook.
 */
export function print_exception(exception: BaseException, header = ""): void {
  writeErr(header + format_exception(exception));
}

/**
 * The text of `print_exception`. Mirrors "".join(traceback.format_exception(e)). `since`, the stack of a place that
 * caught the exception, leaves out the callers of that place.
 */
export function format_exception(exception: BaseException, since?: string): string {
  return formatChain(exception, since, new Set());
}

function formatChain(exception: BaseException, since: string | undefined, seen: Set<BaseException>): string {
  seen.add(exception);
  const own = formatOne(exception, since);
  const cause = exception.__cause__;
  if (cause !== null && !seen.has(cause)) return formatChain(cause, exception.stack, seen) + CAUSE + own;
  const context = exception.__suppress_context__ ? null : exception.__context__;
  if (context !== null && !seen.has(context)) return formatChain(context, exception.stack, seen) + CONTEXT + own;
  return own;
}

function formatOne(exception: BaseException, since: string | undefined): string {
  const all = framesOf(exception, since);
  const lines = format_frames(exception instanceof RecursionError ? all.slice(0, RECURSION_LIMIT) : all);
  const header = lines === "" ? "" : "Traceback (most recent call last):\n";
  return header + lines + format_exception_only(exception);
}

/** The frames of an exception's traceback: how it came to be raised, the last time first, the outermost frame first. */
export function framesOf(exception: BaseException, since?: string): Frame[] {
  const before = slotsOf(exception).raisedAt.flatMap((raised) => frames(raised.stack, raised.since));
  const all = [...frames(exception.stack, since), ...before];
  const last = all.at(-1);
  // Of `x.y()` it was `x.y` that failed.
  return exception instanceof AttributeError && last
    ? [...all.slice(0, -1), { ...last, carets: last.attributeCarets }]
    : all;
}

/** The lines of a list of frames. Mirrors traceback.format_list. */
export function format_frames(list: readonly Frame[]): string {
  let result = "";
  let repeats = 0;
  list.forEach((frame, index) => {
    const previous = list[index - 1];
    repeats = previous !== undefined && isSameFrame(frame, previous) ? repeats + 1 : 0;
    if (repeats < REPEATS_SHOWN) result += formatFrame(frame);
    const next = list[index + 1];
    if (repeats >= REPEATS_SHOWN && (next === undefined || !isSameFrame(frame, next))) {
      const more = repeats - REPEATS_SHOWN + 1;
      result += `  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]\n`;
    }
  });
  return result;
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return a.line === b.line && a.name === b.name && a.file === b.file;
}

function formatFrame({ file, line, name, text, carets }: Frame): string {
  const shown = [text, carets].filter((each) => each !== "").map((each) => `    ${each}\n`);
  return `  File "${file}", line ${line}, in ${name}\n${shown.join("")}`;
}

/** The last lines of a traceback: the class, the text and the notes. Mirrors traceback.format_exception_only. */
export function format_exception_only(exception: BaseException): string {
  const message = text(exception);
  const name = qualifiedName(exception);
  const notes = (exception.__notes__ ?? []).map((note) => `${note}\n`).join("");
  return `${name}${message === "" ? "" : `: ${message}`}\n${notes}`;
}

/** The class as a traceback names it: with its module, unless that is `builtins` or the script itself. */
function qualifiedName(exception: BaseException): string {
  const { module, qualname } = nameOf(exception.constructor);
  if (module === "__main__" && assignment?.role === "child") return `__mp_main__.${qualname}`;
  return module === "builtins" || module === "__main__" ? qualname : `${module}.${qualname}`;
}

function nameOf(owner: Function): GlobalName {
  return globalName(owner) ?? { module: moduleOf(owner), qualname: pythonQualifiedName(owner) };
}
