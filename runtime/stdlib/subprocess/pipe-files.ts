/** The ends of the pipes to a program that has been started. */
import { bytes } from "../../builtins/bytes.js";
import { concatenate, requireBuffer } from "../../builtins/bytes/buffer.js";
import { BrokenPipeError } from "../../builtins/exceptions.js";
import { FileBase, UnsupportedOperation } from "../../builtins/io/base.js";
import type { int } from "../../builtins/numbers.js";
import type { Child } from "../../kernel/children.js";
import { SystemError } from "../../kernel/questions.js";

const NEWLINE = 10;
const EMPTY = new Uint8Array();

/** What a pipe can't do, and what both ends can. */
abstract class PipeFile extends FileBase<bytes> {
  readonly name: number;
  abstract override readonly mode: string;
  protected isClosed = false;

  constructor(name: number) {
    super();
    this.name = name;
  }

  get closed(): boolean {
    return this.isClosed;
  }

  fileno(): number {
    return this.name;
  }

  isatty(): boolean {
    return false;
  }

  seekable(): boolean {
    return false;
  }

  flush(): void {
    // nothing is held back
  }

  override write(_data: unknown): number {
    throw new UnsupportedOperation("not writable");
  }

  read(_size: int | null = -1): bytes {
    throw new UnsupportedOperation("not readable");
  }
}

/** What a program writes. */
export class PipeReader extends PipeFile {
  readonly mode = "rb";
  readonly #child: Child;
  readonly #fd: 1 | 2;
  #unread: Uint8Array = EMPTY;
  #ended = false;

  constructor(child: Child, fd: 1 | 2) {
    super(fd);
    this.#child = child;
    this.#fd = fd;
  }

  readable(): boolean {
    return true;
  }

  writable(): boolean {
    return false;
  }

  /** Waits for more; false at the end. */
  #more(): boolean {
    if (this.#ended) return false;
    const data = this.#child.read(this.#fd);
    this.#ended = data === null;
    if (data !== null) this.#unread = concatenate([this.#unread, data]);
    return data !== null;
  }

  #take(count: number): bytes {
    const taken = this.#unread.slice(0, count);
    this.#unread = this.#unread.slice(count);
    return bytes.wrap(taken);
  }

  override read(size: int | null = -1): bytes {
    this.check();
    const wanted = size === null || size < 0 ? Infinity : Number(size);
    while (this.#unread.length < wanted && this.#more());
    return this.#take(Math.min(wanted, this.#unread.length));
  }

  readline(size: int = -1): bytes {
    this.check();
    let end = this.#unread.indexOf(NEWLINE);
    while (end < 0 && this.#more()) end = this.#unread.indexOf(NEWLINE);
    const length = end < 0 ? this.#unread.length : end + 1;
    return this.#take(size < 0 ? length : Math.min(length, Number(size)));
  }

  protected isEnd(line: bytes): boolean {
    return line.data.length === 0;
  }

  close(): void {
    this.isClosed = true;
  }
}

/** What a program reads. */
export class PipeWriter extends PipeFile {
  readonly mode = "wb";
  readonly #child: Child;

  constructor(child: Child) {
    super(0);
    this.#child = child;
  }

  readable(): boolean {
    return false;
  }

  writable(): boolean {
    return true;
  }

  protected isEnd(): boolean {
    return true;
  }

  readline(): bytes {
    return bytes.wrap(EMPTY);
  }

  /** @throws BrokenPipeError when the program reads no more */
  override write(data: unknown): number {
    this.check();
    const content = requireBuffer(data);
    try {
      this.#child.write(content);
    } catch (error) {
      if (error instanceof SystemError) throw new BrokenPipeError(32, "Broken pipe");
      throw error;
    }
    return content.length;
  }

  close(): void {
    if (!this.isClosed) this.#child.closeInput();
    this.isClosed = true;
  }
}
