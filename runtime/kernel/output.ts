/**
 * What a program prints, written at once and whole. Node's own streams go through the event loop of the thread that
 * made the worker and lose lines when it ends, so these are plain system calls. A pipe takes a long text in pieces, and
 * a full one takes none, so that each text is written under a lock.
 */
import { writeSync } from "node:fs";
import { i32 } from "./arena.js";
import { PRINT_LOCK, PRINT_WAITERS } from "./layout.js";
import { selfSlot } from "./self.js";
import { checkSignals } from "./signals.js";

const RETRY_MS = 1;
const OWNER = selfSlot + 1;
const nap = new Int32Array(new SharedArrayBuffer(4));

/** Writes text to standard output. Raises KeyboardInterrupt when Ctrl-C was pressed. */
export function writeOut(text: string): void {
  writeText(1, text);
}

/** Writes text to standard error. */
export function writeErr(text: string): void {
  writeText(2, text);
}

function writeText(fd: number, text: string): void {
  // A lone surrogate can't be encoded; CPython raises for stdout and escapes for stderr.
  writeBytes(fd, Buffer.from(text, "utf8"));
  checkSignals();
}

/** Writes bytes to a file descriptor, all of them and in one piece; waits while a pipe is full. */
export function writeBytes(fd: number, bytes: Uint8Array): void {
  while (Atomics.compareExchange(i32, PRINT_LOCK, 0, OWNER) !== 0) {
    Atomics.add(i32, PRINT_WAITERS, 1);
    Atomics.wait(i32, PRINT_LOCK, Atomics.load(i32, PRINT_LOCK), RETRY_MS);
    Atomics.sub(i32, PRINT_WAITERS, 1);
  }
  try {
    writeAll(fd, bytes);
  } finally {
    Atomics.store(i32, PRINT_LOCK, 0);
    if (Atomics.load(i32, PRINT_WAITERS) !== 0) Atomics.notify(i32, PRINT_LOCK, 1);
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(fd, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      Atomics.wait(nap, 0, 0, RETRY_MS);
    }
  }
}
