/** Proxies of containers and values. Mirrors the proxy types of Lib/multiprocessing/managers.py. */
import { dict } from "../../builtins/dict.js";
import { slice } from "../../builtins/slice.js";
import { tuple } from "../../builtins/tuple.js";
import { registerModule } from "../../kernel/registry.js";
import { BaseProxy } from "./proxy.js";

/** The names of methods that proxies of a class may call. */
function names(text: string): tuple<string[]> {
  return new tuple(text.split(/\s+/)) as tuple<string[]>;
}

/** An iterator in the server. */
export class IteratorProxy<T = unknown> extends BaseProxy {
  static readonly _exposed_ = names("__next__ send throw close");

  __iter__(): this {
    return this;
  }

  __next__(): T {
    return this.call("__next__") as T;
  }

  send(value: unknown): T {
    return this.call("send", value) as T;
  }

  throw(raised: unknown): T {
    return this.call("throw", raised) as T;
  }

  close(): null {
    return this.call("close") as null;
  }
}

/** What the proxies of a list and of an array have in common: items by index, one request each. */
abstract class SequenceProxy<T> extends BaseProxy {
  __len__(): number {
    return this.call("__len__") as number;
  }

  __getitem__(index: unknown): unknown {
    return this.call("__getitem__", index);
  }

  __setitem__(index: unknown, value: unknown): void {
    this.call("__setitem__", index, value);
  }

  /** `proxy[index]` */
  at(index: number | bigint): T {
    return this.__getitem__(index) as T;
  }

  /** `proxy[index] = value` */
  set(index: number | bigint, value: T): void {
    this.__setitem__(index, value);
  }

  /** `proxy[start:stop]` */
  slice(start?: number, stop?: number): T[] {
    return this.__getitem__(new slice(start ?? null, stop ?? null)) as T[];
  }

  /** One item after the other until IndexError, as for every class that has only `__getitem__`. */
  declare [Symbol.iterator]: () => IterableIterator<T>;
}

/** Mirrors ArrayProxy. */
export class ArrayProxy<T = unknown> extends SequenceProxy<T> {
  static readonly _exposed_ = names("__len__ __getitem__ __setitem__");
}

/** Mirrors ListProxy. */
export class ListProxy<T = unknown> extends SequenceProxy<T> {
  static readonly _exposed_ = names(`__add__ __contains__ __delitem__ __getitem__ __len__ __mul__ __reversed__ __rmul__
    __setitem__ append count extend index insert pop remove reverse sort __imul__ clear copy`);

  append(value: T): null {
    return this.call("append", value) as null;
  }

  extend(values: Iterable<T>): null {
    return this.call("extend", values) as null;
  }

  insert(index: number | bigint, value: T): null {
    return this.call("insert", index, value) as null;
  }

  pop(index?: number | bigint): T {
    return this.call("pop", index) as T;
  }

  remove(value: T): null {
    return this.call("remove", value) as null;
  }

  index(value: T, start?: number | bigint, stop?: number | bigint): number {
    return this.call("index", value, start, stop) as number;
  }

  count(value: T): number {
    return this.call("count", value) as number;
  }

  reverse(): null {
    return this.call("reverse") as null;
  }

  sort(options?: { key?: ((value: T) => unknown) | null; reverse?: boolean }): null {
    return this.call("sort", options) as null;
  }

  clear(): null {
    return this.call("clear") as null;
  }

  copy(): T[] {
    return this.call("copy") as T[];
  }

  __contains__(value: unknown): boolean {
    return this.call("__contains__", value) as boolean;
  }

  __delitem__(index: unknown): void {
    this.call("__delitem__", index);
  }

  __add__(other: unknown): unknown {
    return this.call("__add__", other);
  }

  __mul__(times: unknown): unknown {
    return this.call("__mul__", times);
  }

  __rmul__(times: unknown): unknown {
    return this.call("__rmul__", times);
  }

  __iadd__(values: Iterable<T>): this {
    this.call("extend", values);
    return this;
  }

  __imul__(times: unknown): this {
    this.call("__imul__", times);
    return this;
  }

  __reversed__(): Iterator<T> {
    return (this.call("__reversed__") as T[]).values();
  }
}

/** Mirrors DictProxy. */
export class DictProxy<K = unknown, V = unknown> extends BaseProxy {
  static readonly _exposed_ =
    names(`__contains__ __delitem__ __getitem__ __iter__ __len__ __setitem__ clear copy get items
    keys pop popitem setdefault update values`);
  static readonly _method_to_typeid_ = new dict<string, string>([["__iter__", "Iterator"]]);

