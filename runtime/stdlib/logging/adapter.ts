import { dict } from "../../builtins/dict.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import * as levels from "./levels.js";
import type { Logger } from "./logger.js";
import { options } from "../../builtins/options.js";

/** Mirrors `logging.LoggerAdapter`: a logger that adds `extra` to every record. */
export class LoggerAdapter extends object {
  readonly logger: Logger;
  readonly extra: dict<string, unknown> | null;

  constructor(logger: Logger, extra: dict<string, unknown> | null = null) {
    super();
    this.logger = logger;
    this.extra = extra;
  }

  /** What a subclass overrides to change message and keyword arguments. */
  process(msg: unknown, kwargs: dict<string, unknown>): tuple<[unknown, dict<string, unknown>]> {
    kwargs.__setitem__("extra", this.extra);
    return tuple.of(msg, kwargs);
  }

  log(level: number, msg: unknown, ...args: unknown[]): void {
    if (!this.logger.isEnabledFor(level)) return;
    const last = args.at(-1);
    const [given, keywords] = isOptions(last) ? [args.slice(0, -1), last] : [args, {}];
    const [message, changed] = this.process(msg, new dict(Object.entries(keywords)));
    this.logger.log(level, message, ...given, options(changed));
  }

  debug(msg: unknown, ...args: unknown[]): void {
    this.log(levels.DEBUG, msg, ...args);
  }

  info(msg: unknown, ...args: unknown[]): void {
    this.log(levels.INFO, msg, ...args);
  }

  warning(msg: unknown, ...args: unknown[]): void {
    this.log(levels.WARNING, msg, ...args);
  }

  error(msg: unknown, ...args: unknown[]): void {
    this.log(levels.ERROR, msg, ...args);
  }

  critical(msg: unknown, ...args: unknown[]): void {
    this.log(levels.CRITICAL, msg, ...args);
  }

  isEnabledFor(level: number): boolean {
    return this.logger.isEnabledFor(level);
  }

  setLevel(level: number | string): void {
    this.logger.setLevel(level);
  }
}
