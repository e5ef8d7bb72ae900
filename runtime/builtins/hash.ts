/** Hashing: `hash()` as CPython computes it, and a quick 32-bit code for our own tables. */
import { type BoundMethod, isBoundMethod } from "./bound-method.js";
import { TypeError } from "./exceptions.js";
import { type int, Float, shrink } from "./numbers.js";
import { special, type SpecialMethod } from "./protocol.js";
import { isTuple } from "./tuple.js";
import { typeName } from "./type-name.js";

/** CPython's modulus for numeric hashes on 64-bit machines. */
const MODULUS = (1n << 61n) - 1n;

/** The hash of None; CPython's is an address before 3.12, and this number since. */
const NONE_HASH = 0xfca86420;

/** The hash of NaN; CPython's is an odd address, divided by 16. */
const NAN_HASH = 0x7f3a5bf0003;

/** Which special method gives the hash of a class's instances. Cached, since it asks the whole prototype chain. */
type HashKind = "identity" | "unhashable" | "method";
const hashKinds = new WeakMap<object, HashKind>();

/**
 * How instances with this prototype hash. A class that defines `__eq__` without `__hash__`, or sets `__hash__` to None,
 * makes its instances unhashable, as in Python.
 */
function hashKind(prototype: object | null): HashKind {
  if (prototype === null) return "identity";
  let kind = hashKinds.get(prototype);
  if (kind === undefined) {
    kind = findHashKind(prototype);
    hashKinds.set(prototype, kind);
  }
  return kind;
}

function findHashKind(prototype: object): HashKind {
  for (let level: object | null = prototype; level !== null; level = Object.getPrototypeOf(level)) {
    const owner = level.constructor as { __hash__?: unknown } | undefined;
    if (owner !== undefined && Object.hasOwn(owner, "__hash__") && owner.__hash__ === null) return "unhashable";
    if (Object.hasOwn(level, "__hash__")) {
      const method = (level as { __hash__: unknown }).__hash__;
      return method === null ? "unhashable" : method === identityHash ? "identity" : "method";
    }
    if (Object.hasOwn(level, "__eq__")) return "unhashable";
  }
  return "identity";
}

/** True for keys that a JavaScript Map compares as Python would, other things (bools, floats, tuples) apart. */
export function hashesByIdentity(value: object): boolean {
  return !Array.isArray(value) && !(value instanceof Float) && hashKind(Object.getPrototypeOf(value)) === "identity";
}

/** True for an object whose class says how it hashes. */
export function hashesByMethod(value: object): boolean {
  return !Array.isArray(value) && !(value instanceof Float) && hashKind(Object.getPrototypeOf(value)) === "method";
}

function unhashable(value: unknown): TypeError {
  return new TypeError(`unhashable type: '${typeName(value)}'`);
}

/** Mirrors `hash(x)`: equal to CPython's for numbers and for tuples and frozensets of them. Raises TypeError. */
export function hash(value: unknown): int {
  switch (typeof value) {
    case "number":
      return Number.isInteger(value) ? hashInt(value) : hashFloat(value);
    case "bigint":
      return hashInt(value);
    case "boolean":
      return value ? 1 : 0;
    case "string":
      return hashText(value);
    case "object":
      return value === null ? NONE_HASH : hashObject(value);
    case "undefined":
      return NONE_HASH;
    default:
      return isBoundMethod(value) ? hashMethod(value) : hashFunction(value as object);
  }
}

/** Mirrors method_hash of Objects/classobject.c: each look-up makes another object, equal to the ones before. */
function hashMethod({ __self__, __func__ }: BoundMethod): int {
  const self = Object(__self__) === __self__ ? identityCode(__self__ as object) : hash(__self__);
  return hashTuple([self, identityCode(__func__)]);
}

/** The metaclass of a class may say how it hashes. */
function hashFunction(value: object): int {
  const own = special(value, "__hash__");
  return own === undefined || own === identityHash ? identityCode(value) : hashByMethod(value);
}

function hashObject(value: object): int {
  if (value instanceof Float) return hashFloat(value.value);
  if (isTuple(value)) return hashTuple(value);
  if (Array.isArray(value)) throw unhashable(value);
  switch (hashKind(Object.getPrototypeOf(value))) {
    case "identity":
      return identityCode(value);
    case "unhashable":
      throw unhashable(value);
    case "method":
      return hashByMethod(value);
  }
}

