import { TypeError, ValueError } from "../exceptions.js";
import { special } from "../protocol.js";
import { strLength } from "../str/code-points.js";
import { isPlainArray } from "../tuple.js";
import { typeName } from "../type-name.js";

/** Mirrors `len(x)`. Raises TypeError: object of type 'int' has no len(). */
export function len(value: unknown): number {
  if (isPlainArray(value)) return value.length;
  if (typeof value === "string") return strLength(value);
  const method = special(value, "__len__");
  if (method === undefined && Array.isArray(value)) return value.length;
  if (method === undefined) throw new TypeError(`object of type '${typeName(value)}' has no len()`);
  const length = method.call(value);
  if (typeof length === "boolean") return Number(length);
  if (typeof length !== "number" || !Number.isInteger(length)) {
    throw new TypeError(`'${typeName(length)}' object cannot be interpreted as an integer`);
  }
  if (length < 0) throw new ValueError("__len__() should return >= 0");
  return length;
}
