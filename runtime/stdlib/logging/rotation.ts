/** What the handlers have in common whose file is put aside now and then. */
import { FileHandler } from "./handler.js";
import type { LogRecord } from "./record.js";

/** Mirrors `logging.handlers.BaseRotatingHandler`, but for its hooks `namer` and `rotator`. */
export abstract class BaseRotatingHandler extends FileHandler {
  /** True when the file is to be put aside before the record is written. */
  abstract shouldRollover(record: LogRecord): boolean;

  /** Puts the file aside and begins a new one. */
  abstract doRollover(): void;

  override emit(record: LogRecord): void {
    try {
      if (this.shouldRollover(record)) this.doRollover();
    } catch (error) {
      return this.handleError(record, error);
    }
    super.emit(record);
  }
}
