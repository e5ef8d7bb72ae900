import { BaseException, OSError, TypeError } from "../../builtins/exceptions.js";
import { dict } from "../../builtins/dict.js";
import { isBuiltInstance } from "../../builtins/classes/model.js";
import { slotValues } from "../../builtins/classes/slots.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import { frozenset, set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { globalName, type GlobalName, registerModule } from "../registry.js";
import { Attributes, attributesOf } from "./attributes.js";
import { PicklingError } from "./errors.js";
import { nameOf, resolve } from "./names.js";
import { moduleOf } from "../../builtins/names.js";
import { isClass, typeName } from "../../builtins/type-name.js";

/** How an object is made anew: Python's `__reduce__` tuple with names. */
export interface Reduced {
  /** Called with `args`, or with `allocate` the class whose `__new__` gets them. */
  callable: unknown;
  args: tuple<unknown[]>;
  allocate?: boolean;
  /** Keyword arguments for `__new__`, from `__getnewargs_ex__`. */
  kwargs?: dict<unknown, unknown>;
  state?: unknown;
  listItems?: Iterable<unknown>;
  dictItems?: Iterable<readonly [unknown, unknown]>;
  setState?: unknown;
}

type Constructor = abstract new (...args: never[]) => object;
type Reducer = (value: never) => Reduced | GlobalName;

/** Methods of the pickle protocol that a class may define. */
interface Hooks {
  __reduce_ex__?: (protocol: number) => unknown;
  __reduce__?: () => unknown;
  __getstate__?: () => unknown;
  __getnewargs__?: () => Iterable<unknown>;
  __getnewargs_ex__?: () => Iterable<unknown>;
}

const reducers = new Map<object, Reducer>();

/** The module name under which the rebuilding functions of runtime objects are written. */
const HANDLES = "py2mp.handles";

/**
 * Teaches the codec a class of the runtime whose instances travel as a handle.
 *
 * @param constructor instances of exactly this class are written so
 * @param reduce gives the picklable values that stand for an instance
 * @param rebuild makes an instance of them in the reading process
 * @param name what pickles call it; must be unique (the class's name unless given)
 */
export function register<T extends object, A extends unknown[]>(
  constructor: abstract new (...args: never[]) => T,
  reduce: (value: T) => readonly [...A],
  rebuild: (...args: A) => T,
  name: string = constructor.name,
): void {
  registerModule(HANDLES, { [name]: rebuild });
  registerReducer(constructor.prototype as T, (value) => ({ callable: rebuild, args: new tuple(reduce(value)) }));
}

/** Teaches the codec how objects with exactly this prototype are written (Python's copyreg.pickle). */
export function registerReducer<T extends object>(prototype: T, reducer: (value: T) => Reduced | GlobalName): void {
  reducers.set(prototype, reducer as Reducer);
}

/**
 * What to write for a value without opcodes of its own.
 * Mirrors the search of CPython's pickler: registered reducer, class or function by name, `__reduce_ex__`,
 * `__reduce__`, then the default of `object.__reduce_ex__(2)`.
 *
 * @throws TypeError "cannot pickle 'generator' object" for what has no state that could travel
 */
export function reduce(value: object, protocol: number): Reduced | GlobalName {
  const prototype = Object.getPrototypeOf(value) as object | null;
  const reducer = prototype === null ? undefined : reducers.get(prototype);
  if (reducer !== undefined) return reducer(value as never);
  if (isClass(value)) return nameOf(value);
  const hooks = value as Hooks;
  if (typeof hooks.__reduce_ex__ === "function") return fromUser(value, hooks.__reduce_ex__(protocol));
  if (typeof hooks.__reduce__ === "function") return fromUser(value, hooks.__reduce__());
  if (typeof value === "function") return reduceFunction(value as unknown as BoundMethod);
  const name = globalName(value);
  if (name !== null) return name;
  if (value instanceof BaseException) return reduceException(value);
  if (value instanceof set || value instanceof frozenset) return reduceSet(value);
  return reduceInstance(value);
}

interface BoundMethod {
  __self__?: unknown;
  __func__?: { __name__?: unknown; name?: unknown };
}

/** A bound method is its object and its name; any other function is its own name. */
function reduceFunction(value: BoundMethod): Reduced | GlobalName {
  if (value.__self__ === undefined || value.__func__ === undefined) return nameOf(value);
  const { __name__, name } = value.__func__;
  return {
    callable: resolve("builtins", "getattr"),
    args: tuple.of(value.__self__, typeof __name__ === "string" ? __name__ : name),
  };
}

/** Reads what a user's `__reduce__` returned: a global name, or a tuple of two to six items. */
function fromUser(value: object, result: unknown): Reduced | GlobalName {
  if (typeof result === "string") return { module: nameOf(value).module, qualname: result };
  if (!(result instanceof tuple)) throw new PicklingError("__reduce__ must return a string or tuple");
  const items = result as readonly unknown[];
  if (items.length < 2 || items.length > 6) {
    throw new PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements");
  }
  const [callable, args, state, listItems, dictItems, setState] = items;
  if (!isCallable(callable)) throw new PicklingError("first item of the tuple returned by __reduce__ must be callable");
  if (!(args instanceof tuple)) {
    throw new PicklingError("second item of the tuple returned by __reduce__ must be a tuple");
  }
  const reduced: Reduced = { callable, args: args as tuple<unknown[]>, state, setState };
  if (listItems !== undefined && listItems !== null) reduced.listItems = listItems as Iterable<unknown>;
  if (dictItems !== undefined && dictItems !== null) reduced.dictItems = dictItems as Iterable<[unknown, unknown]>;
  return reduced;
}

