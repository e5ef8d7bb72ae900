/**
 * Stream sockets. The broker owns them, since a process that waits in a system call would hear no signal; what comes in
 * lies in a ring in the arena, and what goes out is handed over in blocks. A process holds a small block that names the
 * socket's state; when nobody holds it any more, the broker closes the socket.
 */
import { i32, u8 } from "./arena.js";
import { declareKind } from "./holds.js";
import { EMPTY, freeMessage, isReadable as hasMessage, messageBytes, receive as receiveMessage } from "./mailbox.js";
import { alloc, allocDirty, kindWord } from "./memory.js";
import { ask } from "./questions.js";
import { request, Request } from "./requests.js";
import { lock, unlock } from "./spinlock.js";
import { sleepOn, wait, WaitReason } from "./wait.js";

export const SOCKET_KIND = 5;

/** Words of the state, which belongs to the broker. */
export const State = {
  /** Changes whenever anything below does. */
  sequence: 0,
  lock: 1,
  /** Offset of the ring of what came in (0 before there is a connection), and how many bytes were ever read and written. */
  ring: 2,
  read: 3,
  written: 4,
  /** 1 when the other end sends no more. */
  ended: 5,
  /** 1 while the broker has more than fits into the ring. */
  heldBack: 6,
  /** How many bytes are on their way to the system. */
  unsent: 7,
  /** Offset of the mailbox of accepted sockets. */
  backlog: 8,
  /** The errno that ended the connection, or 0. */
  failure: 9,
} as const;
const STATE_BYTES = 48;
export const RING_BYTES = 1 << 16;
/** So much may be on its way before a sender waits. */
const MOST_UNSENT = 1 << 20;
const LARGEST_PART = 1 << 18;

const EPIPE = 32;
const ECONNRESET = 104;

/** Where a socket is: of the internet, or a file. */
export type Address = { host: string; port: number } | { path: string };

/** The two ends of a connection, or of a listening socket the first. */
export interface Ends {
  local: Address | null;
  peer: Address | null;
}

/** What connecting and listening have the broker do. */
export interface SocketQuestion {
  state: number;
  address: Address;
}

