/** Rich comparison: `==`, `!=`, `<`, `<=`, `>`, `>=` over all kinds of values. Mirrors Objects/object.c. */
import { isHolder, plain } from "./classes/native-value.js";
import { TypeError } from "./exceptions.js";
import { Float, isReal } from "./numbers.js";
import { NotImplemented, special } from "./protocol.js";
import { isPlainArray, isTuple } from "./tuple.js";
import { truth } from "./truth.js";
import { typeName } from "./type-name.js";

/** The number a real compares as. A bigint and a number compare exactly by JavaScript's own operators. */
function unbox(value: unknown): number | bigint {
  return value instanceof Float ? value.value : typeof value === "boolean" ? Number(value) : (value as number | bigint);
}

/** Mirrors `a == b` as an expression: what an `__eq__` returns is the result, whatever its type. */
export function eq(a: unknown, b: unknown): boolean {
  const kind = typeof a;
  if (kind === typeof b && kind !== "object") return kind === "function" ? functionEq(a, b) : a === b;
  return eqMixed(a, b) as boolean;
}

/** Mirrors `a != b`. */
export function ne(a: unknown, b: unknown): boolean {
  const kind = typeof a;
  if (kind === typeof b && kind !== "object") return kind === "function" ? !functionEq(a, b) : a !== b;
  const method = special(a, "__ne__");
  if (method !== undefined) {
    const result = method.call(a, b);
    if (result !== NotImplemented) return result as boolean;
  }
  const reflected = special(b, "__ne__");
  if (reflected !== undefined) {
    const result = reflected.call(b, a);
    if (result !== NotImplemented) return result as boolean;
  }
  return !truth(eqMixed(a, b));
}

/** Mirrors `a is b or a == b`, the test that containers use. */
export function equal(a: unknown, b: unknown): boolean {
  return a === b || truth(eq(a, b)) || (typeof a === "number" && a !== a && Object.is(a, b));
}

/** Two bound methods of one object are equal; other functions are equal only to themselves. */
function functionEq(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const left = a as { __self__?: unknown; __func__?: unknown };
  const right = b as { __self__?: unknown; __func__?: unknown };
  return left.__func__ !== undefined && left.__func__ === right.__func__ && left.__self__ === right.__self__;
}

function eqMixed(a: unknown, b: unknown): unknown {
  if (isPlainArray(a) && isPlainArray(b)) return isTuple(a) === isTuple(b) && (a === b || itemsEqual(a, b));
  if (isReal(a) && isReal(b)) return unbox(a) == unbox(b);
  const subclassFirst = isStrictSubclass(b, a);
  const left = special(a, "__eq__");
  const right = special(b, "__eq__");
  if (subclassFirst && right !== undefined) {
    const result = right.call(b, a);
    if (result !== NotImplemented) return result;
  }
  if (left !== undefined) {
    const result = left.call(a, b);
    if (result !== NotImplemented) return result;
  }
  if (!subclassFirst && right !== undefined) {
    const result = right.call(b, a);
    if (result !== NotImplemented) return result;
  }
  if (answersNatively(a, b)) return eqMixed(plain(a), plain(b));
  return a === b || (Array.isArray(a) && Array.isArray(b) && isTuple(a) === isTuple(b) && itemsEqual(a, b));
}

/** True where one of two values is of a class derived from that of the other, which then compares what they hold. */
function answersNatively(a: unknown, b: unknown): boolean {
  if (isHolder(a) === isHolder(b)) return false;
  const [left, right] = [plain(a), plain(b)];
  return typeof left === "string" ? typeof right === "string" : isReal(left) && isReal(right);
}

/** True if the class of `value` is a proper subclass of that of `other`: then its reflected method goes first. */
export function isStrictSubclass(value: unknown, other: unknown): boolean {
  if (typeof value !== "object" || typeof other !== "object" || value === null || other === null) return false;
  const left = Object.getPrototypeOf(value);
  const right = Object.getPrototypeOf(other);
  return left !== right && right !== Object.prototype && Object.prototype.isPrototypeOf.call(right, left);
}

function itemsEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!equal(a[at], b[at])) return false;
  return true;
}

/** Orders two strings by code points: negative, zero or positive. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a.charCodeAt(at);
    const right = b.charCodeAt(at);
    if (left === right) continue;
    // UTF-16 sorts surrogates below U+E000..U+FFFF; code points sort them above.
    const bothHigh = left >= 0xd800 && right >= 0xd800;
    return bothHigh ? ((left + 0x2000) & 0xffff) - ((right + 0x2000) & 0xffff) : left - right;
  }
  return a.length - b.length;
}

type Order = "<" | "<=" | ">" | ">=";

const METHODS: Record<Order, [method: string, reflected: string]> = {
  "<": ["__lt__", "__gt__"],
  "<=": ["__le__", "__ge__"],
  ">": ["__gt__", "__lt__"],
  ">=": ["__ge__", "__le__"],
};

function holds(order: Order, difference: number): boolean {
  switch (order) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
  }
}

function orderReals(order: Order, a: number | bigint, b: number | bigint): boolean {
  switch (order) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}

function orderMixed(order: Order, a: unknown, b: unknown): unknown {
  if (typeof a === "string" && typeof b === "string") return holds(order, compareText(a, b));
  if (typeof a === "object" && isPlainArray(a) && isPlainArray(b) && isTuple(a) === isTuple(b))
    return orderItems(order, a, b);
  if (isReal(a) && isReal(b)) return orderReals(order, unbox(a), unbox(b));
  const [method, reflected] = METHODS[order];
  const left = special(a, method);
  const right = special(b, reflected);
  if (left === undefined && right === undefined && Array.isArray(a) && Array.isArray(b) && isTuple(a) === isTuple(b)) {
    return orderItems(order, a, b);
  }
  if (right !== undefined && isStrictSubclass(b, a)) {
    const result = right.call(b, a);
    if (result !== NotImplemented) return result;
  }
  if (left !== undefined) {
    const result = left.call(a, b);
    if (result !== NotImplemented) return result;
  }
  if (right !== undefined) {
    const result = right.call(b, a);
    if (result !== NotImplemented) return result;
  }
  if (answersNatively(a, b)) return orderMixed(order, plain(a), plain(b));
  throw new TypeError(`'${order}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`);
}

/** Lists and tuples: the first pair of unequal items decides, else the lengths. */
function orderItems(order: Order, a: readonly unknown[], b: readonly unknown[]): unknown {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a[at], b[at]];
    if (typeof left === "number" && typeof right === "number" && left !== right) return orderReals(order, left, right);
    if (!equal(left, right)) return orderMixed(order, left, right);
  }
  return holds(order, a.length - b.length);
}

/** Mirrors `a < b`. */
export function lt(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" ? a < b : (orderMixed("<", a, b) as boolean);
}

/** Mirrors `a <= b`. */
export function le(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" ? a <= b : (orderMixed("<=", a, b) as boolean);
}

/** Mirrors `a > b`. */
export function gt(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" ? a > b : (orderMixed(">", a, b) as boolean);
}

/** Mirrors `a >= b`. */
export function ge(a: unknown, b: unknown): boolean {
  return typeof a === "number" && typeof b === "number" ? a >= b : (orderMixed(">=", a, b) as boolean);
}
