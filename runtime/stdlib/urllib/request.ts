/**
 * Mirrors `urllib.request.urlopen` and `Request` for `http:` and `file:`. There is no TLS: `https:` is an unknown type, as
 * it is for a CPython without ssl.
 */
import { bytes } from "../../builtins/bytes.js";
import { dict } from "../../builtins/dict.js";
import { OSError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { open } from "../../builtins/io/open.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { HTTPConnection, type HTTPResponse } from "../http/client.js";
import { libraryModule } from "../module.js";
import { HTTPError, URLError } from "./error.js";
import { unquote, urljoin, urlsplit } from "./parse.js";
import * as self from "./request.js";

export { quote, unquote, urljoin, urlparse, urlsplit, urlunparse } from "./parse.js";

/** Mirrors `urllib.request.Request(url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None)`. */
export class Request extends object {
  readonly full_url: string;
  data: bytes | null;
  readonly headers = new dict<string, string>();
  readonly method: string | null;

  constructor(
    url: string,
    data: bytes | null = null,
    headers: dict<string, string> = new dict<string, string>(),
    _origin_req_host: unknown = null,
    _unverifiable: unknown = false,
    method: string | null = null,
  ) {
    super();
    this.full_url = url;
    this.data = data;
    this.method = method;
    for (const [name, value] of headers.items()) this.add_header(name, value);
  }

  override __init__(): void {}

  get type(): string {
    return typeOf(this.full_url);
  }

  get host(): string {
    return urlsplit(this.full_url).netloc as string;
  }

  get selector(): string {
    const { path, query } = urlsplit(this.full_url) as unknown as { path: string; query: string };
    return (path || "/") + (query === "" ? "" : `?${query}`);
  }

  get_method(): string {
    return this.method ?? (this.data === null ? "GET" : "POST");
  }

  get_full_url(): string {
    return this.full_url;
  }

  add_header(key: string, val: string): void {
    this.headers.__setitem__(capitalized(key), val);
  }

  has_header(name: string): boolean {
    return this.headers.__contains__(name);
  }

  get_header(name: string, fallback: unknown = null): unknown {
    return this.headers.get(name, fallback);
  }

  header_items(): tuple<[string, string]>[] {
    return [...this.headers.items()];
  }
}

const capitalized = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase();

/** @throws ValueError "unknown url type: 'x'" */
function typeOf(url: string): string {
  const found = /^([^/:]+):/.exec(url);
  if (found === null) throw new ValueError(`unknown url type: ${repr(url)}`);
  return found[1]!.toLowerCase();
}

const MOST_REDIRECTIONS = 10;
const AGENT = "Python-urllib/3.11";

/** Mirrors `urlopen(url, data=None, timeout=…)`. @throws URLError, and HTTPError for what the server refuses */
export function urlopen(url: string | Request, data: bytes | null = null, timeout: number | null = null): HTTPResponse {
  const request = url instanceof Request ? url : new Request(url, data);
  if (data !== null) request.data = data;
  if (typeof request.data === "string") {
    throw new TypeError("POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.");
  }
  const { type } = request;
  if (type === "file") return open(unquote(urlsplit(request.full_url).path as string), "rb") as unknown as HTTPResponse;
  if (type !== "http") throw new URLError(`unknown url type: ${type}`);
  return fetched(request, timeout, 0);
}

function fetched(request: Request, timeout: number | null, redirections: number): HTTPResponse {
  const response = answered(request, timeout);
  const { status } = response;
  if (status >= 200 && status < 300) return response;
  const target = response.headers.get("location");
  if ([301, 302, 303, 307, 308].includes(status) && typeof target === "string" && redirections < MOST_REDIRECTIONS) {
    response.close();
    const headers = new dict<string, string>(
      [...request.headers.items()].filter(([name]) => !/^content-(?:length|type)$/i.test(name)),
    );
    return fetched(new Request(urljoin(request.full_url, target) as string, null, headers), timeout, redirections + 1);
  }
  throw new HTTPError(request.full_url, status, response.reason, response.headers, response);
}

/** Sends a request over a connection of its own, which ends with the answer. */
function answered(request: Request, timeout: number | null): HTTPResponse {
  const headers = new dict<string, string>();
  if (request.data !== null && !request.has_header("Content-type")) {
    headers.__setitem__("Content-Type", "application/x-www-form-urlencoded");
  }
  if (!request.has_header("User-agent")) headers.__setitem__("User-Agent", AGENT);
  for (const [name, value] of request.headers.items()) {
    headers.__setitem__(
      name.replace(/(^|-)([a-z])/g, (letters) => letters.toUpperCase()),
      value,
    );
  }
  headers.__setitem__("Connection", "close");
  const connection = new HTTPConnection(request.host, null, timeout);
  try {
    connection.request(request.get_method(), request.selector, request.data, headers);
  } catch (error) {
    connection.close();
    const raised = exception(error);
    throw raised instanceof OSError ? new URLError(raised) : raised;
  }
  const response = connection.getresponse();
  connection.close();
  response.url = request.full_url;
  response.msg = response.reason;
  return response;
}

/** Mirrors `urlretrieve(url, filename)`: gives the file's name and the headers. */
export function urlretrieve(url: string, filename: string): tuple<[string, unknown]> {
  const response = urlopen(url);
  const file = open(filename, "wb") as unknown as { write(data: bytes): void; close(): void };
  file.write(response.read());
  file.close();
  return tuple.of(filename, response.headers);
}

libraryModule("urllib.request", () => self, { Request });
