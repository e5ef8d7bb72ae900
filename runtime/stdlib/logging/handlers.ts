/** Mirrors `logging.handlers` in part: queues between processes, and log files that are renamed when they are full. */
import { statSync } from "node:fs";
import { copy } from "../copy.js";
import { callmethod } from "../../builtins/call-method.js";
import { hasattr } from "../../builtins/attributes.js";
import type { Writable } from "../../builtins/io/standard.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { blocking, threaded, type Threaded } from "../../builtins/threaded.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { libraryModule } from "../module.js";
import { remove, rename } from "../os/files.js";
import { exists } from "../os/path.js";
import { Thread } from "../threading/thread.js";
import { FileHandler, Handler } from "./handler.js";
import { ERROR } from "./levels.js";
import type { LogRecord } from "./record.js";
import * as self from "./handlers.js";
import { BaseRotatingHandler } from "./rotation.js";
import { TimedRotatingFileHandler } from "./timed-rotation.js";

export { TimedRotatingFileHandler };

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

/** Mirrors `QueueListener`: a thread that takes records from a queue and hands them to handlers. */
export class QueueListener extends object {
  static readonly _sentinel: unknown = null;
  declare queue: unknown;
  declare handlers: tuple<Handler[]>;
  declare respect_handler_level: unknown;
  declare _thread: Thread | null;

  override __init__(queue: unknown, ...given: unknown[]): void {
    const options = isOptions(given.at(-1)) ? (given.pop() as { respect_handler_level?: unknown }) : {};
    this.queue = queue;
    this.handlers = new tuple(given as Handler[]);
    this.respect_handler_level = options.respect_handler_level ?? false;
    this._thread = null;
  }

  dequeue(block: boolean): LogRecord | null {
    return callmethod(this.queue, "get", block) as LogRecord | null;
  }

  start(): void {
    const thread = new Thread({ target: monitor, args: [this], daemon: true });
    this._thread = thread;
    thread.start();
  }

  prepare(record: LogRecord): LogRecord {
    return record;
  }

  handle(record: LogRecord): void {
    const prepared = this.prepare(record);
    for (const handler of this.handlers) {
      if (!truth(this.respect_handler_level) || prepared.levelno >= handler.level) handler.handle(prepared);
    }
  }

  enqueue_sentinel(): void {
    callmethod(this.queue, "put_nowait", QueueListener._sentinel);
  }

  /** Has all that is on the queue handled, and ends the thread. */
  stop(): void {
    this.enqueue_sentinel();
    this._thread?.join();
    this._thread = null;
  }
}

/** What a listener's thread does. */
const monitor = threaded(function* _monitor(listener: QueueListener): Threaded<void> {
  const isCounted = hasattr(listener.queue, "task_done");
  for (;;) {
    const record = yield* blocking(() => listener.dequeue(true));
    const isEnd = record === QueueListener._sentinel;
    if (!isEnd) listener.handle(record!);
    if (isCounted) callmethod(listener.queue, "task_done");
    if (isEnd) return;
  }
});

/** Mirrors `RotatingFileHandler`: before a file would grow beyond maxBytes it becomes FILE.1, FILE.1 becomes FILE.2, … */
export class RotatingFileHandler extends BaseRotatingHandler {
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
}

/** Mirrors `BufferingHandler`: keeps records until it is full. */
export class BufferingHandler extends Handler {
  readonly capacity: number;
  buffer: LogRecord[] = [];

  constructor(capacity: number) {
    super();
    this.capacity = Number(capacity);
  }

  shouldFlush(_record: LogRecord): boolean {
    return this.buffer.length >= this.capacity;
  }

  override emit(record: LogRecord): void {
    this.buffer.push(record);
    if (truth(callmethod(this, "shouldFlush", record))) callmethod(this, "flush");
  }

  override flush(): void {
    this.buffer = [];
  }

  override close(): void {
    callmethod(this, "flush");
    super.close();
  }
}

/** Mirrors `MemoryHandler`: hands what it keeps to another handler when it is full, or something serious comes. */
export class MemoryHandler extends BufferingHandler {
  readonly flushLevel: number;
  target: Handler | null;
  readonly flushOnClose: boolean;

  constructor(
    capacity: number,
    flushLevel: number = ERROR,
    target: Handler | null = null,
    flushOnClose: boolean = true,
  ) {
    super(capacity);
    this.flushLevel = Number(flushLevel);
    this.target = target;
    this.flushOnClose = flushOnClose;
  }

  override shouldFlush(record: LogRecord): boolean {
    return super.shouldFlush(record) || record.levelno >= this.flushLevel;
  }

  setTarget(target: Handler | null): void {
    this.target = target;
  }

  override flush(): void {
    if (this.target === null) return;
    for (const record of this.buffer) this.target.handle(record);
    this.buffer = [];
  }

  override close(): void {
    if (truth(this.flushOnClose)) callmethod(this, "flush");
    this.target = null;
    super.close();
  }
}

/** Mirrors `WatchedFileHandler`: opens its file anew when another program has moved it. */
export class WatchedFileHandler extends FileHandler {
  #place: string | null = null;

  /** Which file it is that the name means. */
  #now(): string | null {
    try {
      const { dev, ino } = statSync(this.baseFilename);
      return `${dev}:${ino}`;
    } catch {
      return null;
    }
  }

  override emit(record: LogRecord): void {
    const place = this.#now();
    if (this.#place !== null && place !== this.#place) {
      (this.stream as Writable & { close?(): void }).close?.();
      this.stream = this._open();
    }
    super.emit(record);
    this.#place = this.#now();
  }
}

libraryModule("logging.handlers", () => self, {
  BufferingHandler,
  MemoryHandler,
  QueueHandler,
  QueueListener,
  RotatingFileHandler,
  TimedRotatingFileHandler,
  WatchedFileHandler,
});
