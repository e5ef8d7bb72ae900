/** What takes records to where they are read. */
import { NotImplementedError } from "../../builtins/exceptions.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { open } from "../../builtins/io/open.js";
import { qualifiedName } from "../../builtins/names.js";
import { exception } from "../../builtins/raise.js";
import { repr, text } from "../../builtins/repr.js";
import { special } from "../../builtins/protocol.js";
import { atExit } from "../../kernel/exit.js";
import { frames } from "../../kernel/frames.js";
import { format_exception, format_frames } from "../../kernel/traceback.js";
import { abspath } from "../os/path.js";
import { Filterer } from "./filter.js";
import { Formatter } from "./formatter.js";
import { checkLevel, getLevelName, NOTSET } from "./levels.js";
import type { LogRecord } from "./record.js";

/** All handlers that are not closed, to be closed at exit. */
const openHandlers = new Set<Handler>();

const standardFormatter = new Formatter();

/** Mirrors `logging.Handler`. */
export class Handler extends Filterer {
  level: number;
  formatter: Formatter | null = null;
  name: string | null = null;

  constructor(level: number | string = NOTSET) {
    super();
    this.level = checkLevel(level);
    openHandlers.add(this);
  }

  get_name(): string | null {
    return this.name;
  }

  set_name(name: string): void {
    this.name = name;
  }

  setLevel(level: number | string): void {
    this.level = checkLevel(level);
  }

  setFormatter(fmt: Formatter | null): void {
    this.formatter = fmt;
  }

  format(record: LogRecord): string {
    return (this.formatter ?? standardFormatter).format(record);
  }

  /** @throws NotImplementedError unless overridden */
  emit(_record: LogRecord): void {
    throw new NotImplementedError("emit must be implemented by Handler subclasses");
  }

  /** Emits the record if the filters let it pass. */
  handle(record: LogRecord): boolean {
    const passes = this.filter(record);
    if (passes) this.emit(record);
    return passes;
  }

  acquire(): void {
    // a process has one thread
  }

  release(): void {
    // a process has one thread
  }

  flush(): void {
    // nothing is held back
  }

  close(): void {
    openHandlers.delete(this);
  }

  /** Reports on standard error that a record could not be emitted. */
  handleError(record: LogRecord, error: unknown = null): void {
    if (error === null) return;
    const stack = frames(new Error().stack);
    streams.stderr.write(
      `--- Logging error ---\n${format_exception(exception(error)).join("")}Call stack:\n${format_frames(stack).join("")}` +
        `Message: ${repr(record.msg)}\nArguments: ${repr(record.args)}\n`,
    );
  }

  override __repr__(): string {
    return `<${qualifiedName(this.constructor)} (${text(getLevelName(this.level))})>`;
  }
}

/** Mirrors `logging.StreamHandler(stream=sys.stderr)`. */
export class StreamHandler extends Handler {
  static terminator = "\n";
  declare terminator?: string;
  stream: Writable;

  constructor(stream: Writable | null = null) {
    super();
    this.stream = stream ?? streams.stderr;
  }

  override flush(): void {
    this.stream.flush?.();
  }

  override emit(record: LogRecord): void {
    try {
      const end = this.terminator ?? (this.constructor as typeof StreamHandler).terminator;
      this.stream.write(this.format(record) + end);
      this.flush();
    } catch (error) {
      this.handleError(record, error);
    }
  }

  /** Sets another stream; returns the old one, null if it is the same. */
  setStream(stream: Writable): Writable | null {
    if (stream === this.stream) return null;
    const old = this.stream;
    this.flush();
    this.stream = stream;
    return old;
  }

  override __repr__(): string {
    const name: unknown = (this.stream as { name?: unknown }).name ?? "";
    return `<${qualifiedName(this.constructor)} ${name === "" ? "" : `${text(name)} `}(${text(getLevelName(this.level))})>`;
  }
}

/** What `emit` of lastResort writes to: the standard error of the moment. */
export class StderrHandler extends StreamHandler {
  override emit(record: LogRecord): void {
    this.stream = streams.stderr;
    super.emit(record);
  }
}
Object.defineProperty(StderrHandler, "name", { value: "_StderrHandler" });

/** A stream before the file is open. */
const unopened: Writable = { write: () => null };

/** Mirrors `logging.FileHandler`. */
export class FileHandler extends StreamHandler {
  readonly baseFilename: string;
  mode: string;
  readonly encoding: string | null;
  readonly errors: string | null;

  constructor(
    filename: unknown,
    mode: string = "a",
    encoding: string | null = null,
    delay: boolean = false,
    errors: string | null = null,
  ) {
    super(unopened);
    const fspath = special(filename, "__fspath__");
    this.baseFilename = abspath((fspath === undefined ? filename : fspath.call(filename)) as string);
    this.mode = mode;
    this.encoding = encoding;
    this.errors = errors;
    if (!delay) this.stream = this._open();
  }

  protected _open(): Writable {
    return open(this.baseFilename, this.mode, { encoding: this.encoding, errors: this.errors }) as Writable;
  }

  override emit(record: LogRecord): void {
    if (this.stream === unopened) this.stream = this._open();
    super.emit(record);
  }

  override close(): void {
    if (this.stream !== unopened) {
      this.flush();
      (this.stream as Writable & { close(): void }).close();
      this.stream = unopened;
    }
    super.close();
  }

  override __repr__(): string {
    return `<${qualifiedName(this.constructor)} ${this.baseFilename} (${text(getLevelName(this.level))})>`;
  }
}

/** Mirrors `logging.NullHandler`. */
export class NullHandler extends Handler {
  override handle(_record: LogRecord): boolean {
    return true;
  }

  override emit(_record: LogRecord): void {
    // records end here
  }
}

/** Mirrors `logging.shutdown()`: flushes and closes all handlers. */
export function shutdown(): void {
  for (const handler of [...openHandlers].reverse()) {
    handler.flush();
    handler.close();
  }
}

atExit(shutdown);
