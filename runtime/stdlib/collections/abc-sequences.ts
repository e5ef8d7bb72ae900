/** Sequences of `collections.abc`: what follows from `__getitem__` and `__len__`, and from `insert` and its like. */
import { bytearray, bytes, memoryview } from "../../builtins/bytes.js";
import { callmethod } from "../../builtins/call-method.js";
import { equal } from "../../builtins/compare.js";
import { IndexError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { list } from "../../builtins/list.js";
import { delitem, getitem, len, setitem } from "../../builtins/operators.js";
import { range } from "../../builtins/range.js";
import { str } from "../../builtins/str.js";
import { tuple } from "../../builtins/tuple.js";
import { Collection, Reversible } from "./abc-one-method.js";
import { deque } from "./deque.js";
import { makeAbc } from "./make-abc.js";

const size = (value: unknown): number => Number(len(value));
const itemsOf = (value: unknown): unknown[] => [...iterate<unknown>(value)];

function* bySubscript(self: unknown): Generator<unknown> {
  for (let at = 0; ; at++) {
    let item: unknown;
    try {
      item = getitem(self, at);
    } catch (error) {
      if (error instanceof IndexError) return;
      throw error;
    }
    yield item;
  }
}

function* backwards(self: unknown): Generator<unknown> {
  for (let at = size(self) - 1; at >= 0; at--) yield getitem(self, at);
}

/** @throws ValueError */
function indexOf(self: unknown, value: unknown, start = 0, stop: number | null = null): number {
  const length = size(self);
  const first = start < 0 ? Math.max(length + start, 0) : start;
  const end = stop !== null && stop < 0 ? stop + length : stop;
  for (let at = first; end === null || at < end; at++) {
    try {
      const item: unknown = getitem(self, at);
      if (item === value || equal(item, value)) return at;
    } catch (error) {
      if (error instanceof IndexError) break;
      throw error;
    }
  }
  throw new ValueError();
}

export const Sequence = makeAbc("Sequence", [Reversible, Collection], {
  abstract: ["__getitem__"],
  methods: {
    __iter__: (self) => bySubscript(self),
    __contains__: (self, value: unknown) => itemsOf(self).some((item) => item === value || equal(item, value)),
    __reversed__: (self) => backwards(self),
    index: (self, value: unknown, start = 0, stop: number | null = null) => indexOf(self, value, start, stop),
    count: (self, value: unknown) => itemsOf(self).filter((item) => item === value || equal(item, value)).length,
  },
  registered: [tuple, str, range, memoryview],
});

export const ByteString = makeAbc("ByteString", [Sequence], { registered: [bytes, bytearray] });

export const MutableSequence = makeAbc("MutableSequence", [Sequence], {
  abstract: ["__setitem__", "__delitem__", "insert"],
  methods: {
    append(self, value: unknown): void {
      callmethod(self, "insert", len(self), value);
    },
    clear(self): void {
      while (size(self) > 0) callmethod(self, "pop");
    },
    reverse(self): void {
      const length = size(self);
      for (let at = 0; at < Math.floor(length / 2); at++) {
        const other: unknown = getitem(self, length - at - 1);
        setitem(self as never, (length - at - 1) as never, getitem(self, at) as never);
        setitem(self as never, at as never, other as never);
      }
    },
    extend(self, values: unknown): void {
      for (const value of itemsOf(values)) callmethod(self, "append", value);
    },
    pop(self, index = -1): unknown {
      const value: unknown = getitem(self, index);
      delitem(self, index as never);
      return value;
    },
    remove(self, value: unknown): void {
      delitem(self, callmethod(self, "index", value) as never);
    },
    __iadd__(self, values: unknown) {
      callmethod(self, "extend", values);
      return self;
    },
  },
  registered: [list, bytearray, deque],
});
