/** Objects in the server of another program, as proxies of this one know them. */
import { bytes } from "../../../builtins/bytes.js";
import { dict } from "../../../builtins/dict.js";
import { repr } from "../../../builtins/repr.js";
import { tuple } from "../../../builtins/tuple.js";
import { registerModule } from "../../../kernel/registry.js";
import { Client } from "../../connection/listener.js";
import type { Connection } from "../../connection.js";
import { current_process } from "../../process.js";
import { isSpawning } from "../../spawning.js";
import { type AutoProxyParts, type BaseProxy, MakeProxyType, type ProxyType, type Target } from "../proxy.js";
import { convert_to_error, dispatch, exchange, type Keywords, PROXY, RETURN, Token } from "./wire.js";

/** Makes the proxy for an object that a server keeps. */
export type MakeProxy = (token: RemoteToken, exposed: readonly string[]) => unknown;

/** The server of another program. This process keeps one connection to it, over which it calls methods. */
export class RemoteServer {
  readonly address: unknown;
  readonly #authkey: unknown;
  #calls: Connection | null = null;

  constructor(address: unknown, authkey: unknown) {
    this.address = address;
    this.#authkey = authkey;
  }

  get authkey(): bytes {
    return new bytes((this.#authkey as bytes).data);
  }

  /** Asks the server itself for something, over a connection that is closed again. */
  ask(methodname: string, args: Iterable<unknown> = [], kwds: Keywords | null = null): unknown {
    const connection = Client(this.address, null, this.#authkey);
    try {
      return dispatch(connection, null, methodname, args, kwds);
    } finally {
      connection.close();
    }
  }

  /** The connection for calls. */
  get calls(): Connection {
    if (this.#calls === null) {
      this.#calls = Client(this.address, null, this.#authkey);
      dispatch(this.#calls, null, "accept_connection", [current_process().name]);
    }
    return this.#calls;
  }
}

/** One object of a remote server. */
export class RemoteToken implements Target {
  readonly typeid: string;
  readonly id: string;
  readonly server: RemoteServer;
  readonly #makeProxy: MakeProxy;

  constructor(typeid: string, id: string, server: RemoteServer, makeProxy: MakeProxy) {
    this.typeid = typeid;
    this.id = id;
    this.server = server;
    this.#makeProxy = makeProxy;
  }

  get shownId(): string {
    return this.id;
  }

  callmethod(methodname: string, args: Iterable<unknown>, kwds: Keywords | null): unknown {
    const [kind, result] = exchange(this.server.calls, this.id, methodname, args, kwds);
    if (kind === RETURN) return result;
    if (kind !== PROXY) throw convert_to_error(kind, result);
    const [exposed, { typeid, id }] = result as tuple<[Iterable<string>, Token]>;
    return this.#makeProxy(new RemoteToken(typeid, id, this.server, this.#makeProxy), [...exposed]);
  }

  /** CPython's form. The key goes only to this program's own children. */
  reduce(proxy: ProxyType | AutoProxyParts): tuple {
    const kwds = new dict<string, unknown>();
    if (isSpawning()) kwds.__setitem__("authkey", this.server.authkey);
    if (typeof proxy !== "function") kwds.__setitem__("exposed", new tuple(proxy.exposed));
    const token = new Token(this.typeid, this.server.address, this.id);
    return tuple.of(RebuildProxy, tuple.of(typeof proxy === "function" ? proxy : AutoProxy, token, "pickle", kwds));
  }
}

/** The servers that this process knows, by their addresses and keys. */
const servers = new Map<string, RemoteServer>();

/** The server at an address, for whoever knows a key. */
export function remoteServer(address: unknown, authkey: unknown): RemoteServer {
  const key = repr(tuple.of(address, authkey));
  let server = servers.get(key);
  if (server === undefined) servers.set(key, (server = new RemoteServer(address, authkey)));
  return server;
}

/** A proxy of a remote object, of a class of its own or with the methods that the server names. */
export function makeProxy(token: RemoteToken, proxytype: ProxyType | null, exposed: readonly string[]): BaseProxy {
  return new (proxytype ?? MakeProxyType(`AutoProxy[${token.typeid}]`, exposed))(token);
}

/** Mirrors managers.AutoProxy. */
export function AutoProxy(
  token: Token,
  _serializer: string,
  options: { authkey?: unknown; exposed?: Iterable<string> | null } = {},
): BaseProxy {
  const server = remoteServer(token.address, options.authkey ?? current_process().authkey);
  const exposed = options.exposed ?? (server.ask("get_methods", [token]) as Iterable<string>);
  return makeProxy(
    new RemoteToken(token.typeid, token.id, server, (kept, methods) => makeProxy(kept, null, methods)),
    null,
    [...exposed],
  );
}

/** Mirrors managers.RebuildProxy: unpickles the proxy of an object in a server. */
export function RebuildProxy(
  func: ProxyType | typeof AutoProxy,
  token: Token,
  serializer: string,
  kwds: dict<string, unknown>,
): BaseProxy {
  const options = Object.fromEntries(kwds.entries());
  if (func === AutoProxy) return AutoProxy(token, serializer, options);
  const server = remoteServer(token.address, options.authkey ?? current_process().authkey);
  const target = new RemoteToken(token.typeid, token.id, server, (kept, methods) => makeProxy(kept, null, methods));
  return new (func as ProxyType)(target);
}

registerModule("multiprocessing.managers", { AutoProxy, RebuildProxy });
