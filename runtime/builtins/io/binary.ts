/** Binary files: a descriptor with a buffer in front. */
import { fstatSync, fsyncSync, ftruncateSync } from "node:fs";
import { isatty } from "node:tty";
import { bytes } from "../bytes.js";
import { requireBuffer } from "../bytes/buffer.js";
import { ValueError } from "../exceptions.js";
import { defineModule } from "../names.js";
import { type int } from "../numbers.js";
import { repr } from "../repr.js";
import { FileBase, UnsupportedOperation } from "./base.js";
import { closeDescriptor, descriptorStatus, readDescriptor, writeDescriptor } from "./descriptor.js";
import { osCall } from "./os-call.js";
import { alloc, memory } from "../../kernel/memory.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { pipeDescriptor } from "../../kernel/descriptors.js";

const CHUNK = 8192;
const NEWLINE = 10;

export interface Access {
  reads: boolean;
  writes: boolean;
  appends: boolean;
}

type FileInheritance = [
  fd: number,
  name: unknown,
  mode: string,
  reads: boolean,
  writes: boolean,
  appends: boolean,
  position: number | null,
  ahead: bytes,
  unwritten: bytes,
  closesDescriptor: boolean,
];

/** What io.BufferedReader, io.BufferedWriter and io.BufferedRandom have in common: all that they do. */
export class BinaryIO extends FileBase<bytes> {
  readonly name: unknown;
  readonly mode: string;
  private fd: number;
  private readonly access: Access;
  private closesDescriptor: boolean;
  private ownPosition: number | null = null;
  /** Where the position lies in shared memory, once a forked child has the file too. */
  private sharedPosition: number | null = null;
  /** Read ahead and not yet asked for. */
  private ahead = new Uint8Array(0);
  private unwritten: Uint8Array[] = [];
  private unwrittenSize = 0;

  constructor(fd: number, name: unknown, mode: string, access: Access, closesDescriptor = true) {
    super();
    this.fd = fd;
    this.name = name;
    this.mode = mode;
    this.access = access;
    this.closesDescriptor = closesDescriptor;
    const status = osCall(() => descriptorStatus(fd), name);
    this.position = status?.isFile() ? (access.appends ? status.size : 0) : null;
  }

  /** Offset of the next read or write in the file; null for pipes and terminals, which have none. */
  private get position(): number | null {
    return this.sharedPosition === null ? this.ownPosition : memory.f64[this.sharedPosition]!;
  }

  private set position(position: number | null) {
    if (this.sharedPosition === null) this.ownPosition = position;
    else memory.f64[this.sharedPosition] = position!;
  }

  /** The file for a forked child: as CPython's fork has it, position and all; what is in the buffers is there twice. */
  inheritance(): FileInheritance {
    this.check();
    const isPipe = pipeDescriptor(this.fd) !== undefined;
    // the child goes on to use it when this process has closed it; a pipe's end it has as a descriptor of its own
    if (!isPipe) this.closesDescriptor = false;
    if (this.sharedPosition === null && this.ownPosition !== null) {
      const { ownPosition } = this;
      this.sharedPosition = alloc(8) >> 3;
      this.position = ownPosition;
    }
    const { reads, writes, appends } = this.access;
    const unwritten = Buffer.concat(this.unwritten);
    return [
      this.fd,
      this.name,
      this.mode,
      reads,
      writes,
      appends,
      this.sharedPosition,
      new bytes(this.ahead),
      new bytes(unwritten),
      isPipe && this.closesDescriptor,
    ];
  }

  /** A forked child's file. */
  static inherited(...inheritance: FileInheritance): BinaryIO {
    const [fd, name, mode, reads, writes, appends, position, ahead, unwritten, closesDescriptor] = inheritance;
    const file = binaryFile(fd, name, mode, { reads, writes, appends }, closesDescriptor);
    file.sharedPosition = position;
    file.ahead = ahead.data as Uint8Array<ArrayBuffer>;
    if (unwritten.data.length > 0) file.unwritten = [unwritten.data];
    file.unwrittenSize = unwritten.data.length;
    return file;
  }

  override get isInherited(): boolean {
    return this.sharedPosition !== null;
  }

  get closed(): boolean {
    return this.fd < 0;
  }

  get raw(): this {
    return this;
  }

  fileno(): number {
    if (this.closed) throw new ValueError("I/O operation on closed file");
    return this.fd;
  }

  isatty(): boolean {
    this.check();
    return isatty(this.fd);
  }

  readable(): boolean {
    this.check();
    return this.access.reads;
  }

  writable(): boolean {
    this.check();
    return this.access.writes;
  }

  seekable(): boolean {
    this.check();
    return this.position !== null;
  }

  // ---------------------------------------------------------------------------------------------- reading

  /** All that is left, or at most `size` bytes. */
  read(size: int | null = -1): bytes {
    this.checkReads();
    const wanted = size === null || size < 0 ? Infinity : Number(size);
    while (this.ahead.length < wanted && this.fill(wanted)) continue;
    return bytes.wrap(this.take(Math.min(wanted, this.ahead.length)));
  }

  /** What one read of the descriptor gives, at most `size` bytes. */
  read1(size: int = -1): bytes {
    this.checkReads();
    if (this.ahead.length === 0) this.fill(CHUNK);
    return bytes.wrap(this.take(size < 0 ? this.ahead.length : Math.min(Number(size), this.ahead.length)));
  }

  peek(_size: int = 0): bytes {
    this.checkReads();
    if (this.ahead.length === 0) this.fill(CHUNK);
    return bytes.wrap(this.ahead.slice());
  }

