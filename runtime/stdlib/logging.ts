/**
 * Mirrors the module `logging`. Differs: there are no locks.
 */
import { dict } from "../builtins/dict.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import type { Writable } from "../builtins/io/standard.js";
import { instanceDict } from "../builtins/instance-dict.js";
import { LoggerAdapter } from "./logging/adapter.js";
import { Filter, Filterer } from "./logging/filter.js";
import { Formatter, styleOf } from "./logging/formatter.js";
import { FileHandler, Handler, NullHandler, StreamHandler } from "./logging/handler.js";
import * as levels from "./logging/levels.js";
import { Logger, Manager, root, RootLogger } from "./logging/logger.js";
import "./logging/inheritance.js";
import { LogRecord } from "./logging/record.js";
import { forked } from "../kernel/inheritance.js";
import { libraryModule } from "./module.js";
import * as self from "./logging.js";

export { addLevelName, CRITICAL, DEBUG, ERROR, getLevelName, INFO, NOTSET, WARNING } from "./logging/levels.js";
export { CRITICAL as FATAL, WARNING as WARN } from "./logging/levels.js";
export { FileHandler, Filter, Filterer, Formatter, Handler, Logger, LoggerAdapter, LogRecord };
export type { Manager } from "./logging/logger.js";
export { loggerClass as getLoggerClass, lastResort, setLoggerClass } from "./logging/logger.js";
export { NullHandler, root, RootLogger, StreamHandler };
export { shutdown } from "./logging/handler.js";

export const BASIC_FORMAT = styleOf("%").standard;
export const raiseExceptions = true;

/** Mirrors `logging.getLogger(name=None)`. */
export function getLogger(name: string | null = null): Logger {
  if (name === null || name === "" || name === "root") return root;
  // what a script calls itself while a forked child loads it
  return root.manager.getLogger(forked && name === "__mp_main__" ? "__main__" : name);
}

interface BasicOptions {
  filename?: unknown;
  filemode?: string;
  format?: string | null;
  datefmt?: string | null;
  style?: string;
  level?: number | string | null;
  stream?: Writable | null;
  handlers?: Iterable<Handler> | null;
  force?: boolean;
  encoding?: string | null;
  errors?: string | null;
}

const BASIC_NAMES = "filename filemode format datefmt style level stream handlers force encoding errors".split(" ");

/** Mirrors `logging.basicConfig(**kwargs)`: does nothing when the root logger has handlers, unless `force`. */
export function basicConfig(given: BasicOptions = {}): void {
  const { force = false, handlers = null, stream = null, filename = null, style = "%", level = null } = given;
  if (force) removeHandlers();
  if (root.handlers.length > 0) return;
  if (handlers === null && stream !== null && filename !== null) {
    throw new ValueError("'stream' and 'filename' should not be specified together");
  }
  if (handlers !== null && (stream !== null || filename !== null)) {
    throw new ValueError("'stream' or 'filename' should not be specified together with 'handlers'");
  }
  const formatter = new Formatter(given.format ?? styleOf(style).standard, given.datefmt ?? null, style);
  for (const handler of handlers === null ? [standardHandler(given)] : iterate<Handler>(handlers)) {
    if (handler.formatter === null) handler.setFormatter(formatter);
    root.addHandler(handler);
  }
  if (level !== null) root.setLevel(level);
  const unknown = Object.keys(given).filter((name) => !BASIC_NAMES.includes(name));
  if (unknown.length > 0) throw new ValueError(`Unrecognised argument(s): ${unknown.join(", ")}`);
}

function standardHandler({ filename, filemode, stream, encoding, errors }: BasicOptions): Handler {
  if (filename === undefined || filename === null) return new StreamHandler(stream);
  return new FileHandler(filename, filemode ?? "a", encoding ?? null, false, errors ?? "backslashreplace");
}

function removeHandlers(): void {
  for (const handler of [...root.handlers]) {
    root.removeHandler(handler);
    handler.close();
  }
}

/** A function of the module logs on the root logger, which gets a handler first if it has none. */
function rootLogger(): RootLogger {
  if (root.handlers.length === 0) basicConfig();
  return root;
}

export function debug(msg: unknown, ...args: unknown[]): void {
  rootLogger().debug(msg, ...args);
}

export function info(msg: unknown, ...args: unknown[]): void {
  rootLogger().info(msg, ...args);
}

export function warning(msg: unknown, ...args: unknown[]): void {
  rootLogger().warning(msg, ...args);
}

export function warn(msg: unknown, ...args: unknown[]): void {
  rootLogger().warning(msg, ...args);
}

export function error(msg: unknown, ...args: unknown[]): void {
  rootLogger().error(msg, ...args);
}

export function exception(msg: unknown, ...args: unknown[]): void {
  rootLogger().exception(msg, ...args);
}

export function critical(msg: unknown, ...args: unknown[]): void {
  rootLogger().critical(msg, ...args);
}

export function fatal(msg: unknown, ...args: unknown[]): void {
  rootLogger().critical(msg, ...args);
}

export function log(level: number, msg: unknown, ...args: unknown[]): void {
  rootLogger().log(level, msg, ...args);
}

/** Mirrors `logging.disable(level=CRITICAL)`. */
export function disable(level: number | string = levels.CRITICAL): void {
  root.manager.disable = levels.checkLevel(level);
}

/** Mirrors `logging.getLevelNamesMapping()`. */
export function getLevelNamesMapping(): dict<string, number> {
  return new dict(levels.levelNumbers());
}

/** Mirrors `logging.makeLogRecord(dict)`. @throws TypeError for what is no dict */
export function makeLogRecord(attributes: dict<string, unknown>): LogRecord {
  if (!(attributes instanceof dict)) throw new TypeError("a dict of attributes is expected");
  const record = new LogRecord("", 0, "", 0, "", null);
  instanceDict(record).update(attributes);
  return record;
}

libraryModule("logging", () => self, {
  FileHandler,
  Filter,
  Filterer,
  Formatter,
  Handler,
  Logger,
  LoggerAdapter,
  LogRecord,
  Manager,
  NullHandler,
  RootLogger,
  StreamHandler,
});
