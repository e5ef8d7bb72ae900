/**
 * The special methods of natively held values as functions of the value: `str.__len__(s)`, `int.__add__(a, b)`.
 * Functions give them, not constants, since the modules that they come from need the classes that have them.
 */
import { eq, ge, gt, le, lt, ne } from "./compare.js";
import { format } from "./format/format.js";
import { hash } from "./hash.js";
// By name, and not as one object: in a bundle functions are there before that would be.
import {
  add,
  and_,
  contains,
  delitem,
  floordiv,
  getitem,
  iadd,
  imul,
  invert,
  len,
  lshift,
  mod,
  mul,
  neg,
  or_,
  pos,
  pow,
  rshift,
  setitem,
  sub,
  truediv,
  xor,
} from "./operators.js";
import { repr, text } from "./repr.js";
import { truth } from "./truth.js";
import { abs, divmod, round } from "./functions/numbers.js";
// Last: on their way stand the classes that ask for these functions at once.
import { reversed } from "./functions/iterators.js";
import { iter } from "./iterator.js";

/** Those of every value. */
export function commonFunctions() {
  return {
    __repr__: repr,
    __str__: text,
    __hash__: hash,
    __eq__: eq,
    __ne__: ne,
    __lt__: lt,
    __le__: le,
    __gt__: gt,
    __ge__: ge,
    __format__: (value: unknown, spec: string): string => format(value, spec),
  };
}

/** Those of strings and lists. */
export function sequenceFunctions() {
  return {
    ...commonFunctions(),
    __len__: len,
    __getitem__: getitem,
    __contains__: contains,
    __iter__: (value: unknown): IterableIterator<unknown> => iter(value),
    __add__: add,
    __mul__: mul,
    __rmul__: mul,
  };
}

/** Those of lists alone. */
export function listFunctions() {
  return {
    ...sequenceFunctions(),
    __setitem__: setitem,
    __delitem__: delitem,
    __iadd__: iadd,
    __imul__: imul,
    __reversed__: (value: unknown): IterableIterator<unknown> => reversed(value),
  };
}

/** Those of all real numbers. */
export function numberFunctions() {
  return {
    ...commonFunctions(),
    __bool__: truth,
    __add__: add,
    __radd__: (a: unknown, b: unknown): unknown => add(b, a),
    __sub__: sub,
    __rsub__: (a: unknown, b: unknown): unknown => sub(b, a),
    __mul__: mul,
    __rmul__: (a: unknown, b: unknown): unknown => mul(b, a),
    __truediv__: truediv,
    __floordiv__: floordiv,
    __mod__: mod,
    __divmod__: divmod,
    __pow__: pow,
    __neg__: neg,
    __pos__: pos,
    __abs__: abs,
    __round__: round,
  };
}

/** Those of ints and bools. */
export function integerFunctions() {
  return {
    ...numberFunctions(),
    __and__: and_,
    __or__: or_,
    __xor__: xor,
    __lshift__: lshift,
    __rshift__: rshift,
    __invert__: invert,
    __index__: pos,
  };
}
