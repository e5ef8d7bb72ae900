/** Numbers and characters in shared memory. Mirrors Lib/multiprocessing/sharedctypes.py. */
import { AttributeError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { type int, isInt } from "../builtins/numbers.js";
import { isOptions, special } from "../builtins/protocol.js";
import { repr } from "../builtins/repr.js";
import { className, isClass, typeName } from "../builtins/type-name.js";
import { memory, alloc, allocSparse } from "../kernel/memory.js";
import { register } from "../kernel/pickle.js";
import { registerModule } from "../kernel/registry.js";
import * as ctypes from "../stdlib/ctypes.js";
import { CArray } from "../stdlib/ctypes/arrays.js";
import type { SimpleData, SimpleType } from "../stdlib/ctypes/simple.js";
import { assert_spawning, attach, handle, inheritedHandle, type Shared } from "./spawning.js";
import { RLock } from "./synchronize.js";

/** The letters of the array module and the types they stand for. */
const TYPECODES: ReadonlyMap<unknown, SimpleType> = new Map([
  ["c", ctypes.c_char],
  ["u", ctypes.c_wchar],
  ["b", ctypes.c_byte],
  ["B", ctypes.c_ubyte],
  ["h", ctypes.c_short],
  ["H", ctypes.c_ushort],
  ["i", ctypes.c_int],
  ["I", ctypes.c_uint],
  ["l", ctypes.c_long],
  ["L", ctypes.c_ulong],
  ["q", ctypes.c_longlong],
  ["Q", ctypes.c_ulonglong],
  ["f", ctypes.c_float],
  ["d", ctypes.c_double],
]);

/** What guards a synchronized object: a lock of the program's, or anything else with these methods. */
export interface Acquirable {
  acquire(block?: boolean, timeout?: number | bigint | null): boolean;
  release(): unknown;
  __enter__(): unknown;
  __exit__(...args: unknown[]): unknown;
}

/** `lock=` of Value and Array: True or None for a new RLock, False for none at all, or a lock. */
export interface LockOptions {
  lock?: boolean | Acquirable | null;
  ctx?: unknown;
}

/** A typecode, or a class of ctypes. */
export type TypeArgument = string | SimpleType;

/** An unguarded shared value. Mirrors `RawValue(typecode_or_type, *args)`. */
export function RawValue(typecode_or_type: TypeArgument, ...args: unknown[]): SimpleData {
  const type = simpleType(typecode_or_type);
  if (args.length > 1) throw new TypeError(`__init__ expected at most 1 argument, got ${args.length}`);
  const offset = alloc(type.element.size);
  const made = valueAt(type, offset, 0);
  if (args.length > 0 && args[0] !== undefined) made.value = args[0];
  return made;
}

/** An unguarded shared array of a length, or with the items of a sequence. Mirrors `RawArray`. */
export function RawArray(typecode_or_type: TypeArgument, size_or_initializer: int | Iterable<unknown>): CArray {
  const type = simpleType(typecode_or_type);
  if (isInt(size_or_initializer)) {
    const length = Number(size_or_initializer);
    if (length < 0) throw new ValueError(`Array length must be >= 0, not ${length}`);
    return newArray(type, length);
  }
  const items = sizedItems(size_or_initializer);
  const made = newArray(type, items.length);
  items.forEach((item, at) => made.__setitem__(at, item));
  return made;
}

/** An unguarded shared copy of a value or an array. Mirrors `copy(obj)`. */
export function copy(obj: SimpleData | CArray): SimpleData | CArray {
  if (obj instanceof CArray) return RawArray(obj._type_, [...obj]);
  return RawValue(obj.constructor as unknown as SimpleType, obj.value);
}

/** A shared value with a lock. Mirrors `Value(typecode_or_type, *args, lock=True)`. */
export function Value<T = unknown>(typecode_or_type: TypeArgument, ...args: unknown[]): Synchronized<T> {
  const [positional, options] = splitOptions(args);
  const raw = RawValue(typecode_or_type, ...positional);
  return guarded(raw, options, (lock) => new Synchronized<T>(raw, lock));
}

/** A shared array with a lock. Mirrors `Array(typecode_or_type, size_or_initializer, *, lock=True)`. */
export function Array<T = unknown>(
  typecode_or_type: TypeArgument,
  size_or_initializer: int | Iterable<T>,
  options: LockOptions = {},
): SynchronizedArray<T> {
  const raw = RawArray(typecode_or_type, size_or_initializer);
  return guarded(raw, options, (lock) => synchronizedArray<T>(raw, lock));
}

/** Guards an object of ctypes by a lock. Mirrors `synchronized(obj, lock=None)`. */
export function synchronized(obj: SimpleData | CArray, lock: Acquirable | null = null): SynchronizedBase {
  const guard = lock ?? new RLock();
  return obj instanceof CArray ? synchronizedArray(obj, guard) : new Synchronized(obj, guard);
}

/** Applies `lock=`: the raw object itself for False. */
function guarded<R extends SimpleData | CArray, S>(raw: R, options: LockOptions, wrap: (lock: Acquirable) => S): S {
  const lock = options.lock ?? true;
  if (lock === false) return raw as unknown as S;
  if (lock === true) return wrap(new RLock());
  if (special(lock, "acquire") === undefined) throw new AttributeError(`${repr(lock)} has no method 'acquire'`);
  return wrap(lock);
}

function splitOptions(args: unknown[]): [positional: unknown[], options: LockOptions] {
  const last = args.at(-1);
  return isOptions(last) ? [args.slice(0, -1), last] : [args, {}];
}

function simpleType(typecode_or_type: unknown): SimpleType {
  const type = TYPECODES.get(typecode_or_type) ?? typecode_or_type;
  if (isClass(type) && "element" in type) return type as unknown as SimpleType;
  throw new TypeError("this type has no size");
}

function sizedItems(value: unknown): unknown[] {
  const sized = globalThis.Array.isArray(value) || typeof value === "string" || special(value, "__len__") !== undefined;
  if (!sized) throw new TypeError(`object of type '${typeName(value)}' has no len()`);
  return [...iterate(value)];
}

/** The value that lies `at` bytes into a block; the object holds the block. */
function valueAt(type: SimpleType, block: number, at: number): SimpleData {
  const made = type.at({ views: memory, offset: block + at });
  attach(made, block);
  return made;
}

function newArray(type: SimpleType, length: number): CArray {
  return arrayAt(type, length, allocSparse(Math.max(1, length * type.element.size)));
}

function arrayAt(type: SimpleType, length: number, block: number): CArray {
  const made = new CArray(type, length, { views: memory, offset: block });
  attach(made, block);
  return made;
}

/** True when this process holds the lock and may take it again: then taking it would change nothing. */
function isHeld(lock: Acquirable): boolean {
  return lock instanceof RLock && lock.ownCount() > 0;
}

/** What every guarded object has: its lock, and the object itself. Mirrors `SynchronizedBase`. */
export abstract class SynchronizedBase<R extends object = object> {
  readonly _obj: R;
  readonly _lock: Acquirable;

  constructor(obj: R, lock: Acquirable) {
    this._obj = obj;
    this._lock = lock;
  }

  get_obj(): R {
    return this._obj;
  }

  get_lock(): Acquirable {
    return this._lock;
  }

  acquire(block = true, timeout: number | bigint | null = null): boolean {
    return this._lock.acquire(block, timeout);
  }

  release(): null {
    this._lock.release();
    return null;
  }

  __enter__(): boolean {
    return this._lock.acquire();
  }

  __exit__(..._error: unknown[]): null {
    this._lock.release();
    return null;
  }

  __repr__(): string {
    return `<${className(this.constructor)} wrapper for ${repr(this._obj)}>`;
  }
}

/** Mirrors `Synchronized`: each access to `value` takes the lock, so `value += 1` takes it twice and isn't atomic. */
export class Synchronized<T = unknown> extends SynchronizedBase<SimpleData> {
  get value(): T {
    if (isHeld(this._lock)) return this._obj.value as T;
    this._lock.acquire();
    try {
      return this._obj.value as T;
    } finally {
      this._lock.release();
    }
  }

  set value(value: T) {
    if (isHeld(this._lock)) {
      this._obj.value = value;
      return;
    }
    this._lock.acquire();
    try {
      this._obj.value = value;
    } finally {
      this._lock.release();
    }
  }
}

/** Mirrors `SynchronizedArray`: index, slice, len and iteration, each access under the lock. */
export class SynchronizedArray<T = unknown> extends SynchronizedBase<CArray> {
  __len__(): number {
    return this._obj.__len__();
  }

  __getitem__(index: unknown): unknown {
    if (isHeld(this._lock)) return this._obj.__getitem__(index);
    this._lock.acquire();
    try {
      return this._obj.__getitem__(index);
    } finally {
      this._lock.release();
    }
  }

  __setitem__(index: unknown, value: unknown): void {
    if (isHeld(this._lock)) return this._obj.__setitem__(index, value);
    this._lock.acquire();
    try {
      this._obj.__setitem__(index, value);
    } finally {
      this._lock.release();
    }
  }

  *[Symbol.iterator](): Generator<T> {
    for (let at = 0; at < this._obj._length_; at++) yield this.__getitem__(at) as T;
  }
}

/** Mirrors `SynchronizedString`: an array of `c_char`, which is also a byte string. */
export class SynchronizedString extends SynchronizedArray {
  get value(): unknown {
    return this.#guarded(() => this._obj.value);
  }

  set value(value: unknown) {
    this.#guarded(() => (this._obj.value = value));
  }

  get raw(): unknown {
    return this.#guarded(() => this._obj.raw);
  }

  set raw(value: unknown) {
    this.#guarded(() => (this._obj.raw = value));
  }

  #guarded<R>(access: () => R): R {
    this._lock.acquire();
    try {
      return access();
    } finally {
      this._lock.release();
    }
  }
}

