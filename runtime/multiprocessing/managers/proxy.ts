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

/** What a proxy stands for: an object in the server of this program's manager, or of another program's. */
export interface Target {
  /** The object's type in the registry. */
  readonly typeid: string;
  /** The object's number as its proxy's repr shows it. */
  readonly shownId: string;
  /** Calls a method of the object. Raises what it raises, and an OSError when the server has ended. */
  callmethod(methodname: string, args: Iterable<unknown>, kwds: dict<string, unknown> | null): unknown;
  /** What a proxy of a class is pickled as; one that was made for the methods of its object names those instead. */
  reduce(proxy: ProxyType | AutoProxyParts): tuple;
}

/** What tells a class of proxies that `MakeProxyType` made. */
export interface AutoProxyParts {
  name: string;
  exposed: readonly string[];
}

/** An object in a server of this program, and the block whose offset is its number. */
export class Token implements Target {
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

  get shownId(): string {
    return (ADDRESS_BASE + this.id).toString(16);
  }

  callmethod(methodname: string, args: Iterable<unknown>, kwds: dict<string, unknown> | null): unknown {
    const local = localServer(this.link);
    if (local !== null) return local.call(this.id, methodname, [...args], kwds);
    return ask(this.link, Ask.call, [this.id, methodname, new tuple(args), kwds]);
  }

  reduce(proxy: ProxyType | AutoProxyParts): tuple {
    if (typeof proxy === "function") return tuple.of(RebuildOwnProxy, tuple.of(proxy, this));
    return tuple.of(RebuildOwnAutoProxy, tuple.of(proxy.name, proxy.exposed, this));
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
export type ProxyType = new (token: Target) => BaseProxy;

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
  declare readonly _token: Target;

  constructor(token: Target) {
    super();
    Object.defineProperty(this, "_token", { value: token });
  }

  override __init__(_token: Target): void {}

  /** Calls a method of the object in the server. Raises what it raises; BrokenPipeError when the server has ended. */
  _callmethod(methodname: string, args: Iterable<unknown> = [], kwds: dict<string, unknown> | null = null): unknown {
    return this._token.callmethod(methodname, args, kwds);
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
    return this._token.reduce(parts.get(this.constructor) ?? (this.constructor as ProxyType));
  }

  override __repr__(): string {
    const { typeid, shownId } = this._token;
    return `<${className(this.constructor)} object, typeid ${repr(typeid)} at 0x${shownId}>`;
  }

  override __str__(): string {
    try {
      return this._callmethod("__repr__") as string;
    } catch {
      return `${this.__repr__().slice(0, -1)}; '__str__()' failed>`;
    }
  }
}

function RebuildOwnProxy(Proxy: ProxyType, token: Token): BaseProxy {
  return new Proxy(token);
}

/** What the classes are made of that MakeProxyType has made. */
const parts = new WeakMap<object, AutoProxyParts>();

/** Proxies with the methods of their objects, by name and methods. */
const autoProxies = new Map<string, ProxyType>();

/** The class of proxies with these methods; the same names give the same class. Mirrors MakeProxyType. */
export function MakeProxyType(name: string, exposed: Iterable<string>): ProxyType {
  const methods = [...exposed];
  const key = [name, ...methods].join(" ");
  let made = autoProxies.get(key);
  if (made === undefined) autoProxies.set(key, (made = makeProxyType(name, methods)));
  return made;
}

function makeProxyType(name: string, exposed: readonly string[]): ProxyType {
  const Made = class extends BaseProxy {
    _forward(method: string, args: unknown[]): unknown {
      return this.call(method, ...args);
    }
  };
  parts.set(Made, { name, exposed });
  Object.defineProperty(Made, "name", { value: name });
  Object.defineProperty(Made, "_exposed_", { value: new tuple(exposed), enumerable: true });
  for (const method of exposed) {
    const value = function (this: InstanceType<typeof Made>, ...args: unknown[]): unknown {
      return this._forward(method, args);
    };
    Object.defineProperty(value, "__signature__", { value: null });
    Object.defineProperty(Made.prototype, method, { value, configurable: true, writable: true });
  }
  return Made;
}

function RebuildOwnAutoProxy(name: string, exposed: string[], token: Token): BaseProxy {
  return new (MakeProxyType(name, exposed))(token);
}

registerModule("multiprocessing.managers", { BaseProxy, MakeProxyType });
registerModule("py2mp.handles", { RebuildOwnProxy, RebuildOwnAutoProxy });

register(
  Token,
  (token) => [token.typeid, token.link, travellingHandle(token.referent)],
  (typeid: string, link: Link, id: number) => new Token(typeid, link, attached(Referent, id)),
  "ManagerToken",
);
