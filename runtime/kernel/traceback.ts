/** Tracebacks as CPython 3.11 prints them. */
import { AttributeError, BaseException, RecursionError } from "../builtins/exceptions.js";
import { isGroup, type Group } from "../builtins/exceptions/group.js";
import { format_exception_only } from "./exception-text.js";
import { recursionLimit } from "../builtins/recursion.js";
import { framesOf } from "../builtins/traceback.js";
import type { Frame } from "./frames.js";
import { writeErr } from "./output.js";
import { suggestion } from "./suggestions.js";

export { format_exception_only } from "./exception-text.js";
export { frames, type Frame } from "./frames.js";

const HEADER = "Traceback (most recent call last):\n";
const CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n";
/** After three equal lines Python counts the rest. */
const REPEATS_SHOWN = 3;
/** How many exceptions of a group are shown, and how deep groups in groups. */
const GROUP_WIDTH = 15;
const GROUP_DEPTH = 10;

/** What to show of an exception. */
export interface FormatOptions {
  /** The stack of a place that caught the exception: leaves out the callers of that place. */
  since?: string;
  /** False leaves causes and contexts out. */
  chain?: boolean;
  /** How many frames: the outermost, or if negative the innermost. */
  limit?: number | null;
  /** True adds what was perhaps meant, as the interpreter does for an exception that nobody caught. */
  hints?: boolean;
}

/**
 * Prints an exception with its traceback and what it was caused by on standard error, in one piece with a header.
 * Mirrors sys.excepthook.
 */
export function print_exception(exception: BaseException, header = ""): void {
  writeErr(header + format_exception(exception, { hints: true }).join(""));
}

/** The text of an exception with its traceback and causes, in the pieces of traceback.format_exception. */
export function format_exception(exception: BaseException, options: FormatOptions = {}): string[] {
  return [...new ExceptionFormat(options).chain(exception, options.since)];
}

/** One exception after the other, groups in boxes. Mirrors `TracebackException.format`. */
class ExceptionFormat {
  readonly #options: FormatOptions;
  readonly #seen = new Set<BaseException>();
  /** How many boxes are open. */
  #depth = 0;
  #needsClosing = false;

  constructor(options: FormatOptions) {
    this.#options = options;
  }

  /** The exception, after what it was caused by. */
  *chain(exception: BaseException, since: string | undefined): Generator<string> {
    this.#seen.add(exception);
    const [earlier, sentence] = this.#before(exception);
    if (earlier !== null) {
      yield* this.chain(earlier, exception.stack);
      yield this.#indented(sentence);
    }
    yield* isGroup(exception) ? this.#group(exception, since) : this.#single(exception, since);
  }

  #before(exception: BaseException): [BaseException | null, string] {
    if (this.#options.chain === false) return [null, ""];
    const { __cause__: cause, __context__: context } = exception;
    if (cause !== null) return this.#seen.has(cause) ? [null, ""] : [cause, CAUSE];
    const isShown = context !== null && !exception.__suppress_context__ && !this.#seen.has(context);
    return isShown ? [context, CONTEXT] : [null, ""];
  }

  *#single(exception: BaseException, since: string | undefined): Generator<string> {
    const lines = this.#frames(exception, since);
    if (lines.length > 0) yield this.#indented(HEADER);
    for (const line of [...lines, ...this.#last(exception)]) yield this.#indented(line);
  }

  *#group(group: Group, since: string | undefined): Generator<string> {
    if (this.#depth > GROUP_DEPTH) {
      yield this.#indented(`... (max_group_depth is ${GROUP_DEPTH})\n`);
      return;
    }
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.#depth = 1;
    const lines = this.#frames(group, since);
    if (lines.length > 0) yield this.#indented(`Exception Group ${HEADER}`, isOutermost ? "+" : "|");
    for (const line of [...lines, ...this.#last(group)]) yield this.#indented(line);
    yield* this.#members(group);
    if (isOutermost) this.#depth = 0;
  }

  *#members(group: Group): Generator<string> {
    const { exceptions } = group;
    const more = exceptions.length - GROUP_WIDTH;
    const shown = exceptions.slice(0, GROUP_WIDTH);
    const count = shown.length + (more > 0 ? 1 : 0);
    this.#needsClosing = false;
    for (let at = 0; at < count; at++) {
      // The last box of a group inside may end this one too.
      if (at === count - 1) this.#needsClosing = true;
      const title = at < shown.length ? at + 1 : "...";
      yield `${this.#indent()}${at === 0 ? "+-" : "  "}+---------------- ${title} ----------------\n`;
      this.#depth++;
      if (at < shown.length) yield* this.chain(shown[at]!, group.stack);
      else yield this.#indented(`and ${more} more exception${more > 1 ? "s" : ""}\n`);
      if (at === count - 1 && this.#needsClosing) {
        yield `${this.#indent()}+------------------------------------\n`;
        this.#needsClosing = false;
      }
      this.#depth--;
    }
  }

  #frames(exception: BaseException, since: string | undefined): string[] {
    const all = framesOf(exception, since);
    const last = all.at(-1);
    // Of `x.y()` it was `x.y` that failed.
    if (last && exception instanceof AttributeError) all[all.length - 1] = { ...last, carets: last.attributeCarets };
    return format_frames(
      limited(exception instanceof RecursionError ? all.slice(0, recursionLimit()) : all, this.#options.limit),
    );
  }

  #last(exception: BaseException): string[] {
    return format_exception_only(exception, this.#options.hints ? suggestion(exception) : "");
  }

  #indent(): string {
    return "  ".repeat(this.#depth);
  }

  #indented(piece: string, margin = "|"): string {
    return this.#depth === 0 ? piece : piece.replace(/^(?!$(?![\s\S]))/gm, `${this.#indent()}${margin} `);
  }
}

/** The frames that `limit=` asks for. */
export function limited<T>(list: readonly T[], limit: number | null | undefined): readonly T[] {
  if (limit === null || limit === undefined) return list;
  return limit >= 0 ? list.slice(0, limit) : list.slice(limit);
}

/** The lines of a list of frames. Mirrors traceback.format_list. */
export function format_frames(list: readonly Frame[]): string[] {
  const lines: string[] = [];
  let repeats = 0;
  list.forEach((frame, index) => {
    const previous = list[index - 1];
    repeats = previous !== undefined && isSameFrame(frame, previous) ? repeats + 1 : 0;
    if (repeats < REPEATS_SHOWN) lines.push(formatFrame(frame));
    const next = list[index + 1];
    if (repeats >= REPEATS_SHOWN && (next === undefined || !isSameFrame(frame, next))) {
      const more = repeats - REPEATS_SHOWN + 1;
      lines.push(`  [Previous line repeated ${more} more time${more === 1 ? "" : "s"}]\n`);
    }
  });
  return lines;
}

function isSameFrame(a: Frame, b: Frame): boolean {
  return a.line === b.line && a.name === b.name && a.file === b.file;
}

function formatFrame({ file, line, name, text, carets }: Frame): string {
  const shown = [text, carets].filter((each) => each !== "").map((each) => `    ${each}\n`);
  return `  File "${file}", line ${line}, in ${name}\n${shown.join("")}`;
}
