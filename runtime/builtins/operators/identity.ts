import { Float } from "../numbers.js";
import { tuple } from "../tuple.js";

/** Mirrors `a is b`. Floats have no identity here: two of equal value are one. There is one empty tuple, as in CPython. */
export function is_(a: unknown, b: unknown): boolean {
  if (a instanceof Float) return b instanceof Float && Object.is(a.value, b.value);
  if (isEmptyTuple(a)) return isEmptyTuple(b);
  return a === b || (a !== a && b !== b) || (a === undefined && b === null) || (a === null && b === undefined);
}

function isEmptyTuple(value: unknown): boolean {
  return value instanceof tuple && value.length === 0 && value.constructor === tuple;
}
