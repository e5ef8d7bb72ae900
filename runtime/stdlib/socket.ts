/**
 * Mirrors the module `socket` for streams. The broker does the system's part, so that a process that waits for a socket
 * hears signals. Differs: no datagrams, no descriptors of the system; constants are plain ints.
 */
import { hostname } from "node:os";
import { asCount } from "../builtins/as-index.js";
import { bytes } from "../builtins/bytes.js";
import { requireBuffer } from "../builtins/bytes/buffer.js";
import { OSError, OverflowError, TimeoutError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { tuple } from "../builtins/tuple.js";
import { ask } from "../kernel/questions.js";
import { libraryModule } from "./module.js";
import * as self from "./socket.js";
import { parseDotted, type PythonAddress } from "./socket/addresses.js";
import { AF_INET, AF_INET6, AF_UNSPEC, IPPROTO_TCP, SOCK_STREAM } from "./socket/constants.js";
import { gaierror, herror, socketCall } from "../kernel/socket-errors.js";
import { SocketIO, type SocketText } from "./socket/file.js";
import { getdefaulttimeout, setdefaulttimeout, socket } from "./socket/socket-class.js";

export * from "./socket/constants.js";
export { gaierror, getdefaulttimeout, herror, setdefaulttimeout, socket, SocketIO, type SocketText };

export { OSError as error, TimeoutError as timeout, socket as SocketType };
export const has_ipv6 = true;

type Timeout = number | bigint | null;

/** The default time-out, where a function is given none. */
const DEFAULT = Symbol("the default time-out");

/** Mirrors `socket.create_connection`: a socket that is connected to (host, port). @throws OSError */
export function create_connection(
  address: unknown,
  timeout: Timeout | typeof DEFAULT = DEFAULT,
  source_address: unknown = null,
): socket {
  const made = new socket();
  try {
    if (timeout !== DEFAULT) made.settimeout(timeout);
    if (source_address !== null) made.bind(source_address);
    made.connect(address);
    return made;
  } catch (error) {
    made.close();
    throw error;
  }
}

/** Mirrors `socket.create_server`: a socket that listens at (host, port). @throws OSError */
export function create_server(
  address: unknown,
  options: { family?: int; backlog?: int | null; reuse_port?: boolean; dualstack_ipv6?: boolean } = {},
): socket {
  const made = new socket(options.family ?? AF_INET);
  try {
    made.bind(address);
    made.listen(options.backlog ?? 128);
    return made;
  } catch (error) {
    made.close();
    throw error;
  }
}

/** Mirrors `socket.socketpair`: two sockets that are connected to each other. */
export function socketpair(): tuple<[socket, socket]> {
  const server = create_server(tuple.of("127.0.0.1", 0));
  try {
    const first = create_connection(server.getsockname());
    const [second] = server.accept() as unknown as [socket, PythonAddress];
    return tuple.of(first, second);
  } finally {
    server.close();
  }
}

export function gethostname(): string {
  return hostname();
}

export function getfqdn(name: string = ""): string {
  return name === "" || name === "0.0.0.0" ? hostname() : name;
}

/** The dotted address of a host. @throws gaierror */
export function gethostbyname(host: string): string {
  if (host === "") return "0.0.0.0";
  return socketCall(() => ask("resolve", { host, family: 4 }))!.value as string;
}

/** Mirrors `socket.getaddrinfo` for streams; one entry. @throws gaierror */
export function getaddrinfo(
  host: string | null,
  port: int | string | null,
  family: int = 0,
  _type: int = 0,
  _proto: int = 0,
  _flags: int = 0,
): tuple<[number, number, number, string, PythonAddress]>[] {
  const wanted = asCount(family) === AF_UNSPEC ? AF_INET : asCount(family);
  const question = { host: host ?? "127.0.0.1", family: wanted === AF_INET6 ? 6 : 4 };
  const address = socketCall(() => ask("resolve", question))!.value as string;
  const where = tuple.of(address, Number(port ?? 0));
  return [tuple.of(wanted, SOCK_STREAM, IPPROTO_TCP, "", where)];
}

/** The four bytes of a dotted address. @throws OSError */
export function inet_aton(ip_address: string): bytes {
  return bytes.wrap(Uint8Array.from(parseDotted(ip_address)));
}

/** The dotted form of four bytes. @throws OSError */
export function inet_ntoa(packed_ip: unknown): string {
  const data = requireBuffer(packed_ip);
  if (data.length !== 4) throw new OSError("packed IP wrong length");
  return data.join(".");
}

export function htons(x: int): number {
  return ntohs(x);
}

export function ntohs(x: int): number {
  const number = limited(x, 0xffff, "ntohs: Python int too large to convert to C 16-bit unsigned integer");
  return ((number & 0xff) << 8) | (number >> 8);
}

export function htonl(x: int): number {
  return ntohl(x);
}

export function ntohl(x: int): number {
  const number = limited(x, 0xffffffff, "int larger than 32 bits");
  return Buffer.from(Uint32Array.of(number).buffer).readUInt32BE();
}

function limited(x: int, most: number, text: string): number {
  const number = Number(x);
  if (number < 0) throw new OverflowError("can't convert negative value to unsigned int");
  if (number > most) throw new OverflowError(text);
  return number;
}

libraryModule("socket", () => self, { socket, gaierror, herror, SocketIO });
