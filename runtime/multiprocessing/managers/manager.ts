/** Managers. Mirrors BaseManager and SyncManager of Lib/multiprocessing/managers.py. */
import { AssertionError, TypeError } from "../../builtins/exceptions.js";
import { callWith } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { list } from "../../builtins/list.js";
import { object } from "../../builtins/object.js";
import { callable } from "../../builtins/functions/objects.js";
import { isOptions } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { currentPid } from "../../kernel/processes.js";
import { dumps } from "../../kernel/pickle.js";
import { registerModule } from "../../kernel/registry.js";
import { array } from "../../stdlib/array.js";
import { type Connection, Pipe } from "../connection.js";
import { type BaseContext, defaultContext } from "../context.js";
import { ProcessError } from "../errors.js";
import type { PoolOptions } from "../pool.js";
import { type BaseProcess, current_process } from "../process.js";
import { addFinalizer, debug, info } from "../util.js";
import { ArrayProxy, DictProxy, IteratorProxy, ListProxy, NamespaceProxy, ValueProxy } from "./container-proxies.js";
import { Ask, Link } from "./link.js";
import { makeProxy, remoteServer, type RemoteServer, RemoteToken } from "./outside/remote-token.js";
import {
  type AcquirerProxy,
  type BarrierProxy,
  type ConditionProxy,
  type EventProxy,
  isPrimitiveType,
  type JoinableQueueProxy,
  makePrimitive,
  type QueueProxy,
} from "./primitive-proxies.js";
import { AsyncResultProxy, PoolProxy } from "./pool-proxy.js";
import { ask, type BaseProxy, type ProxyType } from "./proxy.js";
import { Namespace, Value } from "./referents.js";
import { type RegisterOptions, type Registry, type TypeEntry, typeEntry } from "./registry.js";
import { Server } from "./server.js";

type Timeout = number | bigint | null;

export interface ManagerOptions {
  address?: unknown;
  authkey?: unknown;
  serializer?: string;
  ctx?: BaseContext | null;
  shutdown_timeout?: number;
}

type ManagerClass = typeof BaseManager;

/** So long a server has to end by itself, where nothing else is said. */
const SHUTDOWN_SECONDS = 1;

/** What takes back that a manager is shut down when the process ends. */
const forgetFinalizers = new WeakMap<BaseManager, () => void>();

/** Mirrors BaseManager: a process of its own for objects of registered types. */
export class BaseManager extends object {
  static _registry: Registry = new Map();
  // The names with an underscore are CPython's. Nothing here is a field: `__init__` gives the values, when a subclass has it do so.
  declare _ctx: BaseContext;
  declare _address: unknown;
  declare _authkey: unknown;
  declare _shutdown_timeout: number;
  declare _process: BaseProcess | null;
  declare private link: Link;
  /** The server of another program that this manager has connected to. */
  declare private remote: RemoteServer | null;
  declare private ended: boolean;

  constructor(options?: ManagerOptions);
  /** A subclass that keeps its `__init__` passes its arguments. */
  constructor(...args: Dynamic[]);
  constructor(...args: unknown[]) {
    super(...args);
  }

  /** That of a subclass may take whatever it likes. */
  override __init__(...args: Dynamic[]): void;
  override __init__(options: ManagerOptions = {}): void {
    this._ctx = options.ctx ?? defaultContext.get_context();
    this._address = options.address ?? null;
    this._shutdown_timeout = options.shutdown_timeout ?? SHUTDOWN_SECONDS;
    this._authkey = options.authkey ?? current_process().authkey;
    this._process = null;
    this.link = new Link();
    this.remote = null;
    this.ended = false;
  }

  /**
   * Lets managers of this class make objects of a type: `manager.typeid(*args)`.
   * `callable` must be importable by name, or registered again when a child imports the script.
   */
  static register(typeid: string, callable: unknown = null, options: RegisterOptions = {}): null {
    if (!Object.hasOwn(this, "_registry")) this._registry = new Map(this._registry);
    this._registry.set(typeid, typeEntry(callable, options));
    if (options.create_method ?? true) defineMaker(this, typeid);
    return null;
  }

  /** Starts the server. `initializer(*initargs)` runs in it first. */
  start(initializer: unknown = null, initargs: Iterable<unknown> = []): null {
    this.#checkFresh();
    if (initializer !== null && !callable(initializer)) throw new TypeError("initializer must be a callable");
    const { Process } = this._ctx;
    const manager = this.constructor as ManagerClass;
    const [toHere, fromServer] = Pipe<unknown>(false) as unknown as [Connection, Connection];
    const outside = this._address === null ? null : tuple.of(this._address, this._authkey, fromServer);
    const callables = picklableCallables(manager._registry);
    const args = [manager, this.link, callables, initializer, new tuple(initargs), outside];
    const process = new Process({ target: runServer, args });
    process.name = `${className(manager)}-${process._identity.join(":")}`;
    process.start();
    fromServer.close();
    if (outside !== null) this._address = toHere.recv();
    this._process = process;
    this.link.serverPid = process.pid!;
    forgetFinalizers.set(
      this,
      addFinalizer(() => this.shutdown(), 0),
    );
    return null;
  }

