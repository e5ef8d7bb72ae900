/** The numbers that `%` conversions take: each function gives null for a value of another type. */
import { OverflowError, ValueError } from "../exceptions.js";
import { Float, intFromNumber, type int } from "../numbers.js";
import { special } from "../protocol.js";
import { intToFloat } from "./int.js";

/** `%d`: any real number, truncated. */
export function percentInteger(value: unknown): int | null {
  if (typeof value === "number") {
    return Number.isInteger(value) ? value : truncated(value);
  }
  if (value instanceof Float) {
    return truncated(value.value);
  }
  const method = special(value, "__int__");
  return method === undefined ? percentIndex(value) : (method.call(value) as int);
}

function truncated(x: number): int {
  if (x !== x) {
    throw new ValueError("cannot convert float NaN to integer");
  }
  if (!Number.isFinite(x)) {
    throw new OverflowError("cannot convert float infinity to integer");
  }
  return intFromNumber(Math.trunc(x));
}

/** `%x`, `%c`: an int or what has `__index__`. */
export function percentIndex(value: unknown): int | null {
  if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
    return value;
  }
  if (typeof value === "boolean") {
    return value ? 1 : 0;
  }
  const method = special(value, "__index__");
  return method === undefined ? null : (method.call(value) as int);
}

/** `%f`: any real number, as a raw float. */
export function percentFloat(value: unknown): number | null {
  if (typeof value === "number") {
    return value + 0; // what is whole is an int, which has no -0
  }
  if (value instanceof Float) {
    return value.value;
  }
  const method = special(value, "__float__");
  if (method !== undefined) {
    return Number(method.call(value));
  }
  const index = percentIndex(value);
  return index === null ? null : intToFloat(index);
}
