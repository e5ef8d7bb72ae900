/** `bytes % values`: as for strings, on Latin-1 text, with bytes-like arguments for `%s` and `%b`. */
import { bytes } from "../bytes/bytes.js";
import { bufferOf, fromLatin1, toLatin1 } from "../bytes/buffer.js";
import { OverflowError, TypeError } from "../exceptions.js";
import { special } from "../protocol.js";
import { ascii } from "../repr.js";
import { typeName } from "../type-name.js";
import { percentIndex } from "./percent-numbers.js";
import { PercentFormatter, type PercentTemplate, isMapping } from "./percent.js";

/** @throws TypeError, ValueError, OverflowError with CPython's texts */
export function percentBytes(template: Uint8Array, values: unknown): Uint8Array {
  return fromLatin1(new PercentFormatter(toLatin1(template), values, BYTES_TEMPLATE).run());
}

const BYTES_TEMPLATE: PercentTemplate = {
  kind: "bytes",
  isMapping: (values) => isMapping(values) && bufferOf(values) === null,
  keyOf: (text) => bytes.wrap(fromLatin1(text)),
  textOf,
};

function textOf(type: string, value: unknown): string | null {
  switch (type) {
    case "s":
    case "b":
      return bytesText(value);
    case "r":
    case "a":
      return ascii(value);
    case "c":
      return byteText(value);
  }
  return null;
}

function bytesText(value: unknown): string {
  const method = special(value, "__bytes__");
  const view = bufferOf(method === undefined ? value : method.call(value));
  if (view === null) {
    throw new TypeError(
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
    );
  }
  return toLatin1(view.data);
}

function byteText(value: unknown): string {
  const view = bufferOf(value);
  if (view?.data.length === 1) {
    return toLatin1(view.data);
  }
  const code = percentIndex(value);
  if (code === null) {
    throw new TypeError("%c requires an integer in range(256) or a single byte");
  }
  if (code < 0 || code > 255) {
    throw new OverflowError("%c arg not in range(256)");
  }
  return String.fromCharCode(Number(code));
}
