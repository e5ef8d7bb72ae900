/**
 * The special methods of natively held values as functions of the value: `str.__len__(s)`, `int.__add__(a, b)`.
 * Functions give them, not constants, since the modules that they come from need the classes that have them.
 */
import { asIndex } from "./as-index.js";
import { plain } from "./classes/native-value.js";
import { eq, ge, gt, le, lt, ne } from "./compare.js";
import { format } from "./format/format.js";
import { hash } from "./hash.js";
import { isIntLike, isReal } from "./numbers.js";
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
import { NotImplemented, special } from "./protocol.js";
import { repr, text } from "./repr.js";
import { truth } from "./truth.js";
import { isList } from "./tuple.js";
import { abs, divmod, round } from "./functions/numbers.js";
// Last: on their way stand the classes that ask for these functions at once.
import { reversed } from "./functions/iterators.js";
import { iter } from "./iterator.js";

type Binary = (a: never, b: never) => unknown;
type Takes = (other: unknown) => boolean;

/** An operator as a method: what the class doesn't take is left to the other operand. */
function taking(takes: Takes, operation: Binary): (a: unknown, b: unknown) => unknown {
  return (a, b) => (takes(plain(b)) ? operation(a as never, b as never) : NotImplemented);
}

/** The method of the right operand, from the function of both in order. */
function reflected(operation: Binary): Binary {
  return (a, b) => operation(b, a);
}

function takingAll(takes: Takes, operations: Record<string, Binary>): Record<string, CallableFunction> {
  return Object.fromEntries(Object.entries(operations).map(([name, operation]) => [name, taking(takes, operation)]));
}

/** The comparisons of a class whose values compare with those that it takes. */
function comparisons(takes: Takes): Record<string, CallableFunction> {
  return takingAll(takes, { __eq__: eq, __ne__: ne, __lt__: lt, __le__: le, __gt__: gt, __ge__: ge });
}

/** Mirrors object's `__eq__`. */
function isSame(a: unknown, b: unknown): unknown {
  return a === b || NotImplemented;
}

/** Mirrors object's `__ne__`: not what the class's own `__eq__` says. */
function isOther(a: unknown, b: unknown): unknown {
  const result = special(a, "__eq__")?.call(a, b) ?? isSame(a, b);
  return result === NotImplemented ? result : !truth(result);
}

function unordered(_a: unknown, _b: unknown): unknown {
  return NotImplemented;
}

/** Those of every value. */
export function commonFunctions() {
  return {
    __repr__: repr,
    __str__: text,
    __hash__: hash,
    __eq__: isSame,
    __ne__: isOther,
    __lt__: unordered,
    __le__: unordered,
    __gt__: unordered,
    __ge__: unordered,
    __format__: (value: unknown, spec: string): string => format(value, spec),
  };
}

/** Those of strings, lists and tuples, which compare with what their class takes. */
export function sequenceFunctions(takes: Takes) {
  const repeated = (items: never, count: unknown): unknown => mul(items, asIndex(count));
  return {
    ...commonFunctions(),
    ...comparisons(takes),
    __len__: len,
    __getitem__: getitem,
    __contains__: contains,
    __iter__: (value: unknown): IterableIterator<unknown> => iter(value),
    __add__: add,
    __mul__: repeated,
    __rmul__: repeated,
  };
}

/** Those of lists alone. */
export function listFunctions() {
  return {
    ...sequenceFunctions(isList),
    __setitem__: setitem,
    __delitem__: delitem,
    __iadd__: iadd,
    __imul__: (items: never, count: unknown): unknown => imul(items, asIndex(count)),
    __reversed__: (value: unknown): IterableIterator<unknown> => reversed(value),
  };
}

/** Those of all real numbers, whose operators take some of them. */
export function numberFunctions(takes: Takes = isReal) {
  return {
    ...commonFunctions(),
    ...comparisons(takes),
    ...takingAll(takes, withReflected({ add, sub, mul, truediv, floordiv, mod, divmod })),
    __bool__: truth,
    __pow__: (a: never, b: never, modulus?: never): unknown => (takes(plain(b)) ? pow(a, b, modulus) : NotImplemented),
    __rpow__: taking(takes, reflected(pow)),
    __neg__: neg,
    __pos__: pos,
    __abs__: abs,
    __round__: round,
  };
}

/** Those of ints and bools. */
export function integerFunctions(takes: Takes = isIntLike) {
  return {
    ...numberFunctions(takes),
    ...takingAll(isIntLike, withReflected({ and: and_, or: or_, xor, lshift, rshift })),
    __invert__: invert,
    __index__: pos,
  };
}

/** `__add__` and `__radd__` of `add`. */
function withReflected(operations: Record<string, Binary>): Record<string, Binary> {
  const pairs = Object.entries(operations).flatMap(([name, operation]): [string, Binary][] => [
    [`__${name}__`, operation],
    [`__r${name}__`, reflected(operation)],
  ]);
  return Object.fromEntries(pairs);
}
