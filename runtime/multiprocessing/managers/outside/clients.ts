/** What a manager's server does for other programs. Mirrors the thread per client of CPython's Server, without threads. */
import { BaseException, EOFError, OSError } from "../../../builtins/exceptions.js";
import { exception } from "../../../builtins/raise.js";
import { tuple } from "../../../builtins/tuple.js";
import { format_exception } from "../../../kernel/traceback.js";
import type { Connection } from "../../connection.js";
import { Listener } from "../../connection/listener.js";
import { attempt } from "./attempts.js";
import { type Call, ERROR, type Keywords, PROXY, RETURN, Token, TRACEBACK, UNSERIALIZABLE } from "./wire.js";

/** What the server offers to clients of other programs. */
export interface Host {
  /** Makes an object of a registered type. */
  create(typeid: string, args: unknown[], kwds: Keywords): { id: string; exposed: readonly string[] };
  /** Calls a method; a result that stays in the server is returned as what `create` returns. */
  call(ident: string, methodname: string, args: unknown[], kwds: Keywords): { value: unknown } | { kept: Kept };
  /** The object, for a call of a method that its clients may call. */
  find(ident: string, methodname: string): unknown;
  methodsOf(ident: string): readonly string[];
  changeReferences(ident: string, change: 1 | -1): void;
  objectCount(): number;
  shutdown(): void;
}

export interface Kept {
  typeid: string;
  id: string;
  exposed: readonly string[];
}

/** How often calls with a time-out are looked at. */
const LOOK_AGAIN_SECONDS = 0.02;

/** A call that waits for what another client has to do first. */
interface Parked {
  readonly connection: Connection;
  readonly resume: () => boolean;
}

export class OutsideClients {
  readonly #host: Host;
  readonly #listener: Listener;
  /** The connections of clients that call methods. */
  readonly #callers = new Set<Connection>();
  /** Connections that may be going to ask the server itself for something. */
  readonly #newcomers = new Set<Connection>();
  #parked: Parked[] = [];

  constructor(host: Host, address: unknown, authkey: unknown) {
    this.#host = host;
    this.#listener = new Listener(address, null, 16, authkey);
  }

  get address(): unknown {
    return this.#listener.address;
  }

  close(): void {
    this.#listener.close();
  }

  /** For how many seconds there is nothing to do unless somebody asks; None: for ever. */
  get patience(): number | null {
    return this.#parked.length === 0 ? null : LOOK_AGAIN_SECONDS;
  }

  /** Does what can be done at once; returns whether that was anything. */
  serve(): boolean {
    let served = false;
    for (const connection of [...this.#newcomers]) if (connection.isReady()) served = this.#welcome(connection);
    for (const connection of [...this.#callers]) if (connection.isReady()) served = this.#answerCall(connection);
    while (this.#listener.isReady()) served = this.#accept();
    const waiting = this.#parked;
    this.#parked = waiting.filter(({ resume }) => !resume());
    return served || this.#parked.length < waiting.length;
  }

  #accept(): true {
    try {
      this.#newcomers.add(this.#listener.accept());
    } catch (error) {
      // one that does not know the key, or has gone again
      if (!(error instanceof BaseException)) throw error;
    }
    return true;
  }

  /** Hears what a new connection is for. */
  #welcome(connection: Connection): true {
    this.#newcomers.delete(connection);
    try {
      const [, methodname, args, kwds] = connection.recv() as Call;
      const isCaller = methodname === "accept_connection";
      reply(connection, RETURN, isCaller ? null : this.#ask(methodname, [...args], kwds));
      if (isCaller) this.#callers.add(connection);
      else connection.close();
    } catch (error) {
      fail(connection, error);
    }
    return true;
  }

  #ask(methodname: string, args: unknown[], kwds: Keywords): unknown {
    const [first, ...others] = args as [string, ...unknown[]];
    switch (methodname) {
      case "create": {
        const { id, exposed } = this.#host.create(first, others, kwds);
        return tuple.of(id, new tuple(exposed));
      }
      case "get_methods":
        return new tuple(this.#host.methodsOf((first as unknown as Token).id));
      case "incref":
      case "decref":
        this.#host.changeReferences(first, methodname === "incref" ? 1 : -1);
        return null;
      case "number_of_objects":
        return this.#host.objectCount();
      case "dummy":
        return null;
      case "shutdown":
        this.#host.shutdown();
        return null;
      default:
        throw new OSError(`${methodname} is not a function of a manager's server`);
    }
  }

  #answerCall(connection: Connection): true {
    try {
      const [ident, methodname, args, kwds] = connection.recv() as Call;
      this.#answer(connection, ident!, methodname, [...args], kwds);
    } catch (error) {
      if (error instanceof EOFError || error instanceof OSError) this.#leave(connection);
      else fail(connection, error);
    }
    return true;
  }

  #leave(connection: Connection): void {
    this.#callers.delete(connection);
    this.#parked = this.#parked.filter((parked) => parked.connection !== connection);
    connection.close();
  }

  #answer(connection: Connection, ident: string, methodname: string, args: unknown[], kwds: Keywords): void {
    const obj = this.#host.find(ident, methodname);
    const tries = attempt(obj, methodname, args, kwds);
    if (tries !== null) {
      const resume = (): boolean => this.#finish(connection, tries);
      if (!resume()) this.#parked.push({ connection, resume });
      return;
    }
    try {
      const result = this.#host.call(ident, methodname, args, kwds);
      if ("kept" in result) this.#sendProxy(connection, result.kept);
      else reply(connection, RETURN, result.value);
    } catch (error) {
      reply(connection, ERROR, exception(error));
    }
  }

  #finish(connection: Connection, tries: () => { value: unknown } | null): boolean {
    try {
      const result = tries();
      if (result === null) return false;
      reply(connection, RETURN, result.value);
    } catch (error) {
      reply(connection, ERROR, exception(error));
    }
    return true;
  }

  #sendProxy(connection: Connection, { typeid, id, exposed }: Kept): void {
    reply(connection, PROXY, tuple.of(new tuple(exposed), new Token(typeid, this.address, id)));
  }
}

function reply(connection: Connection, kind: string, result: unknown): void {
  try {
    connection.send(tuple.of(kind, result));
  } catch (error) {
    if (error instanceof OSError) return;
    connection.send(tuple.of(UNSERIALIZABLE, format_exception(exception(error)).join("")));
  }
}

function fail(connection: Connection, error: unknown): void {
  reply(connection, TRACEBACK, format_exception(exception(error)).join(""));
}
