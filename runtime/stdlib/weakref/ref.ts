/** The classes `ref` and `WeakMethod`. */
import { bindMethod, type BoundMethod, isBoundMethod } from "../../builtins/bound-method.js";
import { call } from "../../builtins/call.js";
import { equal } from "../../builtins/compare.js";
import { TypeError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { addressOf } from "../../builtins/names.js";
import { type int } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { isType, typeName } from "../../builtins/type-name.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { isReferable } from "./referable.js";
import { look, refresh, watch, weak } from "./collector.js";

type Callback = unknown;

/** The references without a callback, which CPython makes once for an object, and all that exist. */
const plain = new WeakMap<object, WeakRef<ref>>();
const references = new WeakMap<object, WeakRef<ref>[]>();

/** Mirrors `weakref.ref(object, callback=None)`. */
export class ref<T = unknown> extends object {
  readonly #object!: WeakRef<object>;
  readonly #callback!: Callback;
  #hash: int | null = null;

  /** @throws TypeError for an object that can't be referenced weakly */
  constructor(of: T, callback: Callback = null) {
    super();
    if (!isReferable(of)) throw new TypeError(`cannot create weak reference to '${typeName(of)}' object`);
    const isPlain = callback === null && new.target === ref;
    const existing = isPlain ? plain.get(of)?.deref() : undefined;
    if (existing !== undefined) return existing as this;
    this.#object = weak(of);
    this.#callback = callback;
    register(of, this, isPlain);
    if (callback !== null) watch(of, callbackOf(this.#self()), this);
  }

  override __init__(): void {}

  /** Itself, weakly. */
  #self(): WeakRef<ref> {
    return new WeakRef<ref>(this as ref);
  }

  /** The object as it is now, without looking whether it should be gone. */
  peek(): T | null {
    return (this.#object.deref() as T | undefined) ?? null;
  }

  __call__(): T | null {
    return (look(this.#object) as T | undefined) ?? null;
  }

  get __callback__(): Callback {
    return look(this.#object) === undefined ? null : this.#callback;
  }

  /** Calls back that the object is gone. */
  notify(): void {
    call(this.#callback, this);
  }

  override __eq__(other: unknown): unknown {
    if (!(other instanceof ref)) return NotImplemented;
    const [one, two] = [this.__call__(), other.__call__()];
    return one === null || two === null ? (this as unknown) === other : equal(one, two);
  }

  override __hash__(): int {
    if (this.#hash !== null) return this.#hash;
    const of = this.__call__();
    if (of === null) throw new TypeError("weak object has gone away");
    return (this.#hash = hash(of));
  }

  override __repr__(): string {
    const of = this.__call__();
    const shown = of === null ? "dead" : `to '${typeName(of)}' at ${addressOf(of)}`;
    return `<weakref at ${addressOf(this)}; ${shown}>`;
  }
}

function callbackOf(reference: WeakRef<ref>): () => void {
  return () => reference.deref()?.notify();
}

function register(of: object, reference: ref, isPlain: boolean): void {
  const weakly = new WeakRef(reference);
  if (isPlain) plain.set(of, weakly);
  const others = (references.get(of) ?? []).filter((each) => each.deref() !== undefined);
  references.set(of, [...others, weakly]);
}

/** Mirrors `weakref.getweakrefs(object)`. */
export function getweakrefs(of: object): ref[] {
  refresh();
  return (references.get(of) ?? []).map((each) => each.deref()).filter((each) => each !== undefined);
}

/** Mirrors `weakref.getweakrefcount(object)`. */
export function getweakrefcount(of: unknown): number {
  return isReferable(of) ? getweakrefs(of).length : 0;
}

/** Mirrors `weakref.WeakMethod(method, callback=None)`: of the object and its function, not of the method made for it. */
export class WeakMethod extends ref {
  readonly #method: WeakRef<CallableFunction>;

  /** @throws TypeError for what is no method of an object */
  constructor(meth: unknown, callback: Callback = null) {
    if (!isBoundMethod(meth)) {
      throw new TypeError(`argument should be a bound method, not ${repr(classOf(meth))}`);
    }
    super(meth.__self__, callback);
    this.#method = new WeakRef(meth.__func__);
  }

  override __call__(): BoundMethod | null {
    const [self, fn] = [super.__call__(), this.#method.deref()];
    return self === null || fn === undefined ? null : bindMethod(self, fn);
  }
}

function classOf(value: unknown): unknown {
  return isType(value) ? value : ((value as object | null)?.constructor ?? null);
}

registerInheritor(
  ref.prototype,
  (each) => [each.peek()],
  "weakref",
  (of: unknown) => (of === null ? DEAD : new ref(of)),
);

/** What a reference to an object that is gone is in a child. */
const DEAD = Object.freeze({ __call__: () => null });
