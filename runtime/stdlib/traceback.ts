/**
 * Mirrors the module `traceback` of CPython 3.11. Differs: a frame's variables are not known, so `capture_locals` shows
 * none.
 */
import { BaseException, TypeError } from "../builtins/exceptions.js";
import { currentlyHandled } from "../builtins/handling.js";
import { streams, type Writable } from "../builtins/io/standard.js";
import { type frame, traceback } from "../builtins/traceback.js";
import { tuple } from "../builtins/tuple.js";
import { frames, type Frame } from "../kernel/frames.js";
import * as text from "../kernel/traceback.js";
import { typeName } from "../builtins/type-name.js";
import { repr } from "../builtins/repr.js";
import { libraryModule } from "./module.js";
import * as self from "./traceback.js";
import { FrameSummary, StackSummary } from "./traceback/summaries.js";
import { TracebackException } from "./traceback/traceback-exception.js";

export { FrameSummary, StackSummary, TracebackException };

type Limit = number | null;

/** The exception that a call means: given alone, or as (type, value, traceback). @throws TypeError */
function exceptionOf(exc: unknown, value: unknown): BaseException | null {
  const found = value === undefined ? exc : value;
  if (found === null || found instanceof BaseException) return found;
  throw new TypeError(`Exception expected for value, ${repr(found)} found`);
}

/** The text of an exception, as where it is asked for lies among the callers of what raised it. */
function piecesOf(exception: BaseException | null, limit: Limit, chain: boolean): string[] {
  if (exception === null) return ["NoneType: None\n"];
  return text.format_exception(exception, { since: new Error().stack, limit, chain });
}

function write(pieces: readonly string[], file: Writable | null): void {
  (file ?? streams.stderr).write(pieces.join(""));
}

/** Mirrors `format_exc(limit=None, chain=True)`: the exception being handled. */
export function format_exc(limit: Limit = null, chain = true): string {
  return piecesOf(currentlyHandled(), limit, chain).join("");
}

/** Mirrors `print_exc(limit=None, file=None, chain=True)`. */
export function print_exc(limit: Limit = null, file: Writable | null = null, chain = true): void {
  write(piecesOf(currentlyHandled(), limit, chain), file);
}

/** Mirrors `format_exception(exc)` and `format_exception(type, value, tb)`. */
export function format_exception(
  exc: unknown,
  value?: unknown,
  _tb?: unknown,
  limit: Limit = null,
  chain = true,
): string[] {
  return piecesOf(exceptionOf(exc, value), limit, chain);
}

/** Mirrors `print_exception`. */
export function print_exception(
  exc: unknown,
  value?: unknown,
  _tb?: unknown,
  limit: Limit = null,
  file: Writable | null = null,
  chain = true,
): void {
  write(piecesOf(exceptionOf(exc, value), limit, chain), file);
}

/** Mirrors `format_exception_only(exc)`. */
export function format_exception_only(exc: unknown, value?: unknown): string[] {
  const exception = exceptionOf(exc, value);
  return exception === null ? ["NoneType: None\n"] : text.format_exception_only(exception);
}

/** The frames of the caller. Where in a line a frame that goes on is, CPython doesn't say. */
function framesHere(limit: Limit): readonly Frame[] {
  const all = frames(new Error().stack).map((each) => ({ ...each, carets: "" }));
  return text.limited(all, limit === null ? null : -limit);
}

/** The frames from a traceback on. @throws TypeError */
function framesFrom(tb: unknown, limit: Limit): readonly Frame[] {
  if (tb === null || tb instanceof traceback) return text.limited(traceback.framesOf(tb), limit);
  throw new TypeError(`'${typeName(tb)}' object is not a traceback`);
}

/** Mirrors `extract_tb(tb, limit=None)`. */
export function extract_tb(tb: unknown, limit: Limit = null): StackSummary {
  return StackSummary.ofFrames(framesFrom(tb, limit));
}

/** Mirrors `extract_stack(f=None, limit=None)`. */
export function extract_stack(_f: unknown = null, limit: Limit = null): StackSummary {
  return StackSummary.ofFrames(framesHere(limit));
}

/** Mirrors `format_tb(tb, limit=None)`. */
export function format_tb(tb: unknown, limit: Limit = null): string[] {
  return text.format_frames(framesFrom(tb, limit));
}

/** Mirrors `print_tb(tb, limit=None, file=None)`. */
export function print_tb(tb: unknown, limit: Limit = null, file: Writable | null = null): void {
  write(format_tb(tb, limit), file);
}

/** Mirrors `format_stack(f=None, limit=None)`. */
export function format_stack(_f: unknown = null, limit: Limit = null): string[] {
  return text.format_frames(framesHere(limit));
}

/** Mirrors `print_stack(f=None, limit=None, file=None)`. */
export function print_stack(_f: unknown = null, limit: Limit = null, file: Writable | null = null): void {
  write(text.format_frames(framesHere(limit)), file);
}

/** Mirrors `format_list(extracted_list)`. */
export function format_list(extracted_list: unknown): string[] {
  return StackSummary.from_list(extracted_list).format();
}

/** Mirrors `print_list(extracted_list, file=None)`. */
export function print_list(extracted_list: unknown, file: Writable | null = null): void {
  write(format_list(extracted_list), file);
}

/** Mirrors `walk_tb(tb)`: (frame, line number) of each frame. */
export function* walk_tb(tb: traceback | null): Generator<tuple<[frame, number]>> {
  for (let at = tb; at !== null; at = at.tb_next) yield tuple.of(at.tb_frame, at.tb_lineno);
}

libraryModule("traceback", () => self, { FrameSummary, StackSummary, TracebackException });
