import { TypeError } from "./exceptions.js";
import { Float } from "./numbers.js";
import { len } from "./operators/len.js";
import { special } from "./protocol.js";
import { typeName } from "./type-name.js";

/** Mirrors `bool(x)`: the truth value that `if`, `while`, `and`, `or`, `not` test. */
export function truth(value: unknown): boolean {
  switch (typeof value) {
    case "boolean":
      return value;
    case "number":
      return value !== 0;
    case "string":
      return value.length > 0;
    case "bigint":
      return true; // 0 is never a bigint
    case "object":
      return value !== null && truthOfObject(value);
    default:
      return value !== undefined;
  }
}

function truthOfObject(value: object): boolean {
  if (value instanceof Float) return value.value !== 0;
  const bool = special(value, "__bool__");
  if (bool !== undefined) {
    const result = bool.call(value);
    if (typeof result === "boolean") return result;
    throw new TypeError(`__bool__ should return bool, returned ${typeName(result)}`);
  }
  const length = special(value, "__len__");
  if (length !== undefined) return len(value) !== 0;
  return !Array.isArray(value) || value.length > 0;
}

/** Mirrors `not x`. */
export function not_(value: unknown): boolean {
  return !truth(value);
}
