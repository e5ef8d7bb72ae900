/** Mirrors the module `json`. */
import { ByteString } from "../builtins/bytes/byte-string.js";
import { call } from "../builtins/call.js";
import { callmethod } from "../builtins/call-method.js";
import { TypeError } from "../builtins/exceptions.js";
import { defineModule } from "../builtins/names.js";
import { typeName } from "../builtins/type-name.js";
import { registerModule } from "../kernel/registry.js";
import { JSONDecodeError, JSONDecoder, type DecoderOptions } from "./json/decoder.js";
import { JSONEncoder, type EncoderOptions } from "./json/encoder.js";
import { libraryModule } from "./module.js";
import * as self from "./json.js";

export { JSONDecodeError, JSONDecoder, JSONEncoder };

/** An encoder or decoder class other than the usual one. */
interface OtherClass {
  cls?: unknown;
}

/** A value as JSON text. @throws TypeError, ValueError with CPython's texts */
export function dumps(obj: unknown, { cls = null, ...options }: EncoderOptions & OtherClass = {}): string {
  const encoder = cls === null ? new JSONEncoder(options) : (call(cls, options) as JSONEncoder);
  return encoder.encode(obj);
}

/** Writes a value to a file as JSON text. */
export function dump(obj: unknown, fp: unknown, options: EncoderOptions & OtherClass = {}): void {
  callmethod(fp, "write", dumps(obj, options));
}

/**
 * The value of a JSON text.
 *
 * @throws JSONDecodeError; TypeError "the JSON object must be str, bytes or bytearray, not int"
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a text holds isn't known
export function loads(s: unknown, { cls = null, ...options }: DecoderOptions & OtherClass = {}): any {
  const text = s instanceof ByteString ? s.decode("utf-8", "surrogatepass") : s;
  if (typeof text !== "string") {
    throw new TypeError(`the JSON object must be str, bytes or bytearray, not ${typeName(s)}`);
  }
  if (text.startsWith("\ufeff")) {
    throw new JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", text, 0);
  }
  const decoder = cls === null ? new JSONDecoder(options) : (call(cls, options) as JSONDecoder);
  return decoder.decode(text);
}

/** The value of the JSON text of a file. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a text holds isn't known
export function load(fp: unknown, options: DecoderOptions & OtherClass = {}): any {
  return loads(callmethod(fp, "read"), options);
}

// which is where messages and pickles look for it
defineModule({ JSONDecodeError }, "json.decoder");
registerModule("json.decoder", { JSONDecodeError });
libraryModule("json", () => self, { JSONDecodeError, JSONDecoder, JSONEncoder });
