/**
 * The ends of pipes. An end is a block that refers to the mailbox it receives from and the one it sends to; as long as
 * a process holds it, the other end is not alone. When nobody holds it any more, by closing, forgetting or dying, the
 * other end's receivers find the end of the messages and its senders a broken pipe.
 */
import { i32 } from "./arena.js";
import { declareKind, release, retain } from "./holds.js";
import { closeReceiving, closeSending, createMailbox, MAILBOX_KIND } from "./mailbox.js";
import { alloc, kindWord } from "./memory.js";

export const PIPE_END_KIND = 4;

const INBOX = 0;
const OUTBOX = 1;
const BYTES = 8;

/** Makes the two ends of a pipe; of a one-way pipe the first receives and the second sends. Nobody holds them yet. */
export function createPipe(duplex: boolean): [number, number] {
  const toFirst = newMailbox();
  const toSecond = duplex ? newMailbox() : 0;
  return [createEnd(toFirst, toSecond), createEnd(toSecond, toFirst)];
}

function newMailbox(): number {
  const box = createMailbox();
  i32[kindWord(box)] = MAILBOX_KIND;
  return box;
}

function createEnd(inbox: number, outbox: number): number {
  const end = alloc(BYTES);
  i32[kindWord(end)] = PIPE_END_KIND;
  i32[(end >> 2) + INBOX] = inbox;
  i32[(end >> 2) + OUTBOX] = outbox;
  if (inbox !== 0) retain(inbox);
  if (outbox !== 0) retain(outbox);
  return end;
}

/** The mailbox from which an end receives, 0 if it only sends. */
export function inboxOf(end: number): number {
  return i32[(end >> 2) + INBOX]!;
}

/** The mailbox to which an end sends, 0 if it only receives. */
export function outboxOf(end: number): number {
  return i32[(end >> 2) + OUTBOX]!;
}

function closeEnd(end: number): void {
  const inbox = inboxOf(end);
  const outbox = outboxOf(end);
  if (inbox !== 0) {
    closeReceiving(inbox);
    release(inbox);
  }
  if (outbox !== 0) {
    closeSending(outbox);
    release(outbox);
  }
}

declareKind(PIPE_END_KIND, { finalize: closeEnd });
