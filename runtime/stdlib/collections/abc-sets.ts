/** Sets of `collections.abc`: all operators follow from `__contains__`, `__iter__` and `__len__`. */
import { call } from "../../builtins/call.js";
import { callmethod } from "../../builtins/call-method.js";
import { dict_items, dict_keys } from "../../builtins/dict-views.js";
import { KeyError, StopIteration } from "../../builtins/exceptions.js";
import { hashFrozenset } from "../../builtins/hash.js";
import { iterate } from "../../builtins/iterate.js";
import { iter, next } from "../../builtins/iterator.js";
import { contains, len } from "../../builtins/operators.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { frozenset, set } from "../../builtins/set.js";
import { isinstance } from "../../builtins/type.js";
import { Collection, Iterable } from "./abc-one-method.js";
import { makeAbc } from "./make-abc.js";

const isSet = (value: unknown): boolean => isinstance(value, Set);
const isIterable = (value: unknown): boolean => isinstance(value, Iterable);
const itemsOf = (value: unknown): unknown[] => [...iterate<unknown>(value)];

/** A set of the instance's own kind, by its `_from_iterable`. */
const likeIt = (self: unknown, items: unknown[]): unknown => callmethod(self, "_from_iterable", items);

const size = (value: unknown): number => Number(len(value));

const isWithin = (self: unknown, other: unknown): boolean =>
  size(self) <= size(other) && itemsOf(self).every((item) => contains(other as never, item));

export const Set = makeAbc("Set", [Collection], {
  methods: {
    __le__: (self, other: unknown) => (isSet(other) ? isWithin(self, other) : NotImplemented),
    __lt__: (self, other: unknown) =>
      isSet(other) ? size(self) < size(other) && isWithin(self, other) : NotImplemented,
    __ge__: (self, other: unknown) => (isSet(other) ? isWithin(other, self) : NotImplemented),
    __gt__: (self, other: unknown) =>
      isSet(other) ? size(self) > size(other) && isWithin(other, self) : NotImplemented,
    __eq__: (self, other: unknown) =>
      isSet(other) ? size(self) === size(other) && isWithin(self, other) : NotImplemented,
    __and__(self, other: unknown) {
      if (!isIterable(other)) return NotImplemented;
      return likeIt(
        self,
        itemsOf(other).filter((item) => contains(self, item)),
      );
    },
    __rand__: (self, other: unknown) => callmethod(self, "__and__", other),
    isdisjoint: (self, other: unknown) => !itemsOf(other).some((item) => contains(self, item)),
    __or__: (self, other: unknown) =>
      isIterable(other) ? likeIt(self, [...itemsOf(self), ...itemsOf(other)]) : NotImplemented,
    __ror__: (self, other: unknown) => callmethod(self, "__or__", other),
    __sub__(self, other: unknown) {
      if (!isIterable(other)) return NotImplemented;
      const others = isSet(other) ? other : likeIt(self, itemsOf(other));
      return likeIt(
        self,
        itemsOf(self).filter((item) => !contains(others as never, item)),
      );
    },
    __rsub__(self, other: unknown) {
      if (!isIterable(other)) return NotImplemented;
      return likeIt(
        self,
        itemsOf(other).filter((item) => !contains(self, item)),
      );
    },
    __xor__(self, other: unknown) {
      if (!isIterable(other)) return NotImplemented;
      const others = isSet(other) ? other : likeIt(self, itemsOf(other));
      const only = itemsOf(self).filter((item) => !contains(others as never, item));
      const added = itemsOf(others).filter((item) => !contains(self, item));
      return likeIt(self, [...itemsOf(likeIt(self, only)), ...itemsOf(likeIt(self, added))]);
    },
    __rxor__: (self, other: unknown) => callmethod(self, "__xor__", other),
    _hash: (self) => hashFrozenset(itemsOf(self), size(self)),
  },
  classMethods: { _from_iterable: (cls, items: unknown) => call(cls, items) as unknown },
  registered: [frozenset, dict_keys, dict_items],
});

export const MutableSet = makeAbc("MutableSet", [Set], {
  abstract: ["add", "discard"],
  methods: {
    remove(self, value: unknown): void {
      if (!contains(self, value)) throw new KeyError(value);
      callmethod(self, "discard", value);
    },
    pop(self): unknown {
      const value: unknown = firstOf(self);
      callmethod(self, "discard", value);
      return value;
    },
    clear(self): void {
      while (size(self) > 0) callmethod(self, "pop");
    },
    __ior__(self, other: unknown) {
      for (const item of itemsOf(other)) callmethod(self, "add", item);
      return self;
    },
    __iand__(self, other: unknown) {
      for (const item of itemsOf(callmethod(self, "__sub__", other))) callmethod(self, "discard", item);
      return self;
    },
    __ixor__(self, other: unknown) {
      const others = isSet(other) ? other : likeIt(self, itemsOf(other));
      for (const item of itemsOf(others)) callmethod(self, contains(self, item) ? "discard" : "add", item);
      return self;
    },
    __isub__(self, other: unknown) {
      for (const item of itemsOf(other)) callmethod(self, "discard", item);
      return self;
    },
  },
  registered: [set],
});

/** @throws KeyError when there is none */
function firstOf(self: unknown): unknown {
  try {
    return next(iter(self));
  } catch (error) {
    if (error instanceof StopIteration) throw new KeyError();
    throw error;
  }
}
