/** `UserDict`, `UserList` and `UserString`: classes to derive from, which hold what they stand for in `data`. */
import { hasattr } from "../../builtins/attributes.js";
import { call, splitKeywords } from "../../builtins/call.js";
import { callmethod } from "../../builtins/call-method.js";
import { eq, ge, gt, le, lt } from "../../builtins/compare.js";
import { complex } from "../../builtins/complex.js";
import { dict } from "../../builtins/dict.js";
import { KeyError } from "../../builtins/exceptions.js";
import { float } from "../../builtins/float.js";
import { hash } from "../../builtins/hash.js";
import { int } from "../../builtins/int.js";
import { iterate } from "../../builtins/iterate.js";
import type { Class } from "../../builtins/mro.js";
import * as operators from "../../builtins/operators.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr, text } from "../../builtins/repr.js";
import { slice } from "../../builtins/slice.js";
import { isinstance } from "../../builtins/type.js";
import { MutableMapping } from "./abc-mappings.js";
import { MutableSequence, Sequence } from "./abc-sequences.js";
import { makeAbc, type Method } from "./make-abc.js";

/** What the instances have. */
interface Holder {
  data: unknown;
}

const MODULE = "collections";
const like = (self: Holder, data: unknown): unknown => call(self.constructor, data) as unknown;
/** Has a method get the arguments of a call as they come, keywords in a trailing options object. */
const asTheyCome = (method: Method): Method => Object.defineProperty(method, "__signature__", { value: null });

const dataOf = (value: unknown, cls: Class): unknown => (isinstance(value, cls) ? (value as Holder).data : value);

// -------------------------------------------------------------------------------------------------- UserDict

function isMissing(self: Holder, key: unknown): boolean {
  return !operators.contains(self.data, key);
}

function copyOfDict(self: Holder): unknown {
  const made = call(self.constructor) as Holder;
  callmethod(made, "update", self);
  return made;
}

/** A new one with the pairs of both; NotImplemented where the other is no mapping. */
function joined(self: Holder, one: unknown, other: unknown): unknown {
  const isMapping = [one, other].every((each) => isinstance(each, UserDict) || isinstance(each, dict));
  if (!isMapping) return NotImplemented;
  const [first, second] = [one, other].map((each) => dataOf(each, UserDict)) as [dict, dict];
  return like(self, operators.or_(first, second));
}

export const UserDict = makeAbc("UserDict", [MutableMapping], {
  module: MODULE,
  methods: {
    __init__: asTheyCome((self: Holder, ...given: unknown[]): void => {
      const [[source], keywords] = splitKeywords(given);
      self.data = new dict();
      if (source !== undefined && source !== null) callmethod(self, "update", source);
      if (Object.keys(keywords).length > 0) callmethod(self, "update", new dict(Object.entries(keywords)));
    }),
    __len__: (self: Holder) => operators.len(self.data),
    __getitem__(self: Holder, key: unknown): unknown {
      if (!isMissing(self, key)) return operators.getitem(self.data, key);
      if (hasattr(self, "__missing__")) return callmethod(self, "__missing__", key);
      throw new KeyError(key);
    },
    __setitem__: (self: Holder, key: unknown, value: unknown) =>
      operators.setitem(self.data as never, key as never, value as never),
    __delitem__: (self: Holder, key: unknown) => operators.delitem(self.data as never, key as never),
    __iter__: (self: Holder) => (self.data as dict)[Symbol.iterator](),
    __contains__: (self: Holder, key: unknown) => !isMissing(self, key),
    __repr__: (self: Holder) => repr(self.data),
    __or__: (self: Holder, other: unknown) => joined(self, self, other),
    __ror__: (self: Holder, other: unknown) => joined(self, other, self),
    __ior__(self: Holder, other: unknown): unknown {
      (self.data as dict).update(dataOf(other, UserDict) as dict);
      return self;
    },
    __copy__: (self: Holder) => copyOfDict(self),
    copy: (self: Holder) => copyOfDict(self),
  },
  classMethods: {
    fromkeys(cls: Class, iterable: unknown, value: unknown = null): unknown {
      const made = call(cls) as unknown;
      for (const key of iterate<unknown>(iterable)) operators.setitem(made as never, key as never, value as never);
      return made;
    },
  },
});

// -------------------------------------------------------------------------------------------------- UserList

const listOf = (value: unknown): unknown[] => [...iterate<unknown>(dataOf(value, UserList))];

type Comparison = (one: unknown, other: unknown) => unknown;

/** Compares what both hold. */
const comparing =
  (cls: () => Class, compare: Comparison): Method =>
  (self: Holder, other: unknown) =>
    compare(self.data, dataOf(other, cls()));

