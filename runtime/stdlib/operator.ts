/** Mirrors the module `operator`. */
import { getattr, hasattr } from "../builtins/attributes.js";
import { callWith, splitKeywords } from "../builtins/call.js";
import { equal } from "../builtins/compare.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { getitem as itemOf, iadd, is_ as isSame, len } from "../builtins/operators.js";
import { isOptions, NotImplemented } from "../builtins/protocol.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import * as self from "./operator.js";

export {
  add,
  add as concat,
  and_,
  contains,
  delitem,
  floordiv,
  getitem,
  iadd,
  iand,
  ifloordiv,
  ilshift,
  imatmul,
  imod,
  imul,
  invert,
  invert as inv,
  ior,
  ipow,
  irshift,
  is_,
  isub,
  itruediv,
  ixor,
  lshift,
  matmul,
  mod,
  mul,
  neg,
  or_,
  pos,
  pow,
  rshift,
  setitem,
  sub,
  truediv,
  xor,
} from "../builtins/operators.js";
export { eq, ge, gt, le, lt, ne } from "../builtins/compare.js";
export { asIndex as index } from "../builtins/as-index.js";
export { not_, truth } from "../builtins/truth.js";
export { abs } from "../builtins/functions/numbers.js";

/** Mirrors `operator.is_not(a, b)`. */
export function is_not(a: unknown, b: unknown): boolean {
  return !isSame(a, b);
}

/** Mirrors `operator.countOf(a, b)`. */
export function countOf(a: unknown, b: unknown): number {
  return [...iterate(a)].filter((item) => equal(item, b)).length;
}

/** Mirrors `operator.indexOf(a, b)`. @throws ValueError */
export function indexOf(a: unknown, b: unknown): number {
  const at = [...iterate(a)].findIndex((item) => equal(item, b));
  if (at < 0) throw new ValueError("sequence.index(x): x not in sequence");
  return at;
}

/** Mirrors `operator.call(obj, *args, **kwargs)`: keyword arguments in a trailing options object. */
export function call(obj: unknown, ...args: unknown[]): unknown {
  return callWith(obj, ...splitKeywords(args));
}

/** Mirrors `operator.length_hint(obj, default=0)`. @throws TypeError, ValueError */
export function length_hint(obj: unknown, default_: unknown = 0): unknown {
  if (typeof default_ !== "number" && typeof default_ !== "bigint")
    throw new TypeError(`'${typeName(default_)}' object cannot be interpreted as an integer`);
  if (hasattr(obj, "__len__")) return len(obj);
  if (!hasattr(obj, "__length_hint__")) return default_;
  const hint: unknown = callWith(getattr(obj, "__length_hint__"), [], {});
  return hint === NotImplemented ? default_ : hint;
}

/** Mirrors `operator.iconcat(a, b)`. @throws TypeError */
export function iconcat(a: unknown, b: unknown): unknown {
  if (!hasattr(a, "__getitem__")) throw new TypeError(`'${typeName(a)}' object can't be concatenated`);
  return iadd(a, b);
}

/** Mirrors `operator.itemgetter(*items)`: a function that reads one item, or several as a tuple. */
export function itemgetter(...items: unknown[]): (obj: unknown) => unknown {
  const read = (obj: unknown, item: unknown): unknown => itemOf(obj as never, item as never);
  const get = (obj: unknown): unknown =>
    items.length === 1 ? read(obj, items[0]) : new tuple(items.map((item) => read(obj, item)));
  return remakable(get, itemgetter, items);
}

/** Mirrors `operator.attrgetter(*attrs)`: dotted names walk through attributes. */
export function attrgetter(...attrs: string[]): (obj: unknown) => unknown {
  const read = (obj: unknown, name: string): unknown =>
    name.split(".").reduce<unknown>((value, part) => getattr(value, part) as unknown, obj);
  const get = (obj: unknown): unknown =>
    attrs.length === 1 ? read(obj, attrs[0]!) : new tuple(attrs.map((name) => read(obj, name)));
  return remakable(get, attrgetter, attrs);
}

/** Mirrors `operator.methodcaller(name, *args, **kwargs)`: keyword arguments in a trailing options object. */
export function methodcaller(name: string, ...args: unknown[]): (obj: unknown) => unknown {
  const last = args.at(-1);
  const [given, keywords] = isOptions(last) ? [args.slice(0, -1), last] : [args, {}];
  const calling = (obj: unknown): unknown => callWith(getattr(obj, name), given, keywords);
  return isOptions(last) ? calling : remakable(calling, methodcaller, [name, ...args]);
}

/** Has pickle write a function as the call that made it. */
function remakable<F extends (obj: unknown) => unknown>(fn: F, maker: unknown, args: readonly unknown[]): F {
  return Object.defineProperty(fn, "__reduce__", { value: () => tuple.of(maker, new tuple(args)) });
}

libraryModule("operator", () => self);
