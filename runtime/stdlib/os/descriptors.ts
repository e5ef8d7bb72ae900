/** File descriptors: `os.open`, `os.read`, `os.write` and their like. */
import { constants, fsyncSync, ftruncateSync, openSync, readSync, writeSync } from "node:fs";
import { isatty as isTerminal } from "node:tty";
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { requireBuffer, type BytesLike } from "../../builtins/bytes/buffer.js";
import { OSError } from "../../builtins/exceptions.js";
import { closeDescriptor, readDescriptor, writeDescriptor } from "../../builtins/io/descriptor.js";
import { open as openFile } from "../../builtins/io/open.js";
import { osCall } from "../../builtins/io/os-call.js";
import { type int } from "../../builtins/numbers.js";
import { tuple } from "../../builtins/tuple.js";
import { markRepeatable } from "../../kernel/attempt.js";
import { duplicate, openPipe, pipeDescriptor } from "../../kernel/descriptors.js";
import { writeBytes } from "../../kernel/output.js";
import { systemPath, type PathArgument } from "./paths.js";

export const O_RDONLY = constants.O_RDONLY;
export const O_WRONLY = constants.O_WRONLY;
export const O_RDWR = constants.O_RDWR;
export const O_APPEND = constants.O_APPEND;
export const O_CREAT = constants.O_CREAT;
export const O_EXCL = constants.O_EXCL;
export const O_TRUNC = constants.O_TRUNC;
export const O_NONBLOCK = constants.O_NONBLOCK;
export const O_SYNC = constants.O_SYNC;
export const O_DSYNC = constants.O_DSYNC;
export const O_DIRECTORY = constants.O_DIRECTORY;
export const O_NOFOLLOW = constants.O_NOFOLLOW;
export const O_NOCTTY = constants.O_NOCTTY;
export const O_NDELAY = O_NONBLOCK;
export const O_ACCMODE = 3;
export const O_CLOEXEC = 0o2000000;

const EMFILE = 24;
const ENOSYS = 38;

/** Opens a file and gives its descriptor. @throws OSError */
export function open(path: PathArgument, flags: int, mode: int = 0o777): number {
  const target = systemPath(path);
  return osCall(() => openSync(target, asCount(flags), asCount(mode)), path);
}

export function close(fd: int): void {
  osCall(() => closeDescriptor(asCount(fd)));
}

/** A pipe of bytes: the descriptors of the end to read from and of the end to write to. @throws OSError */
export function pipe(): tuple<[number, number]> {
  return tuple.of(...(openPipe() ?? tooMany()));
}

/** Another descriptor for an end of a pipe. @throws OSError for files: the system has no such call for Node */
export function dup(fd: int): number {
  const descriptor = pipeDescriptor(asCount(fd));
  if (descriptor === undefined) throw new OSError(ENOSYS, "only ends of pipes can be duplicated here");
  return duplicate(descriptor) ?? tooMany();
}

function tooMany(): never {
  throw new OSError(EMFILE, "Too many open files");
}

export function get_blocking(fd: int): boolean {
  return pipeDescriptor(asCount(fd))?.blocks ?? true;
}

/** Whether calls for an end of a pipe wait, or fail where they would have to. */
export function set_blocking(fd: int, blocking: boolean): void {
  const descriptor = pipeDescriptor(asCount(fd));
  if (descriptor === undefined) throw new OSError(ENOSYS, "only ends of pipes can be made not to block here");
  descriptor.blocks = blocking;
}

/** At most so many bytes from where the file stands. */
export function read(fd: int, length: int): bytes {
  const data = new Uint8Array(asCount(length));
  const count = osCall(() => readDescriptor(asCount(fd), data, null));
  return bytes.wrap(data.subarray(0, count));
}

/** At most so many bytes from a place in the file. */
export function pread(fd: int, length: int, offset: int): bytes {
  const data = new Uint8Array(asCount(length));
  const count = osCall(() => readSync(asCount(fd), data, 0, data.length, asCount(offset)));
  return bytes.wrap(data.subarray(0, count));
}

/** Writes bytes to a place in the file; returns how many. */
export function pwrite(fd: int, data: BytesLike, offset: int): number {
  const block = requireBuffer(data);
  return osCall(() => writeSync(asCount(fd), block, 0, block.length, asCount(offset)));
}

/** A file object for a descriptor. */
export function fdopen(fd: int, mode: string = "r", _buffering: int = -1, options: object = {}): unknown {
  return openFile(asCount(fd), mode, options);
}

/** Writes bytes; returns how many. */
export function write(fd: int, data: BytesLike): number {
  const block = requireBuffer(data);
  const descriptor = asCount(fd);
  if (descriptor === 1 || descriptor === 2) {
    writeBytes(descriptor, block);
    return block.length;
  }
  return osCall(() => writeDescriptor(descriptor, block, null));
}

markRepeatable(read, write);

export function fsync(fd: int): void {
  osCall(() => fsyncSync(asCount(fd)));
}

export function ftruncate(fd: int, length: int): void {
  osCall(() => ftruncateSync(asCount(fd), asCount(length)));
}

export function isatty(fd: int): boolean {
  return isTerminal(asCount(fd));
}
