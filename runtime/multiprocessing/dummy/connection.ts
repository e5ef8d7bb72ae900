/** Mirrors Lib/multiprocessing/dummy/connection.py: connections between the threads of a process, each of two queues. */
import { le } from "../../builtins/compare.js";
import { object } from "../../builtins/object.js";
import { tuple } from "../../builtins/tuple.js";
import { deadlineOf, waitUntil, WaitReason } from "../../kernel/wait.js";
import { markRepeatable } from "../../kernel/attempt.js";
import { libraryModule } from "../../stdlib/module.js";
import { Queue } from "../../stdlib/queue.js";
import * as self from "./connection.js";

/* eslint-disable @typescript-eslint/no-explicit-any -- what a script sends and receives may be anything */

/** What travels is the object itself: threads share it. */
export class Connection<S = any, R = any> extends object {
  readonly _in: Queue<R>;
  readonly _out: Queue<S>;

  constructor(_in: Queue<R>, _out: Queue<S>) {
    super();
    this._in = _in;
    this._out = _out;
  }

  override __init__(): void {}

  send(obj: S): null {
    return this._out.put(obj);
  }

  send_bytes(obj: S): null {
    return this._out.put(obj);
  }

  recv(): R {
    return this._in.get();
  }

  recv_bytes(): R {
    return this._in.get();
  }

  poll(timeout: number | bigint = 0): boolean {
    if (!this._in.empty()) return true;
    if (le(timeout, 0)) return false;
    return waitUntil(() => !this._in.empty(), deadlineOf(timeout), WaitReason.connection);
  }

  close(): null {
    return null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(): null {
    return this.close();
  }
}

/** What a client puts where a listener takes it. */
type Offer = Connection;

/** Where clients come in: its address is the queue of those that wait. */
export class Listener extends object {
  #offers: Queue<Offer> | null;

  constructor(_address: unknown = null, _family: unknown = null, backlog: number = 1) {
    super();
    this.#offers = new Queue(backlog);
  }

  override __init__(): void {}

  accept(): Connection {
    return this.address!.get();
  }

  close(): null {
    this.#offers = null;
    return null;
  }

  get address(): Queue<Offer> | null {
    return this.#offers;
  }

  __enter__(): this {
    return this;
  }

  __exit__(): null {
    return this.close();
  }
}

/** A connection to a listener: waits while too many others do. */
export function Client(address: Queue<Offer>): Connection {
  const [mine, theirs] = Pipe<unknown, unknown>();
  address.put(theirs);
  return mine;
}

/** Two connected ends; both send and receive, whatever is asked for. */
export function Pipe<A = any, B = any>(_duplex: boolean = true): tuple<[Connection<A, B>, Connection<B, A>]> {
  const [there, back] = [new Queue<A>(), new Queue<B>()];
  return tuple.of(new Connection(back, there), new Connection(there, back));
}

Object.defineProperty(Listener.prototype.__init__, "__signature__", { value: "address=None, family=None, backlog=1" });
libraryModule("multiprocessing.dummy.connection", () => self, { Connection, Listener });

markRepeatable(
  Connection.prototype.send,
  Connection.prototype.recv,
  Connection.prototype.recv_bytes,
  Connection.prototype.poll,
  Listener.prototype.accept,
);
