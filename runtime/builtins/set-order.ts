/**
 * The order in which CPython iterates over a set. Mirrors the table of Objects/setobject.c.
 *
 * CPython's order follows the hashes, which are the same in every run for numbers, for tuples of numbers and for objects
 * that hash as such, so that programs print these sets in an order that users know. (Strings hash anew in each run:
 * sets of them alone have no order that a program could rely on, and keep the order of insertion here.)
 */
import { isHolder, plain } from "./classes/native-value.js";
import { hash, hashesByMethod } from "./hash.js";
import { ownerOf } from "./members.js";
import { isLibrary } from "./names.js";
import { Float, type int } from "./numbers.js";
import { AnySet } from "./set-operations.js";
import { isTuple } from "./tuple.js";
import { typeName } from "./type-name.js";

const SMALLEST = 8;
const LINEAR_PROBES = 9;
const PERTURB_SHIFT = 5;

/** Marks a slot whose item was removed. */
const REMOVED = Symbol("removed");

/** True for an item whose hash CPython computes from its value alone. */
export function hasFixedHash(item: unknown): boolean {
  switch (typeof item) {
    case "number":
      return !Number.isNaN(item);
    case "bigint":
    case "boolean":
      return true;
    case "string":
      return item === "";
    case "object":
      return item !== null && isFixedObject(item);
    default:
      return false;
  }
}

/** The library's classes whose instances hash by numbers alone. */
const NUMERIC: ReadonlySet<string> = new Set(["complex", "decimal.Decimal", "Fraction", "datetime.timedelta"]);

function isFixedObject(item: object): boolean {
  if (item instanceof Float) return hasFixedHash(item.value);
  if (isTuple(item)) return item.every(hasFixedHash);
  if (item instanceof AnySet) return [...item].every(hasFixedHash);
  if (!hashesByMethod(item)) return false;
  if (isHolder(item)) return hasFixedHash(plain(item));
  const owner = ownerOf(item, "__hash__");
  return NUMERIC.has(typeName(item)) || (owner !== undefined && !isLibrary(owner));
}

const known = new WeakMap<object, int>();

/** Asks an item that is added to a set for its hash; undefined for one that has no `__hash__` method to ask. */
export function askHash(item: unknown): int | undefined {
  if (typeof item !== "object" || item === null || !hashesByMethod(item)) return undefined;
  const hashed = hash(item);
  known.set(item, hashed);
  return hashed;
}

/** The hash of an item of a set, for which its method has been asked. */
function itemHash(item: unknown): int {
  return (typeof item === "object" && item !== null ? known.get(item) : undefined) ?? hash(item);
}

/** A hash as the unsigned word of 64 bits that the probing uses; a number where that is exact. */
function asWord(value: int): number | bigint {
  return typeof value === "number" && value >= 0 ? value : BigInt.asUintN(64, BigInt(value));
}

/** The low 31 bits of a word. */
function low(word: number | bigint): number {
  return typeof word === "number" ? (word % 0x80000000) | 0 : Number(word & 0x7fffffffn);
}

function shifted(word: number | bigint): number | bigint {
  return typeof word === "number" ? Math.floor(word / 2 ** PERTURB_SHIFT) : word >> BigInt(PERTURB_SHIFT);
}

/** The slots of a set; that an item is new or present is known to the set itself. */
export class SetOrder<T> {
  #slots = new Array<T | typeof REMOVED | undefined>(SMALLEST);
  #mask = SMALLEST - 1;
  /** Slots in use, removed items counted. */
  #fill = 0;
  #used = 0;
  /** Where pop() goes on. */
  #finger = 0;

  /** Adds an item that is not in the set; it takes the last slot on its way from which another was removed. */
  add(item: T): void {
    let reused = -1;
    const free = this.#find(item, (content, at) => {
      if (content === REMOVED) reused = at;
      return content === undefined;
    });
    this.#used++;
    if (reused >= 0) {
      this.#slots[reused] = item;
      return;
    }
    this.#slots[free] = item;
    this.#fill++;
    if (this.#fill * 5 >= this.#mask * 3) this.#grow();
  }

  /** Adds the items of another set, none of which is in this one. */
  merge(other: SetOrder<T>, isNew: (item: T) => boolean): void {
    if (other.#used === 0) return;
    if ((this.#fill + other.#used) * 5 >= this.#mask * 3) this.#resize((this.#used + other.#used) * 2);
    if (this.#fill > 0) {
      for (const item of other) if (isNew(item)) this.add(item);
      return;
    }
    if (this.#mask === other.#mask && other.#fill === other.#used) this.#slots = other.#slots.slice();
    else for (const item of other) this.#slots[this.#freeSlot(item)] = item;
    this.#fill = this.#used = other.#used;
  }

  remove(item: T): void {
    this.#slots[this.#find(item, (content) => Object.is(content, item))] = REMOVED;
    this.#used--;
  }

  /** Drops the marks of removed items, if they take up more than a quarter. */
  tidy(): void {
    if (this.#fill - this.#used > this.#mask >> 2) this.#grow();
  }

  /** The item that pop() removes. */
  first(): T {
    let at = this.#finger & this.#mask;
    while (this.#slots[at] === undefined || this.#slots[at] === REMOVED) at = (at + 1) & this.#mask;
    this.#finger = at + 1;
    return this.#slots[at] as T;
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (let at = 0; at <= this.#mask; at++) {
      const content = this.#slots[at];
      if (content !== undefined && content !== REMOVED) yield content;
    }
  }

  #freeSlot(item: T): number {
    return this.#find(item, (content) => content === undefined);
  }

  /** The first slot on the item's way through the table whose content is wanted. */
  #find(item: T, isWanted: (content: T | typeof REMOVED | undefined, at: number) => boolean): number {
    const mask = this.#mask;
    let perturb = asWord(itemHash(item));
    for (let start = low(perturb) & mask; ;) {
      const last = start + LINEAR_PROBES <= mask ? start + LINEAR_PROBES : start;
      for (let at = start; at <= last; at++) if (isWanted(this.#slots[at], at)) return at;
      perturb = shifted(perturb);
      start = (start * 5 + 1 + low(perturb)) & mask;
    }
  }

  #grow(): void {
    this.#resize(this.#used > 50000 ? this.#used * 2 : this.#used * 4);
  }

  #resize(least: number): void {
    let size = SMALLEST;
    while (size <= least) size *= 2;
    const items = [...this];
    this.#slots = new Array<T | typeof REMOVED | undefined>(size);
    this.#mask = size - 1;
    for (const item of items) this.#slots[this.#freeSlot(item)] = item;
    this.#fill = this.#used = items.length;
  }
}
