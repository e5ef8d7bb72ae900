/** What a script may ask of its own functions: `__defaults__`, `__annotations__`, `__code__`, `__closure__`. */
import { dict } from "./dict.js";
import type { AnyFunction } from "./protocol.js";
import { tuple } from "./tuple.js";

/** What conversion tells of a function, for scripts that ask. */
interface Facts {
  /** Parameters, then the other variables of its own. */
  co_varnames: readonly string[];
  co_argcount: number;
  co_posonlyargcount?: number;
  co_kwonlyargcount?: number;
  co_flags: number;
  co_firstlineno: number;
  /** For a static method. */
  isStatic?: true;
  defaults?: readonly unknown[];
  kwdefaults?: Record<string, unknown>;
  annotations?: () => Record<string, unknown>;
  /** Variables of the functions around, by their names in order. */
  free?: Record<string, () => unknown>;
}

const facts = new WeakMap<object, Facts>();

/** Notes what a function's introspection attributes are; gives the function. */
export function introspect<F extends AnyFunction>(fn: F, told: Facts): F {
  facts.set(fn, told);
  return fn;
}

/** True for a static method of which something is told. */
export function isStaticMethod(fn: object): boolean {
  return facts.get(fn)?.isStatic === true;
}

/** Mirrors a code object, as far as the conversion knows what it holds. */
export class code {
  readonly co_name: string;
  readonly co_qualname: string;
  readonly co_argcount: number;
  readonly co_posonlyargcount: number;
  readonly co_kwonlyargcount: number;
  readonly co_nlocals: number;
  readonly co_varnames: tuple;
  readonly co_freevars: tuple;
  readonly co_flags: number;
  readonly co_firstlineno: number;

  constructor(fn: AnyFunction, told: Facts) {
    this.co_name = fn.__name__;
    this.co_qualname = fn.__qualname__;
    this.co_argcount = told.co_argcount;
    this.co_posonlyargcount = told.co_posonlyargcount ?? 0;
    this.co_kwonlyargcount = told.co_kwonlyargcount ?? 0;
    this.co_nlocals = told.co_varnames.length;
    this.co_varnames = new tuple(told.co_varnames);
    this.co_freevars = new tuple(Object.keys(told.free ?? {}));
    this.co_flags = told.co_flags;
    this.co_firstlineno = told.co_firstlineno;
  }
}

/** Mirrors a cell: a variable of a function around. */
export class cell {
  readonly #read: () => unknown;

  constructor(read: () => unknown) {
    this.#read = read;
  }

  get cell_contents(): unknown {
    return this.#read();
  }
}

const made = new WeakMap<object, Record<string, unknown>>();

/** An introspection attribute of a function; `undefined` where nothing is told of it. */
export function introspected(fn: AnyFunction, name: string): unknown {
  const told = facts.get(fn);
  if (told === undefined || !Object.hasOwn(ATTRIBUTES, name)) return undefined;
  let values = made.get(fn);
  if (values === undefined) made.set(fn, (values = {}));
  return (values[name] ??= ATTRIBUTES[name]!(fn, told));
}

const ATTRIBUTES: Record<string, (fn: AnyFunction, told: Facts) => unknown> = {
  __defaults__: (_fn, { defaults }) => (defaults === undefined ? null : new tuple(defaults)),
  __kwdefaults__: (_fn, { kwdefaults }) => (kwdefaults === undefined ? null : new dict(Object.entries(kwdefaults))),
  __annotations__: (_fn, { annotations }) => new dict(Object.entries(annotations?.() ?? {})),
  __closure__: (_fn, { free }) =>
    free === undefined ? null : new tuple(Object.values(free).map((read) => new cell(read))),
  __code__: (fn, told) => new code(fn, told),
};
