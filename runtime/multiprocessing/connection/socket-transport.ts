/** Messages over a socket, framed as CPython frames them: any CPython program can be at the other end. */
import { EOFError, OSError, TypeError } from "../../builtins/exceptions.js";
import { wholly } from "../../kernel/attempt.js";
import { isReadable, receive, send } from "../../kernel/sockets.js";
import { WaitReason } from "../../kernel/wait.js";
import { socketCall } from "../../kernel/socket-errors.js";
import { findOutsideClass } from "./outside-pickles.js";
import type { Transport } from "./transport.js";

/** A longer message has this number and 64 bits of length in front. */
const LONGEST_SHORT = 0x7fffffff;

export const socketTransport: Transport = {
  name: "socket",
  reason: WaitReason.socket,
  findClass: findOutsideClass,
  reads: () => true,
  writes: () => true,
  send(end, message, shipped) {
    if (shipped.length > 0)
      throw new TypeError("objects that live in this program's memory can't be sent through a socket");
    const framed = new Uint8Array(message.length + headerBytes(message.length));
    writeHeader(new DataView(framed.buffer), message.length);
    framed.set(message, framed.length - message.length);
    wholly(() => {
      for (let sent = 0; sent < framed.length;) {
        sent += socketCall(() => send(end, framed.subarray(sent), null))!;
      }
    });
  },
  receive(end, use) {
    // What has been read of a message is gone: the call can't be made again.
    return wholly(() => {
      const first = new DataView(readExactly(end, 4, true).buffer).getInt32(0);
      const length = first >= 0 ? first : Number(new DataView(readExactly(end, 8).buffer).getBigUint64(0));
      return use(readExactly(end, length));
    });
  },
  isReadable,
};

function headerBytes(length: number): number {
  return length > LONGEST_SHORT ? 12 : 4;
}

function writeHeader(view: DataView, length: number): void {
  view.setInt32(0, length > LONGEST_SHORT ? -1 : length);
  if (length > LONGEST_SHORT) view.setBigUint64(4, BigInt(length));
}

/** @param mayEnd the other end may be gone before the first byte: that is the end of the messages, and no fault */
function readExactly(end: number, count: number, mayEnd = false): Uint8Array {
  const whole = new Uint8Array(count);
  for (let got = 0; got < count;) {
    const part = socketCall(() => receive(end, count - got, null))!;
    if (part.length === 0) {
      if (got === 0 && mayEnd) throw new EOFError();
      throw new OSError("got end of file during message");
    }
    whole.set(part, got);
    got += part.length;
  }
  return whole;
}
