/** Mirrors the module `json`. */
import { bytearray, bytes } from "../builtins/bytes.js";
import { decodeBytes } from "../builtins/codecs/codecs.js";
import { call } from "../builtins/call.js";
import { TypeError } from "../builtins/exceptions.js";
import { typeName } from "../builtins/type-name.js";
import { JSONDecodeError, JSONDecoder, type DecoderOptions } from "./json/decoder.js";
import { JSONEncoder, type EncoderOptions } from "./json/encoder.js";
import { libraryModule } from "./module.js";
import * as self from "./json.js";

export { JSONDecodeError, JSONDecoder, JSONEncoder };

/** A class that a script gives for `cls=`: made with the other keyword arguments. */
type EncoderClass = new (options: EncoderOptions) => JSONEncoder;
type DecoderClass = new (options: DecoderOptions) => JSONDecoder;

const plain = new JSONEncoder();

/** Mirrors `json.dumps(obj, *, ...)`. @throws TypeError, ValueError */
export function dumps(obj: unknown, options?: EncoderOptions & { cls?: EncoderClass | null }): string {
  if (options === undefined) return plain.encode(obj);
  const { cls, ...rest } = options;
  return (call(cls ?? JSONEncoder, rest) as JSONEncoder).encode(obj);
}

/** Mirrors `json.dump(obj, fp, *, ...)`. */
export function dump(
  obj: unknown,
  fp: { write(text: string): unknown },
  options?: EncoderOptions & { cls?: EncoderClass | null },
): void {
  fp.write(dumps(obj, options));
}

/** Mirrors `json.loads(s, *, ...)`. @throws JSONDecodeError, TypeError */
export function loads(
  s: string | bytes | bytearray,
  options: DecoderOptions & { cls?: DecoderClass | null } = {},
): unknown {
  const { cls, ...rest } = options;
  const text = textOf(s);
  if (text.startsWith("\ufeff")) {
    throw new JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
  }
  return (call(cls ?? JSONDecoder, rest) as JSONDecoder).decode(text);
}

/** Mirrors `json.load(fp, *, ...)`. */
export function load(
  fp: { read(): string | bytes | bytearray },
  options: DecoderOptions & { cls?: DecoderClass | null } = {},
): unknown {
  return loads(fp.read(), options);
}

function textOf(s: unknown): string {
  if (typeof s === "string") return s;
  if (!(s instanceof bytes || s instanceof bytearray)) {
    throw new TypeError(`the JSON object must be str, bytes or bytearray, not ${typeName(s)}`);
  }
  return decodeBytes(s.data, encodingOf(s.data), "surrogatepass");
}

/** Mirrors `json.detect_encoding`: UTF-8, or UTF-16 and UTF-32 by their mark or by their zero bytes. */
function encodingOf([a, b, c, d]: Uint8Array): string {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8-sig";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "utf-16";
  if (a === 0 && b !== undefined) return b === 0 ? "utf-32-be" : "utf-16-be";
  if (b === 0) return c === 0 && d === 0 ? "utf-32-le" : "utf-16-le";
  return "utf-8";
}

libraryModule("json", () => self, { JSONDecoder, JSONEncoder });