function comparisons(cls: () => Class): Record<string, Method> {
  const all: [string, Comparison][] = [
    ["__lt__", lt],
    ["__le__", le],
    ["__eq__", eq],
    ["__gt__", gt],
    ["__ge__", ge],
  ];
  return Object.fromEntries(all.map(([name, compare]) => [name, comparing(cls, compare)]));
}

/** Methods that are the list's own. */
const ofList = (name: string): Method =>
  asTheyCome((self: Holder, ...args: unknown[]) => callmethod(self.data, name, ...args) as unknown);

export const UserList = makeAbc("UserList", [MutableSequence], {
  module: MODULE,
  methods: {
    __init__(self: Holder, initlist: unknown = null): void {
      self.data = initlist === null ? [] : listOf(initlist);
    },
    __repr__: (self: Holder) => repr(self.data),
    ...comparisons(() => UserList),
    __contains__: (self: Holder, item: unknown) => operators.contains(self.data, item),
    __len__: (self: Holder) => operators.len(self.data),
    __getitem__(self: Holder, index: unknown): unknown {
      const found: unknown = operators.getitem(self.data, index);
      return index instanceof slice ? like(self, found) : found;
    },
    __setitem__: (self: Holder, index: unknown, item: unknown) =>
      operators.setitem(self.data as never, index as never, item as never),
    __delitem__: (self: Holder, index: unknown) => operators.delitem(self.data as never, index as never),
    __add__: (self: Holder, other: unknown) => like(self, [...listOf(self), ...listOf(other)]),
    __radd__: (self: Holder, other: unknown) => like(self, [...listOf(other), ...listOf(self)]),
    __iadd__(self: Holder, other: unknown): unknown {
      (self.data as unknown[]).push(...listOf(other));
      return self;
    },
    __mul__: (self: Holder, times: unknown) => like(self, operators.mul(self.data, times)),
    __rmul__: (self: Holder, times: unknown) => like(self, operators.mul(self.data, times)),
    __imul__(self: Holder, times: unknown): unknown {
      self.data = operators.mul(self.data, times);
      return self;
    },
    __copy__: (self: Holder) => like(self, self.data),
    copy: (self: Holder) => like(self, self.data),
    extend(self: Holder, other: unknown): void {
      (self.data as unknown[]).push(...listOf(other));
    },
    ...Object.fromEntries(
      ["append", "insert", "pop", "remove", "clear", "count", "index", "reverse", "sort"].map((name) => [
        name,
        ofList(name),
      ]),
    ),
  },
});

// -------------------------------------------------------------------------------------------------- UserString

const STRING_METHODS =
  "count encode endswith find format format_map index isalpha isalnum isascii isdecimal isdigit isidentifier islower " +
  "isnumeric isprintable isspace istitle isupper join partition rindex rpartition rfind split rsplit splitlines startswith";
const MAKING_STRINGS =
  "capitalize casefold center expandtabs ljust lower lstrip replace removeprefix removesuffix rjust rstrip strip " +
  "swapcase title translate upper zfill";

const plain = (value: unknown): unknown => dataOf(value, UserString);

function ofString(name: string, isMade: boolean): [string, Method] {
  const method = (self: Holder, ...args: unknown[]): unknown => {
    const found: unknown = callmethod(self.data, name, ...args.map(plain));
    return isMade ? like(self, found) : found;
  };
  return [name, asTheyCome(method)];
}

export const UserString = makeAbc("UserString", [Sequence], {
  module: MODULE,
  methods: {
    __init__(self: Holder, seq: unknown): void {
      self.data = isinstance(seq, UserString) ? (seq as Holder).data : text(seq);
    },
    __str__: (self: Holder) => text(self.data),
    __repr__: (self: Holder) => repr(self.data),
    __int__: (self: Holder) => int(self.data) as unknown,
    __float__: (self: Holder) => call(float, self.data) as unknown,
    __complex__: (self: Holder) => call(complex, self.data) as unknown,
    __hash__: (self: Holder) => hash(self.data),
    ...comparisons(() => UserString),
    __contains__: (self: Holder, part: unknown) => operators.contains(self.data, plain(part)),
    __len__: (self: Holder) => operators.len(self.data),
    __getitem__: (self: Holder, index: unknown) => like(self, operators.getitem(self.data, index)),
    __add__: (self: Holder, other: unknown) => like(self, text(self.data) + text(plain(other))),
    __radd__: (self: Holder, other: unknown) => like(self, text(other) + text(self.data)),
    __mul__: (self: Holder, times: unknown) => like(self, operators.mul(self.data, times)),
    __rmul__: (self: Holder, times: unknown) => like(self, operators.mul(self.data, times)),
    __mod__: (self: Holder, args: unknown) => like(self, operators.mod(self.data, args)),
    ...Object.fromEntries(STRING_METHODS.split(" ").map((name) => ofString(name, false))),
    ...Object.fromEntries(MAKING_STRINGS.split(" ").map((name) => ofString(name, true))),
  },
});
