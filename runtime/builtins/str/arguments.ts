/** Checks of the arguments that str and bytes methods share. */
import { asCount, toIndex } from "../as-index.js";
import { plain } from "../classes/native-value.js";
import { TypeError } from "../exceptions.js";
import { typeName } from "../type-name.js";

/** An argument of a method that may be left out or be None. */
export type Optional<T> = T | null | undefined;

/** The text, also that of an instance of a class derived from str; or CPython's TypeError with `message` before ", not int". */
export function requireStr(value: string, message: string): string {
  const text = plain(value);
  if (typeof text === "string") return text;
  const isClinic = message.includes("() argument");
  throw new TypeError(`${message}, not ${isClinic ? wrongType(value) : typeName(value)}`);
}

/** The type of a wrong argument as CPython's Argument Clinic names it. */
export function wrongType(value: unknown): string {
  return value === null ? "None" : typeName(value);
}

/** A slice bound as a JavaScript number, None and "not given" standing for `otherwise`. */
export function asSliceBound(value: unknown, otherwise: number): number {
  if (value === null || value === undefined) {
    return otherwise;
  }
  const index = toIndex(value);
  if (index === undefined) {
    throw new TypeError("slice indices must be integers or None or have an __index__ method");
  }
  return asCount(index);
}

/** `start` and `stop` resolved against a length, as `find(sub, start, stop)` does. */
export function asRange(start: unknown, stop: unknown, length: number): [start: number, stop: number] {
  const from = asSliceBound(start, 0);
  const to = asSliceBound(stop, length);
  return [from < 0 ? Math.max(0, from + length) : from, to < 0 ? Math.max(0, to + length) : Math.min(to, length)];
}
