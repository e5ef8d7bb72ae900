/** Mirrors socket.socket of Lib/socket.py for TCP, files of the system (AF_UNIX), and UDP. */
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { requireBuffer } from "../../builtins/bytes/buffer.js";
import { NotImplementedError, OSError, ValueError } from "../../builtins/exceptions.js";
import type { int } from "../../builtins/numbers.js";
import type { TextIO } from "../../builtins/io/text.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { markRepeatable, once } from "../../kernel/attempt.js";
import { letGo, noteShipped } from "../../kernel/holds.js";
import { register } from "../../kernel/pickle.js";
import * as datagrams from "../../kernel/datagrams.js";
import * as sockets from "../../kernel/sockets.js";
import type { Address, Ends } from "../../kernel/sockets.js";
import { deadlineOf } from "../../kernel/wait.js";
import { attach, handle, type Shared } from "../../multiprocessing/spawning.js";
import { type PythonAddress, readAddress, showAddress } from "./addresses.js";
import { AF_INET, AF_INET6, AF_UNIX, MSG_DONTWAIT, MSG_PEEK } from "./constants.js";
import { SHUT_RD, SHUT_RDWR, SHUT_WR, SO_BROADCAST, SO_ERROR, SO_TYPE, SOCK_DGRAM } from "./constants.js";
import { SOCK_STREAM, SOL_SOCKET } from "./constants.js";
import { gaierror, outOfTime, socketCall, systemError } from "../../kernel/socket-errors.js";
import { type FileOptions, makeFile, type SocketFile, type SocketIO } from "./file.js";

const EAGAIN = 11;
const EBADF = 9;
const EINVAL = 22;
const EDESTADDRREQ = 89;
const EOPNOTSUPP = 95;
const EISCONN = 106;
const ENOTCONN = 107;
const EPIPE = 32;
const EAFNOSUPPORT = 97;

type Timeout = number | bigint | null;

let defaultTimeout: number | null = null;

export function getdefaulttimeout(): number | null {
  return defaultTimeout;
}

/** What new sockets wait for at most, in seconds; None: for ever. @throws ValueError */
export function setdefaulttimeout(timeout: Timeout): null {
  defaultTimeout = readTimeout(timeout);
  return null;
}

function readTimeout(timeout: Timeout): number | null {
  if (timeout === null) return null;
  const seconds = Number(timeout);
  if (seconds < 0) throw new ValueError("Timeout value out of range");
  return seconds;
}

function internetAddress(address: Address | null): Extract<Address, { host: string }> | null {
  return address === null || "path" in address ? null : address;
}

type Role = "fresh" | "bound" | "listening" | "connected";

/** Stands for a socket that exists, in place of a file descriptor. */
class Existing {
  readonly offset: number;
  readonly role: Role;
  readonly ends: Ends;

  constructor(offset: number, role: Role, ends: Ends) {
    this.offset = offset;
    this.role = role;
    this.ends = ends;
  }
}

export class socket extends object implements Shared {
  declare readonly [handle]: number;
  readonly family: number;
  readonly type: number;
  readonly proto: number;
  #timeout = defaultTimeout;
  #role: Role = "fresh";
  #ends: Ends = { local: null, peer: null };
  #isOpen = true;
  #canSend = true;
  #canReceive = true;
  /** Files made of the socket: it is closed with the last of them. */
  #files = 0;
  #closesWithFiles = false;
  readonly #options = new Map<string, unknown>();

  /** @throws NotImplementedError for descriptors of the system, which are not known here, and for raw sockets */
  constructor(family: int = AF_INET, type: int = SOCK_STREAM, proto: int = 0, fileno: unknown = null) {
    super();
    this.family = Number(family) === -1 ? AF_INET : asCount(family);
    this.type = Number(type) === -1 ? SOCK_STREAM : asCount(type);
    this.proto = Number(proto) === -1 ? 0 : asCount(proto);
    if (this.type !== SOCK_STREAM && (this.type !== SOCK_DGRAM || this.family === AF_UNIX)) {
      throw new NotImplementedError("only sockets of streams, and of datagrams of the internet, are supported");
    }
    if (![AF_INET, AF_INET6, AF_UNIX].includes(this.family)) {
      throw new OSError(EAFNOSUPPORT, "Address family not supported by protocol");
    }
    if (fileno instanceof Existing) {
      this.#role = fileno.role;
      this.#ends = fileno.ends;
      attach(this, fileno.offset);
    } else if (fileno === null) {
      attach(this, sockets.createSocket());
    } else {
      throw new NotImplementedError("sockets of a file descriptor are not supported");
    }
  }

