/**
 * Mirrors the module `socketserver` for streams. Differs: requests are handled one after the other, there are no servers
 * with threads or forked processes.
 */
import { call } from "../builtins/call.js";
import { Exception } from "../builtins/exceptions.js";
import type { BaseException } from "../builtins/exceptions.js";
import { object } from "../builtins/object.js";
import { exception } from "../builtins/raise.js";
import { text } from "../builtins/repr.js";
import { writeErr } from "../kernel/output.js";
import { format_exception } from "../kernel/traceback.js";
import { deadlineOf, waitAny, WaitReason } from "../kernel/wait.js";
import { libraryModule } from "./module.js";
import type { SocketFile } from "./socket/file.js";
import { AF_INET, AF_UNIX, SHUT_WR, SO_REUSEADDR, SOCK_STREAM, SOL_SOCKET } from "./socket/constants.js";
import { socket } from "./socket/socket-class.js";
import * as self from "./socketserver.js";

/** Mirrors `socketserver.BaseServer`. */
export class BaseServer extends object {
  declare server_address: unknown;
  declare RequestHandlerClass: unknown;
  declare socket: socket;
  /** Seconds that `handle_request` waits; None: for ever. */
  static timeout: number | null = null;
  declare timeout?: number | null;
  #isStopping = false;

  override __init__(server_address: unknown, RequestHandlerClass: unknown): void {
    this.server_address = server_address;
    this.RequestHandlerClass = RequestHandlerClass;
  }

  server_activate(): void {}

  /** Handles one request after the other until `shutdown` is called. */
  serve_forever(poll_interval: number = 0.5): void {
    this.#isStopping = false;
    try {
      while (!this.#isStopping) {
        if (this.#waitForRequest(deadlineOf(poll_interval))) this._handle_request_noblock();
        this.service_actions();
      }
    } finally {
      this.#isStopping = false;
    }
  }

  shutdown(): void {
    this.#isStopping = true;
  }

  service_actions(): void {}

  /** Handles the next request, or calls `handle_timeout` when none comes in time. */
  handle_request(): void {
    const own = this.socket.gettimeout();
    const given = this.timeout ?? (this.constructor as typeof BaseServer).timeout;
    const timeout = own === null ? given : given === null ? own : Math.min(own, given);
    if (this.#waitForRequest(deadlineOf(timeout))) this._handle_request_noblock();
    else this.handle_timeout();
  }

  #waitForRequest(deadline: number | null): boolean {
    return waitAny(() => (this.socket.isReady() ? true : null), deadline, WaitReason.socket) !== null;
  }

  _handle_request_noblock(): void {
    const [request, client_address] = this.get_request() as [socket, unknown];
    if (!this.verify_request(request, client_address)) return this.shutdown_request(request);
    try {
      this.process_request(request, client_address);
    } catch (error) {
      if (exception(error) instanceof Exception) this.handle_error(request, client_address, exception(error));
      this.shutdown_request(request);
      if (!(exception(error) instanceof Exception)) throw error;
    }
  }

  get_request(): Iterable<unknown> {
    return this.socket.accept();
  }

  handle_timeout(): void {}

  verify_request(_request: socket, _client_address: unknown): boolean {
    return true;
  }

  process_request(request: socket, client_address: unknown): void {
    this.finish_request(request, client_address);
    this.shutdown_request(request);
  }

  finish_request(request: socket, client_address: unknown): void {
    call(this.RequestHandlerClass, request, client_address, this);
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
    this.setup();
    try {
      this.handle();
    } finally {
      this.finish();
    }
  }

  setup(): void {}

  handle(): void {}

  finish(): void {}
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

libraryModule("socketserver", () => self, {
  BaseServer,
  TCPServer,
  UnixStreamServer,
  BaseRequestHandler,
  StreamRequestHandler,
});
