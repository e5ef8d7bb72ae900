/** Files made of sockets. Mirrors socket.makefile and socket.SocketIO. */
import { bytes } from "../../builtins/bytes.js";
import { concatenate, requireBuffer } from "../../builtins/bytes/buffer.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { FileBase, UnsupportedOperation } from "../../builtins/io/base.js";
import { TextIO } from "../../builtins/io/text.js";
import type { int } from "../../builtins/numbers.js";
import { markRepeatable } from "../../kernel/attempt.js";
import type { socket } from "./socket-class.js";

const CHUNK = 8192;
const NEWLINE = 10;

export interface FileOptions {
  encoding?: string | null;
  errors?: string | null;
  newline?: string | null;
}

export type SocketFile = SocketIO | SocketText;

/** Mirrors socket.makefile. Differs: what is written goes out at once, whatever `buffering` says. */
export function makeFile(owner: socket, mode: string, _buffering: int | null, options: FileOptions): SocketFile {
  const letters = [...mode];
  if (letters.some((letter) => !"rwb".includes(letter))) {
    throw new ValueError(`invalid mode '${mode}' (only r, w, b allowed)`);
  }
  const writes = letters.includes("w");
  const binary = new SocketIO(owner, letters.includes("r") || !writes, writes);
  if (letters.includes("b")) return binary;
  const { encoding, errors, newline } = options;
  return new SocketText(binary, mode, encoding ?? "UTF-8", errors ?? "strict", newline ?? null);
}

/** The bytes of a connection as a binary file. */
export class SocketIO extends FileBase<bytes> {
  readonly name: unknown;
  readonly mode: string;
  readonly #socket: socket;
  readonly #reads: boolean;
  readonly #writes: boolean;
  /** Received and not yet asked for. */
  #ahead: Uint8Array = new Uint8Array();
  #closed = false;

  constructor(owner: socket, reads: boolean, writes: boolean) {
    super();
    this.#socket = owner;
    this.#reads = reads;
    this.#writes = writes;
    this.name = owner.fileno();
    this.mode = reads && writes ? "rwb" : reads ? "rb" : "wb";
  }

  get closed(): boolean {
    return this.#closed;
  }

  fileno(): number {
    this.check();
    return this.#socket.fileno();
  }

  isatty(): boolean {
    return false;
  }

  readable(): boolean {
    this.check();
    return this.#reads;
  }

  writable(): boolean {
    this.check();
    return this.#writes;
  }

  seekable(): boolean {
    return false;
  }

  /** So many bytes, or all up to the end. */
  read(size: int | null = -1): bytes {
    const wanted = size === null || size < 0 ? Infinity : Number(size);
    while (this.#ahead.length < wanted && this.#fill()) continue;
    return this.#take(wanted);
  }

  /** What has come, at most so many bytes. */
  read1(size: int = -1): bytes {
    if (this.#ahead.length === 0) this.#fill();
    return this.#take(size < 0 ? Infinity : Number(size));
  }

  readinto(target: unknown): number {
    const buffer = requireBuffer(target);
    const { data } = this.read(buffer.length);
    buffer.set(data);
    return data.length;
  }

  readline(size: int = -1): bytes {
    const limit = size < 0 ? Infinity : Number(size);
    let searched = 0;
    for (;;) {
      const found = this.#ahead.indexOf(NEWLINE, searched);
      if (found >= 0) return this.#take(Math.min(found + 1, limit));
      searched = this.#ahead.length;
      if (searched >= limit || !this.#fill()) return this.#take(limit);
    }
  }

  /** Receives more; false at the end. */
  #fill(): boolean {
    this.check();
    if (!this.#reads) throw new UnsupportedOperation("not readable");
    const part = this.#socket.recv(CHUNK).data;
    if (part.length > 0) this.#ahead = concatenate([this.#ahead, part]);
    return part.length > 0;
  }

  #take(most: number): bytes {
    const count = Math.min(most, this.#ahead.length);
    const taken = bytes.wrap(this.#ahead.slice(0, count));
    this.#ahead = this.#ahead.subarray(count);
    return taken;
  }

  protected isEnd(line: bytes): boolean {
    return line.data.length === 0;
  }

  write(data: unknown): number {
    this.check();
    if (!this.#writes) throw new UnsupportedOperation("not writable");
    if (typeof data === "string") throw new TypeError("a bytes-like object is required, not 'str'");
    this.#socket.sendall(data);
    return requireBuffer(data).length;
  }

  flush(): void {
    // Nothing is held back.
  }

  seek(): never {
    throw new UnsupportedOperation("seek");
  }

  tell(): never {
    throw new UnsupportedOperation("seek");
  }

  truncate(): never {
    throw new UnsupportedOperation("truncate");
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.fileClosed();
  }
}

/** The text of a connection as a file. */
export class SocketText extends TextIO {
  override read(size: int | null = -1): string {
    return super.read(size);
  }

  override readline(size: int = -1): string {
    return super.readline(size);
  }

  override write(text: unknown): number {
    return super.write(text);
  }
}

// what has come stays with the file, and what has gone is known to the socket's attempt
markRepeatable(SocketIO.prototype.read, SocketIO.prototype.read1, SocketIO.prototype.readline);
markRepeatable(SocketIO.prototype.write, SocketText.prototype.write);
markRepeatable(SocketText.prototype.read, SocketText.prototype.readline);
