/** Mirrors the module `socketserver` for streams. */
import { bindMethod } from "../builtins/bound-method.js";
import { call } from "../builtins/call.js";
import { Exception } from "../builtins/exceptions.js";
import type { BaseException } from "../builtins/exceptions.js";
import { bases } from "../builtins/mro.js";
import { object } from "../builtins/object.js";
import { exception } from "../builtins/raise.js";
import { text } from "../builtins/repr.js";
import { set } from "../builtins/set.js";
import { super_ } from "../builtins/super.js";
import { blocking, callingmethod, drive, threaded, type Threaded } from "../builtins/threaded.js";
import { truth } from "../builtins/truth.js";
import { markRepeatable } from "../kernel/attempt.js";
import { finish } from "../kernel/exit.js";
import { writeErr } from "../kernel/output.js";
import { format_exception } from "../kernel/traceback.js";
import { deadlineOf, waitAny, waitUntil, WaitReason } from "../kernel/wait.js";
import { registerModule } from "../kernel/registry.js";
import { ForkProcess } from "../multiprocessing/context.js";
import { libraryModule } from "./module.js";
import type { SocketFile } from "./socket/file.js";
import { AF_INET, AF_UNIX, SHUT_WR, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET } from "./socket/constants.js";
import { socket } from "./socket/socket-class.js";
import { Thread } from "./threading/thread.js";
import * as self from "./socketserver.js";

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- the prototype gets them below, since they have steps
export interface BaseServer {
  /** Handles one request after the other until `shutdown` is called. */
  serve_forever(poll_interval?: number): void;
  /** Handles the next request, or calls `handle_timeout` when none comes in time. */
  handle_request(): void;
  _handle_request_noblock(): void;
  process_request(request: socket, client_address: unknown): void;
  finish_request(request: socket, client_address: unknown): void;
}

/** Mirrors `socketserver.BaseServer`. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- see above
export class BaseServer extends object {
  declare server_address: unknown;
  declare RequestHandlerClass: unknown;
  declare socket: socket;
  /** Seconds that `handle_request` waits; None: for ever. */
  static timeout: number | null = null;
  declare timeout?: number | null;

  override __init__(server_address: unknown, RequestHandlerClass: unknown): void {
    this.server_address = server_address;
    this.RequestHandlerClass = RequestHandlerClass;
  }

  server_activate(): void {}

  /** Ends `serve_forever`, and waits for its end. */
  shutdown(): void {
    if (serving.has(this)) stopping.add(this);
    waitUntil(() => !serving.has(this), null, WaitReason.thread);
  }

  service_actions(): void {}

  get_request(): Iterable<unknown> {
    return this.socket.accept();
  }

  handle_timeout(): void {}

  verify_request(_request: socket, _client_address: unknown): boolean {
    return true;
  }

  shutdown_request(request: socket): void {
    this.close_request(request);
  }

  close_request(_request: socket): void {}

  server_close(): void {}

  handle_error(_request: socket, client_address: unknown, raised: BaseException | null = null): void {
    const line = "-".repeat(40);
    writeErr(`${line}\nException occurred during processing of request from ${text(client_address)}\n`);
    if (raised !== null) writeErr(format_exception(raised).join(""));
    writeErr(`${line}\n`);
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    this.server_close();
    return null;
  }
}

/** Servers in `serve_forever`, and those of them that are to leave it. */
const serving = new WeakSet<BaseServer>();
const stopping = new WeakSet<BaseServer>();

function waitForRequest({ socket }: BaseServer, deadline: number | null): boolean {
  return waitAny(() => (socket.isReady() ? true : null), deadline, WaitReason.socket) !== null;
}

defineSteps<BaseServer>(BaseServer, {
  *serve_forever(poll_interval: unknown = 0.5): Threaded<void> {
    serving.add(this);
    try {
      while (!stopping.has(this)) {
        const isThere = yield* blocking(() => waitForRequest(this, deadlineOf(poll_interval as number)));
        if (isThere && !stopping.has(this)) yield* callingmethod(this, "_handle_request_noblock");
        this.service_actions();
      }
    } finally {
      stopping.delete(this);
      serving.delete(this);
    }
  },

  *handle_request(): Threaded<void> {
    const own = this.socket.gettimeout();
    const given = this.timeout ?? (this.constructor as typeof BaseServer).timeout;
    const timeout = own === null ? given : given === null ? own : Math.min(own, given);
    const isThere = yield* blocking(() => waitForRequest(this, deadlineOf(timeout)));
    if (isThere) yield* callingmethod(this, "_handle_request_noblock");
    else this.handle_timeout();
  },

  *_handle_request_noblock(): Threaded<void> {
    const [request, client_address] = this.get_request() as [socket, unknown];
    if (!this.verify_request(request, client_address)) return this.shutdown_request(request);
    try {
      yield* callingmethod(this, "process_request", request, client_address);
    } catch (error) {
      if (exception(error) instanceof Exception) this.handle_error(request, client_address, exception(error));
      this.shutdown_request(request);
      if (!(exception(error) instanceof Exception)) throw error;
    }
  },

  *process_request(request: unknown, client_address: unknown): Threaded<void> {
    yield* callingmethod(this, "finish_request", request, client_address);
    this.shutdown_request(request as socket);
  },

  *finish_request(request: unknown, client_address: unknown): Threaded<void> {
    const handler = unhandled(() => call(this.RequestHandlerClass, request, client_address, this) as unknown);
    if (handler instanceof BaseRequestHandler) yield* handling(handler);
  },
});