  readinto(target: unknown): number {
    const buffer = requireBuffer(target);
    const { data } = this.read(buffer.length);
    buffer.set(data);
    return data.length;
  }

  readline(size: int = -1): bytes {
    this.checkReads();
    const limit = size < 0 ? Infinity : Number(size);
    let searched = 0;
    for (;;) {
      const found = this.ahead.indexOf(NEWLINE, searched);
      if (found >= 0) return bytes.wrap(this.take(Math.min(found + 1, limit)));
      searched = this.ahead.length;
      if (searched >= limit || !this.fill(CHUNK)) return bytes.wrap(this.take(Math.min(this.ahead.length, limit)));
    }
  }

  protected isEnd(line: bytes): boolean {
    return line.data.length === 0;
  }

  /** Reads more into `ahead`; false at the end of the file. */
  private fill(wanted: number): boolean {
    this.flush();
    const size = Number.isFinite(wanted)
      ? Math.max(CHUNK, wanted - this.ahead.length)
      : Math.max(CHUNK, this.remaining());
    const chunk = new Uint8Array(size);
    const count = osCall(() => readDescriptor(this.fd, chunk, this.position), this.name);
    if (this.position !== null) this.position += count;
    if (count === 0) return false;
    const grown = new Uint8Array(this.ahead.length + count);
    grown.set(this.ahead);
    grown.set(chunk.subarray(0, count), this.ahead.length);
    this.ahead = grown;
    return true;
  }

  private remaining(): number {
    return this.position === null ? CHUNK : fstatSync(this.fd).size - this.position + 1;
  }

  private take(count: number): Uint8Array {
    const taken = this.ahead.slice(0, count);
    this.ahead = this.ahead.subarray(count);
    return taken;
  }

  // ---------------------------------------------------------------------------------------------- writing

  write(data: unknown): number {
    this.check();
    if (!this.access.writes) throw new UnsupportedOperation("write");
    const buffer = requireBuffer(data);
    this.forgetAhead();
    this.unwritten.push(buffer.slice());
    this.unwrittenSize += buffer.length;
    this.hold();
    if (this.unwrittenSize >= CHUNK) this.flush();
    return buffer.length;
  }

  flush(): void {
    this.check();
    if (this.unwrittenSize === 0) return;
    const data = Buffer.concat(this.unwritten);
    this.unwritten = [];
    this.unwrittenSize = 0;
    this.settle();
    const at = this.access.appends ? null : this.position;
    osCall(() => writeDescriptor(this.fd, data, at), this.name);
    if (this.access.appends && this.position !== null) this.position = fstatSync(this.fd).size;
    else if (this.position !== null) this.position += data.length;
  }

  truncate(size: int | null = null): number {
    this.flush();
    const length = size === null ? this.tell() : Number(size);
    osCall(() => ftruncateSync(this.fd, length), this.name);
    return length;
  }

  // --------------------------------------------------------------------------------------------- position

  tell(): number {
    this.check();
    if (this.position === null) throw new UnsupportedOperation("underlying stream is not seekable");
    return this.position - this.ahead.length + this.unwrittenSize;
  }

  seek(target: int, whence: int = 0): number {
    const from = whence === 0 ? 0 : whence === 1 ? this.tell() : (this.flush(), fstatSync(this.fileno()).size);
    this.flush();
    const position = from + Number(target);
    if (position < 0) throw new ValueError(`negative seek value ${position}`);
    this.ahead = new Uint8Array(0);
    this.position = position;
    return position;
  }

  close(): void {
    if (this.closed) return;
    try {
      this.flush();
    } finally {
      const { fd } = this;
      this.fd = -1;
      if (this.closesDescriptor) osCall(() => closeDescriptor(fd), this.name);
    }
  }

  /** Writes through to the disk, for os.fsync. */
  sync(): void {
    this.flush();
    osCall(() => fsyncSync(this.fd), this.name);
  }

  __repr__(): string {
    const kind = this.access.reads ? (this.access.writes ? "BufferedRandom" : "BufferedReader") : "BufferedWriter";
    return `<_io.${kind} name=${repr(this.name)}>`;
  }

  private checkReads(): void {
    this.check();
    if (!this.access.reads) throw new UnsupportedOperation("read");
  }

  /** What was read ahead is given back before a write. */
  private forgetAhead(): void {
    if (this.ahead.length === 0) return;
    if (this.position !== null) this.position -= this.ahead.length;
    this.ahead = new Uint8Array(0);
  }
}

class BufferedReader extends BinaryIO {
  static readonly __tp_name__ = "_io.BufferedReader";
}

class BufferedWriter extends BinaryIO {
  static readonly __tp_name__ = "_io.BufferedWriter";
}

class BufferedRandom extends BinaryIO {
  static readonly __tp_name__ = "_io.BufferedRandom";
}

/** The classes of binary files, by what can be done with them. */
export const BINARY_FILES = [BufferedReader, BufferedWriter, BufferedRandom] as const;
defineModule({ BufferedReader, BufferedWriter, BufferedRandom }, "_io");
for (const { prototype } of BINARY_FILES)
  registerInheritor(prototype, (file: BinaryIO) => file.inheritance(), "binary_file", BinaryIO.inherited);

/** A descriptor as a binary file. */
export function binaryFile(...given: ConstructorParameters<typeof BinaryIO>): BinaryIO {
  const { reads, writes } = given[3];
  const cls = reads && writes ? BufferedRandom : writes ? BufferedWriter : BufferedReader;
  return new cls(...given);
}
