/** Mirrors the module `base64`, without the old interface for files. */
import { bytes } from "../builtins/bytes.js";
import { fromLatin1, requireBuffer, toLatin1, type BytesLike } from "../builtins/bytes/buffer.js";
export { a85decode, a85encode, b85decode, b85encode } from "./base64/base85.js";
import { truth } from "../builtins/truth.js";
import { Error as BinasciiError } from "./binascii-error.js";
import "./binascii.js"; // which names its error
import { libraryModule } from "./module.js";
import * as self from "./base64.js";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function encoded(s: BytesLike): string {
  return Buffer.from(requireBuffer(s)).toString("base64");
}

function latin(s: BytesLike | string): string {
  return typeof s === "string" ? s : toLatin1(requireBuffer(s));
}

function wrap(text: string): bytes {
  return bytes.wrap(fromLatin1(text));
}

/** @param altchars two characters to use for `+` and `/` */
export function b64encode(s: BytesLike, altchars: BytesLike | null = null): bytes {
  const text = encoded(s);
  if (altchars === null) {
    return wrap(text);
  }
  const [plus, slash] = latin(altchars);
  return wrap(text.replaceAll("+", plus).replaceAll("/", slash));
}

/** @throws binascii.Error for bad padding, and with `validate` for other characters */
export function b64decode(s: BytesLike | string, altchars: BytesLike | null = null, validate: unknown = false): bytes {
  let text = latin(s);
  if (altchars !== null) {
    const [plus, slash] = latin(altchars);
    text = text.replaceAll(plus, "+").replaceAll(slash, "/");
  }
  if (truth(validate) && !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new BinasciiError("Only base64 data is allowed");
  }
  const data = text.replace(/[^A-Za-z0-9+/=]/g, "");
  const body = data.replace(/=+$/, "");
  if (body.length % 4 === 1) {
    throw new BinasciiError(
      `Invalid base64-encoded string: number of data characters (${body.length}) cannot be 1 more than a multiple of 4`,
    );
  }
  if (body.length % 4 !== 0 && data.length - body.length < 4 - (body.length % 4)) {
    throw new BinasciiError("Incorrect padding");
  }
  return bytes.wrap(new Uint8Array(Buffer.from(body, "base64")));
}

export const standard_b64encode = (s: BytesLike): bytes => b64encode(s);
export const standard_b64decode = (s: BytesLike | string): bytes => b64decode(s);

export function urlsafe_b64encode(s: BytesLike): bytes {
  return wrap(encoded(s).replaceAll("+", "-").replaceAll("/", "_"));
}

export function urlsafe_b64decode(s: BytesLike | string): bytes {
  return b64decode(latin(s).replaceAll("-", "+").replaceAll("_", "/"));
}

/** As b64encode, in lines of 76 characters. */
export function encodebytes(s: BytesLike): bytes {
  return wrap(encoded(s).replace(/.{1,76}/g, "$&\n"));
}

export function decodebytes(s: BytesLike): bytes {
  return b64decode(s);
}

export function b32encode(s: BytesLike): bytes {
  const bits = Array.from(requireBuffer(s), (byte) => byte.toString(2).padStart(8, "0")).join("");
  const text = (bits.match(/.{1,5}/g) ?? []).map((part) => BASE32[parseInt(part.padEnd(5, "0"), 2)]).join("");
  return wrap(text.padEnd(Math.ceil(text.length / 8) * 8, "="));
}

/** @throws binascii.Error */
export function b32decode(s: BytesLike | string, casefold: unknown = false): bytes {
  const text = truth(casefold) ? latin(s).toUpperCase() : latin(s);
  const body = text.replace(/=+$/, "");
  if (text.length % 8 !== 0 || ![0, 1, 3, 4, 6].includes(text.length - body.length)) {
    throw new BinasciiError("Incorrect padding");
  }
  const bits = Array.from(body, (char) => {
    const value = BASE32.indexOf(char);
    if (value < 0) {
      throw new BinasciiError("Non-base32 digit found");
    }
    return value.toString(2).padStart(5, "0");
  }).join("");
  return bytes.wrap(Uint8Array.from(bits.match(/.{8}/g) ?? [], (part) => parseInt(part, 2)));
}

export function b16encode(s: BytesLike): bytes {
  return wrap(Buffer.from(requireBuffer(s)).toString("hex").toUpperCase());
}

/** @throws binascii.Error */
export function b16decode(s: BytesLike | string, casefold: unknown = false): bytes {
  const text = truth(casefold) ? latin(s).toUpperCase() : latin(s);
  if (!/^(?:[0-9A-F]{2})*$/.test(text)) {
    throw new BinasciiError(/[^0-9A-F]/.test(text) ? "Non-base16 digit found" : "Odd-length string");
  }
  return bytes.wrap(new Uint8Array(Buffer.from(text, "hex")));
}

const HEX32 = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

const respelled = (text: string, from: string, to: string): string =>
  text.replaceAll(/[0-9A-Z]/g, (char) => to[from.indexOf(char)] ?? "?");

/** As b32encode with digits before letters. */
export function b32hexencode(s: BytesLike): bytes {
  return wrap(respelled(latin(b32encode(s)), BASE32, HEX32));
}

/** @throws binascii.Error */
export function b32hexdecode(s: BytesLike | string, casefold: unknown = false): bytes {
  const text = truth(casefold) ? latin(s).toUpperCase() : latin(s);
  return b32decode(respelled(text, HEX32, BASE32));
}

libraryModule("base64", () => self);
