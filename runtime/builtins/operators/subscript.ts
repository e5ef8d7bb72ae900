/** `x[k]`, `x[k] = v` and `del x[k]`. */
import { type Dynamic } from "../dynamic.js";
import { fitsIndex, toIndex } from "../as-index.js";
import { bytes } from "../bytes.js";
import { IndexError, TypeError, ValueError } from "../exceptions.js";
import { isIterable, iterate } from "../iterate.js";
import { type int, isReal } from "../numbers.js";
import { type AnyFunction, isMethod, special, specials } from "../protocol.js";
import { resolveSlice, slice } from "../slice.js";
import { strItem, strLength, strSlice } from "../str/code-points.js";
import { isPlainArray, isPlainList, isTuple, tuple } from "../tuple.js";
import { className, typeName } from "../type-name.js";

const ASSIGNMENT_RANGE = "list assignment index out of range";
const TOO_LARGE = "cannot fit 'int' into an index-sized integer";

/** What maps keys to values by special methods: dict, the shared containers, classes of the program. */
interface Subscriptable<K, V> {
  __getitem__(key: K): V;
}

/** Mirrors `container[key]`; a slice gives a list, tuple or string. Raises IndexError, KeyError, TypeError. */
export function getitem(container: string, key: int | slice): string;
export function getitem<T extends readonly unknown[], I extends keyof T & number>(container: tuple<T>, key: I): T[I];
export function getitem<T>(container: tuple<readonly T[]>, key: slice): tuple<T[]>;
export function getitem<T>(container: readonly T[], key: int): T;
export function getitem<T>(container: readonly T[], key: slice): T[];
export function getitem<K, V>(container: Subscriptable<K, V>, key: K): V;
export function getitem(container: unknown, key: unknown): Dynamic;
export function getitem(container: unknown, key: unknown): unknown {
  if (isPlainArray(container)) {
    if (typeof key !== "number") return arrayItem(container, key);
    const item = container[key < 0 ? key + container.length : key];
    return item === undefined ? arrayItem(container, key) : item;
  }
  if (typeof container === "string") return textItem(container, key);
  const method = specials(container)?.__getitem__;
  if (isMethod(method)) return method.call(container, key);
  if (Array.isArray(container)) return arrayItem(container, key);
  return classItem(container, key);
}

/** Mirrors `items[index]` of a list or tuple by an int. Raises IndexError. Short, so that V8 puts it in place. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  return item === undefined ? getitem(items, index) : item;
}

function arrayItem(items: readonly unknown[], key: unknown): unknown {
  if (key instanceof slice) return arraySlice(items, key);
  const kind = isTuple(items) ? "tuple" : "list";
  const at = place(items, key, `${kind} index out of range`, kind);
  return items[at];
}

/** The place of an index in an array. Raises IndexError with `problem`, TypeError for what is no index. */
function place(items: readonly unknown[], key: unknown, problem: string, kind: string): number {
  const index = toIndex(key);
  if (index === undefined) {
    throw new TypeError(`${kind} indices must be integers or slices, not ${typeName(key)}`);
  }
  if (!fitsIndex(index)) throw new IndexError(TOO_LARGE);
  const at = typeof index === "bigint" ? Infinity : index < 0 ? index + items.length : index;
  if (at < 0 || at >= items.length) throw new IndexError(problem);
  return at;
}

function arraySlice(items: readonly unknown[], key: slice): readonly unknown[] {
  const { start, step, count } = resolveSlice(key, items.length);
  const picked = step === 1 ? items.slice(start, start + count) : everyNth(items, start, step, count);
  return isTuple(items) ? new tuple(picked) : picked;
}

function everyNth(items: readonly unknown[], start: number, step: number, count: number): unknown[] {
  const picked: unknown[] = [];
  for (let nth = 0; nth < count; nth++) picked.push(items[start + nth * step]);
  return picked;
}

function textItem(text: string, key: unknown): string {
  if (key instanceof slice) {
    const { start, stop, step } = resolveSlice(key, strLength(text));
    return strSlice(text, start, stop, step);
  }
  const index = toIndex(key);
  if (index === undefined) throw new TypeError(`string indices must be integers, not '${typeName(key)}'`);
  if (!fitsIndex(index)) throw new IndexError(TOO_LARGE);
  return strItem(text, Number(index));
}

/** `C[T]`: a class's `__class_getitem__`. */
function classItem(container: unknown, key: unknown): unknown {
  if (typeof container === "function") {
    const method = (container as { __class_getitem__?: (key: unknown) => unknown }).__class_getitem__;
    if (method !== undefined) return method.call(container, key);
  }
  const kind = typeName(container);
  const what = kind === "type" ? `type '${className(container as AnyFunction)}'` : `'${kind}' object`;
  throw new TypeError(`${what} is not subscriptable`);
}

