/** Mirrors `http.client` in part: a connection, requests and responses. There is no TLS, as in a CPython without ssl. */
import { bytes } from "../../builtins/bytes.js";
import { concatenate, fromLatin1, requireBuffer, toLatin1 } from "../../builtins/bytes/buffer.js";
import { dict } from "../../builtins/dict.js";
import { Exception } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { libraryModule } from "../module.js";
import { create_connection } from "../socket.js";
import type { SocketIO } from "../socket/file.js";
import type { socket } from "../socket/socket-class.js";
import { type HTTPMessage, readHeaders } from "./message.js";
import * as self from "./client.js";

export { HTTPMessage } from "./message.js";

export const HTTP_PORT = 80;
export const HTTPS_PORT = 443;

export class HTTPException extends Exception {}
export class NotConnected extends HTTPException {}
export class ImproperConnectionState extends HTTPException {}
export class ResponseNotReady extends ImproperConnectionState {}

/** Mirrors `http.client.BadStatusLine`. */
export class BadStatusLine extends HTTPException {
  constructor(line: string) {
    super(line === "" ? repr(line) : line);
  }
}

/** The server has closed the connection before it answered. */
export class RemoteDisconnected extends HTTPException {}

/** Mirrors `http.client.HTTPResponse`: the body is read as a binary file. */
export class HTTPResponse extends object {
  readonly #file: SocketIO;
  readonly #done: () => void;
  declare status: number;
  declare code: number;
  declare reason: string;
  declare version: number;
  declare headers: HTTPMessage;
  declare msg: unknown;
  url = "";
  /** What of the body hasn't come; null: up to the end of the connection. */
  #left: number | null = null;
  #isChunked = false;
  #ahead: Uint8Array = new Uint8Array();
  #closed = false;

  constructor(connection: socket, method: string, done: () => void) {
    super();
    this.#file = connection.makefile("rb");
    this.#done = done;
    this.#begin(method);
  }

  override __init__(): void {}