function hashByMethod(value: object): int {
  const result = (special(value, "__hash__") as SpecialMethod).call(value);
  if (typeof result === "boolean") return Number(result);
  if (typeof result !== "number" && typeof result !== "bigint") {
    throw new TypeError("__hash__ method should return an integer");
  }
  if (result === -1) return -2;
  // what fits a machine word stays as it is
  return typeof result === "number" || BigInt.asIntN(64, result) === result ? result : hashInt(result);
}

function hashInt(value: int): int {
  if (typeof value === "number" && Math.abs(value) <= 0x7fffffff) return value === -1 ? -2 : value + 0;
  const magnitude = BigInt(value) % MODULUS; // keeps the sign
  return magnitude === -1n ? -2 : shrink(magnitude);
}

function hashFloat(value: number): int {
  if (Number.isInteger(value)) return hashInt(BigInt(value));
  if (Number.isNaN(value)) return NAN_HASH;
  if (!Number.isFinite(value)) return value > 0 ? 314159 : -314159;
  // value = mantissa · 2^exponent, and 2^61 ≡ 1.
  let mantissa = Math.abs(value);
  let exponent = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent++;
  }
  const shift = BigInt((61 - (exponent % 61)) % 61);
  const magnitude = (BigInt(mantissa) << shift) % MODULUS;
  return shrink(value < 0 ? (magnitude === 1n ? -2n : -magnitude) : magnitude);
}

/** A 53-bit hash of a string, the same in every process of a program. */
export function hashText(text: string): number {
  // the one text that CPython gives no hash by chance
  if (text === "") return 0;
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

const WORD = (1n << 64n) - 1n;
const PRIME_1 = 11400714785074694791n;
const PRIME_2 = 14029467366897019727n;
const PRIME_5 = 2870177450012600261n;

/** CPython's tuple hash: xxHash's mixing over the hashes of the items. */
function hashTuple(items: readonly unknown[]): int {
  let mixed = PRIME_5;
  for (const item of items) {
    mixed = (mixed + BigInt.asUintN(64, BigInt(hash(item))) * PRIME_2) & WORD;
    mixed = ((mixed << 31n) | (mixed >> 33n)) & WORD;
    mixed = (mixed * PRIME_1) & WORD;
  }
  mixed = (mixed + (BigInt(items.length) ^ (PRIME_5 ^ 3527539n))) & WORD;
  return mixed === WORD ? 1546275796 : shrink(BigInt.asIntN(64, mixed));
}

/** CPython's frozenset hash. */
export function hashFrozenset(items: Iterable<unknown>, size: number): int {
  let mixed = 0n;
  for (const item of items) {
    const h = BigInt.asUintN(64, BigInt(hash(item)));
    mixed ^= ((h ^ 89869747n ^ (h << 16n)) * 3644798167n) & WORD;
  }
  mixed ^= ((BigInt(size) + 1n) * 1927868237n) & WORD;
  mixed ^= (mixed >> 11n) ^ (mixed >> 25n);
  mixed = (mixed * 69069n + 907133923n) & WORD;
  return mixed === WORD ? 590923713 : shrink(BigInt.asIntN(64, mixed));
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0x7f3a5c00000;

/** A number that is this object's alone (CPython: its address divided by 16). */
export function identityCode(value: object): number {
  let code = identities.get(value);
  if (code === undefined) {
    lastIdentity += 4;
    code = lastIdentity;
    identities.set(value, code);
  }
  return code;
}

/** The `__hash__` of class `object`. */
export function identityHash(this: object): number {
  return identityCode(this);
}

function numberCode(value: number): number {
  const small = value | 0;
  return small === value ? small : Number.isFinite(value) ? ((value / 4294967296) ^ value) | 0 : 0;
}

/** A 32-bit code that is equal for equal keys. Raises TypeError for an unhashable key. */
export function hashCode(value: unknown): number {
  switch (typeof value) {
    case "number":
      return numberCode(value);
    case "string":
      return numberCode(hashText(value));
    case "object":
      if (value instanceof Float) return numberCode(value.value);
      if (isTuple(value)) return tupleCode(value);
      break;
  }
  return codeOfHash(typeof value === "bigint" ? value : hash(value));
}

/** The code of a value with a hash. */
export const codeOfHash = (hashed: int): number => numberCode(Number(hashed));

function tupleCode(items: readonly unknown[]): number {
  let code = 0x345678;
  for (let at = 0; at < items.length; at++) code = Math.imul(code ^ hashCode(items[at]), 1000003) + at;
  return code | 0;
}
