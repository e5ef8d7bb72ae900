/** What carries a connection's messages: a pipe within the program, or a socket to anywhere. */
import { EOFError, OSError } from "../../builtins/exceptions.js";
import { END, freeMessage, isReadable, messageBytes, receive, send } from "../../kernel/mailbox.js";
import { inboxOf, outboxOf } from "../../kernel/pipe.js";
import { WaitReason } from "../../kernel/wait.js";
import type { FindClass } from "../../kernel/pickle/reader.js";

/** Each operation gets the offset of the end's block. */
export interface Transport {
  readonly name: string;
  readonly reason: WaitReason;
  /** Finds what pickles name; null: everything that the program has is trusted. */
  readonly findClass?: FindClass;
  reads(end: number): boolean;
  writes(end: number): boolean;
  /** Sends a message, with the blocks that it refers to. @throws BrokenPipeError when nobody has the other end any more */
  send(end: number, message: Uint8Array, shipped: readonly number[]): void;
  /** Waits for the next message; its bytes are gone when `use` returns. @throws EOFError when none will come */
  receive<T>(end: number, use: (message: Uint8Array) => T): T;
  isReadable(end: number): boolean;
}

const EPIPE = 32;

/** Both ends are in this program. */
export const pipeTransport: Transport = {
  name: "pipe",
  reason: WaitReason.connection,
  reads: (end) => inboxOf(end) !== 0,
  writes: (end) => outboxOf(end) !== 0,
  send(end, message, shipped) {
    if (send(outboxOf(end), message, shipped, null) === "abandoned") throw new OSError(EPIPE, "Broken pipe");
  },
  receive(end, use) {
    const message = receive(inboxOf(end), null, WaitReason.connection);
    if (message === END) throw new EOFError();
    try {
      return use(messageBytes(message));
    } finally {
      freeMessage(message);
    }
  },
  isReadable: (end) => isReadable(inboxOf(end)),
};
