/** The augmented assignments: what `a op= b` leaves in `a`. */
import { type Dynamic } from "../dynamic.js";
import { iterate } from "../iterate.js";
import type { int } from "../numbers.js";
import { isList } from "../tuple.js";
import { inPlace } from "./binary.js";
import { repeat } from "./sequences.js";
import { OPERATORS } from "./table.js";
import { add, mul, sub } from "../operators.js";
import type { frozenset, set } from "../set.js";
import type { dict } from "../dict.js";
import type { tuple } from "../tuple.js";

/** Mirrors `a += b`: a list is extended in place by any iterable. */
export function iadd(a: number, b: number): number;
export function iadd(a: int, b: int): int;
export function iadd(a: string, b: string): string;
export function iadd<T>(a: T[], b: Iterable<T>): T[];
export function iadd<A extends readonly unknown[], B extends readonly unknown[]>(
  a: tuple<A>,
  b: tuple<B>,
): tuple<[...A, ...B]>;
export function iadd(a: unknown, b: unknown): Dynamic;
export function iadd(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return add(a, b);
  return isList(a) && !("__iadd__" in a) ? extend(a, b) : inPlace(OPERATORS.add, a, b);
}

function extend(items: unknown[], more: unknown): unknown[] {
  // A list may be extended by itself.
  for (const item of more === items ? [...items] : iterate<unknown>(more)) items.push(item);
  return items;
}

/** Mirrors `a -= b`. */
export function isub(a: number, b: number): number;
export function isub(a: int, b: int): int;
export function isub<T>(a: set<T>, b: set<unknown> | frozenset<unknown>): set<T>;
export function isub(a: unknown, b: unknown): Dynamic;
export function isub(a: unknown, b: unknown): unknown {
  return typeof a === "number" && typeof b === "number" ? sub(a, b) : inPlace(OPERATORS.sub, a, b);
}

/** Mirrors `a *= b`: a list is repeated in place. */
export function imul(a: number, b: number): number;
export function imul(a: int, b: int): int;
export function imul(a: string, b: int): string;
export function imul<T>(a: T[], b: int): T[];
export function imul(a: unknown, b: unknown): Dynamic;
export function imul(a: unknown, b: unknown): unknown {
  if (typeof a === "number" && typeof b === "number") return mul(a, b);
  return isList(a) && !("__imul__" in a) ? repeatInPlace(a, b) : inPlace(OPERATORS.mul, a, b);
}

function repeatInPlace(items: unknown[], times: unknown): unknown[] {
  const repeated = repeat(items, times) as unknown[];
  items.length = 0;
  for (const item of repeated) items.push(item);
  return items;
}

/** Mirrors `a /= b`. */
export function itruediv(a: int, b: int): number;
export function itruediv(a: unknown, b: unknown): Dynamic;
export function itruediv(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.truediv, a, b);
}

/** Mirrors `a //= b`. */
export function ifloordiv(a: number, b: number): number;
export function ifloordiv(a: int, b: int): int;
export function ifloordiv(a: unknown, b: unknown): Dynamic;
export function ifloordiv(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.floordiv, a, b);
}

/** Mirrors `a %= b`. */
export function imod(a: string, b: unknown): string;
export function imod(a: number, b: number): number;
export function imod(a: int, b: int): int;
export function imod(a: unknown, b: unknown): Dynamic;
export function imod(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.mod, a, b);
}

/** Mirrors `a **= b`. */
export function ipow(a: int, b: int): number;
export function ipow(a: unknown, b: unknown): Dynamic;
export function ipow(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.pow, a, b);
}

/** Mirrors `a @= b`. */
export function imatmul(a: unknown, b: unknown): Dynamic;
export function imatmul(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.matmul, a, b);
}

/** Mirrors `a <<= b`. */
export function ilshift(a: int, b: int): int;
export function ilshift(a: unknown, b: unknown): Dynamic;
export function ilshift(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.lshift, a, b);
}

/** Mirrors `a >>= b`. */
export function irshift(a: number, b: number): number;
export function irshift(a: int, b: int): int;
export function irshift(a: unknown, b: unknown): Dynamic;
export function irshift(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.rshift, a, b);
}

/** Mirrors `a &= b`. */
export function iand(a: boolean, b: boolean): boolean;
export function iand(a: number, b: number): number;
export function iand(a: int, b: int): int;
export function iand<T>(a: set<T>, b: set<unknown> | frozenset<unknown>): set<T>;
export function iand(a: unknown, b: unknown): Dynamic;
export function iand(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.and, a, b);
}

/** Mirrors `a |= b`. */
export function ior(a: boolean, b: boolean): boolean;
export function ior(a: number, b: number): number;
export function ior(a: int, b: int): int;
export function ior<T>(a: set<T>, b: set<T> | frozenset<T>): set<T>;
export function ior<K, V>(a: dict<K, V>, b: dict<K, V> | Iterable<readonly [K, V]>): dict<K, V>;
export function ior(a: unknown, b: unknown): Dynamic;
export function ior(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.or, a, b);
}

/** Mirrors `a ^= b`. */
export function ixor(a: boolean, b: boolean): boolean;
export function ixor(a: number, b: number): number;
export function ixor(a: int, b: int): int;
export function ixor<T>(a: set<T>, b: set<T> | frozenset<T>): set<T>;
export function ixor(a: unknown, b: unknown): Dynamic;
export function ixor(a: unknown, b: unknown): unknown {
  return inPlace(OPERATORS.xor, a, b);
}
