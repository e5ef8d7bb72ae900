/**
 * What a program prints, written at once and whole. Node's own streams go through the event loop of the thread that
 * made the worker and lose lines when it ends, so these are plain system calls. A pipe takes a long text in pieces, and
 * a full one takes none, so that each text is written under a lock.
 */
import { writeSync } from "node:fs";
import { BlockingIOError, OSError } from "../builtins/exceptions.js";
import { osCall } from "../builtins/io/os-call.js";
import { i32 } from "./arena.js";
import { PRINT_LOCK, PRINT_WAITERS } from "./layout.js";
import { selfSlot } from "./self.js";
import { checkSignals } from "./signals.js";

const STDERR = 2;
const RETRY_MS = 1;
const OWNER = selfSlot + 1;
const nap = new Int32Array(new SharedArrayBuffer(4));

/** What the program put in place of `sys.stderr`, as a function that writes there; null while that is standard error. */
let redirected: ((text: string) => void) | null = null;

/** Has messages written by a function; null leads them to standard error again. */
export function redirectErrors(write: ((text: string) => void) | null): void {
  redirected = write;
}

/** Writes text to `sys.stderr`. What can't be written even to standard error is lost: there is nowhere to say so. */
export function writeErr(text: string): void {
  if (redirected === null || !isWritten(redirected, text)) writeStandardError(text);
}

function isWritten(write: (text: string) => void, text: string): boolean {
  try {
    write(text);
    return true;
  } catch {
    return false;
  }
}

function writeStandardError(text: string): void {
  try {
    // A lone surrogate can't be encoded.
    writeBytes(STDERR, Buffer.from(text, "utf8"));
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
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
      written += osCall(() => writeSync(fd, bytes, written));
    } catch (error) {
      if (!(error instanceof BlockingIOError)) throw error;
      Atomics.wait(nap, 0, 0, RETRY_MS);
    }
  }
}
