/** Proxies: objects that stand for one in a manager's server. Mirrors BaseProxy of Lib/multiprocessing/managers.py. */
import type { BaseException } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { register } from "../../kernel/pickle.js";
import { type FailureParts, RemoteError, rebuildFailure } from "../crew/errors.js";
import { attach, attached, handle, type Shared } from "../spawning.js";
import { Ask, type Link, Reply, travellingHandle } from "./link.js";
import { localServer } from "./local-server.js";

/** What a proxy stands for: an object's type in the registry, and the block whose offset is its number. */
export class Token {
  readonly typeid: string;
  readonly link: Link;
  readonly referent: Referent;

  constructor(typeid: string, link: Link, referent: Referent) {
    this.typeid = typeid;
    this.link = link;
    this.referent = referent;
  }

  /** The object's number; its block is held by everybody who has a proxy, so that the server knows when nobody has. */
  get id(): number {
    return this.referent[handle];
  }
}

/** Holds the block of an object in a server. */
export class Referent implements Shared {
  declare readonly [handle]: number;

  constructor(offset: number) {
    attach(this, offset);
  }
}

/** Where the addresses that a proxy's repr shows begin. */
const ADDRESS_BASE = 0x7f0000000000;

/** Makes a proxy for a token; set by registry.ts, which knows the types. */
type ProxyMaker = (token: Token) => unknown;
let makeProxy: ProxyMaker = () => {
  throw new Error("no proxy types are registered");
};

export function setProxyMaker(maker: ProxyMaker): void {
  makeProxy = maker;
}

/** The proxy for a token, of the type that is registered for it. */
export function proxyFor(token: Token): unknown {
  return makeProxy(token);
}

/** Asks a manager's server for something and gives the value of the reply, or raises what it says. */
export function ask(link: Link, what: Ask, parts: readonly unknown[]): unknown {
  const { kind, value } = link.ask(what, parts);
  switch (kind) {
    case Reply.error:
      throw withoutCause(rebuildFailure(value as FailureParts));
    case Reply.traceback:
      throw new RemoteError(value);
    case Reply.proxy: {
      const [typeid, id] = value as [string, number];
      return proxyFor(new Token(typeid, link, new Referent(id)));
    }
    default:
      return value;
  }
}

/** Exceptions of a server arrive as if they had been raised here. */
function withoutCause(exception: BaseException): BaseException {
  exception.__cause__ = null;
  return exception;
}

export class BaseProxy extends object {
  // not enumerable: no attributes of the program's
  declare readonly _token: Token;

  constructor(token: Token) {
    super();
    Object.defineProperty(this, "_token", { value: token });
  }

  override __init__(_token: Token): void {}

  /** Calls a method of the object in the server. Raises what it raises; BrokenPipeError when the server has ended. */
  _callmethod(methodname: string, args: Iterable<unknown> = [], kwds: dict<string, unknown> | null = null): unknown {
    const { link, id } = this._token;
    const local = localServer(link);
    if (local !== null) return local.call(id, methodname, [...args], kwds);
    return ask(link, Ask.call, [id, methodname, new tuple(args), kwds]);
  }

  /** As `_callmethod`, for arguments as a JavaScript caller gives them: keywords in a trailing options object. */
  protected call(methodname: string, ...args: unknown[]): unknown {
    while (args.length > 0 && args.at(-1) === undefined) args.pop();
    const last = args.at(-1);
    if (!isOptions(last)) return this._callmethod(methodname, args);
    return this._callmethod(methodname, args.slice(0, -1), new dict<string, unknown>(Object.entries(last)));
  }

  /** A copy of the object itself. */
  _getvalue(): unknown {
    return this._callmethod("#GETVALUE");
  }

  override __repr__(): string {
    const { typeid, id } = this._token;
    return `<${className(this.constructor)} object, typeid ${repr(typeid)} at 0x${(ADDRESS_BASE + id).toString(16)}>`;
  }

  override __str__(): string {
    try {
      return this._callmethod("__repr__") as string;
    } catch {
      return `${this.__repr__().slice(0, -1)}; '__str__()' failed>`;
    }
  }
}

register(
  Token,
  (token) => [token.typeid, token.link, travellingHandle(token.referent)],
  (typeid: string, link: Link, id: number) => new Token(typeid, link, attached(Referent, id)),
  "ManagerToken",
);
