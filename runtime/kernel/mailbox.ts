/**
 * Messages of any size from many senders to many receivers: what queues and pipes are made of. A message is a block of
 * its own, written outside of any lock; sending and receiving link it in and out in a few plain stores. A process that
 * is killed at any point loses at most the message that it was writing or had just taken.
 */
import { i32, u8 } from "./arena.js";
import { declareKind, release, retain } from "./holds.js";
import { alloc, allocDirty, free } from "./memory.js";
import { lock, unlock } from "./spinlock.js";
import { announce, notify, waitCounted, WaitReason } from "./wait.js";

export const MAILBOX_KIND = 1;

/** Words of a mailbox. */
const LOCK = 0;
const FIRST = 1;
const LAST = 2;
const ITEMS = 3;
/** How many more fit, where there is a capacity. */
const ROOM = 4;
const CAPACITY = 5;
const RECEIVERS_WAITING = 6;
const SENDERS_WAITING = 7;
/** 1 when no sender is left, so that an empty mailbox stays empty. */
const CLOSED = 8;
/** 1 when no receiver is left. */
const ABANDONED = 9;
const WORDS = 16;

/** Words of a message, then its bytes. */
const NEXT = 0;
const LENGTH = 1;
/** Offset of the list of blocks that the message refers to: a word for their number, then their offsets. */
const SHIPPED = 2;
const MESSAGE_HEADER = 16;

/**
 * Makes a mailbox of unlimited (0) or limited capacity in messages; returns its offset. Nobody holds it yet.
 * `extraBytes` are for its user, from `mailboxExtra` on.
 */
export function createMailbox(capacity: number = 0, extraBytes: number = 0): number {
  const box = alloc(WORDS * 4 + extraBytes);
  i32[(box >> 2) + CAPACITY] = capacity;
  i32[(box >> 2) + ROOM] = capacity;
  return box;
}

/** Offset of the bytes in a mailbox that belong to its user. */
export function mailboxExtra(box: number): number {
  return box + WORDS * 4;
}

/** How a `send` ended: `abandoned` means that no receiver is left. */
export type Sent = "sent" | "full" | "abandoned";

/**
 * Sends bytes, with the blocks that they refer to (see collectShipped); waits for room until the deadline (null: as long
 * as it takes; 0 or any time that has passed: not at all).
 */
export function send(box: number, bytes: Uint8Array, shipped: readonly number[], deadline: number | null): Sent {
  const word = box >> 2;
  const message = writeMessage(bytes, shipped);
  let outcome: Sent = "full";
  try {
    do outcome = link(word, message);
    while (outcome === "full" && waitForRoom(word, deadline));
  } finally {
    if (outcome !== "sent") freeMessage(message);
  }
  if (outcome !== "sent") return outcome;
  if (Atomics.load(i32, word + RECEIVERS_WAITING) !== 0) notify(word + ITEMS, 1);
  else announce();
  return "sent";
}

function waitForRoom(word: number, deadline: number | null): boolean {
  return waitCounted(word + ROOM, 0, word + SENDERS_WAITING, deadline, WaitReason.queueRoom);
}

function link(word: number, message: number): Sent {
  lock(word + LOCK);
  if (i32[word + ABANDONED] !== 0) {
    unlock(word + LOCK);
    return "abandoned";
  }
  if (i32[word + CAPACITY] !== 0 && i32[word + ROOM] === 0) {
    unlock(word + LOCK);
    return "full";
  }
  const last = i32[word + LAST]!;
  if (last === 0) i32[word + FIRST] = message;
  else i32[(last >> 2) + NEXT] = message;
  i32[word + LAST] = message;
  i32[word + ITEMS] = i32[word + ITEMS]! + 1;
  i32[word + ROOM] = i32[word + ROOM]! - 1;
  unlock(word + LOCK);
  return "sent";
}

function writeMessage(bytes: Uint8Array, shipped: readonly number[]): number {
  const message = allocDirty(MESSAGE_HEADER + bytes.length);
  const word = message >> 2;
  i32[word + NEXT] = 0;
  i32[word + LENGTH] = bytes.length;
  i32[word + SHIPPED] = shipped.length === 0 ? 0 : writeShipped(shipped);
  u8.set(bytes, message + MESSAGE_HEADER);
  return message;
}

function writeShipped(shipped: readonly number[]): number {
  const list = alloc(4 + shipped.length * 4);
  i32[list >> 2] = shipped.length;
  i32.set(shipped, (list >> 2) + 1);
  shipped.forEach(retain);
  return list;
}

const FEWEST_SPINS = 50;
const MOST_SPINS = 4_000;
let patience = MOST_SPINS;

