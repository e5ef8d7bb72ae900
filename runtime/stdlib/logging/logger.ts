/** Loggers and their tree. */
import { TypeError, KeyError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { qualifiedName } from "../../builtins/names.js";
import { isOptions } from "../../builtins/protocol.js";
import { isIntLike } from "../../builtins/numbers.js";
import { text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { frames } from "../../kernel/frames.js";
import { format_frames } from "../../kernel/traceback.js";
import { Filterer } from "./filter.js";
import { type Handler, StderrHandler } from "./handler.js";
import * as levels from "./levels.js";
import { exceptionInfo, LogRecord, type RecordOptions } from "./record.js";

/** Mirrors `logging.lastResort`: serves where no handler does. */
export const lastResort = new StderrHandler();
lastResort.setLevel(levels.WARNING);

/** The tree: loggers by name, and what all of them heed. */
export class Manager extends object {
  readonly loggerDict = new dict<string, Logger>();
  /** Levels up to this one are off. */
  disable = 0;
  readonly #root: () => Logger;

  constructor(root: () => Logger) {
    super();
    this.#root = root;
  }

  get root(): Logger {
    return this.#root();
  }

  getLogger(name: string): Logger {
    if (typeof name !== "string") throw new TypeError("A logger name must be a string");
    return this.loggerDict.get(name) ?? this.#make(name);
  }

  #make(name: string): Logger {
    const made = new (loggerClass())(name);
    this.loggerDict.__setitem__(name, made);
    return made;
  }

  /** The nearest logger above one, by its dotted name. */
  parentOf(name: string): Logger {
    for (let at = name.lastIndexOf("."); at > 0; at = name.lastIndexOf(".", at - 1)) {
      const found = this.loggerDict.get(name.slice(0, at));
      if (found !== null) return found;
    }
    return this.#root();
  }
}

/** Splits a call's trailing keyword arguments off. */
function split(args: unknown[]): [positional: unknown[], options: RecordOptions] {
  const last = args.at(-1);
  return isOptions(last) ? [args.slice(0, -1), last] : [args, {}];
}

/** Mirrors `logging.Logger`. The logging methods take keyword arguments in a trailing options object. */
export class Logger extends Filterer {
  readonly name: string;
  level: number;
  propagate: boolean | number = true;
  disabled = false;
  handlers: Handler[] = [];

  constructor(name: string, level: number | string = levels.NOTSET) {
    super();
    this.name = name;
    this.level = levels.checkLevel(level);
  }

  get manager(): Manager {
    return manager;
  }

  get root(): Logger {
    return root;
  }

  get parent(): Logger | null {
    return manager.parentOf(this.name);
  }

  /** The logger and those above it, up to the root. */
  #lineage(): Logger[] {
    const { parent } = this;
    return parent === null ? [this] : [this, ...parent.#lineage()];
  }

  /** The loggers whose handlers get this logger's records. */
  #propagation(): Logger[] {
    const lineage = this.#lineage();
    const last = lineage.findIndex(({ propagate }) => !truth(propagate));
    return last < 0 ? lineage : lineage.slice(0, last + 1);
  }

  setLevel(level: number | string): void {
    this.level = levels.checkLevel(level);
  }

  getEffectiveLevel(): number {
    return this.#lineage().find(({ level }) => level !== 0)?.level ?? levels.NOTSET;
  }

  isEnabledFor(level: number): boolean {
    return !this.disabled && manager.disable < level && level >= this.getEffectiveLevel();
  }

  getChild(suffix: string): Logger {
    return manager.getLogger(this === root ? suffix : `${this.name}.${suffix}`);
  }

  addHandler(hdlr: Handler): void {
    if (!this.handlers.includes(hdlr)) this.handlers.push(hdlr);
  }

  removeHandler(hdlr: Handler): void {
    const at = this.handlers.indexOf(hdlr);
    if (at >= 0) this.handlers.splice(at, 1);
  }

  hasHandlers(): boolean {
    return this.#propagation().some(({ handlers }) => handlers.length > 0);
  }

  debug(msg: unknown, ...args: unknown[]): void {
    if (this.isEnabledFor(levels.DEBUG)) this._log(levels.DEBUG, msg, ...split(args));
  }

  info(msg: unknown, ...args: unknown[]): void {
    if (this.isEnabledFor(levels.INFO)) this._log(levels.INFO, msg, ...split(args));
  }

  warning(msg: unknown, ...args: unknown[]): void {
    if (this.isEnabledFor(levels.WARNING)) this._log(levels.WARNING, msg, ...split(args));
  }

  warn(msg: unknown, ...args: unknown[]): void {
    this.warning(msg, ...args);
  }

  error(msg: unknown, ...args: unknown[]): void {
    if (this.isEnabledFor(levels.ERROR)) this._log(levels.ERROR, msg, ...split(args));
  }

  /** As `error`, with the exception being handled. */
  exception(msg: unknown, ...args: unknown[]): void {
    const [given, options] = split(args);
    if (this.isEnabledFor(levels.ERROR)) this._log(levels.ERROR, msg, given, { exc_info: true, ...options });
  }

  critical(msg: unknown, ...args: unknown[]): void {
    if (this.isEnabledFor(levels.CRITICAL)) this._log(levels.CRITICAL, msg, ...split(args));
  }

  fatal(msg: unknown, ...args: unknown[]): void {
    this.critical(msg, ...args);
  }

  /** @throws TypeError "level must be an integer" */
  log(level: number, msg: unknown, ...args: unknown[]): void {
    if (!isIntLike(level)) throw new TypeError("level must be an integer");
    if (this.isEnabledFor(level)) this._log(level, msg, ...split(args));
  }

  _log(level: number, msg: unknown, args: readonly unknown[], options: RecordOptions = {}): void {
    const record = new LogRecord(this.name, level, null, null, msg, new tuple(args), exceptionInfo(options.exc_info));
    record.locate(Number(options.stacklevel ?? 1));
    if (options.stack_info) record.stack_info = stackText();
    if (options.extra) addExtra(record, options.extra);
    this.handle(record);
  }

  /** Hands a record to the handlers, if the filters let it pass. */
  handle(record: LogRecord): void {
    if (!this.disabled && this.filter(record)) this.callHandlers(record);
  }

  callHandlers(record: LogRecord): void {
    const handlers = this.#propagation().flatMap((logger) => logger.handlers);
    for (const handler of handlers) if (record.levelno >= handler.level) handler.handle(record);
    if (handlers.length === 0 && record.levelno >= lastResort.level) lastResort.handle(record);
  }

  override __repr__(): string {
    return `<${qualifiedName(this.constructor)} ${this.name} (${text(levels.getLevelName(this.getEffectiveLevel()))})>`;
  }
}