  override __init__(..._options: unknown[]): void {}

  // ---- connections

  /** Takes the address at once, as `listen` will. @throws OSError when it can't be had */
  bind(address: unknown): null {
    const where = readAddress(this.family, address, "bind");
    this.#check();
    if (this.#role !== "fresh") throw new OSError(EINVAL, "Invalid argument");
    this.#ends = this.#isDatagram ? this.#open(where, null) : socketCall(() => sockets.listen(this[handle], where));
    this.#role = "bound";
    return null;
  }

  get #isDatagram(): boolean {
    return this.type === SOCK_DGRAM;
  }

  /** Opens a socket of datagrams, or gives an open one its peer. */
  #open(local: Address | null, peer: Address | null): Ends {
    const family = this.family === AF_INET6 ? 6 : 4;
    return socketCall(() =>
      datagrams.openDatagrams(this[handle], { family, local: internetAddress(local), peer: internetAddress(peer) }),
    );
  }

  listen(_backlog: int = 128): null {
    this.#check();
    if (this.#isDatagram) throw systemError(EOPNOTSUPP);
    if (this.#role === "fresh") this.bind(this.family === AF_UNIX ? "" : tuple.of("", 0));
    if (this.#role === "connected") throw new OSError(EINVAL, "Invalid argument");
    this.#role = "listening";
    return null;
  }

  accept(): tuple<[socket, PythonAddress]> {
    this.#check();
    if (this.#role !== "listening") throw new OSError(EINVAL, "Invalid argument");
    const accepted = sockets.accept(this[handle], this.#deadline());
    if (accepted === null) throw outOfTime(this.#timeout);
    const connection = new socket(this.family, this.type, 0, new Existing(accepted.socket, "connected", accepted.ends));
    accepted.done();
    return tuple.of(connection, connection.getpeername());
  }

  connect(address: unknown): null {
    const where = readAddress(this.family, address, "connect");
    this.#check();
    if (this.#isDatagram) {
      this.#ends = this.#open(null, where);
      this.#role = "connected";
      return null;
    }
    if (this.#role === "connected") throw systemError(EISCONN);
    const ends = socketCall(() => sockets.connect(this[handle], where, this.#deadline()));
    if (ends === null) throw outOfTime(this.#timeout, true);
    this.#ends = ends;
    this.#role = "connected";
    return null;
  }

  /** As `connect`, but returns the errno instead of raising OSError; 0 when it is connected. */
  connect_ex(address: unknown): number {
    try {
      this.connect(address);
      return 0;
    } catch (error) {
      if (error instanceof gaierror || !(error instanceof OSError)) throw error;
      return error.errno ?? EAGAIN;
    }
  }

  getsockname(): PythonAddress {
    this.#check();
    return showAddress(this.family, this.#ends.local);
  }

  getpeername(): PythonAddress {
    this.#check();
    if (this.#role !== "connected") throw systemError(ENOTCONN);
    return showAddress(this.family, this.#ends.peer);
  }

  // ---- bytes

  recv(bufsize: int, flags: int = 0): bytes {
    const most = asCount(bufsize);
    if (most < 0) throw new ValueError("negative buffersize in recv");
    return bytes.wrap(this.#receive(most, asCount(flags)));
  }

  /** Returns how many bytes came into the buffer. */
  recv_into(buffer: unknown, nbytes: int = 0, flags: int = 0): number {
    const room = requireBuffer(buffer);
    const most = asCount(nbytes);
    if (most < 0) throw new ValueError("negative buffersize in recv_into");
    if (most > room.length) throw new ValueError("buffer too small for requested bytes");
    const part = this.#receive(most === 0 ? room.length : most, asCount(flags));
    room.set(part);
    return part.length;
  }

  /** The bytes and where they came from, which only datagrams tell. */
  recvfrom(bufsize: int, flags: int = 0): tuple<[bytes, PythonAddress | null]> {
    if (!this.#isDatagram) return tuple.of(this.recv(bufsize, flags), null);
    const most = asCount(bufsize);
    if (most < 0) throw new ValueError("negative buffersize in recvfrom");
    const { data, from } = this.#receiveDatagram(asCount(flags));
    return tuple.of(bytes.wrap(data.slice(0, most)), showAddress(this.family, from));
  }

  /** `sendto(data, address)` or `sendto(data, flags, address)`; returns how many bytes were sent. */
  sendto(data: unknown, ...rest: unknown[]): number {
    const given = requireBuffer(data);
    this.#check();
    if (!this.#isDatagram) return this.send(data);
    this.#sendDatagram(given, readAddress(this.family, rest.at(-1), "sendto"));
    return given.length;
  }

  /** Gives a socket for datagrams an address, if it has none yet. */
  #bindAnywhere(): void {
    if (this.#role !== "fresh") return;
    this.#ends = this.#open(null, null);
    this.#role = "bound";
  }

  #sendDatagram(data: Uint8Array, to: Address | null): void {
    this.#bindAnywhere();
    const broadcast = truth(this.#options.get(`${SOL_SOCKET} ${SO_BROADCAST}`));
    // a socket with a peer has the system fill in the address
    const address = this.#role === "connected" ? null : internetAddress(to);
    socketCall(() => datagrams.sendDatagram(this[handle], data, address, broadcast));
  }

  #receiveDatagram(flags: number): { data: Uint8Array; from: Address } {
    this.#check();
    this.#bindAnywhere();
    const deadline = (flags & MSG_DONTWAIT) === 0 ? this.#deadline() : 0;
    const datagram = socketCall(() => datagrams.receiveDatagram(this[handle], deadline));
    if (datagram === null) throw outOfTime(deadline === 0 ? 0 : this.#timeout);
    return datagram;
  }

  #receive(most: number, flags: number): Uint8Array {
    if (this.#isDatagram) return this.#receiveDatagram(flags).data.slice(0, most);
    this.#checkConnected();
    if (!this.#canReceive) return new Uint8Array();
    const deadline = (flags & MSG_DONTWAIT) === 0 ? this.#deadline() : 0;
    const peek = (flags & MSG_PEEK) !== 0;
    const part = socketCall(() => sockets.receive(this[handle], most, deadline, peek));
    if (part === null) throw outOfTime(deadline === 0 ? 0 : this.#timeout);
    return part;
  }

  /** Sends what can be sent at once; returns how many bytes. */
  send(data: unknown, _flags: int = 0): number {
    const given = requireBuffer(data);
    this.#checkSending();
    if (this.#isDatagram) {
      this.#sendDatagram(given, null);
      return given.length;
    }
    return given.length === 0 ? 0 : this.#sendPart(given, this.#deadline());
  }

  sendall(data: unknown, _flags: int = 0): null {
    const given = requireBuffer(data);
    this.#checkSending();
    if (this.#isDatagram) {
      this.#sendDatagram(given, null);
      return null;
    }
    const deadline = this.#deadline();
    // a thread that must wait comes back to what it has not sent yet
    const progress = once(() => ({ sent: 0 }));
    while (progress.sent < given.length) {
      progress.sent += this.#sendPart(given.subarray(progress.sent), deadline);
    }
    return null;
  }

  #sendPart(part: Uint8Array, deadline: number | null): number {
    const sent = socketCall(() => sockets.send(this[handle], part, deadline));
    if (sent === null) throw outOfTime(this.#timeout);
    return sent;
  }

  // ---- the end

  shutdown(how: int): null {
    this.#checkConnected();
    const which = asCount(how);
    if (which !== SHUT_RD && which !== SHUT_WR && which !== SHUT_RDWR) throw systemError(EINVAL);
    if (which !== SHUT_WR) this.#canReceive = false;
    if (which !== SHUT_RD && this.#canSend) {
      this.#canSend = false;
      sockets.endSending(this[handle]);
    }
    return null;
  }

  close(): null {
    this.#closesWithFiles = true;
    if (this.#isOpen && this.#files === 0) this.#release();
    return null;
  }

  #release(): void {
    this.#isOpen = false;
    letGo(this);
  }

  /** For the files made of the socket: one is closed. */
  fileClosed(): void {
    this.#files--;
    if (this.#files === 0 && this.#closesWithFiles && this.#isOpen) this.#release();
  }

  makefile(mode: "rb" | "wb" | "rwb" | "br" | "bw", buffering?: int | null): SocketIO;
  makefile(mode?: string, buffering?: int | null, options?: FileOptions): TextIO;
  makefile(mode: string = "r", buffering: int | null = null, options: FileOptions = {}): SocketFile {
    this.#checkConnected();
    const file = makeFile(this, mode, buffering, options);
    this.#files++;
    return file;
  }

  // ---- settings

  settimeout(timeout: Timeout): null {
    this.#timeout = readTimeout(timeout);
    return null;
  }

  gettimeout(): number | null {
    return this.#timeout;
  }

  get timeout(): number | null {
    return this.#timeout;
  }

  setblocking(flag: unknown): null {
    this.#timeout = truth(flag) ? null : 0;
    return null;
  }

  getblocking(): boolean {
    return this.#timeout !== 0;
  }

  /** Remembers the option. The broker lets addresses be used again (SO_REUSEADDR) and sends at once (TCP_NODELAY) always. */
  setsockopt(level: int, optname: int, value: unknown, _optlen: unknown = null): null {
    this.#check();
    this.#options.set(`${level} ${optname}`, value);
    return null;
  }

  getsockopt(level: int, optname: int, _buflen: int = 0): unknown {
    this.#check();
    if (asCount(level) === SOL_SOCKET && asCount(optname) === SO_TYPE) return this.type;
    if (asCount(level) === SOL_SOCKET && asCount(optname) === SO_ERROR) return 0;
    return this.#options.get(`${level} ${optname}`) ?? 0;
  }

  set_inheritable(_inheritable: unknown): null {
    return null;
  }

  get_inheritable(): boolean {
    return false;
  }

  /** A number for this socket, as CPython gives its file descriptor; -1 when closed. */
  fileno(): number {
    return this.#isOpen ? this[handle] : -1;
  }

  /** True when `recv` or `accept` would return at once. For `select`. */
  isReady(): boolean {
    return sockets.isReadable(this[handle]);
  }

  /** True when `send` would return at once. For `select`. */
  isWritable(): boolean {
    return sockets.isWritable(this[handle]);
  }

  /** What a socket is rebuilt of in another process. */
  parts(): [family: number, type: number, offset: number, role: Role, ends: Ends] {
    this.#check();
    noteShipped(this[handle]);
    return [this.family, this.type, this[handle], this.#role, this.#ends];
  }

  #deadline(): number | null {
    return this.#timeout === 0 ? 0 : deadlineOf(this.#timeout);
  }

  #check(): void {
    if (!this.#isOpen) throw systemError(EBADF);
  }

  #checkConnected(): void {
    this.#check();
    if (this.#role !== "connected") throw systemError(ENOTCONN);
  }

  #checkSending(): void {
    this.#check();
    if (this.#isDatagram && this.#role !== "connected") throw systemError(EDESTADDRREQ);
    if (this.#role !== "connected" || !this.#canSend) throw systemError(EPIPE);
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }

  override __repr__(): string {
    if (!this.#isOpen) {
      return `<socket.socket [closed] fd=-1, family=${this.family}, type=${this.type}, proto=${this.proto}>`;
    }
    const { local, peer } = this.#ends;
    const laddr = `, laddr=${repr(showAddress(this.family, local))}`;
    const raddr = peer === null ? "" : `, raddr=${repr(showAddress(this.family, peer))}`;
    return `<socket.socket fd=${this[handle]}, family=${this.family}, type=${this.type}, proto=${this.proto}${laddr}${raddr}>`;
  }
}

register(
  socket,
  (given) => {
    const [family, type, offset, role, ends] = given.parts();
    return [family, type, offset, role, JSON.stringify(ends)] as const;
  },
  (family: number, type: number, offset: number, role: string, ends: string) =>
    new socket(family, type, 0, new Existing(offset, role as Role, JSON.parse(ends) as Ends)),
);
markRepeatable(
  socket.prototype.accept,
  socket.prototype.recv,
  socket.prototype.recv_into,
  socket.prototype.recvfrom,
  socket.prototype.send,
  socket.prototype.sendall,
);
