/** Mirrors `logging.handlers` in part: queues between processes, and log files that are renamed when they are full. */
import { copy } from "../copy.js";
import { callmethod } from "../../builtins/call-method.js";
import type { Writable } from "../../builtins/io/standard.js";
import { libraryModule } from "../module.js";
import { remove, rename } from "../os/files.js";
import { exists } from "../os/path.js";
import { FileHandler, Handler } from "./handler.js";
import type { LogRecord } from "./record.js";
import * as self from "./handlers.js";

/** Mirrors `QueueHandler`: puts records on a queue, which another process may read and hand to its loggers. */
export class QueueHandler extends Handler {
  queue: unknown;

  constructor(queue: unknown) {
    super();
    this.queue = queue;
  }

  enqueue(record: LogRecord): void {
    callmethod(this.queue, "put_nowait", record);
  }

  /** A record that can be pickled: its message is made, what may not travel is gone. */
  prepare(record: LogRecord): LogRecord {
    const message = this.format(record);
    const prepared = copy(record);
    prepared.message = message;
    prepared.msg = message;
    prepared.args = null;
    prepared.exc_info = null;
    prepared.exc_text = null;
    prepared.stack_info = null;
    return prepared;
  }

  override emit(record: LogRecord): void {
    try {
      this.enqueue(this.prepare(record));
    } catch (error) {
      this.handleError(record, error);
    }
  }
}

/** Mirrors `RotatingFileHandler`: before a file would grow beyond maxBytes it becomes FILE.1, FILE.1 becomes FILE.2, … */
export class RotatingFileHandler extends FileHandler {
  readonly maxBytes: number;
  readonly backupCount: number;

  constructor(
    filename: unknown,
    mode: string = "a",
    maxBytes: number = 0,
    backupCount: number = 0,
    encoding: string | null = null,
    delay: boolean = false,
    errors: string | null = null,
  ) {
    super(filename, maxBytes > 0 ? "a" : mode, encoding, delay, errors);
    this.maxBytes = Number(maxBytes);
    this.backupCount = Number(backupCount);
  }

  shouldRollover(record: LogRecord): boolean {
    if (this.maxBytes <= 0) return false;
    const file = this.stream as Writable & { tell?(): number };
    const size = file.tell?.() ?? 0;
    return size + Buffer.byteLength(`${this.format(record)}\n`) >= this.maxBytes;
  }

  doRollover(): void {
    const file = this.stream as Writable & { close?(): void };
    file.close?.();
    const name = (number: number): string => `${this.baseFilename}.${number}`;
    if (this.backupCount > 0) {
      for (let number = this.backupCount - 1; number > 0; number--) this.#move(name(number), name(number + 1));
      this.#move(this.baseFilename, name(1));
    }
    this.stream = this._open();
  }

  #move(from: string, to: string): void {
    if (!exists(from)) return;
    if (exists(to)) remove(to);
    rename(from, to);
  }

  override emit(record: LogRecord): void {
    try {
      if (this.shouldRollover(record)) this.doRollover();
    } catch (error) {
      return this.handleError(record, error);
    }
    super.emit(record);
  }
}

libraryModule("logging.handlers", () => self, { QueueHandler, RotatingFileHandler });
