import { OverflowError, TypeError } from "./exceptions.js";
import { type int, isInt } from "./numbers.js";
import { special } from "./protocol.js";
import { typeName } from "./type-name.js";

/** The int that a value stands for where Python wants an index (`operator.index`), `undefined` if it is none. */
export function toIndex(value: unknown): int | undefined {
  if (isInt(value)) return value;
  if (typeof value === "boolean") return Number(value);
  const method = special(value, "__index__");
  if (method === undefined) return undefined;
  const result = method.call(value);
  if (isInt(result)) return result;
  throw new TypeError(`__index__ returned non-int (type ${typeName(result)})`);
}

/** Mirrors `operator.index(x)`; raises TypeError: 'str' object cannot be interpreted as an integer. */
export function asIndex(value: unknown): int {
  const result = toIndex(value);
  if (result !== undefined) return result;
  throw new TypeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** An index clamped to what a JavaScript number counts exactly: for lengths, counts and slice bounds. */
export function asCount(value: unknown): number {
  const result = asIndex(value);
  if (typeof result === "number") return result;
  return result < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** As `asCount`, where CPython takes a `ssize_t`. Raises OverflowError for an int that is none. */
export function asSize(value: unknown): number {
  const result = asIndex(value);
  if (fitsIndex(result)) return asCount(result);
  throw new OverflowError("Python int too large to convert to C ssize_t");
}

/** As `asSize`, for lengths and repetitions, of which CPython says it otherwise. */
export function indexSized(value: unknown): number {
  const result = asIndex(value);
  if (fitsIndex(result)) return Number(result);
  throw new OverflowError("cannot fit 'int' into an index-sized integer");
}

/** True for an int that CPython could hold in a `ssize_t`. */
export function fitsIndex(value: int): boolean {
  return typeof value === "number" || (value >= -(2n ** 63n) && value < 2n ** 63n);
}

/** @throws TypeError can't multiply sequence by non-int of type 'float' */
export function requireMultiplier(times: unknown): void {
  if (toIndex(times) === undefined)
    throw new TypeError(`can't multiply sequence by non-int of type '${typeName(times)}'`);
}
