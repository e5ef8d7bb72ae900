/** Connections to other programs. Mirrors Listener and Client of Lib/multiprocessing/connection.py. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OSError, ValueError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { letGo, noteShipped } from "../../kernel/holds.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { socketCall } from "../../kernel/socket-errors.js";
import { registerModule } from "../../kernel/registry.js";
import * as sockets from "../../kernel/sockets.js";
import type { Address } from "../../kernel/sockets.js";
import type { Connection } from "../connection.js";
import { connectionOver } from "../connection.js";
import { attach, handle, type Shared } from "../spawning.js";
import { addFinalizer } from "../util.js";
import { answer_challenge, checkKey, deliver_challenge } from "./challenge.js";

/** A pair of host and port, or the path of a socket in the file system. */
type PythonAddress = tuple<[string, number]> | string;
type Family = "AF_INET" | "AF_UNIX";

/** Removes folders last: what has to be said through their sockets has been said. */
const LAST = -100;

/** The kind of an address. @throws ValueError */
function address_type(address: unknown): Family {
  if (isTuple(address)) return "AF_INET";
  if (typeof address === "string") return checkFamily(address.startsWith("\\\\") ? "AF_PIPE" : "AF_UNIX");
  throw new ValueError(`address type of ${repr(address)} unrecognized`);
}

function checkFamily(family: string): Family {
  if (family === "AF_INET" || family === "AF_UNIX") return family;
  if (family === "AF_PIPE") throw new ValueError("Family AF_PIPE is not recognized.");
  throw new ValueError("unrecognized family");
}

/** An address that nobody else has. */
function arbitrary_address(family: Family): PythonAddress {
  return family === "AF_INET" ? tuple.of("localhost", 0) : join(temporaryFolder(), "listener");
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pymp-"));
  addFinalizer(() => rmSync(folder, { recursive: true, force: true }), LAST);
  return folder;
}

function toKernel(address: PythonAddress): Address {
  if (typeof address === "string") return { path: address };
  const [host, port] = address as unknown as [string, number];
  return { host: host === "" ? "0.0.0.0" : host, port };
}

function toPython(address: Address | null): PythonAddress | null {
  if (address === null) return null;
  return "path" in address ? address.path : tuple.of(address.host, address.port);
}

/** A listener on its way to a forked child. */
class Inherited {
  readonly offset: number;
  readonly address: PythonAddress;
  readonly authkey: unknown;

  constructor(offset: number, address: PythonAddress, authkey: unknown) {
    this.offset = offset;
    this.address = address;
    this.authkey = authkey;
  }
}

/** Waits for connections at an address. With a key, both ends have to know it. */
export class Listener extends object implements Shared {
  declare readonly [handle]: number;
  #address: PythonAddress;
  #authkey: unknown;
  #lastAccepted: PythonAddress | null = null;
  #isOpen = true;

  /** @throws OSError when the address can't be had, TypeError for a key that is not of bytes */
  constructor(address: unknown = null, family: string | null = null, _backlog: unknown = 1, authkey: unknown = null) {
    super();
    if (address instanceof Inherited) {
      this.#address = address.address;
      this.#authkey = address.authkey;
      attach(this, address.offset);
      return;
    }
    const kind = family !== null ? checkFamily(family) : address === null ? "AF_UNIX" : address_type(address);
    checkKey(authkey);
    const where = (address ?? arbitrary_address(kind)) as PythonAddress;
    attach(this, sockets.createSocket());
    const { local } = socketCall(() => sockets.listen(this[handle], toKernel(where)));
    this.#address = toPython(local)!;
    this.#authkey = authkey;
  }

  override __init__(..._options: unknown[]): void {}

  /** What a forked child makes its listener of. @throws OSError "listener is closed" */
  inheritance(): [offset: number, address: PythonAddress, authkey: unknown] {
    if (!this.#isOpen) throw new OSError("listener is closed");
    noteShipped(this[handle]);
    return [this[handle], this.#address, this.#authkey];
  }

  /**
   * The next connection.
   *
   * @throws OSError "listener is closed"; AuthenticationError when the other end does not know the key
   */
  accept(): Connection {
    if (!this.#isOpen) throw new OSError("listener is closed");
    const accepted = sockets.accept(this[handle], null)!;
    const connection = connectionOver(accepted.socket);
    accepted.done();
    this.#lastAccepted = typeof this.#address === "string" ? "" : toPython(accepted.ends.peer);
    authenticate(connection, this.#authkey, [deliver_challenge, answer_challenge]);
    return connection;
  }

  /** True when `accept` would return at once. For `wait`. */
  isReady(): boolean {
    return sockets.isReadable(this[handle]);
  }

  close(): null {
    if (!this.#isOpen) return null;
    this.#isOpen = false;
    letGo(this);
    if (typeof this.#address === "string") rmSync(this.#address, { force: true });
    return null;
  }

  get address(): PythonAddress {
    return this.#address;
  }

  /** Where the last connection came from; None before there was one. */
  get last_accepted(): PythonAddress | null {
    return this.#lastAccepted;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): null {
    return this.close();
  }
}

type Step = (connection: Connection, authkey: unknown) => null;

/** Takes the steps of the authentication, if there is a key; closes the connection when it fails. */
function authenticate(connection: Connection, authkey: unknown, steps: readonly Step[]): void {
  if (authkey === null) return;
  try {
    for (const step of steps) step(connection, authkey);
  } catch (error) {
    connection.close();
    throw error;
  }
}

/**
 * A connection to a listener.
 *
 * @throws ConnectionRefusedError, FileNotFoundError and other OSErrors; AuthenticationError for a wrong key
 */
export function Client(address: unknown, family: string | null = null, authkey: unknown = null): Connection {
  if (family !== null) checkFamily(family);
  else address_type(address);
  checkKey(authkey);
  const socket = sockets.createSocket();
  const connection = connectionOver(socket);
  try {
    socketCall(() => sockets.connect(socket, toKernel(address as PythonAddress), null));
  } catch (error) {
    connection.close();
    throw error;
  }
  authenticate(connection, authkey, [answer_challenge, deliver_challenge]);
  return connection;
}

Object.defineProperty(Listener.prototype.__init__, "__signature__", {
  value: "address=None, family=None, backlog=1, authkey=None",
});
registerInheritor(
  Listener.prototype,
  (listener) => listener.inheritance(),
  "listener",
  (offset: number, address: PythonAddress, authkey: unknown) => new Listener(new Inherited(offset, address, authkey)),
);
registerModule("multiprocessing.connection", { Listener, Client });
