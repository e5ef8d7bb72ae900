/** What `keys()`, `items()` and `values()` of a mapping of the program's own give. */
import { equal } from "../../builtins/compare.js";
import { dict_items, dict_keys, dict_values } from "../../builtins/dict-views.js";
import { KeyError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { contains, getitem, len } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import { Collection, Sized } from "./abc-one-method.js";
import { Set } from "./abc-sets.js";
import { makeAbc } from "./make-abc.js";

interface View {
  _mapping: unknown;
}

export const MappingView = makeAbc("MappingView", [Sized], {
  methods: {
    __init__(self: View, mapping: unknown): void {
      self._mapping = mapping;
    },
    __len__: (self: View) => len(self._mapping),
    __repr__: (self: View) => `${className(self.constructor)}(${repr(self._mapping)})`,
  },
});

export const KeysView = makeAbc("KeysView", [MappingView, Set], {
  classMethods: { _from_iterable: (_cls, items: unknown) => new set(items as Iterable<unknown>) },
  methods: {
    __contains__: (self: View, key: unknown) => contains(self._mapping as never, key),
    *__iter__(self: View): Generator<unknown> {
      yield* iterate<unknown>(self._mapping);
    },
  },
  registered: [dict_keys],
});

export const ItemsView = makeAbc("ItemsView", [MappingView, Set], {
  classMethods: { _from_iterable: (_cls, items: unknown) => new set(items as Iterable<unknown>) },
  methods: {
    __contains__(self: View, item: [unknown, unknown]): boolean {
      try {
        return equal(getitem(self._mapping, item[0]), item[1]);
      } catch (error) {
        if (error instanceof KeyError) return false;
        throw error;
      }
    },
    *__iter__(self: View): Generator<unknown> {
      for (const key of iterate<unknown>(self._mapping)) yield tuple.of(key, getitem(self._mapping, key));
    },
  },
  registered: [dict_items],
});

export const ValuesView = makeAbc("ValuesView", [MappingView, Collection], {
  methods: {
    __contains__(self: View, value: unknown): boolean {
      return [...iterate<unknown>(self._mapping)].some((key) => equal(getitem(self._mapping, key), value));
    },
    *__iter__(self: View): Generator<unknown> {
      for (const key of iterate<unknown>(self._mapping)) yield getitem(self._mapping, key);
    },
  },
  registered: [dict_values],
});
