/** Mirrors `http.server` but for the handlers of files and CGI scripts. */
import { bytes } from "../../builtins/bytes.js";
import { fromLatin1, toLatin1 } from "../../builtins/bytes/buffer.js";
import { mod } from "../../builtins/operators.js";
import { getattr, hasattr } from "../../builtins/attributes.js";
import { tuple } from "../../builtins/tuple.js";
import { writeErr } from "../../kernel/output.js";
import { escape } from "../html.js";
import { libraryModule } from "../module.js";
import { getfqdn } from "../socket.js";
import type { SocketIO } from "../socket/file.js";
import { StreamRequestHandler, TCPServer, withThreads } from "../socketserver.js";
import { type HTTPMessage, readHeaders } from "./message.js";
import { descriptionOf, phraseOf } from "./statuses.js";
import * as self from "./server.js";

/** Mirrors `http.server.HTTPServer`. */
export class HTTPServer extends TCPServer {
  static override allow_reuse_address = 1;
  declare server_name: string;
  declare server_port: number;

  override server_bind(): void {
    super.server_bind();
    const [host, port] = this.server_address as [string, number];
    this.server_name = getfqdn(host);
    this.server_port = port;
  }
}

/** Mirrors `http.server.ThreadingHTTPServer`. */
export class ThreadingHTTPServer extends HTTPServer {
  static daemon_threads: unknown = true;
}
withThreads(ThreadingHTTPServer);

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const LONGEST_LINE = 65_536;

export const DEFAULT_ERROR_MESSAGE = `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
`;
export const DEFAULT_ERROR_CONTENT_TYPE = "text/html;charset=utf-8";

/** Mirrors `http.server.BaseHTTPRequestHandler`: a request `GET` is handled by a method `do_GET`. */
export class BaseHTTPRequestHandler extends StreamRequestHandler {
  static sys_version = "Python/3.11.7";
  static server_version = "BaseHTTP/0.6";
  static protocol_version = "HTTP/1.0";
  static error_message_format = DEFAULT_ERROR_MESSAGE;
  static error_content_type = DEFAULT_ERROR_CONTENT_TYPE;
  static default_request_version = "HTTP/0.9";
  declare raw_requestline: bytes;
  declare requestline: string;
  declare command: string | null;
  declare path: string;
  declare request_version: string;
  declare headers: HTTPMessage;
  declare close_connection: boolean;
  /** The lines of the answer that wait for the end of its headers. */
  declare _headers_buffer: string[] | undefined;

  private get kind(): typeof BaseHTTPRequestHandler {
    return this.constructor as typeof BaseHTTPRequestHandler;
  }

  override handle(): void {
    this.close_connection = true;
    this.handle_one_request();
    while (!this.close_connection) this.handle_one_request();
  }

  handle_one_request(): void {
    this.raw_requestline = (this.rfile as SocketIO).readline(LONGEST_LINE + 1);
    if (this.raw_requestline.data.length === 0) {
      this.close_connection = true;
      return;
    }
    if (this.raw_requestline.data.length > LONGEST_LINE) return this.send_error(414);
    if (!this.parse_request()) return;
    const name = `do_${this.command}`;
    if (!hasattr(this, name)) return this.send_error(501, `Unsupported method ('${this.command}')`);
    (getattr(this, name) as () => void)();
    (this.wfile as SocketIO).flush();
  }

  /** Reads the first line and the headers; false after it has sent an error. */
  parse_request(): boolean {
    this.command = null;
    this.request_version = this.kind.default_request_version;
    this.close_connection = true;
    this.requestline = toLatin1(this.raw_requestline.data).replace(/[\r\n]+$/, "");
    const words = this.requestline.split(/\s+/).filter((word) => word !== "");
    if (words.length === 0) return false;
    if (words.length < 2 || words.length > 3) {
      this.send_error(400, `Bad request syntax ('${this.requestline}')`);
      return false;
    }
    const [command, path, version = this.kind.default_request_version] = words as [string, string, string?];
    const numbers = /^HTTP\/(\d+)\.(\d+)$/.exec(version);
    if (numbers === null) {
      this.send_error(400, `Bad request version ('${version}')`);
      return false;
    }
    [this.command, this.path, this.request_version] = [command, path.replace(/^\/\/+/, "/"), version];
    const keepsAlive = version >= "HTTP/1.1" && this.kind.protocol_version >= "HTTP/1.1";
    this.headers = readHeaders(this.rfile as SocketIO);
    const connection = String(this.headers.get("Connection", "")).toLowerCase();
    this.close_connection = connection === "close" || !(keepsAlive || connection === "keep-alive");
    return true;
  }

