/** Which objects can be referenced weakly. */
import { bytearray, bytes } from "../../builtins/bytes.js";
import { complex } from "../../builtins/complex.js";
import { dict } from "../../builtins/dict.js";
import { Float } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { Ellipsis, NotImplemented } from "../../builtins/protocol.js";
import { range } from "../../builtins/range.js";
import { slice } from "../../builtins/slice.js";
import { isTuple } from "../../builtins/tuple.js";

/** Classes whose own instances have no place for references, while those of classes derived from them do. */
const CLOSED = new Set<unknown>(
  [Array, dict, bytes, bytearray, complex, range, slice, object].map(({ prototype }) => prototype as unknown),
);

/** True for an object that can be referenced weakly. */
export function isReferable<T>(value: T): value is T & object {
  if (typeof value === "function") return true;
  if (typeof value !== "object" || value === null || value instanceof Float || isTuple(value)) return false;
  if (value === (Ellipsis as unknown) || value === (NotImplemented as unknown)) return false;
  return !CLOSED.has(Object.getPrototypeOf(value));
}