  __len__(): number {
    return this.call("__len__") as number;
  }

  __getitem__(key: K): V {
    return this.call("__getitem__", key) as V;
  }

  __setitem__(key: K, value: V): void {
    this.call("__setitem__", key, value);
  }

  /** `proxy[key]` */
  at(key: K): V {
    return this.__getitem__(key);
  }

  /** `proxy[key] = value` */
  set(key: K, value: V): void {
    this.__setitem__(key, value);
  }

  __delitem__(key: K): void {
    this.call("__delitem__", key);
  }

  __contains__(key: unknown): boolean {
    return this.call("__contains__", key) as boolean;
  }

  declare [Symbol.iterator]: () => IterableIterator<K>;

  __iter__(): IteratorProxy<K> {
    return this.call("__iter__") as IteratorProxy<K>;
  }

  get(key: K): V | null;
  get<D>(key: K, fallback: D): V | D;
  get(key: K, fallback?: unknown): unknown {
    return this.call("get", key, fallback);
  }

  setdefault(key: K, fallback?: V): V {
    return this.call("setdefault", key, fallback) as V;
  }

  pop(key: K): V;
  pop<D>(key: K, fallback: D): V | D;
  pop(key: K, fallback?: unknown): unknown {
    return this.call("pop", key, fallback);
  }

  popitem(): tuple<[K, V]> {
    return this.call("popitem") as tuple<[K, V]>;
  }

  update(source?: unknown, options?: Record<string, V>): null {
    return this.call("update", ...[source, options].filter((argument) => argument !== undefined)) as null;
  }

  clear(): null {
    return this.call("clear") as null;
  }

  copy(): dict<K, V> {
    return this.call("copy") as dict<K, V>;
  }

  /** A list: the server's view can't travel. */
  keys(): K[] {
    return this.call("keys") as K[];
  }

  values(): V[] {
    return this.call("values") as V[];
  }

  items(): tuple<[K, V]>[] {
    return this.call("items") as tuple<[K, V]>[];
  }
}

/** Mirrors ValueProxy. */
export class ValueProxy<T = unknown> extends BaseProxy {
  static readonly _exposed_ = names("get set");

  get(): T {
    return this.call("get") as T;
  }

  set(value: T): null {
    return this.call("set", value) as null;
  }

  get value(): T {
    return this.get();
  }

  set value(value: T) {
    this.set(value);
  }
}

/**
 * Mirrors NamespaceProxy: attributes without an underscore are the object's in the server, but for what a derived class
 * defines.
 */
export class NamespaceProxy extends BaseProxy {
  static readonly _exposed_: Iterable<string> = names("__getattribute__ __setattr__ __delattr__");

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- any attribute, of any type
  [name: string]: any;

  constructor(...args: ConstructorParameters<typeof BaseProxy>) {
    super(...args);
    return new Proxy(this, NAMESPACE_TRAPS);
  }

  override __getattribute__(name: string): unknown {
    const isOwn = !isRemote(name) || name in this;
    return isOwn ? super.__getattribute__(name) : this._callmethod("__getattribute__", [name]);
  }

  override __setattr__(name: string, value: unknown): void {
    if (isRemote(name)) this._callmethod("__setattr__", [name, value]);
    else super.__setattr__(name, value);
  }

  override __delattr__(name: string): void {
    if (isRemote(name)) this._callmethod("__delattr__", [name]);
    else super.__delattr__(name);
  }
}

function isRemote(name: string | symbol): name is string {
  return typeof name === "string" && !name.startsWith("_") && !LOCAL.has(name);
}

/** What JavaScript itself, and the methods of proxies, look up by name. */
const LOCAL = new Set(["constructor", "call", "toString", "valueOf", "then", "toJSON"]);

/** `ns.x` in JavaScript is `ns.x` in Python. */
const NAMESPACE_TRAPS: ProxyHandler<NamespaceProxy> = {
  get: (target, name, receiver) =>
    isRemote(name) && !(name in target) ? target.__getattribute__(name) : Reflect.get(target, name, receiver),
  set: (target, name, value, receiver) => {
    if (!isRemote(name)) return Reflect.set(target, name, value, receiver);
    target.__setattr__(name, value);
    return true;
  },
  deleteProperty: (target, name) => {
    if (!isRemote(name)) return Reflect.deleteProperty(target, name);
    target.__delattr__(name);
    return true;
  },
};

registerModule("multiprocessing.managers", {
  IteratorProxy,
  ArrayProxy,
  ListProxy,
  DictProxy,
  ValueProxy,
  NamespaceProxy,
});