  /** Sends the error's page and logs it. */
  send_error(code: number, message: string | null = null, explain: string | null = null): void {
    const [short, long] = [message ?? phraseOf(code) ?? "???", explain ?? (descriptionOf(code) || "???")];
    this.log_error("code %d, message %s", code, short);
    this.send_response(code, short);
    this.send_header("Connection", "close");
    const hasBody = code >= 200 && ![204, 205, 304].includes(code);
    const page = this.kind.error_message_format
      .replaceAll("%(code)d", String(code))
      .replaceAll("%(code)s", String(code))
      .replaceAll("%(message)s", () => escape(short, false))
      .replaceAll("%(explain)s", () => escape(long, false));
    const body = new TextEncoder().encode(page);
    if (hasBody) {
      this.send_header("Content-Type", this.kind.error_content_type);
      this.send_header("Content-Length", String(body.length));
    }
    this.end_headers();
    if (hasBody && this.command !== "HEAD") (this.wfile as SocketIO).write(bytes.wrap(body));
  }

  send_response(code: number, message: string | null = null): void {
    this.log_request(code);
    this.send_response_only(code, message);
    this.send_header("Server", this.version_string());
    this.send_header("Date", this.date_time_string());
  }

  send_response_only(code: number, message: string | null = null): void {
    if (this.request_version === "HTTP/0.9") return;
    buffer(this, `${this.kind.protocol_version} ${Number(code)} ${message ?? phraseOf(Number(code)) ?? ""}\r\n`);
  }

  send_header(keyword: string, value: unknown): void {
    if (this.request_version !== "HTTP/0.9") buffer(this, `${keyword}: ${String(value)}\r\n`);
    if (keyword.toLowerCase() !== "connection") return;
    if (String(value).toLowerCase() === "close") this.close_connection = true;
    if (String(value).toLowerCase() === "keep-alive") this.close_connection = false;
  }

  end_headers(): void {
    if (this.request_version === "HTTP/0.9") return;
    buffer(this, "\r\n");
    this.flush_headers();
  }

  flush_headers(): void {
    const lines = this._headers_buffer ?? [];
    if (lines.length > 0) (this.wfile as SocketIO).write(bytes.wrap(fromLatin1(lines.join(""))));
    this._headers_buffer = [];
  }

  log_request(code: unknown = "-", size: unknown = "-"): void {
    this.log_message('"%s" %s %s', this.requestline, String(code), String(size));
  }

  log_error(format: string, ...args: unknown[]): void {
    this.log_message(format, ...args);
  }

  log_message(format: string, ...args: unknown[]): void {
    const message = mod(format, new tuple(args)) as unknown as string;
    writeErr(`${this.address_string()} - - [${this.log_date_time_string()}] ${message}\n`);
  }

  version_string(): string {
    return `${this.kind.server_version} ${this.kind.sys_version}`;
  }

  date_time_string(timestamp: number | null = null): string {
    const date = new Date(timestamp === null ? Date.now() : Number(timestamp) * 1000);
    return date.toUTCString();
  }

  log_date_time_string(): string {
    const now = new Date();
    const two = (value: number): string => String(value).padStart(2, "0");
    const time = [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":");
    return `${two(now.getDate())}/${MONTHS[now.getMonth()]}/${now.getFullYear()} ${time}`;
  }

  address_string(): string {
    return String((this.client_address as [string])[0]);
  }
}
/** A function, since a handler works while it is made, when it has no private methods yet. */
function buffer(handler: BaseHTTPRequestHandler, line: string): void {
  (handler._headers_buffer ??= []).push(line);
}

Object.assign(BaseHTTPRequestHandler, { weekdayname: [...DAYS.slice(1), DAYS[0]], monthname: [null, ...MONTHS] });

libraryModule("http.server", () => self, { HTTPServer, ThreadingHTTPServer, BaseHTTPRequestHandler });
