/** Addresses as Python has them, and as the kernel takes them. */
import { asCount } from "../../builtins/as-index.js";
import { OSError, OverflowError, TypeError } from "../../builtins/exceptions.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import type { Address } from "../../kernel/sockets.js";
import { AF_INET, AF_UNIX } from "./constants.js";

/** A tuple of host and port, or the path of a file. */
export type PythonAddress = tuple<[string, number]> | string;

/**
 * Reads an address that a program gave. `caller` is for CPython's texts.
 *
 * @throws TypeError for what is no address of the family, OverflowError for a port that is none
 */
export function readAddress(family: number, address: unknown, caller: string): Address {
  if (family === AF_UNIX) {
    if (typeof address !== "string") throw new TypeError(`a bytes-like object is required, not '${typeName(address)}'`);
    return { path: address };
  }
  if (!isTuple(address)) throw new TypeError(`${caller}(): AF_INET address must be tuple, not ${typeName(address)}`);
  if (address.length !== 2) throw new TypeError(`${caller}(): AF_INET address must be a pair (host, port)`);
  const [host, port] = address as unknown as [unknown, unknown];
  if (typeof host !== "string") {
    throw new TypeError(`str, bytes or bytearray expected, not ${typeName(host)}`);
  }
  const number = asCount(port);
  if (number < 0 || number > 0xffff) throw new OverflowError(`${caller}(): port must be 0-65535.`);
  return { host: readHost(host), port: number };
}

function readHost(host: string): string {
  if (host === "") return "0.0.0.0";
  return host === "<broadcast>" ? "255.255.255.255" : host;
}

/** An address as a program gets it; of a socket that has none, what the system says of such. */
export function showAddress(family: number, address: Address | null): PythonAddress {
  if (address === null) return family === AF_INET ? tuple.of("0.0.0.0", 0) : "";
  return "path" in address ? address.path : tuple.of(address.host, address.port);
}

/** The four bytes of a dotted address. @throws OSError */
export function parseDotted(address: string): number[] {
  const parts = address.split(".");
  const isDotted = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  if (!isDotted) throw new OSError("illegal IP address string passed to inet_aton");
  return parts.map(Number);
}