  /** Ends the server; its objects are gone. */
  shutdown(): null {
    const process = this._process;
    if (process === null || this.ended) return null;
    this.ended = true;
    forgetFinalizers.get(this)?.();
    info("sending shutdown message to manager");
    if (!this.link.isClosed()) ask(this.link, Ask.shutdown, []);
    process.join(this._shutdown_timeout);
    if (process.is_alive()) {
      info("manager still alive");
      info("trying to `terminate()` manager process");
      process.terminate();
    }
    process.join();
    return null;
  }

  /** Waits for the server's end. */
  join(timeout: Timeout = null): null {
    if (this._process !== null) this._process.join(timeout);
    return null;
  }

  /** Uses the server of another program, at the manager's address. @throws OSError, AuthenticationError */
  connect(): null {
    const remote = remoteServer(this._address, this._authkey);
    remote.ask("dummy");
    this.remote = remote;
    return null;
  }

  /** A server for clients of other programs, to be run by this process. @throws OSError when the address can't be had */
  get_server(): Server {
    this.#checkFresh();
    this.link.serverPid = currentPid();
    const server = new Server(this.link, (this.constructor as ManagerClass)._registry);
    this._address = server.listen(this._address, this._authkey);
    return server;
  }

  #checkFresh(): void {
    if (this.ended) throw new ProcessError("Manager has shut down");
    if (this._process !== null || this.remote !== null) throw new ProcessError("Already started server");
  }

  /** Where clients of other programs find the server. */
  get address(): unknown {
    return this._address ?? localAddress(this.link.serverPid);
  }

  /** True between `start` and `shutdown`. */
  protected get isServing(): boolean {
    return this._process !== null && !this.ended;
  }

  __enter__(): this {
    if (this._process === null) this.start();
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.shutdown();
  }

  /** Has the server make an object, and gives its proxy. */
  _create(typeid: string, args: readonly unknown[]): BaseProxy {
    debug("requesting creation of a shared %r object", typeid);
    if (!this.isServing && this.remote === null) throw new AssertionError("server not yet started");
    const given = args.filter(
      (argument, at) => argument !== undefined || args.slice(at).some((later) => later !== undefined),
    );
    const isPrimitive = isPrimitiveType(typeid) && !(this.constructor as ManagerClass)._registry.has(typeid);
    if (this.remote === null && isPrimitive) return makePrimitive(this.link, typeid, given);
    const last = given.at(-1);
    const keywords = isOptions(last) ? new dict<string, unknown>(Object.entries(last)) : null;
    const positional = new tuple(keywords === null ? given : given.slice(0, -1));
    if (this.remote !== null) return this.#createRemote(this.remote, typeid, positional, keywords);
    return ask(this.link, Ask.create, [typeid, positional, keywords]) as BaseProxy;
  }

  #createRemote(
    server: RemoteServer,
    typeid: string,
    args: Iterable<unknown>,
    kwds: dict<string, unknown> | null,
  ): BaseProxy {
    const registry = (this.constructor as ManagerClass)._registry;
    const [id, exposed] = server.ask("create", [typeid, ...args], kwds) as [string, Iterable<string>];
    const make = (token: RemoteToken, methods: readonly string[]): BaseProxy =>
      makeProxy(token, isPrimitiveType(token.typeid) ? null : (registry.get(token.typeid)?.proxytype ?? null), methods);
    return make(new RemoteToken(typeid, id, server, make), [...exposed]);
  }
}

/** What a server that only serves this program calls its address. */
function localAddress(serverPid: number): string {
  return `/tmp/pymp-${serverPid}/listener-manager`;
}

function defineMaker(manager: ManagerClass, typeid: string): void {
  const value = function (this: BaseManager, ...args: unknown[]): BaseProxy {
    return this._create(typeid, args);
  };
  Object.defineProperty(value, "__signature__", { value: null });
  Object.defineProperty(manager.prototype, typeid, { value, configurable: true, writable: true });
}

/** The callables that can travel: what the program registered elsewhere than at module level must be among them. */
function picklableCallables(registry: Registry): tuple<[string, unknown]>[] {
  const own = [...registry].filter(([typeid, entry]) => SyncManager._registry.get(typeid) !== entry);
  return own
    .filter(([, { callable }]) => isPicklable(callable))
    .map(([typeid, entry]) => tuple.of(typeid, entry.callable));
}

function isPicklable(value: unknown): boolean {
  try {
    dumps(value);
    return true;
  } catch {
    return false;
  }
}

