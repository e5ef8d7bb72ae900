/** What file objects of both kinds share: their state, their lines, `with`. */
import { OSError, StopIteration, ValueError } from "../exceptions.js";
import { bases } from "../mro.js";
import { type int } from "../numbers.js";
import { NotImplemented } from "../protocol.js";

/** Mirrors io.UnsupportedOperation. */
export class UnsupportedOperation extends (bases(OSError, ValueError) as typeof ValueError) {}

/** Files with unwritten data: flushed when the process ends and before another file is opened. */
const pending = new Set<FileBase<unknown>>();

/** Writes what open files still hold back. CPython does it as each file is collected; here it happens at the next `open` or at exit. */
export function flushAll(): void {
  for (const file of pending) {
    if (file.closed) pending.delete(file);
    else file.flush();
  }
}

/** The same before a process starts, but for files that it inherits: it has a copy of what those hold back. */
export function flushUninherited(): void {
  for (const file of pending) if (!file.closed && !file.isInherited) file.flush();
}

export abstract class FileBase<T> {
  abstract readonly name: unknown;
  abstract readonly mode: string;
  abstract get closed(): boolean;
  abstract flush(): void;
  abstract close(): void;
  abstract readline(size?: int): T;
  abstract write(data: unknown): number;
  abstract readable(): boolean;
  abstract writable(): boolean;

  /** True for a file that a forked child has too. */
  get isInherited(): boolean {
    return false;
  }

  protected hold(): void {
    pending.add(this);
  }

  protected settle(): void {
    pending.delete(this);
  }

  /** @throws ValueError when the file is closed */
  protected check(): void {
    if (this.closed) throw new ValueError("I/O operation on closed file.");
  }

  readlines(hint: int | null = -1): T[] {
    const lines: T[] = [];
    let total = 0;
    for (const line of this) {
      lines.push(line);
      total += (line as { length: number }).length;
      if (hint !== null && hint > 0 && total >= hint) break;
    }
    return lines;
  }

  writelines(lines: Iterable<unknown>): void {
    for (const line of lines) this.write(line);
  }

  /** A file is its own iterator, which a `break` does not end. */
  [Symbol.iterator](): IterableIterator<T> {
    this.check();
    return { next: () => this.nextLine(), [Symbol.iterator]: () => this[Symbol.iterator]() };
  }

  private nextLine(): IteratorResult<T> {
    const line = this.readline();
    return this.isEnd(line) ? { done: true, value: undefined } : { done: false, value: line };
  }

  protected abstract isEnd(line: T): boolean;

  __iter__(): this {
    this.check();
    return this;
  }

  __next__(): T {
    const line = this.readline();
    if (this.isEnd(line)) throw new StopIteration();
    return line;
  }

  __enter__(): this {
    this.check();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    this.close();
    return null;
  }

  __eq__(other: unknown): unknown {
    return this === other ? true : NotImplemented;
  }
}
