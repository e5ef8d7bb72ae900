import { bytes } from "../../builtins/bytes.js";
import { requireBuffer } from "../../builtins/bytes/buffer.js";
import { ValueError } from "../../builtins/exceptions.js";
import { FileBase } from "../../builtins/io/base.js";
import type { int } from "../../builtins/numbers.js";

const NEWLINE = 10;

/** Mirrors `io.BytesIO`: a binary file in memory. Differs: no `getbuffer`. */
export class BytesIO extends FileBase<bytes> {
  readonly name = null;
  readonly mode = "rb+";
  /** Room for the contents, of which `#size` bytes are used. */
  #data: Uint8Array;
  #size: number;
  #position = 0;
  #closed = false;

  constructor(initial_bytes: unknown = null) {
    super();
    this.#data = initial_bytes === null ? new Uint8Array(64) : requireBuffer(initial_bytes).slice();
    this.#size = initial_bytes === null ? 0 : this.#data.length;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** All of the contents. */
  getvalue(): bytes {
    this.check();
    return new bytes(this.#data.slice(0, this.#size));
  }

  read(size: int | null = -1): bytes {
    this.check();
    return this.#take(size === null || size < 0 ? this.#size : this.#position + Number(size));
  }

  read1(size: int = -1): bytes {
    return this.read(size);
  }

  readline(size: int = -1): bytes {
    this.check();
    const found = this.#data.subarray(0, this.#size).indexOf(NEWLINE, this.#position);
    const end = found < 0 ? this.#size : found + 1;
    return this.#take(size < 0 ? end : Math.min(end, this.#position + Number(size)));
  }

  #take(end: number): bytes {
    const last = Math.min(end, this.#size);
    const taken = this.#data.slice(Math.min(this.#position, last), last);
    this.#position += taken.length;
    return new bytes(taken);
  }

  protected isEnd(line: bytes): boolean {
    return line.data.length === 0;
  }

  write(data: unknown): number {
    this.check();
    const given = requireBuffer(data);
    const end = this.#position + given.length;
    this.#grow(end);
    this.#data.set(given, this.#position);
    this.#size = Math.max(this.#size, end);
    this.#position = end;
    return given.length;
  }

  #grow(size: number): void {
    if (size <= this.#data.length) return;
    const larger = new Uint8Array(Math.max(size, this.#data.length * 2));
    larger.set(this.#data.subarray(0, this.#size));
    this.#data = larger;
  }

  /** @throws ValueError "negative seek value -1" */
  seek(offset: int, whence: int = 0): number {
    this.check();
    const from = whence === 0 ? 0 : whence === 1 ? this.#position : this.#size;
    if (whence === 0 && offset < 0) throw new ValueError(`negative seek value ${offset}`);
    this.#position = Math.max(0, from + Number(offset));
    return this.#position;
  }

  tell(): number {
    this.check();
    return this.#position;
  }

  truncate(size: int | null = null): number {
    this.check();
    const length = Number(size ?? this.#position);
    if (length < 0) throw new ValueError(`negative size value ${length}`);
    if (length < this.#size) this.#data.fill(0, length, this.#size);
    this.#size = Math.min(length, this.#size);
    return length;
  }

  flush(): void {
    this.check();
  }

  close(): void {
    this.#closed = true;
  }

  readable(): boolean {
    return true;
  }

  writable(): boolean {
    return true;
  }

  seekable(): boolean {
    return true;
  }

  isatty(): boolean {
    return false;
  }
}
