import { Float } from "../numbers.js";

/** Mirrors `a is b`. Floats have no identity here: two of equal value are one. */
export function is_(a: unknown, b: unknown): boolean {
  if (a instanceof Float) return b instanceof Float && Object.is(a.value, b.value);
  return a === b || (a !== a && b !== b) || (a === undefined && b === null) || (a === null && b === undefined);
}
