import { NotImplemented } from "./protocol.js";

/**
 * What all set-like objects share (set, frozenset, the keys and items views of a dict): comparison as sets.
 * Kept apart from set.ts, which the views need and which needs this.
 */
export abstract class AnySet<T> implements Iterable<T> {
  abstract [Symbol.iterator](): IterableIterator<T>;
  abstract __len__(): number;
  abstract __contains__(item: unknown): boolean;

  __eq__(other: unknown): unknown {
    return other instanceof AnySet ? this.__len__() === other.__len__() && isSubset(this, other) : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof AnySet ? this.__len__() <= other.__len__() && isSubset(this, other) : NotImplemented;
  }

  __lt__(other: unknown): unknown {
    return other instanceof AnySet ? this.__len__() < other.__len__() && isSubset(this, other) : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof AnySet ? this.__len__() >= other.__len__() && isSubset(other, this) : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof AnySet ? this.__len__() > other.__len__() && isSubset(other, this) : NotImplemented;
  }
}

function isSubset(inner: AnySet<unknown>, outer: AnySet<unknown>): boolean {
  for (const item of inner) if (!outer.__contains__(item)) return false;
  return true;
}