/** The target of a manager's process. */
function runServer(
  manager: ManagerClass,
  link: Link,
  callables: tuple<[string, unknown]>[],
  initializer: unknown,
  initargs: tuple<unknown[]>,
  outside: tuple<[address: unknown, authkey: unknown, toStarter: Connection]> | null,
): void {
  link.serverPid = currentPid();
  const registry: Registry = new Map(manager._registry);
  for (const [typeid, callable] of callables) {
    if (!registry.has(typeid)) registry.set(typeid, typeEntry(callable, {}));
  }
  if (initializer !== null) callWith(initializer, [...initargs], {});
  const server = new Server(link, registry);
  let served: unknown = localAddress(currentPid());
  if (outside !== null) {
    const [address, authkey, toStarter] = outside as unknown as [unknown, unknown, Connection];
    served = server.listen(address, authkey);
    toStarter.send(served);
    toStarter.close();
  }
  info("manager serving at %r", served);
  server.serve();
}

const poolServers = new WeakMap<SyncManager, PoolManager[]>();

/** Mirrors SyncManager: what `multiprocessing.Manager()` gives. */
export class SyncManager extends BaseManager {
  dict<K = unknown, V = unknown>(...args: unknown[]): DictProxy<K, V> {
    return this._create("dict", args) as DictProxy<K, V>;
  }

  list<T = unknown>(sequence?: Iterable<T>): ListProxy<T> {
    return this._create("list", [sequence]) as ListProxy<T>;
  }

  Value<T = unknown>(typecode: unknown, value: T): ValueProxy<T> {
    return this._create("Value", [typecode, value]) as ValueProxy<T>;
  }

  Array<T = unknown>(typecode: string, sequence: Iterable<T>): ArrayProxy<T> {
    return this._create("Array", [typecode, sequence]) as ArrayProxy<T>;
  }

  Namespace(options?: Record<string, unknown>): NamespaceProxy {
    return this._create("Namespace", [options]) as NamespaceProxy;
  }

  Queue<T = unknown>(maxsize?: number | bigint): QueueProxy<T> {
    return this._create("Queue", [maxsize]) as QueueProxy<T>;
  }

  JoinableQueue<T = unknown>(maxsize?: number | bigint): JoinableQueueProxy<T> {
    return this._create("JoinableQueue", [maxsize]) as JoinableQueueProxy<T>;
  }

  Lock(): AcquirerProxy {
    return this._create("Lock", []) as AcquirerProxy;
  }

  RLock(): AcquirerProxy {
    return this._create("RLock", []) as AcquirerProxy;
  }

  Semaphore(value?: number | bigint): AcquirerProxy {
    return this._create("Semaphore", [value]) as AcquirerProxy;
  }

  BoundedSemaphore(value?: number | bigint): AcquirerProxy {
    return this._create("BoundedSemaphore", [value]) as AcquirerProxy;
  }

  Condition(lock?: AcquirerProxy | null): ConditionProxy {
    return this._create("Condition", [lock]) as ConditionProxy;
  }

  Event(): EventProxy {
    return this._create("Event", []) as EventProxy;
  }

  Pool(processes: number | bigint | null = null, options: PoolOptions = {}): PoolProxy {
    const server = new PoolManager({ ctx: this._ctx });
    server.start();
    poolServers.set(this, [...(poolServers.get(this) ?? []), server]);
    return server._create("Pool", [processes, options]) as PoolProxy;
  }

  override shutdown(): null {
    for (const server of poolServers.get(this) ?? []) server.shutdown();
    return super.shutdown();
  }

  Barrier(parties: number | bigint, action?: (() => unknown) | null, timeout?: Timeout): BarrierProxy {
    return this._create("Barrier", [parties, action, timeout]) as BarrierProxy;
  }
}

SyncManager._registry = new Map();
addType("list", (args) => list(...(args as [])), ListProxy);
addType("dict", (args, keywords) => new dict(...(args as []), keywords), DictProxy);
addType("Value", ([typecode, value]) => new Value(typecode, value), ValueProxy);
addType("Array", ([typecode, items]) => new array(typecode as string, items as []), ArrayProxy);
addType("Namespace", (_args, keywords) => new Namespace(keywords), NamespaceProxy);
addType("Iterator", ([iterator]) => iterator, IteratorProxy);

function addType(typeid: string, make: TypeEntry["make"], proxytype: ProxyType): void {
  SyncManager._registry.set(typeid, { ...typeEntry(null, { proxytype }), make });
}

/**
 * The server of a pool: one of its own, since a server answers one request at a time, and a pool's calls wait for their
 * results.
 */
class PoolManager extends BaseManager {}

PoolManager._registry = new Map(
  Object.entries({
    Pool: {
      ...typeEntry(null, { proxytype: PoolProxy }),
      make: ([processes]: unknown[], options: PoolOptions) => defaultContext.Pool(processes as number | null, options),
    },
    AsyncResult: typeEntry(null, { proxytype: AsyncResultProxy }),
    Iterator: typeEntry(null, { proxytype: IteratorProxy }),
  }),
);

/** A started manager in a process of its own. Mirrors `multiprocessing.Manager()`. */
export function Manager(ctx: BaseContext | null = null): SyncManager {
  const manager = new SyncManager({ ctx });
  manager.start();
  return manager;
}

registerModule("multiprocessing.managers", { BaseManager, SyncManager, PoolManager, runServer });
