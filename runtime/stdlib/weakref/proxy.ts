/** `proxy`: objects that stand for another which they don't keep. */
import { delattr, getattr, setattr } from "../../builtins/attributes.js";
import { call, callWith, splitKeywords } from "../../builtins/call.js";
import { eq, ge, gt, le, lt, ne } from "../../builtins/compare.js";
import { ReferenceError, TypeError } from "../../builtins/exceptions.js";
import { callable } from "../../builtins/functions/objects.js";
import { iterate } from "../../builtins/iterate.js";
import { next } from "../../builtins/iterator.js";
import { addressOf } from "../../builtins/names.js";
import * as operators from "../../builtins/operators.js";
import { POSED_CLASS } from "../../builtins/protocol.js";
import { text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { typeOf } from "../../builtins/type.js";
import { typeName } from "../../builtins/type-name.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { isReferable } from "./referable.js";
import { look, watch, weak } from "./collector.js";

const reference = Symbol("reference");

/** Mirrors `weakref.ProxyType`: what is done to it is done to the object. */
export class ProxyType {
  static readonly __hash__ = null;
  declare readonly [reference]: WeakRef<object>;

  constructor(of: object) {
    Object.defineProperty(this, reference, { value: weak(of) });
  }

  [POSED_CLASS](): unknown {
    return typeOf(behind(this));
  }

  __getattribute__(name: string): unknown {
    return getattr(behind(this), name) as unknown;
  }

  __setattr__(name: string, value: unknown): void {
    setattr(behind(this), name, value);
  }

  __delattr__(name: string): void {
    delattr(behind(this), name);
  }

  *[Symbol.iterator](): IterableIterator<unknown> {
    yield* iterate<unknown>(behind(this));
  }

  __repr__(): string {
    const of = look(this[reference]);
    const shown = of === undefined ? "dead" : `to ${typeName(of)} at ${addressOf(of)}`;
    return `<weakproxy at ${addressOf(this)} ${shown}>`;
  }
}

/** Mirrors `weakref.CallableProxyType`. */
export class CallableProxyType extends ProxyType {
  __call__(...given: unknown[]): unknown {
    const [args, keywords] = splitKeywords(given);
    return callWith(behind(this), args, keywords);
  }
}

/** The object. @throws ReferenceError when it is gone */
function behind(value: unknown): unknown {
  if (!(value instanceof ProxyType)) return value;
  const of = look(value[reference]);
  if (of === undefined) throw new ReferenceError("weakly-referenced object no longer exists");
  return of;
}

type Operator = (...operands: never[]) => unknown;

const BINARY: Record<string, Operator> = {
  add: operators.add,
  sub: operators.sub,
  mul: operators.mul,
  truediv: operators.truediv,
  floordiv: operators.floordiv,
  mod: operators.mod,
  pow: operators.pow,
  matmul: operators.matmul,
  and: operators.and_,
  or: operators.or_,
  xor: operators.xor,
  lshift: operators.lshift,
  rshift: operators.rshift,
};

const OTHERS: Record<string, Operator> = {
  __eq__: eq,
  __ne__: ne,
  __lt__: lt,
  __le__: le,
  __gt__: gt,
  __ge__: ge,
  __len__: operators.len,
  __getitem__: operators.getitem,
  __setitem__: operators.setitem,
  __delitem__: operators.delitem,
  __contains__: operators.contains,
  __neg__: operators.neg,
  __pos__: operators.pos,
  __invert__: operators.invert,
  __next__: next,
  __bool__: truth,
  __str__: text,
};

/** Gives the class a method that does to the objects what the operator does. */
function forward(name: string, operator: Operator, isReflected: boolean): void {
  const method = function (this: unknown, ...others: unknown[]): unknown {
    const operands = [this, ...others].map(behind) as never[];
    return operator(...(isReflected ? operands.reverse() : operands));
  };
  Object.defineProperty(ProxyType.prototype, name, { value: method, configurable: true, writable: true });
}

for (const [name, operator] of Object.entries(BINARY)) {
  forward(`__${name}__`, operator, false);
  forward(`__r${name}__`, operator, true);
}
for (const [name, operator] of Object.entries(OTHERS)) forward(name, operator, false);

/** Mirrors `weakref.proxy(object, callback=None)`. @throws TypeError for an object that can't be referenced weakly */
export function proxy(of: unknown, callback: unknown = null): ProxyType {
  if (!isReferable(of)) throw new TypeError(`cannot create weak reference to '${typeName(of)}' object`);
  const made = callable(of) ? new CallableProxyType(of) : new ProxyType(of);
  if (callback !== null) watch(of, notifier(new WeakRef(made), callback), made);
  return made;
}

function notifier(made: WeakRef<ProxyType>, callback: unknown): () => void {
  return () => void call(callback, made.deref());
}

for (const kind of [ProxyType, CallableProxyType])
  registerInheritor(
    kind.prototype,
    (each) => [behind(each)],
    kind.name,
    (of: unknown) => new kind(of as object),
  );
