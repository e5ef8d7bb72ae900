/** What the package itself logs. Mirrors the part of Lib/multiprocessing/util.py about logging. */
import { requireLibrary } from "../kernel/library.js";
import type * as logging from "../stdlib/logging.js";

export const NOTSET = 0;
export const SUBDEBUG = 5;
export const DEBUG = 10;
export const INFO = 20;
export const SUBWARNING = 25;
const LOGGER_NAME = "multiprocessing";
const DEFAULT_LOGGING_FORMAT = "[%(levelname)s/%(processName)s] %(message)s";

let logger: logging.Logger | null = null;
let isOnStderr = false;

/** The module, which only programs that log need. */
function loggingModule(): typeof logging {
  return requireLibrary("logging") as typeof logging;
}

/** The package's logger, null as long as nobody has asked for it: then nothing is logged. */
export function currentLogger(): logging.Logger | null {
  return logger;
}

/** Makes the package's logger. */
export function makeLogger(): logging.Logger {
  logger = loggingModule().getLogger(LOGGER_NAME);
  logger.propagate = 0;
  return logger;
}

/** Has what a logger gets shown on standard error as well. */
export function showOnStderr(shown: logging.Logger): void {
  const { Formatter, StreamHandler } = loggingModule();
  const handler = new StreamHandler();
  handler.setFormatter(new Formatter(DEFAULT_LOGGING_FORMAT));
  shown.addHandler(handler);
  isOnStderr = true;
}

/** Whether children have to show on standard error what they log, since their parent does. */
export function isShownOnStderr(): boolean {
  return isOnStderr;
}

export function sub_debug(msg: unknown, ...args: unknown[]): void {
  logger?.log(SUBDEBUG, msg, ...args);
}

export function debug(msg: unknown, ...args: unknown[]): void {
  logger?.log(DEBUG, msg, ...args);
}

export function info(msg: unknown, ...args: unknown[]): void {
  logger?.log(INFO, msg, ...args);
}

export function sub_warning(msg: unknown, ...args: unknown[]): void {
  logger?.log(SUBWARNING, msg, ...args);
}