/** Mirrors `container[key] = value`. Raises IndexError, TypeError, ValueError. */
export function setitem<T>(container: T[], key: int, value: T): void;
export function setitem<T>(container: T[], key: slice, value: Iterable<T>): void;
export function setitem<K, V>(container: { __setitem__(key: K, value: V): unknown }, key: K, value: V): void;
export function setitem(container: unknown, key: unknown, value: unknown): void;
export function setitem(container: unknown, key: unknown, value: unknown): void {
  if (isPlainList(container) && typeof key === "number") {
    const at = key < 0 ? key + container.length : key;
    const isPlace = at >>> 0 === at && at < container.length;
    container[isPlace ? at : place(container, key, ASSIGNMENT_RANGE, "list")] = value;
    return;
  }
  const method = specials(container)?.__setitem__;
  if (isMethod(method)) {
    method.call(container, key, value);
  } else if (Array.isArray(container) && !isTuple(container)) {
    if (key instanceof slice) setSlice(container, key, value);
    else container[place(container, key, ASSIGNMENT_RANGE, "list")] = value;
  } else {
    throw unsupported(container, key, "does not support item assignment");
  }
}

/** Mirrors `items[index] = value` of a list by an int. Raises IndexError. Short, so that V8 puts it in place. */
export function put<T>(items: T[], index: number, value: T): void {
  if (index >>> 0 === index && index < items.length) items[index] = value;
  else setitem(items, index, value);
}

function setSlice(items: unknown[], key: slice, value: unknown): void {
  const { start, stop, step, count } = resolveSlice(key, items.length);
  const replacement = [...assignable(value, step === 1)];
  if (step === 1) {
    replaceRange(items, start, Math.max(start, stop), replacement);
    return;
  }
  if (replacement.length !== count) {
    throw new ValueError(`attempt to assign sequence of size ${replacement.length} to extended slice of size ${count}`);
  }
  replacement.forEach((item, nth) => (items[start + nth * step] = item));
}

function assignable(value: unknown, isPlain: boolean): Iterable<unknown> {
  if (isIterable(value)) return iterate(value);
  throw new TypeError(isPlain ? "can only assign an iterable" : "must assign iterable to extended slice");
}

/** Like splice, for replacements of any length (a spread call takes some 100,000 arguments at most). */
function replaceRange(items: unknown[], start: number, stop: number, replacement: readonly unknown[]): void {
  if (replacement.length < 10_000) {
    items.splice(start, stop - start, ...replacement);
    return;
  }
  const tail = items.slice(stop);
  items.length = start;
  for (const item of replacement) items.push(item);
  for (const item of tail) items.push(item);
}

/** Mirrors `del container[key]`. Raises IndexError, KeyError, TypeError. */
export function delitem(container: unknown, key: unknown): void {
  const method = special(container, "__delitem__");
  if (method !== undefined) {
    method.call(container, key);
  } else if (Array.isArray(container) && !isTuple(container)) {
    if (key instanceof slice) deleteSlice(container, key);
    else container.splice(place(container, key, ASSIGNMENT_RANGE, "list"), 1);
  } else {
    throw unsupported(container, key, `${deletionVerb(container, key)} support item deletion`);
  }
}

function deleteSlice(items: unknown[], key: slice): void {
  const { start, step, count } = resolveSlice(key, items.length);
  if (step === 1) {
    items.splice(start, count);
    return;
  }
  const gone = new Set(Array.from({ length: count }, (_, nth) => start + nth * step));
  const kept = items.filter((_, at) => !gone.has(at));
  items.length = 0;
  for (const item of kept) items.push(item);
}

/** CPython says "doesn't" where a class could support deletion by an index, and "does not" elsewhere. */
function deletionVerb(container: unknown, key: unknown): string {
  const byIndex = isImmutable(container) && toIndex(key) !== undefined;
  const isPlainMapping =
    !isImmutable(container) && typeof container === "object" && container !== null && !isReal(container);
  return byIndex || isPlainMapping ? "doesn't" : "does not";
}

/** Sequences look at the index before they refuse. */
function unsupported(container: unknown, key: unknown, problem: string): TypeError | IndexError {
  const index = isImmutable(container) ? toIndex(key) : undefined;
  if (index !== undefined && !fitsIndex(index)) return new IndexError(TOO_LARGE);
  return new TypeError(`'${typeName(container)}' object ${problem}`);
}

function isImmutable(container: unknown): boolean {
  return typeof container === "string" || isTuple(container) || container instanceof bytes;
}