/** Gives a class methods that have steps. */
function defineSteps<T extends object>(
  of: { prototype: object },
  methods: Record<string, (this: T, ...args: unknown[]) => Threaded<void>>,
): void {
  for (const [name, steps] of Object.entries(methods)) {
    Object.defineProperty(of.prototype, name, { value: threaded(steps), writable: true, configurable: true });
  }
}

/** Mirrors `socketserver.TCPServer`. */
export class TCPServer extends BaseServer {
  static address_family: number = AF_INET;
  static socket_type: number = SOCK_STREAM;
  static request_queue_size = 5;
  static allow_reuse_address: boolean | number = false;

  override __init__(server_address: unknown, RequestHandlerClass: unknown, bind_and_activate: unknown = true): void {
    super.__init__(server_address, RequestHandlerClass);
    const { address_family, socket_type } = this.constructor as typeof TCPServer;
    this.socket = new socket(address_family, socket_type);
    if (bind_and_activate === false) return;
    try {
      this.server_bind();
      this.server_activate();
    } catch (error) {
      this.server_close();
      throw error;
    }
  }

  server_bind(): void {
    if ((this.constructor as typeof TCPServer).allow_reuse_address) this.socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    this.socket.bind(this.server_address);
    this.server_address = this.socket.getsockname();
  }

  override server_activate(): void {
    this.socket.listen((this.constructor as typeof TCPServer).request_queue_size);
  }

  override server_close(): void {
    this.socket.close();
  }

  fileno(): number {
    return this.socket.fileno();
  }

  override shutdown_request(request: socket): void {
    try {
      request.shutdown(SHUT_WR);
    } catch (error) {
      if (!(exception(error) instanceof Exception)) throw error; // the other side may be gone
    }
    this.close_request(request);
  }

  override close_request(request: socket): void {
    request.close();
  }
}

/** Mirrors `socketserver.UnixStreamServer`. */
export class UnixStreamServer extends TCPServer {
  static override address_family: number = AF_UNIX;
}

/** Mirrors `socketserver.BaseRequestHandler`: an instance handles a request while it is made. */
export class BaseRequestHandler extends object {
  declare request: socket;
  declare client_address: unknown;
  declare server: BaseServer;

  override __init__(request: socket, client_address: unknown, server: BaseServer): void {
    this.request = request;
    this.client_address = client_address;
    this.server = server;
    if (!isMaking) drive(handling(this));
  }

  setup(): void {}

  handle(): void {}

  finish(): void {}
}

/** True while a server makes a handler that it has handle the request afterwards, so that its thread may wait in that. */
let isMaking = false;

function unhandled<T>(make: () => T): T {
  isMaking = true;
  try {
    return make();
  } finally {
    isMaking = false;
  }
}

function* handling(handler: BaseRequestHandler): Threaded<void> {
  handler.setup();
  try {
    yield* callingmethod(handler, "handle");
  } finally {
    handler.finish();
  }
}

/** Mirrors `socketserver.StreamRequestHandler`: with the request as files. */
export class StreamRequestHandler extends BaseRequestHandler {
  declare connection: socket;
  declare rfile: SocketFile;
  declare wfile: SocketFile;
  static timeout: number | null = null;

  override setup(): void {
    this.connection = this.request;
    const { timeout } = this.constructor as typeof StreamRequestHandler;
    if (timeout !== null) this.connection.settimeout(timeout);
    this.rfile = this.connection.makefile("rb");
    this.wfile = this.connection.makefile("wb");
  }

  override finish(): void {
    this.wfile.close();
    this.rfile.close();
  }
}

/** Mirrors `socketserver.ThreadingMixIn`: a thread for each request. */
export class ThreadingMixIn extends object {
  static daemon_threads: unknown = false;
  static block_on_close: unknown = true;

  process_request(this: BaseServer & ThreadingMixIn, request: socket, client_address: unknown): void {
    const { daemon_threads } = this.constructor as typeof ThreadingMixIn;
    const daemon = truth(this.daemon_threads ?? daemon_threads);
    const target = bindMethod(this, this.process_request_thread);
    const thread = new Thread({ target, args: [request, client_address], daemon });
    if (!daemon) remember(this, thread);
    thread.start();
  }