/** A connection ended by the system: the number says how. */
export class SocketFailure extends Error {
  readonly errno: number;

  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

/** Makes a socket and returns the offset of its block, which nobody holds yet. */
export function createSocket(): number {
  const socket = alloc(8);
  i32[socket >> 2] = alloc(STATE_BYTES);
  i32[kindWord(socket)] = SOCKET_KIND;
  return socket;
}

/** Offset of the state of a socket. */
export function stateOf(socket: number): number {
  return i32[socket >> 2]!;
}

function wordOf(socket: number): number {
  return stateOf(socket) >> 2;
}

/**
 * Connects; null when the deadline has passed. The process's other threads don't run meanwhile: one that waited on top of
 * this one for what the connection will bring would keep it from going on.
 *
 * @throws SystemError (questions.ts)
 */
export function connect(socket: number, address: Address, deadline: number | null): Ends | null {
  const answer = ask("connect", { state: stateOf(socket), address }, deadline, sleepOn);
  return (answer?.value ?? null) as Ends | null;
}

/** Listens at an address. @throws SystemError */
export function listen(socket: number, address: Address): Ends {
  return ask("listen", { state: stateOf(socket), address })!.value as Ends;
}

/** The next connection to a listening socket, to be held before `done` is called; null when the deadline has passed. */
export function accept(socket: number, deadline: number | null): { socket: number; ends: Ends; done(): void } | null {
  const message = receiveMessage(i32[wordOf(socket) + State.backlog]!, deadline, WaitReason.socket);
  if (message <= EMPTY) return null;
  const accepted = JSON.parse(Buffer.from(messageBytes(message)).toString()) as { socket: number; ends: Ends };
  return { ...accepted, done: () => freeMessage(message) };
}

/**
 * Takes what has come in, at most `most` bytes of it; nothing at the end. Waits for the first byte until the deadline
 * (null: for ever, 0: not at all) and returns null when that has passed.
 *
 * @param peek leaves the bytes where they are
 * @throws SocketFailure when the connection was reset
 */
export function receive(socket: number, most: number, deadline: number | null, peek = false): Uint8Array | null {
  const word = wordOf(socket);
  for (;;) {
    const sequence = Atomics.load(i32, word + State.sequence);
    // Asked before taking: the last bytes and the end may come between the two.
    const hasEnded = Atomics.load(i32, word + State.ended) !== 0;
    const part = take(word, most, peek);
    if (part.length > 0 || most === 0 || hasEnded) return part;
    const failure = Atomics.load(i32, word + State.failure);
    if (failure !== 0) throw new SocketFailure(failure === EPIPE ? ECONNRESET : failure);
    if (!wait(word + State.sequence, sequence, deadline, WaitReason.socket)) return null;
  }
}

function take(word: number, most: number, peek: boolean): Uint8Array {
  lock(word + State.lock);
  const read = i32[word + State.read]!;
  const count = Math.min(most, (Atomics.load(i32, word + State.written) - read) | 0);
  const part = copyOut(i32[word + State.ring]!, read & (RING_BYTES - 1), count);
  if (!peek) i32[word + State.read] = (read + count) | 0;
  unlock(word + State.lock);
  if (count > 0 && !peek && Atomics.load(i32, word + State.heldBack) !== 0) request(Request.socketRoom, word << 2);
  return part;
}

function copyOut(ring: number, start: number, count: number): Uint8Array {
  const part = new Uint8Array(count);
  const first = Math.min(count, RING_BYTES - start);
  part.set(u8.subarray(ring + start, ring + start + first));
  part.set(u8.subarray(ring, ring + count - first), first);
  return part;
}

/**
 * Hands bytes over to be sent, as many as may be on their way; waits until it is some (deadline as for `receive`).
 * Returns how many, or null when the deadline has passed.
 *
 * @throws SocketFailure when the connection is broken
 */
export function send(socket: number, bytes: Uint8Array, deadline: number | null): number | null {
  const word = wordOf(socket);
  for (;;) {
    const sequence = Atomics.load(i32, word + State.sequence);
    const failure = Atomics.load(i32, word + State.failure);
    if (failure !== 0) throw new SocketFailure(failure);
    if (isWritable(socket)) return handOver(word, bytes.subarray(0, LARGEST_PART));
    if (!wait(word + State.sequence, sequence, deadline, WaitReason.socket)) return null;
  }
}

function handOver(word: number, part: Uint8Array): number {
  const block = allocDirty(part.length);
  u8.set(part, block);
  Atomics.add(i32, word + State.unsent, part.length);
  request(Request.socketSend, word << 2, block, part.length);
  return part.length;
}

/** Says that nothing more is sent. */
export function endSending(socket: number): void {
  request(Request.socketEnd, stateOf(socket));
}

/** True when `receive` or `accept` would return, or fail, at once. */
export function isReadable(socket: number): boolean {
  const word = wordOf(socket);
  const backlog = i32[word + State.backlog]!;
  if (backlog !== 0) return hasMessage(backlog);
  const hasBytes = Atomics.load(i32, word + State.written) !== i32[word + State.read];
  return hasBytes || Atomics.load(i32, word + State.ended) !== 0 || Atomics.load(i32, word + State.failure) !== 0;
}

/** True when `send` would return, or fail, at once. */
export function isWritable(socket: number): boolean {
  const word = wordOf(socket);
  return Atomics.load(i32, word + State.unsent) < MOST_UNSENT || Atomics.load(i32, word + State.failure) !== 0;
}

declareKind(SOCKET_KIND, { finalize: (socket) => request(Request.socketClose, stateOf(socket)) });
