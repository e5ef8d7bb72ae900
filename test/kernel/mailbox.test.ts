/** Mailboxes in one process: order, capacity, ends, and that nothing stays behind. */
import { expect, test } from "vitest";
import { release, retain } from "../../runtime/kernel/holds.js";
import {
  closeReceiving,
  closeSending,
  createMailbox,
  EMPTY,
  END,
  freeMessage,
  isFull,
  isReadable,
  itemCount,
  MAILBOX_KIND,
  messageBytes,
  receive,
  send,
} from "../../runtime/kernel/mailbox.js";
import { alloc, holdersWord, kindWord, memory } from "../../runtime/kernel/memory.js";
import { pagesInUse } from "../../runtime/kernel/pages.js";

const AT_ONCE = 0;
const bytes = (...values: number[]) => Uint8Array.from(values);

function take(box: number): number[] {
  const message = receive(box, AT_ONCE);
  const taken = [...messageBytes(message)];
  freeMessage(message);
  return taken;
}

test("messages come out in the order in which they went in", () => {
  const box = createMailbox();
  for (let value = 0; value < 5; value++) expect(send(box, bytes(value, value), [], null)).toBe("sent");
  expect(itemCount(box)).toBe(5);
  for (let value = 0; value < 5; value++) expect(take(box)).toEqual([value, value]);
  expect(receive(box, AT_ONCE)).toBe(EMPTY);
});

test("a full mailbox takes nothing, and takes again when there is room", () => {
  const box = createMailbox(2);
  expect([send(box, bytes(1), [], AT_ONCE), send(box, bytes(2), [], AT_ONCE)]).toEqual(["sent", "sent"]);
  expect(isFull(box)).toBe(true);
  expect(send(box, bytes(3), [], AT_ONCE)).toBe("full");
  expect(take(box)).toEqual([1]);
  expect(send(box, bytes(3), [], AT_ONCE)).toBe("sent");
});

test("without senders what is there still comes out, then the end", () => {
  const box = createMailbox();
  send(box, bytes(7), [], null);
  closeSending(box);
  expect(isReadable(box)).toBe(true);
  expect(take(box)).toEqual([7]);
  expect(receive(box, null)).toBe(END);
});

test("without receivers nothing can be sent", () => {
  const box = createMailbox();
  closeReceiving(box);
  expect(send(box, bytes(1), [], null)).toBe("abandoned");
});

test("a message holds the blocks to which it refers until it is freed", () => {
  const box = createMailbox();
  const block = alloc(16);
  retain(block);
  send(box, bytes(1), [block], null);
  expect(memory.i32[holdersWord(block)]).toBe(2);
  take(box);
  expect(memory.i32[holdersWord(block)]).toBe(1);
  release(block);
});

test("a mailbox that nobody holds is given back with all its messages", () => {
  const before = pagesInUse();
  for (let round = 0; round < 50; round++) {
    const box = createMailbox();
    memory.i32[kindWord(box)] = MAILBOX_KIND;
    retain(box);
    for (let message = 0; message < 10; message++) send(box, new Uint8Array(100_000), [], null);
    release(box);
  }
  expect(pagesInUse()).toBe(before);
});