function isCallable(value: unknown): boolean {
  return typeof value === "function" || typeof (value as { __call__?: unknown } | null)?.__call__ === "function";
}

/** An exception is its class, its `args` and the attributes that were set on it. */
function reduceException(value: BaseException): Reduced {
  const state = attributesOf(value);
  return {
    callable: value.constructor,
    args: value instanceof OSError ? osErrorArgs(value) : value.args,
    state: state.names.length > 0 ? state : null,
  };
}

/** The file names of an OSError are no longer in its `args`; its constructor wants them there. */
function osErrorArgs(value: OSError): tuple<unknown[]> {
  const { args, filename, filename2 } = value;
  if (args.length !== 2 || filename === null) return args;
  return new tuple(filename2 === null ? [...args, filename] : [...args, filename, null, filename2]);
}

/** A set of a subclass is its class called with a list of the items. */
function reduceSet(value: Iterable<unknown> & object): Reduced {
  return { callable: value.constructor, args: tuple.of([...value]) as tuple<unknown[]>, state: stateOf(value) };
}

/** The default: class, `__getnewargs__`, state; the constructor doesn't run when it is read. */
function reduceInstance(value: object): Reduced {
  const constructor = (value as { constructor?: unknown }).constructor;
  if (!isClass(constructor) || !isInstance(value, constructor) || isInternal(constructor)) {
    throw new TypeError(`cannot pickle '${shownType(value)}' object`);
  }
  const reduced: Reduced = {
    callable: constructor,
    args: tuple.of() as tuple<unknown[]>,
    allocate: true,
    state: stateOf(value),
  };
  const hooks = value as Hooks;
  if (typeof hooks.__getnewargs_ex__ === "function") {
    const [args, kwargs] = [...hooks.__getnewargs_ex__()] as [Iterable<unknown>, dict<unknown, unknown>];
    reduced.args = new tuple(args);
    if (kwargs.__len__() > 0) reduced.kwargs = kwargs;
  } else if (typeof hooks.__getnewargs__ === "function") {
    reduced.args = new tuple(hooks.__getnewargs__());
  } else if (value instanceof tuple) {
    reduced.args = contentsOf(value).args;
  }
  const { listItems, dictItems } = contentsOf(value);
  return { ...reduced, listItems, dictItems };
}

/** What an instance holds by way of a built-in class that it extends: the arguments that make it, and its items. */
export function contentsOf(value: object): Required<Pick<Reduced, "args">> & Pick<Reduced, "listItems" | "dictItems"> {
  if (value instanceof tuple) return { args: tuple.of(new tuple(value as readonly unknown[])) as tuple<unknown[]> };
  if (value instanceof BaseException) return { args: value.args };
  if (value instanceof set || value instanceof frozenset) return { args: tuple.of([...value]) as tuple<unknown[]> };
  const args = new tuple<unknown[]>();
  if (Array.isArray(value)) return { args, listItems: value as unknown[] };
  if (value instanceof dict) return { args, dictItems: value.entries() as Iterable<[unknown, unknown]> };
  return { args };
}

/** True when `value` is an instance that Python code made: of a class of its own, not of JavaScript's. */
function isInstance(value: object, constructor: Constructor): boolean {
  return Object.getPrototypeOf(value) === constructor.prototype && !NATIVE.has(constructor);
}

/** True for a class of the runtime's that has no name by which it could be found: files, views, lazy iterators. */
function isInternal(constructor: Constructor): boolean {
  if (globalName(constructor) !== null) return false;
  return moduleOf(constructor) !== "__main__" || typeof constructor.prototype?.next === "function";
}

/** The type's name as CPython's TypeError has it: with its module unless that is builtins. */
function shownType(value: object): string {
  const { constructor } = value;
  const module = isClass(constructor) ? moduleOf(constructor) : "builtins";
  const name = typeName(value);
  return module === "builtins" || module === "__main__" ? name : `${module}.${name}`;
}

const NATIVE: ReadonlySet<unknown> = new Set([Object, Map, Set, WeakMap, WeakSet, Promise, Uint8Array, RegExp, Date]);

function stateOf(value: object): unknown {
  const hooks = value as Hooks;
  return typeof hooks.__getstate__ === "function" ? hooks.__getstate__() : plainState(value);
}

/** An instance's attributes, and those in its slots, whatever its class says of its state. */
export function plainState(value: object): unknown {
  const state: Attributes = attributesOf(value);
  const own = state.names.length > 0 ? state : null;
  const slots = isBuiltInstance(value) ? slotValues(value, mroOf(value.constructor as unknown as Class)) : [];
  if (slots.length === 0) return own;
  const attributes = own && new dict(own.entries());
  return tuple.of(attributes, new dict(slots));
}