  #begin(method: string): void {
    const line = toLatin1(this.#file.readline().data);
    if (line === "") throw new RemoteDisconnected("Remote end closed connection without response");
    const parts = /^HTTP\/(\d)\.(\d)\s+(\d{3})\s*(.*?)\s*$/.exec(line);
    if (parts === null) throw new BadStatusLine(line);
    this.version = Number(parts[1]) * 10 + Number(parts[2]);
    this.status = this.code = Number(parts[3]);
    this.reason = parts[4]!;
    this.headers = readHeaders(this.#file);
    this.msg = this.headers;
    this.#isChunked = String(this.headers.get("transfer-encoding", "")).toLowerCase() === "chunked";
    const length = this.headers.get("content-length");
    const isEmpty = method === "HEAD" || this.status === 204 || this.status === 304;
    this.#left = isEmpty ? 0 : length === null || this.#isChunked ? null : Number(length);
  }

  getheader(name: string, fallback: unknown = null): unknown {
    const found = this.headers.get_all(name, null) as string[] | null;
    return found === null ? fallback : found.join(", ");
  }

  getheaders(): tuple<[string, string]>[] {
    return this.headers.items();
  }

  getcode(): number {
    return this.status;
  }

  geturl(): string {
    return this.url;
  }

  info(): HTTPMessage {
    return this.headers;
  }

  /** So many bytes of the body, or all that is left. */
  read(amt: number | null = null): bytes {
    const parts: Uint8Array[] = [];
    const wanted = amt === null || amt < 0 ? Infinity : Number(amt);
    for (let count = 0; count < wanted;) {
      const part = this.#part(wanted - count);
      if (part.length === 0) break;
      parts.push(part);
      count += part.length;
    }
    return bytes.wrap(concatenate(parts));
  }

  readline(): bytes {
    const parts: Uint8Array[] = [];
    for (;;) {
      const part = this.#part(1);
      parts.push(part);
      if (part.length === 0 || part[0] === 0x0a) return bytes.wrap(concatenate(parts));
    }
  }

  readlines(): bytes[] {
    return [...this.__iter__()];
  }

  declare [Symbol.iterator]: () => IterableIterator<bytes>;

  *__iter__(): Generator<bytes> {
    for (let line = this.readline(); line.data.length > 0; line = this.readline()) yield line;
  }

  /** At most so many bytes; none at the end. */
  #part(most: number): Uint8Array {
    if (this.#closed) return new Uint8Array();
    if (this.#isChunked && this.#ahead.length === 0) this.#ahead = this.#chunk();
    if (this.#isChunked) {
      const part = this.#ahead.subarray(0, most);
      this.#ahead = this.#ahead.subarray(part.length);
      return part;
    }
    const count = Math.min(most, this.#left ?? Infinity, 1 << 16);
    if (count === 0) return new Uint8Array();
    const { data } = this.#file.read1(count);
    if (this.#left !== null) this.#left -= data.length;
    return data;
  }

  #chunk(): Uint8Array {
    const size = parseInt(toLatin1(this.#file.readline().data), 16);
    const data = size > 0 ? this.#file.read(size).data : new Uint8Array();
    if (size > 0) this.#file.readline();
    else readHeaders(this.#file);
    if (!(size > 0)) [this.#isChunked, this.#left] = [false, 0];
    return data;
  }

  get closed(): boolean {
    return this.#closed;
  }

  isclosed(): boolean {
    return this.#closed;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#file.close();
    this.#done();
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    this.close();
    return null;
  }
}

/** Mirrors `http.client.HTTPConnection(host, port=None, timeout=…)`. */
export class HTTPConnection extends object {
  readonly host: string;
  readonly port: number;
  readonly timeout: number | null;
  #socket: socket | null = null;
  #method = "GET";

  constructor(host: string, port: number | null = null, timeout: number | null = null) {
    super();
    const named = /^(.*):(\d+)$/.exec(host);
    this.host = port === null && named !== null ? named[1]! : host;
    this.port = Number(port ?? named?.[2] ?? HTTP_PORT);
    this.timeout = timeout;
  }

  override __init__(): void {}

  connect(): void {
    this.#socket = create_connection(tuple.of(this.host, this.port), this.timeout);
  }

  /** Sends a request; headers that every request has are added. */
  request(
    method: string,
    url: string,
    body: unknown = null,
    headers: dict<string, unknown> = new dict<string, unknown>(),
  ): void {
    if (this.#socket === null) this.connect();
    this.#method = method;
    const content = body === null ? null : typeof body === "string" ? fromLatin1(body) : requireBuffer(body);
    const names = new Set([...headers.keys()].map((name) => String(name).toLowerCase()));
    const lines = [`${method} ${url || "/"} HTTP/1.1`];
    if (!names.has("host")) lines.push(`Host: ${this.port === HTTP_PORT ? this.host : `${this.host}:${this.port}`}`);
    if (!names.has("accept-encoding")) lines.push("Accept-Encoding: identity");
    const length = content?.length ?? (["POST", "PUT", "PATCH"].includes(method) ? 0 : null);
    if (length !== null && !names.has("content-length")) lines.push(`Content-Length: ${length}`);
    for (const [name, value] of headers.items()) lines.push(`${name}: ${String(value)}`);
    this.#socket!.sendall(bytes.wrap(fromLatin1(`${lines.join("\r\n")}\r\n\r\n`)));
    if (content !== null) this.#socket!.sendall(bytes.wrap(content));
  }

  /** @throws ResponseNotReady, RemoteDisconnected */
  getresponse(): HTTPResponse {
    if (this.#socket === null) throw new ResponseNotReady("Idle");
    return new HTTPResponse(this.#socket, this.#method, () => {});
  }

  close(): void {
    this.#socket?.close();
    this.#socket = null;
  }
}

libraryModule("http.client", () => self, {
  HTTPConnection,
  HTTPException,
  HTTPResponse,
  NotConnected,
  ImproperConnectionState,
  ResponseNotReady,
  BadStatusLine,
  RemoteDisconnected,
});
