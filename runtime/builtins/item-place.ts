import { asCount, toIndex } from "./as-index.js";
import { equal } from "./compare.js";
import { TypeError } from "./exceptions.js";

/**
 * Where a list or tuple has an equal item between two bounds, as `index(value, start, stop)` takes them; -1 for nowhere.
 *
 * @throws TypeError "slice indices must be integers or have an __index__ method"
 */
export function placeOf(items: readonly unknown[], value: unknown, start: unknown, stop: unknown): number {
  const last = Math.min(clamped(stop, items.length), items.length);
  for (let at = clamped(start, items.length); at < last; at++) if (equal(items[at], value)) return at;
  return -1;
}

function clamped(bound: unknown, length: number): number {
  if (toIndex(bound) === undefined) throw new TypeError("slice indices must be integers or have an __index__ method");
  const count = asCount(bound);
  return count < 0 ? Math.max(0, count + length) : count;
}
