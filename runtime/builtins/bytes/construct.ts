/** What `bytes(...)` and `bytearray(...)` accept. */
import { encodeText } from "../codecs/codecs.js";
import { TypeError, ValueError } from "../exceptions.js";
import { isIterable, iterate } from "../iterate.js";
import { isIntLike } from "../numbers.js";
import { special } from "../protocol.js";
import { indexSized } from "../as-index.js";
import { wrongType } from "../str/arguments.js";
import { typeName } from "../type-name.js";
import { bufferOf, requireByte, type BytesLike } from "./buffer.js";

/** A text to encode, a number of zero bytes, a bytes-like object, or an iterable of ints. */
export type BytesSource = string | number | bigint | Uint8Array | BytesLike | Iterable<number | bigint>;

/**
 * A new block of memory with what the source holds.
 *
 * @throws TypeError, ValueError with CPython's texts
 */
export function bytesFrom(source: unknown, encoding: unknown, errors: unknown, kind: string): Uint8Array {
  for (const [name, value] of Object.entries({ encoding, errors })) {
    if (value !== undefined && typeof value !== "string")
      throw new TypeError(`${kind}() argument '${name}' must be str, not ${wrongType(value)}`);
  }
  if (typeof source === "string") {
    if (encoding === undefined) {
      throw new TypeError("string argument without an encoding");
    }
    return encodeText(source, encoding as string, errors as string | undefined);
  }
  if (encoding !== undefined || errors !== undefined) {
    const given = encoding === undefined ? "errors" : "encoding";
    throw new TypeError(`${given} without a string argument`);
  }
  if (source === undefined) {
    return new Uint8Array(0);
  }
  return source instanceof Uint8Array ? Uint8Array.from(source) : fromObject(source, kind);
}

function fromObject(source: unknown, kind: string): Uint8Array {
  const method = special(source, "__bytes__");
  const view = bufferOf(method === undefined ? source : method.call(source));
  if (view !== null) {
    return Uint8Array.from(view.data);
  }
  if (isIntLike(source) || special(source, "__index__") !== undefined) {
    const size = indexSized(source);
    if (size < 0) {
      throw new ValueError("negative count");
    }
    return new Uint8Array(size);
  }
  if (!isIterable(source)) {
    throw new TypeError(`cannot convert '${typeName(source)}' object to ${kind}`);
  }
  const message = kind === "bytes" ? "bytes must be in range(0, 256)" : undefined;
  return Uint8Array.from(Array.from(iterate(source), (item) => requireByte(item, message)));
}
