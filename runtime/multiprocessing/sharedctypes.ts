/** Numbers and characters in shared memory. Mirrors Lib/multiprocessing/sharedctypes.py. */
import { getattr, setattr } from "../builtins/attributes.js";
import { AssertionError, AttributeError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { type int, isInt } from "../builtins/numbers.js";
import { isOptions, special } from "../builtins/protocol.js";
import { repr } from "../builtins/repr.js";
import { slice } from "../builtins/slice.js";
import { tuple } from "../builtins/tuple.js";
import { className, typeName } from "../builtins/type-name.js";
import { memory, alloc, allocSparse } from "../kernel/memory.js";
import { register } from "../kernel/pickle.js";
import { registerReducer } from "../kernel/pickle/reduce.js";
import { registerModule } from "../kernel/registry.js";
import * as ctypes from "../stdlib/ctypes.js";
import { arrayType, CArray } from "../stdlib/ctypes/arrays.js";
import { SimpleData, type SimpleType } from "../stdlib/ctypes/simple.js";
import { fieldNames } from "../stdlib/ctypes/structure.js";
import { bytesAt, type CClass, type CData, ctype, placeOf, requireCClass } from "../stdlib/ctypes/types.js";
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
export type TypeArgument = string | CClass;

/** An unguarded shared value. Mirrors `RawValue(typecode_or_type, *args)`. */
export function RawValue(typecode_or_type: TypeArgument, ...args: unknown[]): CData {
  const type = typeFor(typecode_or_type);
  if (isSimple(type)) {
    if (args.length > 1) throw new TypeError(`__init__ expected at most 1 argument, got ${args.length}`);
    const made = newValue(type) as SimpleData;
    if (args.length > 0 && args[0] !== undefined) made.value = args[0];
    return made;
  }
  return shared(new type(...args));
}

/** A shared object with the bytes of another one. */
function shared<D extends CData>(obj: D): D {
  const type = obj.constructor as CClass;
  const made = newValue(type);
  bytesAt(made[placeOf], type[ctype].size).set(bytesAt(obj[placeOf], type[ctype].size));
  return made as D;
}

/** An unguarded shared array of a length, or with the items of a sequence. Mirrors `RawArray`. */
export function RawArray(typecode_or_type: TypeArgument, size_or_initializer: int | Iterable<unknown>): CArray {
  const type = typeFor(typecode_or_type);
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
export function copy<D extends CData>(obj: D): D {
  return shared(obj);
}

/** Codes of types whose values are JavaScript numbers. */
export type NumberCode = "b" | "B" | "h" | "H" | "i" | "I" | "f" | "d";

/** A shared value with a lock. Mirrors `Value(typecode_or_type, *args, lock=True)`. */
export function Value(typecode: NumberCode, ...args: unknown[]): Synchronized<number>;
export function Value<T = unknown>(typecode_or_type: TypeArgument, ...args: unknown[]): Synchronized<T>;
export function Value<T = unknown>(typecode_or_type: TypeArgument, ...args: unknown[]): Synchronized<T> {
  const [positional, options] = splitOptions(args);
  const raw = RawValue(typecode_or_type, ...positional);
  return guarded(raw, options, (lock) => synchronized(raw, lock) as Synchronized<T>);
}

/** A shared array with a lock. Mirrors `Array(typecode_or_type, size_or_initializer, *, lock=True)`. */
export function Array(
  typecode: NumberCode,
  size_or_initializer: int | Iterable<number>,
  options?: LockOptions,
): SynchronizedArray<number>;
export function Array<T = unknown>(
  typecode_or_type: TypeArgument,
  size_or_initializer: int | Iterable<T>,
  options?: LockOptions,
): SynchronizedArray<T>;
export function Array<T = unknown>(
  typecode_or_type: TypeArgument,
  size_or_initializer: int | Iterable<T>,
  options: LockOptions = {},
): SynchronizedArray<T> {
  const raw = RawArray(typecode_or_type, size_or_initializer);
  return guarded(raw, options, (lock) => synchronizedArray<T>(raw, lock));
}

/** Guards an object of ctypes by a lock. Mirrors `synchronized(obj, lock=None)`. */
export function synchronized(obj: CData | SynchronizedBase, lock: Acquirable | null = null): SynchronizedBase {
  if (obj instanceof SynchronizedBase) throw new AssertionError("object already synchronized");
  const guard = lock ?? new RLock();
  if (obj instanceof CArray) return synchronizedArray(obj, guard);
  if (obj instanceof SimpleData) return new Synchronized(obj, guard);
  return new (synchronizedStructure(obj.constructor as CClass))(obj, guard);
}

/** Applies `lock=`: the raw object itself for False. */
function guarded<R extends CData, S>(raw: R, options: LockOptions, wrap: (lock: Acquirable) => S): S {
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

function typeFor(typecode_or_type: unknown): CClass {
  return requireCClass(TYPECODES.get(typecode_or_type) ?? typecode_or_type);
}

function isSimple(type: CClass): type is SimpleType {
  return "element" in type;
}

function sizedItems(value: unknown): unknown[] {
  const sized = globalThis.Array.isArray(value) || typeof value === "string" || special(value, "__len__") !== undefined;
  if (!sized) throw new TypeError(`object of type '${typeName(value)}' has no len()`);
  return [...iterate(value)];
}

function newValue(type: CClass): CData {
  return valueAt(type, alloc(Math.max(1, type[ctype].size)));
}

/** The object whose bytes are a block, which it holds. */
function valueAt<T extends CClass>(type: T, block: number): ReturnType<T["at"]> {
  const made = type.at({ views: memory, offset: block }) as ReturnType<T["at"]>;
  attach(made, block);
  teachPickling(type);
  return made;
}

function newArray(type: CClass, length: number): CArray {
  return valueAt(arrayType(type, length), allocSparse(Math.max(1, length * type[ctype].size)));
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

/** Classes that guard structures, by the structure's class. */
const guards = new Map<CClass, new (obj: CData, lock: Acquirable) => SynchronizedBase>();

/** The class whose objects have a structure's fields, each access under the lock. Mirrors `synchronized`'s own classes. */
function synchronizedStructure(type: CClass): new (obj: CData, lock: Acquirable) => SynchronizedBase {
  let made = guards.get(type);
  if (made === undefined) guards.set(type, (made = newGuard(type)));
  return made;
}

function newGuard(type: CClass): new (obj: CData, lock: Acquirable) => SynchronizedBase {
  const made = class extends SynchronizedBase<CData> {
    guarded<R>(access: () => R): R {
      this._lock.acquire();
      try {
        return access();
      } finally {
        this._lock.release();
      }
    }
  };
  for (const name of fieldNames(type)) {
    Object.defineProperty(made.prototype, name, {
      get(this: InstanceType<typeof made>): unknown {
        return this.guarded((): unknown => getattr(this._obj, name));
      },
      set(this: InstanceType<typeof made>, value: unknown): void {
        this.guarded(() => setattr(this._obj, name, value));
      },
    });
  }
  Object.defineProperty(made, "name", { value: `Synchronized${className(type)}` });
  registerGuard(made as never, made.name);
  return made as never;
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

  /** `array[index]` */
  at(index: number | bigint): T {
    return this.__getitem__(index) as T;
  }

  /** `array[index] = value` */
  set(index: number | bigint, value: T): void {
    this.__setitem__(index, value);
  }

  /** `array[start:stop]` */
  slice(start?: number, stop?: number): T[] {
    return this.__getitem__(new slice(start ?? null, stop ?? null)) as T[];
  }

  *[Symbol.iterator](): Generator<T> {
    for (let at = 0; at < this._obj._length_; at++) yield this.at(at);
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

/** A simple value that is shared is its block, any other its value. */
for (const type of new Set(TYPECODES.values())) registerValue(type);
registerValue(ctypes.c_bool);

function registerValue(type: SimpleType): void {
  register(
    type,
    (value: SimpleData & Partial<Shared>) =>
      value[handle] === undefined ? [null, value.value] : [inheritedHandle(value as SimpleData & Shared), null],
    (block: number | null, value: unknown) => (block === null ? new type(value) : valueAt(type, block)),
  );
}

const taught = new Set<CClass>();

/** Arrays and structures travel as their class and their block; those that aren't shared as they do anyway. */
function teachPickling(type: CClass): void {
  if (taught.has(type) || isSimple(type)) return;
  taught.add(type);
  registerReducer(type.prototype as CData & Partial<Shared> & Reducible, (value) => {
    if (value[handle] !== undefined) {
      return { callable: valueAt, args: tuple.of(type, inheritedHandle(value as Shared)) };
    }
    const [callable, args] = value.__reduce__() as unknown as [unknown, tuple<unknown[]>];
    return { callable, args };
  });
}

interface Reducible {
  __reduce__(): tuple;
}

registerModule("py2mp.handles", { valueAt });

for (const [type, name] of [
  [Synchronized, "Synchronized"],
  [SynchronizedArray, "SynchronizedArray"],
  [SynchronizedString, "SynchronizedString"],
] as const) {
  registerGuard(type as new (obj: never, lock: Acquirable) => SynchronizedBase, name);
}

function registerGuard(type: new (obj: never, lock: Acquirable) => SynchronizedBase, name: string): void {
  registerReducer(type.prototype, (guardedObject) => {
    assert_spawning(guardedObject, name);
    return { callable: synchronized, args: tuple.of(guardedObject._obj, guardedObject._lock) };
  });
}

registerModule("multiprocessing.sharedctypes", { RawArray, RawValue, Value, Array, copy, synchronized });
