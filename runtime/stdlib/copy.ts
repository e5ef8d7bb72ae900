/** Mirrors the module `copy`. What has no way of its own is taken apart and put together as pickle does it. */
import { getattr } from "../builtins/attributes.js";
import { bytearray, bytes } from "../builtins/bytes.js";
import { complex } from "../builtins/complex.js";
import { dict } from "../builtins/dict.js";
import { Exception } from "../builtins/exceptions.js";
import { addressNumber } from "../builtins/names.js";
import { setitem } from "../builtins/operators.js";
import { special } from "../builtins/protocol.js";
import { range } from "../builtins/range.js";
import { frozenset, set } from "../builtins/set.js";
import { isTuple, tuple } from "../builtins/tuple.js";
import { Float } from "../builtins/numbers.js";
import { Attributes } from "../kernel/pickle/attributes.js";
import { allocate, applyState, callReduced } from "../kernel/pickle/build.js";
import { reduce, type Reduced } from "../kernel/pickle/reduce.js";
import { options } from "../builtins/options.js";
import { libraryModule } from "./module.js";
import * as self from "./copy.js";

/** Mirrors `copy.Error`. */
export class Error extends Exception {}
export { Error as error };

/** Copies made so far, by the id of the original; it keeps cycles and shared parts as they are. */
type Memo = dict<unknown, unknown>;

/** The protocol that CPython's `copy` asks `__reduce_ex__` for. */
const PROTOCOL = 4;

/** Mirrors `copy.copy(x)`: a new object with the same parts. @throws TypeError "cannot pickle 'x' object" */
export function copy<T>(x: T): T {
  return shallow(x as object | Atom) as T;
}

function shallow(x: object | Atom): unknown {
  if (isAtomic(x)) return x;
  const prototype = Object.getPrototypeOf(x) as object;
  if (prototype === Array.prototype) return [...(x as unknown as unknown[])];
  if (prototype === tuple.prototype || prototype === frozenset.prototype) return x;
  if (prototype === dict.prototype || prototype === set.prototype) return (x as unknown as dict | set).copy();
  if (x instanceof bytearray) return new bytearray(x);
  const own = special(x, "__copy__");
  if (own !== undefined) return own.call(x);
  return rebuild(x, (part) => part, new dict());
}

/**
 * Mirrors `copy.deepcopy(x, memo=None)`: a new object with copies of all its parts.
 *
 * @param memo what `__deepcopy__` was given, to be handed on
 */
export function deepcopy<T>(x: T, memo: Memo | null = null): T {
  return deep(x as object | Atom, memo instanceof Map ? memo : new dict()) as T;
}

function deep(x: object | Atom, memo: Memo): unknown {
  if (isAtomic(x)) return x;
  const known = memo.get(addressNumber(x));
  if (known !== null) return known;
  const made = deepUnknown(x, memo);
  memo.__setitem__(addressNumber(x), made);
  return made;
}

function deepUnknown(x: object, memo: Memo): unknown {
  const part = (value: unknown): unknown => deep(value as object | Atom, memo);
  const prototype = Object.getPrototypeOf(x) as object | null;
  if (prototype === Array.prototype) return deepList(x as unknown[], part, memo);
  if (prototype === tuple.prototype) return deepTuple(x as unknown as tuple, part, memo);
  if (prototype === dict.prototype) return deepDict(x as dict, part, memo);
  if (prototype === set.prototype) return new set([...(x as set)].map(part));
  if (prototype === frozenset.prototype) return new frozenset([...(x as frozenset)].map(part));
  if (x instanceof bytearray) return new bytearray(x);
  const own = special(x, "__deepcopy__");
  return own === undefined ? rebuild(x, part, memo) : own.call(x, memo);
}

type Part = (value: unknown) => unknown;

function deepList(x: readonly unknown[], part: Part, memo: Memo): unknown[] {
  const made: unknown[] = [];
  memo.__setitem__(addressNumber(x), made);
  for (const item of x) made.push(part(item));
  return made;
}

/** A tuple whose parts are all atomic is its own copy; one that its own parts hold is made by them. */
function deepTuple(x: tuple, part: Part, memo: Memo): unknown {
  const items = x.map(part);
  const made = memo.get(addressNumber(x));
  if (made !== null) return made;
  return items.every((item, at) => item === x[at]) ? x : new tuple(items);
}

function deepDict(x: dict, part: Part, memo: Memo): dict {
  const made = new dict();
  memo.__setitem__(addressNumber(x), made);
  for (const [key, value] of x.entries()) made.__setitem__(part(key), part(value));
  return made;
}

/** What can't change is its own copy; functions and classes are too. */
function isAtomic(x: unknown): x is Atom {
  if (typeof x !== "object" || x === null) return true;
  return x instanceof Float || x instanceof bytes || x instanceof complex || x instanceof range;
}

type Atom = null | undefined | boolean | number | bigint | string | CallableFunction | bytes | complex | range;

/** Takes an object apart as pickle does, and makes another of the parts. */
function rebuild(x: object, part: Part, memo: Memo): unknown {
  const reduced = reduce(x, PROTOCOL);
  if ("qualname" in reduced) return x;
  const args = new tuple(reduced.args.map(part));
  const made = reduced.allocate ? allocateFor(reduced, args, part) : callReduced(reduced.callable, args);
  memo.__setitem__(addressNumber(x), made);
  fill(made, reduced, part);
  return made;
}

function allocateFor(reduced: Reduced, args: tuple, part: Part): unknown {
  const keywords = reduced.kwargs === undefined ? undefined : options(part(reduced.kwargs));
  return allocate(reduced.callable, args, keywords);
}

function fill(made: unknown, { state, listItems, dictItems, setState }: Reduced, part: Part): void {
  if (state !== undefined && state !== null) {
    const copied = part(state instanceof Attributes ? stateDict(state) : state);
    if (typeof setState === "function") (setState as (made: unknown, state: unknown) => void)(made, copied);
    else applyState(made, copied);
  }
  if (Array.isArray(made) && !isTuple(made)) for (const item of listItems ?? []) made.push(part(item));
  else for (const item of listItems ?? []) (getattr(made, "append") as (item: unknown) => void)(part(item));
  for (const [key, value] of dictItems ?? []) setitem(made as never, part(key) as never, part(value) as never);
}

function stateDict(state: Attributes): dict {
  return new dict(state.entries());
}

libraryModule("copy", () => self, { Error });
