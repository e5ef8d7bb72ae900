/** One event that is logged. */
import { type Class } from "../../builtins/mro.js";
import { dict } from "../../builtins/dict.js";
import { BaseException } from "../../builtins/exceptions.js";
import { instanceDict } from "../../builtins/instance-dict.js";
import { mod } from "../../builtins/operators.js";
import { object } from "../../builtins/object.js";
import { currentlyHandled } from "../../builtins/handling.js";
import { text } from "../../builtins/repr.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { frames, type Frame } from "../../kernel/frames.js";
import { currentPid, processName } from "../../kernel/processes.js";
import { runningThread } from "../../kernel/running-thread.js";
import { selfSlot } from "../../kernel/self.js";
import { time } from "../time.js";
import { getLevelName } from "./levels.js";

/** `sys.exc_info()` of an exception: (type, value, traceback). */
export type ExceptionInfo = tuple<[Class | null, BaseException | null, null]>;

/** What a logging call says beside its message. */
export interface RecordOptions {
  /** True for the exception being handled, or an exception, or what `sys.exc_info()` gives. */
  exc_info?: unknown;
  stack_info?: boolean;
  /** How many frames above the call the place of the event is. */
  stacklevel?: number;
  extra?: dict<string, unknown> | null;
}

const started = time();

/** Mirrors `logging.LogRecord`. Where the event came from is worked out when somebody asks for it. */
export class LogRecord extends object {
  name: string;
  msg: unknown;
  args: unknown;
  levelname: string;
  levelno: number;
  exc_info: ExceptionInfo | null;
  exc_text: string | null = null;
  stack_info: string | null = null;
  created: number;
  msecs: number;
  relativeCreated: number;
  thread: number;
  threadName: string;
  processName: string;
  process: number;
  declare message: string;
  declare asctime: string;
  #site: globalThis.Error | null = null;
  #depth = 1;

  /** Mirrors the constructor of `LogRecord`; `pathname` and `lineno` are taken when given. */
  constructor(
    name: string,
    level: number,
    pathname: string | null,
    lineno: number | null,
    msg: unknown,
    args: unknown,
    exc_info: ExceptionInfo | null = null,
    func: string | null = null,
  ) {
    super();
    this.name = name;
    this.msg = msg;
    this.args = soleMapping(args);
    this.levelname = text(getLevelName(level));
    this.levelno = level;
    this.exc_info = exc_info;
    this.created = time();
    this.msecs = Math.floor((this.created % 1) * 1000);
    this.relativeCreated = (this.created - started) * 1000;
    const { name: threadName, ident } = runningThread();
    this.thread = ident ?? currentPid();
    this.threadName = threadName;
    this.processName = processName(selfSlot) || "MainProcess";
    this.process = currentPid();
    if (pathname !== null) this.#settle({ file: pathname, line: lineno ?? 0, name: func ?? "(unknown function)" });
  }

  /** Notes the calling place: the frame at `depth`, counted from the innermost of the program. */
  locate(depth: number): void {
    this.#site = new globalThis.Error();
    this.#depth = depth;
  }

  #settle({ file, line, name }: Pick<Frame, "file" | "line" | "name">): void {
    const filename = file.slice(file.lastIndexOf("/") + 1);
    const place = { pathname: file, filename, module: filename.replace(/\.[^.]*$/, ""), lineno: line, funcName: name };
    for (const [key, value] of Object.entries(place)) {
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    }
  }

  #place(): void {
    const found = this.#site === null ? [] : frames(this.#site.stack);
    this.#settle(found.at(-this.#depth) ?? { file: "(unknown file)", line: 0, name: "(unknown function)" });
  }

  get pathname(): string {
    this.#place();
    return this.pathname;
  }

  get filename(): string {
    this.#place();
    return this.filename;
  }

  get module(): string {
    this.#place();
    return this.module;
  }

  get lineno(): number {
    this.#place();
    return this.lineno;
  }

  get funcName(): string {
    this.#place();
    return this.funcName;
  }

  /** The message with its arguments. @throws TypeError for arguments that don't fit */
  getMessage(): string {
    const message = text(this.msg);
    const { args } = this;
    const hasArguments = isTuple(args) ? args.length > 0 : args !== null && args !== undefined;
    return hasArguments ? mod(message, args) : message;
  }

  /** What is pickled: everything, the place too. */
  __getstate__(): dict<string, unknown> {
    void this.lineno;
    return instanceDict(this).copy();
  }

  override __repr__(): string {
    const { name, levelno, pathname, lineno, msg } = this;
    return `<LogRecord: ${name}, ${levelno}, ${pathname}, ${lineno}, "${text(msg)}">`;
  }
}

/** A mapping as the only argument serves `%(name)s`. */
function soleMapping(args: unknown): unknown {
  if (!isTuple(args) || args.length !== 1) return args;
  const [only] = args;
  return only instanceof dict && only.__len__() > 0 ? only : args;
}

/** What `exc_info=` asks for. */
export function exceptionInfo(given: unknown): ExceptionInfo | null {
  if (given === undefined || given === null || given === false) return null;
  if (given instanceof BaseException) return tuple.of(given.constructor as Class, given, null);
  if (isTuple(given)) return given as unknown as ExceptionInfo;
  const current = currentlyHandled();
  return current === null ? tuple.of(null, null, null) : tuple.of(current.constructor as Class, current, null);
}
