/** The system's errors of sockets as Python's. */
import { BlockingIOError, OSError, TimeoutError } from "../builtins/exceptions.js";
import { SystemError, type SystemFailure } from "./questions.js";
import { SocketFailure } from "./sockets.js";

/** Raised for names and addresses that can't be resolved. Mirrors socket.gaierror. */
export class gaierror extends OSError {}
export class herror extends OSError {}

const EAGAIN = 11;
const EINPROGRESS = 115;

/** Linux's texts, by errno. */
const TEXTS: Readonly<Record<number, string>> = {
  2: "No such file or directory",
  9: "Bad file descriptor",
  13: "Permission denied",
  22: "Invalid argument",
  32: "Broken pipe",
  89: "Destination address required",
  90: "Message too long",
  95: "Operation not supported",
  98: "Address already in use",
  99: "Cannot assign requested address",
  101: "Network is unreachable",
  104: "Connection reset by peer",
  106: "Transport endpoint is already connected",
  107: "Transport endpoint is not connected",
  110: "Connection timed out",
  111: "Connection refused",
  113: "No route to host",
};

/** The resolver's errors: Node's names, and what C calls them. */
const UNRESOLVED: Readonly<Record<string, readonly [number, string]>> = {
  ENOTFOUND: [-2, "Name or service not known"],
  EAI_AGAIN: [-3, "Temporary failure in name resolution"],
};

/** An OSError, of the subclass that its errno has. */
export function systemError(errno: number): OSError {
  return new OSError(errno, TEXTS[errno] ?? `Unknown error ${errno}`);
}

/** Runs a call of the kernel's sockets. @throws OSError, gaierror */
export function socketCall<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SocketFailure) throw systemError(error.errno);
    if (error instanceof SystemError) throw fromFailure(error.failure);
    throw error;
  }
}

function fromFailure({ errno, code }: SystemFailure): OSError {
  const unresolved = UNRESOLVED[code];
  return unresolved === undefined ? systemError(errno) : new gaierror(...unresolved);
}

/** What a call raises that could not be done in time. */
export function outOfTime(timeout: number | null, connecting = false): OSError {
  if (timeout !== 0) return new TimeoutError("timed out");
  return connecting
    ? new BlockingIOError(EINPROGRESS, "Operation now in progress")
    : new BlockingIOError(EAGAIN, "Resource temporarily unavailable");
}
