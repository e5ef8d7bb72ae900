/** Mirrors the module `binascii`, without uuencoding and quoted-printable. */
import { bytes } from "../builtins/bytes.js";
import { fromLatin1, requireBuffer, toLatin1, type BytesLike } from "../builtins/bytes/buffer.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { truth } from "../builtins/truth.js";
import { typeName } from "../builtins/type-name.js";
import { b64decode, b64encode } from "./base64.js";
import { Error } from "./binascii-error.js";
import { libraryModule } from "./module.js";
import * as self from "./binascii.js";

export { Error };
export { crc32 } from "./zlib.js";

/** Mirrors `hexlify(data, sep=..., bytes_per_sep=1)`. */
export function hexlify(data: BytesLike, sep?: string | BytesLike, bytes_per_sep: number = 1): bytes {
  return bytes.wrap(fromLatin1(bytes.wrap(requireBuffer(data)).hex(sep, bytes_per_sep)));
}

/** The text of an argument that may be text. @throws TypeError, ValueError */
function ascii(data: unknown): string {
  if (typeof data === "string") {
    if (/[^\0-\x7f]/.test(data)) throw new ValueError("string argument should contain only ASCII characters");
    return data;
  }
  if (data === null || typeof data !== "object")
    throw new TypeError(`argument should be bytes, buffer or ASCII string, not '${typeName(data)}'`);
  return toLatin1(requireBuffer(data));
}

/** Mirrors `unhexlify(hexstr)`. @throws binascii.Error */
export function unhexlify(hexstr: BytesLike | string): bytes {
  const text = ascii(hexstr);
  if (text.length % 2 === 1) throw new Error("Odd-length string");
  if (/[^0-9a-fA-F]/.test(text)) throw new Error("Non-hexadecimal digit found");
  return bytes.wrap(new Uint8Array(Buffer.from(text, "hex")));
}

export { hexlify as b2a_hex, unhexlify as a2b_hex };

/** Mirrors `b2a_base64(data, *, newline=True)`. */
export function b2a_base64(data: BytesLike, { newline = true }: { newline?: unknown } = {}): bytes {
  const end = truth(newline) ? "\n" : "";
  return bytes.wrap(fromLatin1(toLatin1(requireBuffer(b64encode(data))) + end));
}

/** Mirrors `a2b_base64(data)`. @throws binascii.Error */
export function a2b_base64(data: BytesLike | string): bytes {
  return b64decode(ascii(data));
}

/** Mirrors `crc_hqx(data, crc)`: the CRC-CCITT of BinHex files. */
export function crc_hqx(data: BytesLike, crc: number): number {
  let value = crc & 0xffff;
  for (const byte of requireBuffer(data)) {
    value ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) value = (value & 0x8000 ? (value << 1) ^ 0x1021 : value << 1) & 0xffff;
  }
  return value;
}

libraryModule("binascii", () => self, { Error });
