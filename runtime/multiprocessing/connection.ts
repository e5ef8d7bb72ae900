/** Connections. Mirrors Lib/multiprocessing/connection.py. */
import { bytes } from "../builtins/bytes.js";
import { bufferOf, type BytesLike } from "../builtins/bytes/buffer.js";
import { OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import { tuple } from "../builtins/tuple.js";
import { truth } from "../builtins/truth.js";
import { typeName } from "../builtins/type-name.js";
import { markRepeatable } from "../kernel/attempt.js";
import { collectShipped, letGo, noteShipped } from "../kernel/holds.js";
import { loads, register, withPickle } from "../kernel/pickle.js";
import { createPipe } from "../kernel/pipe.js";
import { findProcess } from "../kernel/processes.js";
import { registerModule } from "../kernel/registry.js";
import { deadlineOf, waitAny, WaitReason } from "../kernel/wait.js";
import { socketTransport } from "./connection/socket-transport.js";
import { pipeTransport, type Transport } from "./connection/transport.js";
import { BufferTooShort } from "./errors.js";
import { attached, handle, type Shared } from "./spawning.js";

type Timeout = number | bigint | null;

/* eslint-disable @typescript-eslint/no-explicit-any -- what a script sends and receives may be anything */

/** One end of a pipe; sends what is of type S and receives what is of type R. Mirrors multiprocessing.connection.Connection. */
export class Connection<S = any, R = any> implements Shared {
  declare readonly [handle]: number;
  declare private open: boolean;
  /** A message that is longer than allowed ends the reading. */
  declare private reads: boolean;
  declare private readonly transport: Transport;

  get closed(): boolean {
    return !this.open;
  }

  get readable(): boolean {
    return this.reads && this.transport.reads(this[handle]);
  }

  get writable(): boolean {
    return this.transport.writes(this[handle]);
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
    this.checkWritable();
    collectShipped((shipped) => withPickle(obj, (bytes) => this.transport.send(this[handle], bytes, shipped)));
    return null;
  }

  /** Receives the next object. Raises EOFError when there is none and nobody has the other end any more. */
  recv(): R {
    return this.receive((message) => loads(message, this.transport.findClass)) as R;
  }

  /** Sends the bytes of a bytes-like object from `offset` on, `size` of them. */
  send_bytes(buf: BytesLike, offset: number | bigint = 0, size: number | bigint | null = null): null {
    this.checkWritable();
    const view = bufferOf(buf);
    if (view === null) throw new TypeError(`memoryview: a bytes-like object is required, not '${typeName(buf)}'`);
    const { length } = view.data;
    const start = Number(offset);
    if (start < 0) throw new ValueError("offset is negative");
    if (length < start) throw new ValueError("buffer length < offset");
    const count = size === null ? length - start : Number(size);
    if (count < 0) throw new ValueError("size is negative");
    if (start + count > length) throw new ValueError("buffer length < offset + size");
    this.transport.send(this[handle], view.data.subarray(start, start + count), []);
    return null;
  }

  /** Receives the next message's bytes. One longer than `maxlength` ends the reading and raises OSError. */
  recv_bytes(maxlength: number | bigint | null = null): bytes {
    this.checkReadable();
    if (maxlength !== null && Number(maxlength) < 0) throw new ValueError("negative maxlength");
    const received = this.receive((message) => message.slice());
    if (maxlength === null || received.length <= Number(maxlength)) return bytes.wrap(received);
    if (this.writable) this.reads = false;
    else this.close();
    throw new OSError("bad message length");
  }

  /** Receives the next message's bytes into a writable bytes-like object; returns their number. */
  recv_bytes_into(buf: BytesLike, offset: number | bigint = 0): number {
    this.checkReadable();
    const view = bufferOf(buf);
    if (view === null) throw new TypeError(`memoryview: a bytes-like object is required, not '${typeName(buf)}'`);
    const start = Number(offset);
    if (start < 0) throw new ValueError("negative offset");
    if (start > view.data.length) throw new ValueError("offset too large");
    const received = this.receive((message) => message.slice());
    if (view.data.length < start + received.length) throw new BufferTooShort(bytes.wrap(received));
    view.data.set(received, start);
    return received.length;
  }

  /** True when `recv` would return, or raise EOFError, at once; waits for that up to `timeout` seconds (None: for ever). */
  poll(timeout: Timeout = 0): boolean {
    const ready = (): true | null => (this.isReady() ? true : null);
    return waitAny(ready, deadlineOf(timeout), this.waitReason) !== null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }

  /** True when there is something to receive, or the end of it. For `wait`. */
  isReady(): boolean {
    this.checkReadable();
    return this.transport.isReadable(this[handle]);
  }

  /** What a process waits for that waits for this connection. */
  get waitReason(): WaitReason {
    return this.transport.reason;
  }

  /** For its rebuilding in another process: what carries it. */
  get carrier(): string {
    return this.transport.name;
  }

  private receive<T>(use: (message: Uint8Array) => T): T {
    this.checkReadable();
    return this.transport.receive(this[handle], use);
  }

  private checkReadable(): void {
    this.checkOpen();
    if (!this.readable) throw new OSError("connection is write-only");
  }

  private checkWritable(): void {
    this.checkOpen();
    if (!this.writable) throw new OSError("connection is read-only");
  }

  private checkOpen(): void {
    if (!this.open) throw new OSError("handle is closed");
  }
}

const TRANSPORTS = new Map([pipeTransport, socketTransport].map((transport) => [transport.name, transport]));

function opened(connection: Connection, transport: Transport): Connection {
  // not enumerable: no attributes of the program's
  Object.defineProperty(connection, "open", { value: true, writable: true });
  Object.defineProperty(connection, "reads", { value: true, writable: true });
  Object.defineProperty(connection, "transport", { value: transport });
  return connection;
}

/** Two connected ends; with `duplex=False` the first only receives and the second only sends. */
export function Pipe<A = any, B = any>(duplex: boolean = true): tuple<[Connection<A, B>, Connection<B, A>]> {
  const [first, second] = createPipe(truth(duplex));
  return tuple.of(newEnd(first), newEnd(second)) as tuple<[Connection<A, B>, Connection<B, A>]>;
}

function newEnd(offset: number): Connection {
  return opened(attached(Connection, offset), pipeTransport);
}

/** A connection over a socket of the kernel's, by the offset of its block. */
export function connectionOver(socket: number): Connection {
  return opened(attached(Connection, socket), socketTransport);
}

/**
 * Those of the connections and process sentinels that are ready; waits for the first up to `timeout` seconds (None: for
 * ever). Mirrors multiprocessing.connection.wait.
 */
export function wait<T extends Connection | number>(object_list: Iterable<T>, timeout: Timeout = null): T[] {
  const objects = [...object_list];
  const outside = objects.some((object) => object instanceof Connection && object.waitReason === WaitReason.socket);
  const reason = outside ? WaitReason.socket : WaitReason.several;
  const ready = (): T[] | null => {
    const found = objects.filter(isReady);
    return found.length === 0 ? null : found;
  };
  return waitAny(ready, deadlineOf(timeout), reason) ?? [];
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
    return [offset, connection.carrier] as const;
  },
  (offset: number, carrier: string) => opened(attached(Connection, offset), TRANSPORTS.get(carrier)!),
);
markRepeatable(Connection.prototype.recv, Connection.prototype.recv_bytes, Connection.prototype.poll, wait);
registerModule("multiprocessing.connection", { Connection, Pipe, wait });

export { answer_challenge, deliver_challenge } from "./connection/challenge.js";
export { AuthenticationError, BufferTooShort } from "./errors.js";
export { Client, Listener } from "./connection/listener.js";
