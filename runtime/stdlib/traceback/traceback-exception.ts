/** `traceback.TracebackException`. */
import type { BaseException } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { text as textOf } from "../../builtins/repr.js";
import { framesOf, traceback } from "../../builtins/traceback.js";
import { format_exception, format_exception_only } from "../../kernel/traceback.js";
import { StackSummary } from "./summaries.js";

interface Options {
  limit?: number | null;
}

/** Mirrors `traceback.TracebackException`: an exception ready to be shown, as it was when this was made. */
export class TracebackException extends object {
  readonly exc_type: unknown;
  readonly stack: StackSummary;
  readonly __cause__: TracebackException | null;
  readonly __context__: TracebackException | null;
  readonly __suppress_context__: boolean;
  readonly #text: string;
  readonly #whole: string[];
  readonly #alone: string[];
  readonly #last: string[];

  constructor(exc_type: unknown, exc_value: BaseException, _exc_traceback?: traceback | null, { limit }: Options = {}) {
    super();
    const since = new Error().stack;
    this.exc_type = exc_type;
    this.stack = StackSummary.ofFrames(framesOf(exc_value, since));
    this.__cause__ = of(exc_value.__cause__);
    this.__context__ = of(exc_value.__context__);
    this.__suppress_context__ = exc_value.__suppress_context__;
    this.#text = textOf(exc_value);
    this.#whole = format_exception(exc_value, { since, limit });
    this.#alone = format_exception(exc_value, { since, limit, chain: false });
    this.#last = format_exception_only(exc_value);
  }

  static from_exception(exc: BaseException, options: Options = {}): TracebackException {
    return new TracebackException(exc.constructor, exc, null, options);
  }

  /** The pieces of `traceback.format_exception`. */
  *format({ chain = true }: { chain?: boolean } = {}): Generator<string> {
    yield* chain ? this.#whole : this.#alone;
  }

  *format_exception_only(): Generator<string> {
    yield* this.#last;
  }

  override __str__(): string {
    return this.#text;
  }
}

function of(exception: BaseException | null): TracebackException | null {
  return exception === null ? null : TracebackException.from_exception(exception);
}
