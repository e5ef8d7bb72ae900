/** Assertions about a block of statements. */
import { call } from "../../builtins/call.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { BaseException } from "../../builtins/exceptions.js";
import { getattr } from "../../builtins/attributes.js";
import { iterate } from "../../builtins/iterate.js";
import { repr, text } from "../../builtins/repr.js";
import { isTuple } from "../../builtins/tuple.js";
import { isinstance } from "../../builtins/type.js";
import { Formatter, getLogger, Handler, type Logger, type LogRecord } from "../logging.js";
import { compile } from "../re.js";
import { catch_warnings, simplefilter } from "../warnings.js";

/** What an assertion needs of its test. */
export interface Failing {
  fail(msg: unknown): never;
  formatted(msg: unknown, standard: string): string;
}

interface ContextOptions {
  msg?: unknown;
}

const namesOf = (expected: unknown): string =>
  isTuple(expected)
    ? `(${Array.from(expected, (each) => getattr(each, "__name__") as string).join(", ")})`
    : (getattr(expected, "__name__", text(expected)) as string);

/** Mirrors what `assertRaises` gives. */
export class AssertRaisesContext {
  exception: Dynamic = null;
  readonly expected: unknown;
  readonly #test: Failing;
  readonly #pattern: unknown;
  readonly #msg: unknown;
  #callable: unknown = null;

  constructor(test: Failing, expected: unknown, pattern: unknown, { msg = null }: ContextOptions = {}) {
    this.#test = test;
    this.expected = expected;
    this.#pattern = pattern;
    this.#msg = msg;
  }

  __enter__(): this {
    return this;
  }

  __exit__(_type: unknown, error: unknown, _traceback: unknown): boolean {
    const wanted = namesOf(this.expected);
    if (error === null) {
      const by =
        this.#callable === null ? "" : ` by ${getattr(this.#callable, "__name__", text(this.#callable)) as string}`;
      this.#test.fail(this.#test.formatted(this.#msg, `${wanted} not raised${by}`));
    }
    if (!isinstance(error, this.expected)) return false;
    this.exception = error;
    if (this.#pattern !== null) this.#match(text(error));
    return true;
  }

  #match(message: string): void {
    const pattern =
      typeof this.#pattern === "string" ? compile(this.#pattern) : (this.#pattern as ReturnType<typeof compile>);
    if (pattern.search(message) !== null) return;
    this.#test.fail(this.#test.formatted(this.#msg, `"${String(pattern.pattern)}" does not match "${message}"`));
  }

  /** Calls a function that should raise. */
  run(callable: unknown, args: unknown[]): void {
    this.#callable = callable;
    let raised: unknown = null;
    try {
      call(callable, ...args);
    } catch (error) {
      if (!(error instanceof BaseException)) throw error;
      raised = error;
    }
    if (!this.__exit__(null, raised, null)) throw raised;
  }
}

/** Mirrors what `assertWarns` gives. */
export class AssertWarnsContext {
  warning: Dynamic = null;
  filename: Dynamic = null;
  lineno: Dynamic = null;
  readonly #test: Failing;
  readonly #expected: unknown;
  readonly #pattern: unknown;
  readonly #manager = new catch_warnings({ record: true });
  #caught: Iterable<unknown> = [];

  constructor(test: Failing, expected: unknown, pattern: unknown) {
    this.#test = test;
    this.#expected = expected;
    this.#pattern = pattern;
  }

  __enter__(): this {
    this.#caught = this.#manager.__enter__() as Iterable<unknown>;
    simplefilter("always");
    return this;
  }

  __exit__(_type: unknown, error: unknown, _traceback: unknown): boolean {
    this.#manager.__exit__();
    if (error !== null) return false;
    const matching = [...iterate<unknown>(this.#caught)].filter((each) =>
      isinstance(getattr(each, "message"), this.#expected),
    );
    const fits = (each: unknown): boolean => {
      if (this.#pattern === null) return true;
      const pattern =
        typeof this.#pattern === "string" ? compile(this.#pattern) : (this.#pattern as ReturnType<typeof compile>);
      return pattern.search(text(getattr(each, "message"))) !== null;
    };
    const found = matching.find(fits);
    if (found !== undefined) {
      this.warning = getattr(found, "message");
      this.filename = getattr(found, "filename", null);
      this.lineno = getattr(found, "lineno", null);
      return false;
    }
    const first = matching[0];
    if (first === undefined) this.#test.fail(this.#test.formatted(null, `${namesOf(this.#expected)} not triggered`));
    const said = `"${text(this.#pattern)}" does not match "${text(getattr(first, "message"))}"`;
    return this.#test.fail(this.#test.formatted(null, said));
  }
}

class CapturingHandler extends Handler {
  readonly records: LogRecord[] = [];
  readonly output: string[] = [];

  override emit(record: LogRecord): void {
    this.records.push(record);
    this.output.push(this.format(record));
  }
}

const LEVELS: Record<string, number> = { CRITICAL: 50, ERROR: 40, WARNING: 30, INFO: 20, DEBUG: 10, NOTSET: 0 };

/** Mirrors what `assertLogs` and `assertNoLogs` give. */
export class AssertLogsContext {
  records: LogRecord[] = [];
  output: string[] = [];
  readonly #test: Failing;
  readonly #logger: Logger;
  readonly #level: number;
  readonly #wantsNone: boolean;
  readonly #handler = new CapturingHandler();
  #before: { handlers: Handler[]; level: number; propagate: unknown } | null = null;

  constructor(test: Failing, logger: unknown, level: unknown, wantsNone: boolean) {
    this.#test = test;
    this.#logger =
      logger === null || typeof logger === "string" ? getLogger(logger as string | null) : (logger as Logger);
    this.#level = typeof level === "string" ? LEVELS[level]! : Number(level ?? 20);
    this.#wantsNone = wantsNone;
  }

  __enter__(): this {
    const { handlers, level, propagate } = this.#logger;
    this.#before = { handlers, level, propagate } as never;
    this.#handler.setFormatter(new Formatter("%(levelname)s:%(name)s:%(message)s"));
    this.#handler.setLevel(this.#level);
    this.records = this.#handler.records;
    this.output = this.#handler.output;
    Object.assign(this.#logger, { handlers: [this.#handler], propagate: false });
    this.#logger.setLevel(this.#level);
    return this;
  }

  __exit__(_type: unknown, error: unknown, _traceback: unknown): boolean {
    Object.assign(this.#logger, this.#before);
    if (error !== null) return false;
    const name = this.#logger.name;
    const level = Object.entries(LEVELS).find(([, number]) => number === this.#level)?.[0] ?? `Level ${this.#level}`;
    if (this.#wantsNone && this.records.length > 0) {
      this.#test.fail(this.#test.formatted(null, `Unexpected logs found: ${repr(this.output)}`));
    }
    if (!this.#wantsNone && this.records.length === 0) {
      this.#test.fail(this.#test.formatted(null, `no logs of level ${level} or higher triggered on ${name}`));
    }
    return false;
  }
}