/** What `receive` found instead of a message. */
export const EMPTY = 0;
export const END = -1;

/**
 * Takes the next message and returns its offset, for `messageBytes` and then `freeMessage`. Waits until the deadline as
 * `send` does. Returns EMPTY when none came in time, END when none can come any more because no sender is left.
 */
export function receive(box: number, deadline: number | null, reason: WaitReason = WaitReason.queueItem): number {
  const word = box >> 2;
  for (;;) {
    const message = unlink(word);
    if (message !== EMPTY) {
      if (Atomics.load(i32, word + SENDERS_WAITING) !== 0) notify(word + ROOM, 1);
      else announce();
      return message;
    }
    if (Atomics.load(i32, word + CLOSED) !== 0 && i32[word + ITEMS] === 0) return END;
    if (deadline !== 0 && spinForItem(word)) continue;
    if (!waitCounted(word + ITEMS, 0, word + RECEIVERS_WAITING, deadline, reason)) {
      return Atomics.load(i32, word + ITEMS) === 0 ? EMPTY : unlink(word);
    }
  }
}

/**
 * Looks for a message a little longer before the process sleeps: to be woken costs more than most messages take to come.
 * Where looking has not helped lately it is done less.
 */
function spinForItem(word: number): boolean {
  for (let spins = patience; spins > 0; spins--) {
    if (Atomics.load(i32, word + ITEMS) !== 0) {
      patience = Math.min(patience * 2, MOST_SPINS);
      return true;
    }
  }
  patience = Math.max(patience >> 1, FEWEST_SPINS);
  return false;
}

function unlink(word: number): number {
  if (Atomics.load(i32, word + ITEMS) === 0) return EMPTY;
  lock(word + LOCK);
  const message = i32[word + FIRST]!;
  if (message !== 0) {
    const next = i32[(message >> 2) + NEXT]!;
    i32[word + FIRST] = next;
    if (next === 0) i32[word + LAST] = 0;
    i32[word + ITEMS] = i32[word + ITEMS]! - 1;
    i32[word + ROOM] = i32[word + ROOM]! + 1;
  }
  unlock(word + LOCK);
  return message;
}

/** The bytes of a received message, in place: they are gone after `freeMessage`. */
export function messageBytes(message: number): Uint8Array {
  const start = message + MESSAGE_HEADER;
  return u8.subarray(start, start + i32[(message >> 2) + LENGTH]!);
}

/** Gives a message back, and lets go of the blocks that it referred to. */
export function freeMessage(message: number): void {
  const list = i32[(message >> 2) + SHIPPED]!;
  if (list !== 0) {
    const count = i32[list >> 2]!;
    for (let index = 1; index <= count; index++) release(i32[(list >> 2) + index]!);
    free(list);
  }
  free(message);
}

/** How many messages there are. */
export function itemCount(box: number): number {
  return Atomics.load(i32, (box >> 2) + ITEMS);
}

/** Index of the word that counts the messages, to wait on. */
export function itemsWord(box: number): number {
  return (box >> 2) + ITEMS;
}

/** Has every `send` notify, for a receiver that waits in ways of its own. */
export function alwaysNotify(box: number): void {
  Atomics.add(i32, (box >> 2) + RECEIVERS_WAITING, 1);
}

/** True when `receive` would return at once: a message, or END. */
export function isReadable(box: number): boolean {
  return itemCount(box) !== 0 || Atomics.load(i32, (box >> 2) + CLOSED) !== 0;
}

/** How many messages fit, 0 for no limit. */
export function capacityOf(box: number): number {
  return i32[(box >> 2) + CAPACITY]!;
}

/** True when the mailbox has a capacity and no room. */
export function isFull(box: number): boolean {
  return i32[(box >> 2) + CAPACITY] !== 0 && Atomics.load(i32, (box >> 2) + ROOM) <= 0;
}

/** Says that no sender is left. */
export function closeSending(box: number): void {
  const word = box >> 2;
  Atomics.store(i32, word + CLOSED, 1);
  notify(word + ITEMS);
}

/** Says that no receiver is left: senders learn it, and what is in the mailbox is lost. */
export function closeReceiving(box: number): void {
  const word = box >> 2;
  Atomics.store(i32, word + ABANDONED, 1);
  notify(word + ROOM);
}

/** Empties a mailbox that nobody uses any more. */
function discard(box: number): void {
  for (let message = unlink(box >> 2); message !== EMPTY; message = unlink(box >> 2)) freeMessage(message);
}

declareKind(MAILBOX_KIND, { finalize: discard });
