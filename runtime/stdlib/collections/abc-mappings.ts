/** Mappings of `collections.abc`: what follows from `__getitem__`, `__iter__` and `__len__`. */
import { hasattr } from "../../builtins/attributes.js";
import { call, splitKeywords } from "../../builtins/call.js";
import { callmethod } from "../../builtins/call-method.js";
import { eq } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import { KeyError, StopIteration } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { iter, next } from "../../builtins/iterator.js";
import { delitem, getitem, setitem } from "../../builtins/operators.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { isinstance } from "../../builtins/type.js";
import { MappingProxyType } from "../types/mapping-proxy.js";
import { Collection } from "./abc-one-method.js";
import { ItemsView, KeysView, ValuesView } from "./abc-views.js";
import { ChainMap } from "./chain-map.js";
import { makeAbc } from "./make-abc.js";

/** The value of a key, or what the fallback gives. */
function valueOr<T>(self: unknown, key: unknown, fallback: () => T): unknown {
  try {
    return getitem(self, key);
  } catch (error) {
    if (error instanceof KeyError) return fallback();
    throw error;
  }
}

const pairsOf = (mapping: unknown): dict<unknown, unknown> =>
  new dict([...iterate<unknown>(mapping)].map((key) => [key, getitem(mapping, key)] as const));

export const Mapping = makeAbc("Mapping", [Collection], {
  abstract: ["__getitem__"],
  methods: {
    get: (self, key: unknown, default_: unknown = null) => valueOr(self, key, () => default_),
    __contains__(self, key: unknown): boolean {
      let isThere = true;
      valueOr(self, key, () => (isThere = false));
      return isThere;
    },
    keys: (self) => call(KeysView, self) as unknown,
    items: (self) => call(ItemsView, self) as unknown,
    values: (self) => call(ValuesView, self) as unknown,
    __eq__: (self, other: unknown) => (isinstance(other, Mapping) ? eq(pairsOf(self), pairsOf(other)) : NotImplemented),
  },
  attributes: { __reversed__: null },
  registered: [MappingProxyType],
});

Object.defineProperty(update, "__signature__", { value: "self, other=(), /, **kwds" });

export const MutableMapping = makeAbc("MutableMapping", [Mapping], {
  abstract: ["__setitem__", "__delitem__"],
  methods: {
    pop(self, key: unknown, default_: unknown = undefined): unknown {
      let isThere = true;
      const value = valueOr(self, key, () => {
        if (default_ === undefined) throw new KeyError(key);
        isThere = false;
        return default_;
      });
      if (isThere) delitem(self, key as never);
      return value;
    },
    popitem(self): unknown {
      const key = firstKey(self);
      const value: unknown = getitem(self, key);
      delitem(self, key as never);
      return tuple.of(key, value);
    },
    clear(self): void {
      for (const key of [...iterate<unknown>(self)]) delitem(self, key as never);
    },
    update,
    setdefault: (self, key: unknown, default_: unknown = null) =>
      valueOr(self, key, () => {
        setitem(self, key as never, default_ as never);
        return default_;
      }),
  },
  registered: [dict, ChainMap],
});

function update(self: never, ...given: unknown[]): void {
  const [[other], keywords] = splitKeywords(given);
  for (const [key, value] of updates(other)) setitem(self, key as never, value as never);
  for (const [key, value] of Object.entries(keywords)) setitem(self, key as never, value as never);
}

/** The pairs that `update` takes from a mapping, from something with `keys`, or from pairs. */
function* updates(other: unknown): Generator<[unknown, unknown]> {
  if (other === undefined || other === null) return;
  const hasKeys = !isinstance(other, Mapping) && hasattr(other, "keys");
  if (!isinstance(other, Mapping) && !hasKeys) {
    for (const pair of iterate<unknown>(other)) yield [...iterate<unknown>(pair)] as [unknown, unknown];
    return;
  }
  const keys: unknown = hasKeys ? callmethod(other, "keys") : other;
  for (const key of iterate<unknown>(keys)) yield [key, getitem(other, key)];
}

/** @throws KeyError when there is none */
function firstKey(self: unknown): unknown {
  try {
    return next(iter(self));
  } catch (error) {
    if (error instanceof StopIteration) throw new KeyError();
    throw error;
  }
}
