/**
 * Standard input. A thread in a reading system call hears no signal, so the broker reads, and the process waits for it
 * as for anything else: Ctrl-C works in the middle of input().
 */
import { readSync } from "node:fs";
import { i32, u8 } from "./arena.js";
import { alloc, free } from "./memory.js";
import { brokerRuns, onRequest, request, Request } from "./requests.js";
import { notify, wait, WaitReason } from "./wait.js";

/** Words of a reading: whether it is done, how many bytes came (or FAILED); then the bytes. */
const DONE = 0;
const COUNT = 1;
const HEADER = 8;
const FAILED = -1;
const STDIN = 0;
const RETRY_MS = 10;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** A reading that a signal took us away from: what it brings comes first next time. */
let unfinished = 0;

/** Reads into a buffer, at least one byte; returns how many came, 0 at the end of the input. */
export function readInput(buffer: Uint8Array): number {
  if (!brokerRuns()) return readHere(buffer);
  const reading = unfinished === 0 ? startReading(buffer.length) : unfinished;
  unfinished = reading;
  const word = reading >> 2;
  while (Atomics.load(i32, word + DONE) === 0) wait(word + DONE, 0, null, WaitReason.stdin);
  unfinished = 0;
  const count = i32[word + COUNT]!;
  if (count > 0) buffer.set(u8.subarray(reading + HEADER, reading + HEADER + count));
  free(reading);
  return count === FAILED ? readHere(buffer) : count;
}

function startReading(size: number): number {
  const reading = alloc(HEADER + size);
  request(Request.readInput, reading, size);
  return reading;
}

/** Reads in this thread: without a broker, and to meet the error that the broker met. */
function readHere(buffer: Uint8Array): number {
  for (;;) {
    try {
      return readSync(STDIN, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, RETRY_MS);
    }
  }
}

/** What the broker has read and nobody has asked for yet. */
let ahead: Buffer = Buffer.alloc(0);

/** The broker's half: answers readings. */
export function serveInput(): void {
  onRequest(Request.readInput, (reading, size) => readFor(reading!, size!));
}

/**
 * Node's stream is used, and not `fs.read`: that would sit in a thread of Node's from which a program that ends without
 * the input can't call it back.
 */
function readFor(reading: number, size: number): void {
  if (ahead.length > 0) return deliverInput(reading, size);
  const { stdin } = process;
  const chunk = stdin.read() as Buffer | null;
  if (chunk !== null) {
    ahead = chunk;
    deliverInput(reading, size);
  } else if (stdin.readableEnded || stdin.destroyed) {
    finishReading(reading, stdin.errored === null ? 0 : FAILED);
  } else {
    waitForInput(() => readFor(reading, size));
  }
}

const CHANGES = ["readable", "end", "error", "close"] as const;

function waitForInput(goOn: () => void): void {
  const changed = (): void => {
    for (const event of CHANGES) process.stdin.off(event, changed);
    goOn();
  };
  for (const event of CHANGES) process.stdin.on(event, changed);
}

function deliverInput(reading: number, size: number): void {
  const part = ahead.subarray(0, size);
  ahead = ahead.subarray(part.length);
  u8.set(part, reading + HEADER);
  finishReading(reading, part.length);
}

function finishReading(reading: number, count: number): void {
  i32[(reading >> 2) + COUNT] = count;
  Atomics.store(i32, (reading >> 2) + DONE, 1);
  notify((reading >> 2) + DONE);
}
