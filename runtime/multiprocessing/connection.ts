/** Pipes. Mirrors Connection, Pipe and wait of Lib/multiprocessing/connection.py. */
import { bytes } from "../builtins/bytes.js";
import { bufferOf, type BytesLike } from "../builtins/bytes/buffer.js";
import { EOFError, OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import { tuple } from "../builtins/tuple.js";
import { truth } from "../builtins/truth.js";
import { typeName } from "../builtins/type-name.js";
import { collectShipped, letGo, noteShipped } from "../kernel/holds.js";
import { END, freeMessage, isReadable, messageBytes, receive, send } from "../kernel/mailbox.js";
import { loads, register, withPickle } from "../kernel/pickle.js";
import { createPipe, inboxOf, outboxOf } from "../kernel/pipe.js";
import { findProcess } from "../kernel/processes.js";
import { registerModule } from "../kernel/registry.js";
import { deadlineOf, waitAny, WaitReason } from "../kernel/wait.js";
import { BufferTooShort } from "./errors.js";
import { attach, attached, handle, type Shared } from "./spawning.js";

type Timeout = number | bigint | null;

const EPIPE = 32;

/* eslint-disable @typescript-eslint/no-explicit-any -- what a script sends and receives may be anything */

/** One end of a pipe; sends what is of type S and receives what is of type R. Mirrors multiprocessing.connection.Connection. */
export class Connection<S = any, R = any> implements Shared {
  declare readonly [handle]: number;
  declare private open: boolean;

  get closed(): boolean {
    return !this.open;
  }

  get readable(): boolean {
    return inboxOf(this[handle]) !== 0;
  }

  get writable(): boolean {
    return outboxOf(this[handle]) !== 0;
  }

  /** A number for this end, as CPython gives its file descriptor. Raises OSError when closed. */
  fileno(): number {
    this.checkOpen();
    return this[handle];
  }

  close(): null {
    if (this.open) {
      this.open = false;
      letGo(this);
    }
    return null;
  }

  /** Sends anything that can be pickled. Raises BrokenPipeError when nobody has the other end any more. */
  send(obj: S): null {
    const outbox = this.outbox();
    collectShipped((shipped) => withPickle(obj, (bytes) => sendBytes(outbox, bytes, shipped)));
    return null;
  }

  /** Receives the next object. Raises EOFError when there is none and nobody has the other end any more. */
  recv(): R {
    const message = this.next();
    try {
      return loads(messageBytes(message)) as R;
    } finally {
      freeMessage(message);
    }
  }

  /** Sends the bytes of a bytes-like object from `offset` on, `size` of them. */
  send_bytes(buf: BytesLike, offset: number | bigint = 0, size: number | bigint | null = null): null {
    const outbox = this.outbox();
    const view = bufferOf(buf);
    if (view === null) throw new TypeError(`memoryview: a bytes-like object is required, not '${typeName(buf)}'`);
    const { length } = view.data;
    const start = Number(offset);
    if (start < 0) throw new ValueError("offset is negative");
    if (length < start) throw new ValueError("buffer length < offset");
    const count = size === null ? length - start : Number(size);
    if (count < 0) throw new ValueError("size is negative");
    if (start + count > length) throw new ValueError("buffer length < offset + size");
    sendBytes(outbox, view.data.subarray(start, start + count), []);
    return null;
  }

  /** Receives the next message's bytes. One longer than `maxlength` closes the connection and raises OSError. */
  recv_bytes(maxlength: number | bigint | null = null): bytes {
    this.inbox();
    if (maxlength !== null && Number(maxlength) < 0) throw new ValueError("negative maxlength");
    const received = this.nextBytes();
    if (maxlength === null || received.length <= Number(maxlength)) return bytes.wrap(received);
    this.close();
    throw new OSError("bad message length");
  }

  /** Receives the next message's bytes into a writable bytes-like object; returns their number. */
  recv_bytes_into(buf: BytesLike, offset: number | bigint = 0): number {
    this.inbox();
    const view = bufferOf(buf);
    if (view === null) throw new TypeError(`memoryview: a bytes-like object is required, not '${typeName(buf)}'`);
    const start = Number(offset);
    if (start < 0) throw new ValueError("negative offset");
    if (start > view.data.length) throw new ValueError("offset too large");
    const received = this.nextBytes();
    if (view.data.length < start + received.length) throw new BufferTooShort(bytes.wrap(received));
    view.data.set(received, start);
    return received.length;
  }

  /** True when `recv` would return, or raise EOFError, at once; waits for that up to `timeout` seconds (None: for ever). */
  poll(timeout: Timeout = 0): boolean {
    const inbox = this.inbox();
    return waitAny(() => (isReadable(inbox) ? true : null), deadlineOf(timeout), WaitReason.connection) !== null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }

  /** True when there is something to receive, or the end of it. For `wait`. */
  isReady(): boolean {
    return isReadable(this.inbox());
  }

  private next(): number {
    const message = receive(this.inbox(), null, WaitReason.connection);
    if (message === END) throw new EOFError();
    return message;
  }

  private nextBytes(): Uint8Array {
    const message = this.next();
    const received = messageBytes(message).slice();
    freeMessage(message);
    return received;
  }

  private inbox(): number {
    this.checkOpen();
    const inbox = inboxOf(this[handle]);
    if (inbox === 0) throw new OSError("connection is write-only");
    return inbox;
  }

  private outbox(): number {
    this.checkOpen();
    const outbox = outboxOf(this[handle]);
    if (outbox === 0) throw new OSError("connection is read-only");
    return outbox;
  }

  private checkOpen(): void {
    if (!this.open) throw new OSError("handle is closed");
  }
}

function sendBytes(outbox: number, data: Uint8Array, shipped: readonly number[]): void {
  if (send(outbox, data, shipped, null) === "abandoned") throw new OSError(EPIPE, "Broken pipe");
}

function setOpen(connection: Connection): Connection {
  Object.defineProperty(connection, "open", { value: true, writable: true });
  return connection;
}

/** Two connected ends; with `duplex=False` the first only receives and the second only sends. */
export function Pipe<A = any, B = any>(duplex: boolean = true): tuple<[Connection<A, B>, Connection<B, A>]> {
  const [first, second] = createPipe(truth(duplex));
  return tuple.of(newEnd(first), newEnd(second)) as tuple<[Connection<A, B>, Connection<B, A>]>;
}

function newEnd(offset: number): Connection {
  const connection = Object.create(Connection.prototype) as Connection;
  attach(connection, offset);
  return setOpen(connection);
}

/**
 * Those of the connections and process sentinels that are ready; waits for the first up to `timeout` seconds (None: for
 * ever). Mirrors multiprocessing.connection.wait.
 */
export function wait<T extends Connection | number>(object_list: Iterable<T>, timeout: Timeout = null): T[] {
  const objects = [...object_list];
  const ready = (): T[] | null => {
    const found = objects.filter(isReady);
    return found.length === 0 ? null : found;
  };
  return waitAny(ready, deadlineOf(timeout)) ?? [];
}

function isReady(object: Connection | number): boolean {
  return typeof object === "number" ? findProcess(object) === null : object.isReady();
}

/** CPython's base of its kinds of connections, of which there is one here. */
export { Connection as _ConnectionBase };

register(
  Connection,
  (connection) => {
    const offset = connection.fileno();
    noteShipped(offset);
    return [offset];
  },
  (offset) => setOpen(attached(Connection, offset)),
);
registerModule("multiprocessing.connection", { Connection, Pipe, wait });
