import { toIndex } from "./as-index.js";
import { equal, ge, gt, le, lt } from "./compare.js";
import { TypeError, ValueError } from "./exceptions.js";
import { type int } from "./numbers.js";
import { NotImplemented } from "./protocol.js";
import { repr } from "./repr.js";
import { tuple } from "./tuple.js";

/** Mirrors `slice`: what stands between brackets in `x[start:stop:step]`. Made by `slice(a, b, c)`, with or without new. */
export interface slice {
  readonly start: unknown;
  readonly stop: unknown;
  readonly step: unknown;
  /** Mirrors `slice.indices(length)`. */
  indices(length: number): tuple<[number, number, number]>;
}

interface SliceConstructor {
  (stop: unknown): slice;
  (start: unknown, stop: unknown, step?: unknown): slice;
  new (stop: unknown): slice;
  new (start: unknown, stop: unknown, step?: unknown): slice;
  readonly prototype: slice;
}

class Slice {
  readonly start: unknown;
  readonly stop: unknown;
  readonly step: unknown;
  static readonly __hash__ = null;

  constructor(...bounds: unknown[]) {
    if (bounds.length === 0) throw new TypeError("slice expected at least 1 argument, got 0");
    if (bounds.length > 3) throw new TypeError(`slice expected at most 3 arguments, got ${bounds.length}`);
    const [start, stop, step] = bounds.length === 1 ? [null, bounds[0], null] : bounds;
    this.start = start ?? null;
    this.stop = stop ?? null;
    this.step = step ?? null;
  }

  indices(length: number): tuple<[number, number, number]> {
    const { start, stop, step } = resolveSlice(this, length);
    return tuple.of(start, stop, step);
  }

  __eq__(other: unknown): unknown {
    if (!(other instanceof Slice)) return NotImplemented;
    return equal(this.start, other.start) && equal(this.stop, other.stop) && equal(this.step, other.step);
  }

  __lt__(other: unknown): unknown {
    return this.#compared(other, lt);
  }

  __le__(other: unknown): unknown {
    return this.#compared(other, le);
  }

  __gt__(other: unknown): unknown {
    return this.#compared(other, gt);
  }

  __ge__(other: unknown): unknown {
    return this.#compared(other, ge);
  }

  /** Slices are in the order of the tuples of their bounds. */
  #compared(other: unknown, compare: (a: unknown, b: unknown) => boolean): unknown {
    if (!(other instanceof Slice)) return NotImplemented;
    return compare(tuple.of(this.start, this.stop, this.step), tuple.of(other.start, other.stop, other.step));
  }

  __repr__(): string {
    return `slice(${repr(this.start)}, ${repr(this.stop)}, ${repr(this.step)})`;
  }
}
Object.defineProperty(Slice, "name", { value: "slice" });

/** A slice's bounds for a sequence of some length. */
export interface SliceBounds {
  start: number;
  stop: number;
  step: number;
  /** How many items it selects. */
  count: number;
}

/** One bound as an int, `fallback` for None; raises TypeError for anything else. */
function bound(value: unknown, fallback: int): int {
  if (value === null) return fallback;
  const result = toIndex(value);
  if (result !== undefined) return result;
  throw new TypeError("slice indices must be integers or None or have an __index__ method");
}

function clamp(value: int, length: number, low: number, high: number): number {
  const at = typeof value === "bigint" ? (value < 0n ? -Infinity : Infinity) : value < 0 ? value + length : value;
  return Math.min(Math.max(at, low), high);
}

/** Mirrors PySlice_AdjustIndices: which items a slice selects from `length` items. Raises ValueError for step 0. */
export function resolveSlice(bounds: slice, length: number): SliceBounds {
  const given = bound(bounds.step, 1);
  if (given === 0) throw new ValueError("slice step cannot be zero");
  const step = typeof given === "bigint" ? (given < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER) : given;
  const [low, high] = step < 0 ? [-1, length - 1] : [0, length];
  const start = bounds.start === null ? (step < 0 ? high : low) : clamp(bound(bounds.start, 0), length, low, high);
  const stop = bounds.stop === null ? (step < 0 ? low : high) : clamp(bound(bounds.stop, 0), length, low, high);
  const count = step < 0 ? Math.ceil((start - stop) / -step) : Math.ceil((stop - start) / step);
  return { start, stop, step, count: Math.max(0, count) };
}

/** Mirrors `slice`, callable with and without `new`. */
export const slice = new Proxy(Slice, {
  apply: (_target, _self, bounds: unknown[]) => new Slice(...bounds),
}) as unknown as SliceConstructor;

Slice.prototype.constructor = slice as unknown as typeof Slice;
