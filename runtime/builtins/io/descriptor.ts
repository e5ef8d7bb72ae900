/** Reading, writing and closing by a descriptor's number: the system's, or an end of a pipe of the program. */
import { closeSync, fstatSync, readSync, writeSync, type Stats } from "node:fs";
import { BrokenBytePipe, isReadingEnd, readPipe, writePipe } from "../../kernel/byte-pipe.js";
import { closePipe, isNodesOwn, pipeDescriptor, type PipeDescriptor } from "../../kernel/descriptors.js";
import { readInput } from "../../kernel/input.js";
import { OSError } from "../exceptions.js";

const EBADF = 9;
const EAGAIN = 11;
const EPIPE = 32;
const STDIN = 0;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** Reads at least one byte, or none at the end; a descriptor of the system that does not block is asked again. */
export function readDescriptor(fd: number, buffer: Uint8Array, position: number | null): number {
  if (fd === STDIN) return readInput(buffer);
  const pipe = pipeDescriptor(fd);
  if (pipe !== undefined) return readInto(pipe, buffer);
  checkNumber(fd);
  for (;;) {
    try {
      return readSync(fd, buffer, 0, buffer.length, position);
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(PAUSE, 0, 0, 5);
    }
  }
}

function readInto({ end, blocks }: PipeDescriptor, buffer: Uint8Array): number {
  if (!isReadingEnd(end)) throw badDescriptor();
  const part = readPipe(end, buffer.length, blocks ? null : 0);
  if (part === null) throw new OSError(EAGAIN, "Resource temporarily unavailable");
  buffer.set(part);
  return part.length;
}

/** Writes all of the bytes; of a pipe that does not block, what there is room for. Returns how many. */
export function writeDescriptor(fd: number, data: Uint8Array, position: number | null): number {
  const pipe = pipeDescriptor(fd);
  if (pipe !== undefined) return writeFrom(pipe, data);
  checkNumber(fd);
  for (let offset = 0; offset < data.length;)
    offset += writeSync(fd, data, offset, data.length - offset, position === null ? null : position + offset);
  return data.length;
}

function writeFrom({ end, blocks }: PipeDescriptor, data: Uint8Array): number {
  if (isReadingEnd(end)) throw badDescriptor();
  try {
    const count = writePipe(end, data, blocks ? null : 0);
    if (count === 0 && data.length > 0) throw new OSError(EAGAIN, "Resource temporarily unavailable");
    return count;
  } catch (error) {
    if (error instanceof BrokenBytePipe) throw new OSError(EPIPE, "Broken pipe");
    throw error;
  }
}

const listeners: ((fd: number) => void)[] = [];

/** Has something done before a descriptor of the system is closed. */
export function beforeClosing(listener: (fd: number) => void): void {
  listeners.push(listener);
}

/** @throws OSError for a number that is nobody's, as osCall makes it for one that the system knows */
export function closeDescriptor(fd: number): void {
  if (closePipe(fd)) return;
  checkNumber(fd);
  for (const listener of listeners) listener(fd);
  closeSync(fd);
}

/** What the system says of a descriptor; null for an end of a pipe. */
export function descriptorStatus(fd: number): Stats | null {
  if (pipeDescriptor(fd) !== undefined) return null;
  checkNumber(fd);
  return fstatSync(fd);
}

function checkNumber(fd: number): void {
  if (isNodesOwn(fd)) throw badDescriptor();
}

function badDescriptor(): OSError {
  return new OSError(EBADF, "Bad file descriptor");
}
