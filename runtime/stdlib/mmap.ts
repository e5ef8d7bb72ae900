/**
 * Mirrors the module `mmap`. Memory that maps no file lies in the arena, so that forked children share it. A mapping of a
 * file reads and writes the file itself, so that everybody else who has it open sees the same, without `flush`. Differs:
 * what `struct.pack_into` or a memoryview changes reaches the file with the mapping's next operation.
 */
import { fstatSync, fsyncSync, openSync, readSync, writeSync } from "node:fs";
import { asCount, toIndex } from "../builtins/as-index.js";
import { bytes } from "../builtins/bytes.js";
import { type BufferView, type BytesLike, requireBuffer } from "../builtins/bytes/buffer.js";
import { IndexError, OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { resolveSlice, slice } from "../builtins/slice.js";
import { tuple } from "../builtins/tuple.js";
import { hold, noteShipped } from "../kernel/holds.js";
import { allocSparse, memory } from "../kernel/memory.js";
import { registerInheritor } from "../kernel/pickle/inheritors.js";
import { libraryModule, nativeClasses } from "./module.js";
import * as self from "./mmap.js";

export const ACCESS_DEFAULT = 0;
export const ACCESS_READ = 1;
export const ACCESS_WRITE = 2;
export const ACCESS_COPY = 3;
export const MAP_SHARED = 1;
export const MAP_PRIVATE = 2;
export const MAP_ANONYMOUS = 32;
export const MAP_ANON = MAP_ANONYMOUS;
export const PROT_READ = 1;
export const PROT_WRITE = 2;
export const PROT_EXEC = 4;
export const PAGESIZE = 4096;
export const ALLOCATIONGRANULARITY = 4096;

const EBADF = 9;
const INVALID = 22;

/** Where the bytes of a mapping are. */
interface Store {
  read(start: number, end: number): Uint8Array;
  write(start: number, data: Uint8Array): void;
  flush(): void;
  /** The bytes themselves, where they are in memory. */
  readonly memory?: Uint8Array;
  /** How to make the store in a forked child. */
  readonly origin: Origin;
}

/** A block of the arena, a file from an offset on, or bytes of the process's own. */
type Origin = readonly ["arena", Segment] | readonly ["file", fd: number, offset: number] | readonly ["own", bytes];

/** Holds memory that processes share. */
class Segment {
  readonly offset: number;

  constructor(offset: number) {
    this.offset = offset;
    hold(this, offset);
  }
}
registerInheritor(
  Segment.prototype,
  ({ offset }): [number] => {
    noteShipped(offset);
    return [offset];
  },
  "mmap_segment",
  (offset: number) => new Segment(offset),
);

function memoryStore(memory: Uint8Array, origin: Origin): Store {
  return {
    read: (start, end) => memory.slice(start, end),
    write: (start, given) => memory.set(given, start),
    flush: () => {},
    memory,
    origin,
  };
}

function arenaStore(segment: Segment, size: number): Store {
  return memoryStore(memory.u8.subarray(segment.offset, segment.offset + size), ["arena", segment]);
}

function ownStore(data: Uint8Array): Store {
  return memoryStore(data, ["own", bytes.wrap(data)]);
}

function storeFrom(origin: Origin, size: number): Store {
  switch (origin[0]) {
    case "arena":
      return arenaStore(origin[1], size);
    case "file":
      return fileStore(origin[1], origin[2]);
    case "own":
      return ownStore(origin[1].data);
  }
}

/** A descriptor of the mapping's own, since the program may close its file; the given one where the system has no such way. */
function ownDescriptor(fd: number, isReadOnly: boolean): number {
  try {
    return openSync(`/proc/self/fd/${fd}`, isReadOnly ? "r" : "r+");
  } catch {
    return fd;
  }
}

function fileStore(file: number, offset: number): Store {
  return {
    read: (start, end) => {
      const data = new Uint8Array(end - start);
      for (let at = 0; at < data.length;) {
        const count = readSync(file, data, at, data.length - at, offset + start + at);
        if (count === 0) break;
        at += count;
      }
      return data;
    },
    write: (start, data) => {
      for (let at = 0; at < data.length;) at += writeSync(file, data, at, data.length - at, offset + start + at);
    },
    flush: () => fsyncSync(file),
    origin: ["file", file, offset],
  };
}

type Inheritance = [origin: tuple<unknown[]>, file: number, size: number, isReadOnly: boolean, position: number];

function newSegment(size: number): Segment {
  return new Segment(allocSparse(size));
}

/** Mirrors `mmap.mmap`. */
export class mmap extends object implements BytesLike {
  #store: Store;
  /** The descriptor of the file, -1 for none. */
  #file = -1;
  #size: number;
  #isReadOnly: boolean;
  /** Memory that was lent to a memoryview, and what it held when the file last had the same. */
  #lent: { data: Uint8Array; known: Uint8Array } | null = null;
  #position = 0;
  #closed = false;

  constructor(
    fileno: int,
    length: int,
    flags: int = MAP_SHARED,
    prot: int = PROT_READ | PROT_WRITE,
    access: int = ACCESS_DEFAULT,
    offset: int = 0,
  ) {
    super();
    const [file, from] = [asCount(fileno), asCount(offset)];
    this.#size = asCount(length);
    if (this.#size < 0) throw new ValueError("memory mapped length must be positive");
    if (from < 0) throw new ValueError("memory mapped offset must be positive");
    this.#isReadOnly = access === ACCESS_READ || (access === ACCESS_DEFAULT && (asCount(prot) & PROT_WRITE) === 0);
    const isPrivate = access === ACCESS_COPY || (asCount(flags) & MAP_PRIVATE) !== 0;
    if (file === -1) {
      if (this.#size === 0) throw new OSError(INVALID, "Invalid argument");
      this.#store = isPrivate ? ownStore(new Uint8Array(this.#size)) : arenaStore(newSegment(this.#size), this.#size);
      return;
    }
    this.#size = mappedSize(file, this.#size, from);
    this.#file = ownDescriptor(file, this.#isReadOnly || isPrivate);
    const store = fileStore(this.#file, from);
    this.#store = isPrivate ? ownStore(store.read(0, this.#size)) : store;
  }

  /** The mapping for a forked child. */
  inheritance(): Inheritance {
    this.#checkOpen();
    this.#returnLent();
    return [tuple.of(...this.#store.origin), this.#file, this.#size, this.#isReadOnly, this.#position];
  }

  /** A forked child's mapping. */
  static inherited(...[origin, file, size, isReadOnly, position]: Inheritance): mmap {
    const mapping = new mmap(-1, 1, MAP_PRIVATE);
    mapping.#store = storeFrom([...origin] as unknown as Origin, size);
    mapping.#file = file;
    mapping.#size = size;
    mapping.#isReadOnly = isReadOnly;
    mapping.#position = position;
    return mapping;
  }

  override __init__(): void {}

  // ---- the bytes

  #read(start: number, end: number): Uint8Array {
    this.#checkOpen();
    this.#returnLent();
    return this.#store.read(start, Math.max(start, end));
  }

  #write(start: number, data: Uint8Array): void {
    this.#checkWritable();
    this.#returnLent();
    this.#store.write(start, data);
    this.#lent = null;
  }

  #checkOpen(): void {
    if (this.#closed) throw new ValueError("mmap closed or invalid");
  }

  #checkWritable(): void {
    this.#checkOpen();
    if (this.#isReadOnly) throw new TypeError("mmap can't modify a readonly memory map.");
  }

  /** Writes what was changed in lent memory. */
  #returnLent(): void {
    if (this.#lent === null) return;
    const { data, known } = this.#lent;
    for (let at = 0; at < data.length; at++) {
      if (data[at] === known[at]) continue;
      let end = at + 1;
      while (end < data.length && data[end] !== known[end]) end++;
      this.#store.write(at, data.subarray(at, end));
      known.set(data.subarray(at, end), at);
      at = end;
    }
  }

  __buffer__(): BufferView {
    const { memory: whole } = this.#store;
    if (whole !== undefined) {
      this.#checkOpen();
      return { data: whole, format: "B", itemsize: 1, readonly: this.#isReadOnly };
    }
    const data = this.#read(0, this.#size);
    if (!this.#isReadOnly) this.#lent = { data, known: data.slice() };
    return { data, format: "B", itemsize: 1, readonly: this.#isReadOnly };
  }

  __len__(): number {
    this.#checkOpen();
    return this.#size;
  }

  __getitem__(index: unknown): bytes | number {
    if (!(index instanceof slice)) return this.#read(this.#index(index), this.#index(index) + 1)[0]!;
    const { start, step, count } = resolveSlice(index, this.#size);
    if (step === 1) return bytes.wrap(this.#read(start, start + count));
    const all = this.#read(0, this.#size);
    return new bytes(Array.from({ length: count }, (_, at) => all[start + at * step]!));
  }

  __setitem__(index: unknown, value: unknown): void {
    this.#checkWritable();
    if (!(index instanceof slice)) {
      const byte = toIndex(value);
      if (byte === undefined) throw new TypeError("mmap item value must be an int");
      if (byte < 0 || byte > 255) throw new ValueError("mmap item value must be in range(0, 256)");
      return this.#write(this.#index(index, "mmap assignment"), Uint8Array.of(Number(byte)));
    }
    const { start, step, count } = resolveSlice(index, this.#size);
    const data = requireBuffer(value);
    if (data.length !== count) throw new IndexError("mmap slice assignment is wrong size");
    if (step === 1) return this.#write(start, data);
    data.forEach((byte, at) => this.#write(start + at * step, Uint8Array.of(byte)));
  }

  #index(index: unknown, what = "mmap"): number {
    const found = toIndex(index);
    if (found === undefined) throw new TypeError("mmap indices must be integers");
    const at = Number(found) < 0 ? Number(found) + this.#size : Number(found);
    if (at < 0 || at >= this.#size) throw new IndexError(`${what} index out of range`);
    return at;
  }

  declare [Symbol.iterator]: () => IterableIterator<bytes>;

  *__iter__(): Generator<bytes> {
    for (let at = 0; at < this.#size; at++) yield bytes.wrap(this.#read(at, at + 1));
  }

  // ---- as a file

  read(n: int | null = null): bytes {
    const left = this.#size - this.#position;
    const count = n === null || n < 0 ? left : Math.min(asCount(n), left);
    const data = this.#read(this.#position, this.#position + count);
    this.#position += count;
    return bytes.wrap(data);
  }

  read_byte(): number {
    if (this.#position >= this.#size) throw new ValueError("read byte out of range");
    return this.#read(this.#position, ++this.#position)[0]!;
  }

  /** Up to the next line feed, and with it. */
  readline(): bytes {
    const rest = this.#read(this.#position, this.#size);
    const end = rest.indexOf(0x0a);
    const line = end < 0 ? rest : rest.slice(0, end + 1);
    this.#position += line.length;
    return bytes.wrap(line);
  }

  write(data: BytesLike): number {
    const content = requireBuffer(data);
    this.#checkWritable();
    if (content.length > this.#size - this.#position) throw new ValueError("data out of range");
    this.#write(this.#position, content);
    this.#position += content.length;
    return content.length;
  }

  write_byte(byte: int): void {
    if (this.#position >= this.#size) throw new ValueError("write byte out of range");
    this.#write(this.#position++, Uint8Array.of(asCount(byte)));
  }

  /** @throws ValueError "seek out of range" */
  seek(pos: int, whence: int = 0): void {
    this.#checkOpen();
    if (whence !== 0 && whence !== 1 && whence !== 2) throw new ValueError("unknown seek type");
    const base = whence === 0 ? 0 : whence === 1 ? this.#position : this.#size;
    const target = base + asCount(pos);
    if (target < 0 || target > this.#size) throw new ValueError("seek out of range");
    this.#position = target;
  }

  tell(): number {
    this.#checkOpen();
    return this.#position;
  }

  // ---- searching and moving

  find(sub: BytesLike, start: int | null = null, end: int | null = null): number {
    const [from, to] = this.#range(start ?? this.#position, end);
    const at = Buffer.from(this.#read(from, to)).indexOf(requireBuffer(sub));
    return at < 0 ? -1 : from + at;
  }

  rfind(sub: BytesLike, start: int | null = null, end: int | null = null): number {
    const [from, to] = this.#range(start ?? this.#position, end);
    const at = Buffer.from(this.#read(from, to)).lastIndexOf(requireBuffer(sub));
    return at < 0 ? -1 : from + at;
  }

  #range(start: int, end: int | null): [from: number, to: number] {
    const bound = (given: int): number => {
      const at = asCount(given);
      return Math.min(Math.max(at < 0 ? at + this.#size : at, 0), this.#size);
    };
    return [bound(start), end === null ? this.#size : bound(end)];
  }

  /** Copies `count` bytes from `src` to `dest`. */
  move(dest: int, src: int, count: int): void {
    this.#checkWritable();
    const [to, from, length] = [asCount(dest), asCount(src), asCount(count)];
    const fits = Math.min(to, from, length) >= 0 && Math.max(to, from) + length <= this.#size;
    if (!fits) throw new ValueError("source, destination, or count out of range");
    this.#write(to, this.#read(from, from + length));
  }

  flush(offset: int = 0, size: int | null = null): null {
    this.#checkOpen();
    const [start, length] = [asCount(offset), size === null ? this.#size - asCount(offset) : asCount(size)];
    if (start < 0 || length < 0 || start + length > this.#size) throw new ValueError("flush values out of range");
    this.#returnLent();
    if (!this.#isReadOnly) this.#store.flush();
    return null;
  }

  /** The size of the file. @throws OSError for memory that maps none */
  size(): number {
    this.#checkOpen();
    if (this.#file === -1) throw new OSError(EBADF, "Bad file descriptor");
    return fstatSync(this.#file).size;
  }

  close(): null {
    if (!this.#closed) this.#returnLent();
    this.#closed = true;
    return null;
  }

  get closed(): boolean {
    return this.#closed;
  }

  __enter__(): this {
    this.#checkOpen();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }

  override __repr__(): string {
    if (this.#closed) return "<mmap.mmap closed=True>";
    const access = this.#isReadOnly ? "ACCESS_READ" : "ACCESS_DEFAULT";
    return `<mmap.mmap closed=False, access=${access}, length=${this.#size}, pos=${this.#position}, offset=0>`;
  }
}

/** How much of a file is mapped. @throws ValueError for more than the file has */
function mappedSize(file: number, length: number, offset: number): number {
  const { size } = fstatSync(file);
  if (length === 0) {
    if (size === 0) throw new ValueError("cannot mmap an empty file");
    if (offset >= size) throw new ValueError("mmap offset is greater than file size");
    return size - offset;
  }
  if (offset + length > size) throw new ValueError("mmap length is greater than file size");
  return length;
}

export { OSError as error } from "../builtins/exceptions.js";

registerInheritor(mmap.prototype, (mapping) => mapping.inheritance(), "mmap", mmap.inherited);
nativeClasses("mmap", { mmap });
libraryModule("mmap", () => self, { mmap });