function stackText(): string {
  return `Stack (most recent call last):\n${format_frames(frames(new Error().stack)).join("")}`.replace(/\n$/, "");
}

/** @throws KeyError "Attempt to overwrite 'name' in LogRecord" */
function addExtra(record: LogRecord, extra: dict<string, unknown>): void {
  for (const name of iterate<string>(extra.keys())) {
    if (name === "message" || name === "asctime" || name in record) {
      throw new KeyError(`Attempt to overwrite '${name}' in LogRecord`);
    }
    (record as unknown as Record<string, unknown>)[name] = extra.__getitem__(name);
  }
}

/** Mirrors `logging.RootLogger`. */
export class RootLogger extends Logger {
  constructor(level: number) {
    super("root", level);
  }

  override get parent(): null {
    return null;
  }
}

let currentClass: typeof Logger = Logger;

/** The class of the loggers that are made from now on. */
export function loggerClass(): typeof Logger {
  return currentClass;
}

/** Mirrors `logging.setLoggerClass(klass)`. @throws TypeError for a class that is not a Logger */
export function setLoggerClass(klass: typeof Logger): void {
  if (klass !== Logger && !(klass.prototype instanceof Logger)) {
    throw new TypeError(`logger not derived from logging.Logger: ${klass.name}`);
  }
  currentClass = klass;
}

const manager: Manager = new Manager(() => root);
export const root: RootLogger = new RootLogger(levels.WARNING);
