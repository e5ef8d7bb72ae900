/** The dict classes `defaultdict` and `OrderedDict`. */
import { call } from "../../builtins/call.js";
import { eq } from "../../builtins/compare.js";
import { dict, type DictSource } from "../../builtins/dict.js";
import { KeyError, TypeError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { INITIALISE } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { className } from "../../builtins/type-name.js";

/** Mirrors `collections.defaultdict`: a missing key gets what the factory makes. */
export class defaultdict<K, V> extends dict<K, V> {
  default_factory: (() => V) | null;

  /** @throws TypeError "first argument must be callable or None" */
  constructor(
    default_factory: unknown = null,
    source?: DictSource<K, V> | Record<string, V>,
    options?: Record<string, V>,
  ) {
    super(source, options);
    this.default_factory = factory(default_factory) as (() => V) | null;
  }

  static override [INITIALISE](
    self: defaultdict<unknown, unknown>,
    default_factory: unknown = null,
    ...args: []
  ): void {
    self.default_factory = factory(default_factory);
    dict[INITIALISE](self, ...args);
  }

  __missing__(key: K): V {
    if (this.default_factory === null) {
      throw new KeyError(key);
    }
    const value = call(this.default_factory) as V;
    this.__setitem__(key, value);
    return value;
  }

  override copy(): defaultdict<K, V> {
    return call(this.constructor, this.default_factory, this) as defaultdict<K, V>;
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(this.default_factory, new dict<K, V>(this)));
  }

  override __repr__(): string {
    return `${className(this.constructor as AnyFunction)}(${repr(this.default_factory)}, ${super.__repr__()})`;
  }
}

function factory(given: unknown): (() => unknown) | null {
  if (given === null || callable(given)) return given as (() => unknown) | null;
  throw new TypeError("first argument must be callable or None");
}

/** Mirrors `collections.OrderedDict`: keys can be moved to either end, and their order counts in comparison. */
export class OrderedDict<K = unknown, V = unknown> extends dict<K, V> {
  constructor(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>) {
    super();
    this.#setItems(source, options);
  }

  static override [INITIALISE](self: OrderedDict, ...args: []): void {
    OrderedDict.prototype.update.apply(self, args);
  }

  override update(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>): void {
    this.#setItems(source, options);
  }

  override __ior__(other: DictSource<K, V>): this {
    this.#setItems(other);
    return this;
  }

  /** Other than a plain dict, one in order sets each item by the method that a subclass may have. */
  #setItems(source?: DictSource<K, V> | Record<string, V>, options?: Record<string, V>): void {
    for (const [key, value] of new dict<K, V>(source, options).items()) this.__setitem__(key, value);
  }

  override setdefault(key: K, fallback: V = null as V): V {
    if (this.__contains__(key)) return this.__getitem__(key);
    this.__setitem__(key, fallback);
    return fallback;
  }

  /** @throws KeyError when it isn't there */
  move_to_end(key: K, last: unknown = true): void {
    // CPython moves an entry of its list, which calls none of the methods that a subclass may have.
    const value = super.__getitem__(key);
    const rest = truth(last) ? [] : Array.from(this.entries()).filter(([other]) => !truth(eq(other, key)));
    super.__delitem__(key);
    super.__setitem__(key, value);
    for (const [other, kept] of rest) {
      super.__delitem__(other);
      super.__setitem__(other, kept);
    }
  }

  /** @throws KeyError "dictionary is empty" */
  override popitem(last: unknown = true): tuple<[K, V]> {
    if (this.__len__() === 0) throw new KeyError("dictionary is empty");
    if (truth(last)) return super.popitem();
    const [key] = super.keys();
    return tuple.of(key, super.pop(key));
  }

  override copy(): OrderedDict<K, V> {
    return call(this.constructor, this) as OrderedDict<K, V>;
  }

  override __eq__(other: unknown): unknown {
    if (!(other instanceof OrderedDict)) {
      return super.__eq__(other);
    }
    const [own, others] = [[...this.items()], [...(other as OrderedDict<unknown, unknown>).items()]];
    return eq(own, others);
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of([...this.items()]));
  }

  override __repr__(): string {
    const items = [...this.items()];
    return `${className(this.constructor as AnyFunction)}(${items.length === 0 ? "" : repr(items)})`;
  }
}
