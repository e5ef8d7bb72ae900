/** Proxies: objects that stand for one in a manager's server. Mirrors BaseProxy of Lib/multiprocessing/managers.py. */
import type { BaseException } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { object } from "../../builtins/object.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { register } from "../../kernel/pickle.js";
import { registerModule } from "../../kernel/registry.js";
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

/** A class of proxies. */
export type ProxyType = new (token: Token) => BaseProxy;

/** What a server says of an object that it keeps: its token, the class of its proxies, or the methods of an AutoProxy. */
export type Kept = tuple<[token: Token, proxytype: ProxyType | null, exposed: string[]]>;

/** Asks a manager's server for something and gives the value of the reply, or raises what it says. */
export function ask(link: Link, what: Ask, parts: readonly unknown[]): unknown {
  const { kind, value } = link.ask(what, parts);
  switch (kind) {
    case Reply.error:
      throw withoutCause(rebuildFailure(value as FailureParts));
    case Reply.traceback:
      throw new RemoteError(value);
    case Reply.proxy: {
      const [token, proxytype, exposed] = value as Kept;
      return new (proxytype ?? MakeProxyType(`AutoProxy[${token.typeid}]`, exposed))(token);
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

  __reduce__(): tuple {
    return tuple.of(RebuildProxy, tuple.of(this.constructor, this._token));
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

function RebuildProxy(Proxy: ProxyType, token: Token): BaseProxy {
  return new Proxy(token);
}

/** Proxies with the methods of their objects, by name and methods. */
const autoProxies = new Map<string, ProxyType>();

/** The class of proxies with these methods; the same names give the same class. Mirrors MakeProxyType. */
export function MakeProxyType(name: string, exposed: readonly string[]): ProxyType {
  const key = [name, ...exposed].join(" ");
  let made = autoProxies.get(key);
  if (made === undefined) autoProxies.set(key, (made = makeProxyType(name, exposed)));
  return made;
}

function makeProxyType(name: string, exposed: readonly string[]): ProxyType {
  const Made = class extends BaseProxy {
    _forward(method: string, args: unknown[]): unknown {
      return this.call(method, ...args);
    }

    override __reduce__(): tuple {
      return tuple.of(RebuildAutoProxy, tuple.of(name, exposed, this._token));
    }
  };
  Object.defineProperty(Made, "name", { value: name });
  for (const method of exposed) {
    const value = function (this: InstanceType<typeof Made>, ...args: unknown[]): unknown {
      return this._forward(method, args);
    };
    Object.defineProperty(Made.prototype, method, { value, configurable: true, writable: true });
  }
  return Made;
}

function RebuildAutoProxy(name: string, exposed: string[], token: Token): BaseProxy {
  return new (MakeProxyType(name, exposed))(token);
}

registerModule("multiprocessing.managers", { BaseProxy, MakeProxyType, RebuildProxy, RebuildAutoProxy });

register(
  Token,
  (token) => [token.typeid, token.link, travellingHandle(token.referent)],
  (typeid: string, link: Link, id: number) => new Token(typeid, link, attached(Referent, id)),
  "ManagerToken",
);
