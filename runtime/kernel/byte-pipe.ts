/**
 * Pipes of bytes, as `os.pipe` makes them: a ring in the arena between those who hold its writing end and those who hold
 * its reading end. When nobody holds the one any more, readers find the end of the bytes; of the other, writers a broken
 * pipe.
 */
import { i32, u8 } from "./arena.js";
import { once } from "./attempt.js";
import { declareKind, release, retain } from "./holds.js";
import { alloc, allocDirty, free, kindWord } from "./memory.js";
import { lock, unlock } from "./spinlock.js";
import { notify, wait, WaitReason } from "./wait.js";

const PIPE_KIND = 6;
const READING_END_KIND = 7;
const WRITING_END_KIND = 8;

/** Words of a pipe. */
const LOCK = 0;
/** Offset of the ring, and how many bytes were ever read from it and written to it. */
const RING = 1;
const READ = 2;
const WRITTEN = 3;
/** 1 when nobody holds the end. */
const NO_READER = 4;
const NO_WRITER = 5;
/** Changes whenever anything above does. */
const SEQUENCE = 6;
const PIPE_BYTES = 32;

const RING_BYTES = 1 << 16;
/** What is not longer than this is written whole, never between parts of others' (PIPE_BUF). */
const WHOLE_BYTES = 4096;

/** Nobody reads any more. */
export class BrokenBytePipe extends Error {}

/** Makes the reading and the writing end of a pipe; nobody holds them yet. */
export function createBytePipe(): [reading: number, writing: number] {
  const pipe = alloc(PIPE_BYTES);
  i32[kindWord(pipe)] = PIPE_KIND;
  i32[(pipe >> 2) + RING] = allocDirty(RING_BYTES);
  return [createEnd(pipe, READING_END_KIND), createEnd(pipe, WRITING_END_KIND)];
}

function createEnd(pipe: number, kind: number): number {
  const end = alloc(8);
  i32[end >> 2] = pipe;
  i32[kindWord(end)] = kind;
  retain(pipe);
  return end;
}

const wordOf = (end: number): number => i32[end >> 2]! >> 2;

/** True for the end that is read from. */
export function isReadingEnd(end: number): boolean {
  return i32[kindWord(end)] === READING_END_KIND;
}

/**
 * Takes what has come, at most `most` bytes; nothing at the end. Waits for the first byte until the deadline (null: for
 * ever, 0: not at all) and returns null when that has passed.
 */
export function readPipe(end: number, most: number, deadline: number | null): Uint8Array | null {
  const word = wordOf(end);
  for (;;) {
    const sequence = Atomics.load(i32, word + SEQUENCE);
    // asked before taking: the last bytes and the end may come between the two
    const hasEnded = Atomics.load(i32, word + NO_WRITER) !== 0;
    const part = take(word, most);
    if (part.length > 0 || most === 0 || hasEnded) return part;
    if (!wait(word + SEQUENCE, sequence, deadline, WaitReason.connection)) return null;
  }
}

function take(word: number, most: number): Uint8Array {
  lock(word + LOCK);
  const read = i32[word + READ]!;
  const part = new Uint8Array(Math.min(most, (Atomics.load(i32, word + WRITTEN) - read) | 0));
  const [ring, start] = [i32[word + RING]!, read & (RING_BYTES - 1)];
  const first = Math.min(part.length, RING_BYTES - start);
  part.set(u8.subarray(ring + start, ring + start + first));
  part.set(u8.subarray(ring, ring + part.length - first), first);
  Atomics.store(i32, word + READ, (read + part.length) | 0);
  unlock(word + LOCK);
  if (part.length > 0) announceChange(word);
  return part;
}

/**
 * Writes all bytes, waiting for room as long as it takes, or with `deadline` 0 what there is room for; returns how many.
 *
 * @throws BrokenBytePipe when nobody can read them
 */
export function writePipe(end: number, bytes: Uint8Array, deadline: null | 0): number {
  const word = wordOf(end);
  // a thread that must wait comes back to what it has not written yet
  const progress = once(() => ({ written: 0 }));
  for (;;) {
    const sequence = Atomics.load(i32, word + SEQUENCE);
    if (Atomics.load(i32, word + NO_READER) !== 0) throw new BrokenBytePipe();
    progress.written += put(word, bytes.subarray(progress.written));
    if (progress.written === bytes.length) return progress.written;
    if (!wait(word + SEQUENCE, sequence, deadline, WaitReason.connection)) return progress.written;
  }
}

/** Writes what there is room for; returns how many bytes. */
function put(word: number, bytes: Uint8Array): number {
  lock(word + LOCK);
  const written = i32[word + WRITTEN]!;
  const room = RING_BYTES - ((written - Atomics.load(i32, word + READ)) | 0);
  const count = bytes.length <= WHOLE_BYTES && bytes.length > room ? 0 : Math.min(bytes.length, room);
  const [ring, start] = [i32[word + RING]!, written & (RING_BYTES - 1)];
  const first = Math.min(count, RING_BYTES - start);
  u8.set(bytes.subarray(0, first), ring + start);
  u8.set(bytes.subarray(first, count), ring);
  Atomics.store(i32, word + WRITTEN, (written + count) | 0);
  unlock(word + LOCK);
  if (count > 0) announceChange(word);
  return count;
}

function announceChange(word: number): void {
  Atomics.add(i32, word + SEQUENCE, 1);
  notify(word + SEQUENCE);
}

/** True when reading, or writing a few bytes, would not wait. */
export function isPipeReady(end: number): boolean {
  const word = wordOf(end);
  const filled = (Atomics.load(i32, word + WRITTEN) - Atomics.load(i32, word + READ)) | 0;
  if (isReadingEnd(end)) return filled > 0 || Atomics.load(i32, word + NO_WRITER) !== 0;
  return RING_BYTES - filled >= WHOLE_BYTES || Atomics.load(i32, word + NO_READER) !== 0;
}

function closeEnd(end: number): void {
  const word = wordOf(end);
  Atomics.store(i32, word + (isReadingEnd(end) ? NO_READER : NO_WRITER), 1);
  announceChange(word);
  release(word << 2);
}

declareKind(PIPE_KIND, { finalize: (pipe) => free(i32[(pipe >> 2) + RING]!) });
declareKind(READING_END_KIND, { finalize: closeEnd });
declareKind(WRITING_END_KIND, { finalize: closeEnd });