function synchronizedArray<T>(raw: CArray, lock: Acquirable): SynchronizedArray<T> {
  if (raw._type_ === ctypes.c_char) return new SynchronizedString(raw, lock) as SynchronizedArray<T>;
  return new SynchronizedArray<T>(raw, lock);
}

/** A shared object is a block, and where in it the value lies; one that isn't shared is its value. */
for (const type of new Set(TYPECODES.values())) registerValue(type);
registerValue(ctypes.c_bool);

function registerValue(type: SimpleType): void {
  register(
    type,
    (value: SimpleData & Partial<Shared>) =>
      value[handle] === undefined ? [null, value.value] : [inheritedHandle(value as SimpleData & Shared), null],
    (block: number | null, value: unknown) => (block === null ? new type(value) : valueAt(type, block, 0)),
  );
}

register(
  CArray,
  (array: CArray) => [array._type_, array._length_, inheritedHandle(array as CArray & Shared)] as const,
  (type: SimpleType, length: number, block: number) => arrayAt(type, length, block),
);

for (const [type, name] of [
  [Synchronized, "Synchronized"],
  [SynchronizedArray, "SynchronizedArray"],
  [SynchronizedString, "SynchronizedString"],
] as const) {
  register(
    type as new (obj: never, lock: Acquirable) => SynchronizedBase,
    (guardedObject) => {
      assert_spawning(guardedObject, name);
      return [guardedObject._obj, guardedObject._lock] as const;
    },
    (obj: object, lock: Acquirable) => synchronized(obj as SimpleData | CArray, lock),
  );
}

registerModule("ctypes", ctypes);
registerModule("multiprocessing.sharedctypes", { RawArray, RawValue, Value, Array, copy, synchronized });
