/**
 * Mirrors the module `traceback`. Differs: there are no traceback objects (where one is asked for, the exception's own
 * frames serve), and no marks under the failing part of a line.
 */
import { BaseException, TypeError } from "../builtins/exceptions.js";
import { streams, type Writable } from "../builtins/io/standard.js";
import { currentlyHandled } from "../builtins/handling.js";
import { repr } from "../builtins/repr.js";
import { frames, type Frame } from "../kernel/frames.js";
import * as text from "../kernel/traceback.js";
import { libraryModule } from "./module.js";
import * as self from "./traceback.js";

interface ChainOptions {
  /** False leaves causes and contexts out. */
  chain?: boolean;
}

/** Mirrors `traceback.FrameSummary`: one line of a traceback. */
export class FrameSummary {
  readonly filename: string;
  readonly lineno: number;
  readonly name: string;
  readonly line: string;

  constructor(frame: Frame) {
    this.filename = frame.file;
    this.lineno = frame.line;
    this.name = frame.name;
    this.line = frame.text;
  }

  *[Symbol.iterator](): Generator<unknown> {
    yield* [this.filename, this.lineno, this.name, this.line];
  }

  __repr__(): string {
    return `<FrameSummary file ${this.filename}, line ${this.lineno} in ${this.name}>`;
  }
}

/** The exception that a call means: given alone, or as (type, value, traceback). @throws TypeError */
function exceptionOf(exc: unknown, value: unknown): BaseException | null {
  const found = value === undefined ? exc : value;
  if (found === null || found instanceof BaseException) return found;
  throw new TypeError(`Exception expected for value, ${repr(found)} found`);
}

/** The text of an exception, as where it is asked for lies among the callers of what raised it. */
function textOf(exception: BaseException | null, { chain = true }: ChainOptions = {}): string {
  if (exception === null) return "NoneType: None\n";
  const here = new Error().stack;
  if (chain) return text.format_exception(exception, here);
  const lines = text.format_frames(text.framesOf(exception, here));
  return `Traceback (most recent call last):\n${lines}${text.format_exception_only(exception)}`;
}

/** A text in pieces that each end a line. */
function linesOf(whole: string): string[] {
  return whole.split(/(?<=\n)(?! {4})/).filter((line) => line !== "");
}

function write(whole: string, file: Writable | null): void {
  (file ?? streams.stderr).write(whole);
}

/** Mirrors `format_exc(limit=None, chain=True)`: the exception being handled. */
export function format_exc(_limit: number | null = null, chain = true): string {
  return textOf(currentlyHandled(), { chain });
}

/** Mirrors `print_exc(limit=None, file=None, chain=True)`. */
export function print_exc(_limit: number | null = null, file: Writable | null = null, chain = true): void {
  write(textOf(currentlyHandled(), { chain }), file);
}

/** Mirrors `format_exception(exc)` and `format_exception(type, value, tb)`. */
export function format_exception(
  exc: unknown,
  value?: unknown,
  _tb?: unknown,
  _limit: number | null = null,
  chain = true,
): string[] {
  return linesOf(textOf(exceptionOf(exc, value), { chain }));
}

/** Mirrors `print_exception`. */
export function print_exception(
  exc: unknown,
  value?: unknown,
  _tb?: unknown,
  _limit: number | null = null,
  file: Writable | null = null,
  chain = true,
): void {
  write(textOf(exceptionOf(exc, value), { chain }), file);
}

/** Mirrors `format_exception_only(exc)`. */
export function format_exception_only(exc: unknown, value?: unknown): string[] {
  const exception = exceptionOf(exc, value);
  return exception === null ? ["NoneType: None\n"] : linesOf(text.format_exception_only(exception));
}

/** The frames of this call, or those of an exception where a traceback is asked for. */
function framesHere(): Frame[] {
  return frames(new Error().stack);
}

function framesOf(tb: unknown): Frame[] {
  if (tb === null) return [];
  if (tb instanceof BaseException) return text.framesOf(tb, new Error().stack);
  throw new TypeError("a traceback is expected");
}

const summaries = (list: readonly Frame[]): FrameSummary[] => list.map((frame) => new FrameSummary(frame));

/** Mirrors `extract_tb(tb)`. */
export function extract_tb(tb: unknown): FrameSummary[] {
  return summaries(framesOf(tb));
}

/** Mirrors `extract_stack()`. */
export function extract_stack(): FrameSummary[] {
  return summaries(framesHere());
}

/** Mirrors `format_tb(tb)`. */
export function format_tb(tb: unknown): string[] {
  return linesOf(text.format_frames(framesOf(tb)));
}

/** Mirrors `print_tb(tb, limit=None, file=None)`. */
export function print_tb(tb: unknown, _limit: number | null = null, file: Writable | null = null): void {
  write(text.format_frames(framesOf(tb)), file);
}

/** Mirrors `format_stack()`. */
export function format_stack(): string[] {
  return linesOf(text.format_frames(framesHere()));
}

/** Mirrors `print_stack()`. */
export function print_stack(): void {
  write(text.format_frames(framesHere()), null);
}

/** Mirrors `format_list(extracted_list)`. */
export function format_list(extracted_list: Iterable<FrameSummary>): string[] {
  return Array.from(extracted_list, ({ filename, lineno, name, line }) =>
    text.format_frames([{ file: filename, line: lineno, name, text: line, carets: "", attributeCarets: "" }]),
  );
}

libraryModule("traceback", () => self, { FrameSummary });
