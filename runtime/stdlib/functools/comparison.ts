/** `functools.total_ordering` and `functools.cmp_to_key`. */
import { call } from "../../builtins/call.js";
import { eq, ge, gt, le, lt } from "../../builtins/compare.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { truth } from "../../builtins/truth.js";

type Comparison = (this: unknown, other: unknown) => unknown;
type Methods = Record<string, Comparison | undefined>;

/** How each comparison follows from one of the others and from equality. */
const ROOTS: Record<string, Record<string, (self: unknown, other: unknown, root: Comparison) => unknown>> = {
  __lt__: {
    __gt__: (self, other, root) => known(root.call(self, other), (less) => !less && !truth(eq(self, other))),
    __le__: (self, other, root) => known(root.call(self, other), (less) => less || truth(eq(self, other))),
    __ge__: (self, other, root) => known(root.call(self, other), (less) => !less),
  },
  __le__: {
    __ge__: (self, other, root) => known(root.call(self, other), (atMost) => !atMost || truth(eq(self, other))),
    __lt__: (self, other, root) => known(root.call(self, other), (atMost) => atMost && !truth(eq(self, other))),
    __gt__: (self, other, root) => known(root.call(self, other), (atMost) => !atMost),
  },
  __gt__: {
    __lt__: (self, other, root) => known(root.call(self, other), (more) => !more && !truth(eq(self, other))),
    __ge__: (self, other, root) => known(root.call(self, other), (more) => more || truth(eq(self, other))),
    __le__: (self, other, root) => known(root.call(self, other), (more) => !more),
  },
  __ge__: {
    __le__: (self, other, root) => known(root.call(self, other), (atLeast) => !atLeast || truth(eq(self, other))),
    __gt__: (self, other, root) => known(root.call(self, other), (atLeast) => atLeast && !truth(eq(self, other))),
    __lt__: (self, other, root) => known(root.call(self, other), (atLeast) => !atLeast),
  },
};

function known(result: unknown, derive: (result: boolean) => boolean): unknown {
  return result === NotImplemented ? result : derive(truth(result));
}

/** The decorator for a class with `__eq__` and one ordering: adds the three others. @throws ValueError without one */
export function total_ordering<C extends abstract new (...args: never[]) => object>(cls: C): C {
  const methods = cls.prototype as Methods;
  const root = Object.keys(ROOTS).find((name) => typeof methods[name] === "function");
  if (root === undefined) {
    throw new ValueError("must define at least one ordering operation: < > <= >=");
  }
  for (const [name, derive] of Object.entries(ROOTS[root])) {
    if (methods[name] === undefined) {
      const value = function (this: unknown, other: unknown): unknown {
        return derive(this, other, methods[root] as Comparison);
      };
      Object.defineProperty(cls.prototype, name, { value, writable: true, configurable: true });
    }
  }
  return cls;
}

/** An object that compares as a function of two objects says. */
class K {
  readonly obj: unknown;
  readonly #compare: unknown;

  constructor(obj: unknown, compare: unknown) {
    this.obj = obj;
    this.#compare = compare;
  }

  #order(other: unknown): unknown {
    if (!(other instanceof K)) {
      throw new TypeError("other argument must be K instance");
    }
    return call(this.#compare, this.obj, other.obj);
  }

  __lt__(other: unknown): boolean {
    return lt(this.#order(other), 0);
  }

  __gt__(other: unknown): boolean {
    return gt(this.#order(other), 0);
  }

  __le__(other: unknown): boolean {
    return le(this.#order(other), 0);
  }

  __ge__(other: unknown): boolean {
    return ge(this.#order(other), 0);
  }

  __eq__(other: unknown): boolean {
    return eq(this.#order(other), 0);
  }
}
Object.assign(K, { __hash__: null });

/** A key function from a function that says by a negative, zero or positive number how two objects compare. */
export function cmp_to_key<T>(mycmp: (x: T, y: T) => unknown): (obj: T) => unknown {
  return (obj) => new K(obj, mycmp);
}