  declare daemon_threads?: unknown;
  declare process_request_thread: (request: socket, client_address: unknown) => void;

  server_close(): void {
    closeServer(ThreadingMixIn, this);
    joinThreads(this);
  }
}

/** Closes the server that a class is mixed into, by the method behind its own. */
function closeServer(mixin: object, server: object): void {
  (super_(mixin, server) as BaseServer).server_close();
}

const threadsOf = new WeakMap<object, Thread[]>();

function remember(server: object, thread: Thread): void {
  threadsOf.set(server, [...(threadsOf.get(server) ?? []).filter((other) => other.is_alive()), thread]);
}

function joinThreads(server: object): void {
  for (const thread of threadsOf.get(server) ?? []) thread.join();
  threadsOf.delete(server);
}

defineSteps<BaseServer>(ThreadingMixIn, {
  *process_request_thread(request: unknown, client_address: unknown): Threaded<void> {
    try {
      yield* callingmethod(this, "finish_request", request, client_address);
    } catch (error) {
      const raised = exception(error);
      if (!(raised instanceof Exception)) throw error;
      this.handle_error(request as socket, client_address, raised);
    } finally {
      this.shutdown_request(request as socket);
    }
  },
});

/** Mirrors `socketserver.ForkingMixIn`: a process for each request. */
export class ForkingMixIn extends object {
  static timeout = 300;
  static max_children = 40;
  static block_on_close: unknown = true;
  declare active_children: set<number> | null;

  process_request(this: BaseServer & ForkingMixIn, request: socket, client_address: unknown): void {
    const child = new ForkProcess({ target: serveForked, args: [this, request, client_address] });
    child.start();
    childrenOf(this).push(child);
    this.active_children = new set(childrenOf(this).map(({ pid }) => pid!));
    this.close_request(request);
  }

  service_actions(this: BaseServer & ForkingMixIn): void {
    this.collect_children();
  }

  handle_timeout(this: BaseServer & ForkingMixIn): void {
    this.collect_children();
  }

  /** Forgets the processes that have ended; waits for all of them where `blocking`. */
  collect_children(this: BaseServer & ForkingMixIn, { blocking = false }: { blocking?: unknown } = {}): void {
    const children = childrenOf(this);
    if (truth(blocking)) for (const child of children) child.join();
    processesOf.set(
      this,
      children.filter((child) => child.exitcode === null),
    );
    this.active_children = new set(childrenOf(this).map(({ pid }) => pid!));
  }

  server_close(this: BaseServer & ForkingMixIn): void {
    closeServer(ForkingMixIn, this);
    this.collect_children({ blocking: this.block_on_close ?? ForkingMixIn.block_on_close });
  }

  declare block_on_close?: unknown;
}

const processesOf = new WeakMap<object, ForkProcess[]>();

function childrenOf(server: object): ForkProcess[] {
  const children = processesOf.get(server) ?? [];
  processesOf.set(server, children);
  return children;
}

/** What the process for a request does. */
function serveForked(server: BaseServer, request: socket, client_address: unknown): void {
  let status = 1;
  try {
    server.finish_request(request, client_address);
    status = 0;
  } catch (error) {
    const raised = exception(error);
    if (!(raised instanceof Exception)) throw error;
    server.handle_error(request, client_address, raised);
  } finally {
    server.shutdown_request(request);
  }
  finish(status);
}

/** Mirrors `socketserver.ForkingTCPServer`. */
export class ForkingTCPServer extends (bases(ForkingMixIn, TCPServer) as typeof TCPServer) {}

/** Mirrors `socketserver.ThreadingTCPServer`. */
export class ThreadingTCPServer extends TCPServer {
  static daemon_threads: unknown = false;
  declare process_request_thread: (request: socket, client_address: unknown) => void;

  override server_close(): void {
    super.server_close();
    joinThreads(this);
  }
}

/** Gives a server class a thread for each request. */
export function withThreads(server: typeof BaseServer): void {
  for (const name of ["process_request", "process_request_thread"]) {
    Object.defineProperty(server.prototype, name, Object.getOwnPropertyDescriptor(ThreadingMixIn.prototype, name)!);
  }
}
withThreads(ThreadingTCPServer);

markRepeatable(BaseServer.prototype.shutdown);
registerModule("socketserver", { serveForked });
libraryModule("socketserver", () => self, {
  ForkingMixIn,
  ForkingTCPServer,
  ThreadingMixIn,
  ThreadingTCPServer,
  BaseServer,
  TCPServer,
  UnixStreamServer,
  BaseRequestHandler,
  StreamRequestHandler,
});
