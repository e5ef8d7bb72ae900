/** Classes and their bases: method resolution order, multiple inheritance, `issubclass`. */
import { TypeError } from "./exceptions.js";
import { object } from "./object.js";
import { refuseAbstract } from "./classes/abstract.js";
import { moduleOf } from "./names.js";
import { abstractMeta } from "./protocol.js";
import { className } from "./type-name.js";

/** Any class, as a value. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a class with any constructor
export type Class = abstract new (...args: any[]) => any;

/** The bases that `bases()` combined, by the class that it made. */
const combined = new WeakMap<object, readonly Class[]>();

/** The bases of classes that don't extend them in JavaScript. */
const declared = new WeakMap<object, readonly Class[]>();

/** Notes the bases of a class that JavaScript's own chain does not tell. */
export function declareBases(cls: Class, parents: readonly Class[]): void {
  declared.set(cls, parents);
}

/** The direct bases of a class as Python sees them. */
export function basesOf(cls: Class): readonly Class[] {
  const known = declared.get(cls);
  if (known !== undefined) return known;
  const parent = Object.getPrototypeOf(cls) as Class | null;
  const several = parent === null ? undefined : combined.get(parent);
  if (several !== undefined) {
    const shown = several.filter((each) => !Object.hasOwn(each, abstractMeta));
    return shown.length === 0 ? [object] : shown;
  }
  if (parent !== null && Object.hasOwn(parent, abstractMeta)) return [object];
  if (typeof parent === "function" && parent !== Function.prototype && parent !== (Error as Class)) {
    return parent === (Array as Class) ? [object] : [parent];
  }
  return cls === object ? [] : [object];
}

/** Mirrors `C.__mro__`: the class and its bases in the order of look-up (C3). Raises TypeError if there is no order. */
export function mroOf(cls: Class): readonly Class[] {
  let order = orders.get(cls);
  if (order === undefined) {
    const bases = basesOf(cls);
    order = [cls, ...merge([...bases.map((base) => [...mroOf(base)]), [...bases]])];
    orders.set(cls, order);
  }
  return order;
}

const orders = new WeakMap<object, readonly Class[]>();

function merge(sequences: Class[][]): Class[] {
  const order: Class[] = [];
  for (;;) {
    const left = sequences.filter((sequence) => sequence.length > 0);
    if (left.length === 0) return order;
    const next = left.find(([head]) => left.every((sequence) => !sequence.slice(1).includes(head!)))?.[0];
    if (next === undefined) {
      const names = [...new Set(left.map(([head]) => className(head!)))].join(", ");
      throw new TypeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
    }
    order.push(next);
    for (const sequence of left) if (sequence[0] === next) sequence.shift();
  }
}

/**
 * The base class of `class C(A, B)`: extends A, and has the members of the other bases where the method resolution order
 * finds them first. `instanceof` holds for every base.
 */
export function bases<T extends readonly Class[]>(...parents: T): Class {
  const [first, ...others] = parents;
  const Combined = combination(first as Constructor, others);
  combined.set(Combined, parents);
  Object.defineProperty(Combined, "name", { value: parents.map(className).join("_") });
  for (const cls of merge([...parents.map((parent) => [...mroOf(parent)]), [...parents]]).reverse()) {
    if (cls === object) continue;
    copyMembers(cls.prototype as object, Combined.prototype, ["constructor"]);
    copyMembers(cls, Combined, ["name", "length", "prototype"]);
  }
  for (const other of others) recogniseInstances(other);
  return Combined;
}

type Constructor = new (...args: unknown[]) => object;

/** A class that extends the first base. Only `object.__new__` looks for abstract methods, so not what makes builtin values. */
function combination(first: Constructor, others: readonly Class[]): Constructor {
  const isBuiltin = mroOf(first).some((each) => each !== object && moduleOf(each) === "builtins");
  const abstract = others.find((each) => abstractMeta in each);
  if (isBuiltin || abstractMeta in first || abstract === undefined) return class extends first {};
  return class extends first {
    static readonly [abstractMeta] = (abstract as { [abstractMeta]?: unknown })[abstractMeta];

    constructor(...args: unknown[]) {
      refuseAbstract(new.target);
      super(...args);
    }
  };
}

function copyMembers(from: object, to: object, except: readonly string[]): void {
  for (const key of Reflect.ownKeys(from)) {
    if (except.includes(key as string) || key === Symbol.hasInstance) continue;
    Object.defineProperty(to, key, Object.getOwnPropertyDescriptor(from, key) as PropertyDescriptor);
  }
}

/** Makes `instanceof` see what has the class, or a subclass of it, among its bases other than the first. */
function recogniseInstances(cls: Class): void {
  for (const level of mroOf(cls)) {
    if (level === object || Object.hasOwn(level, Symbol.hasInstance)) continue;
    Object.defineProperty(level, Symbol.hasInstance, { value: hasInstance, configurable: true });
  }
}

function hasInstance(this: Class, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (Object.prototype.isPrototypeOf.call(this.prototype as object, value)) return true;
  return mroOf(value.constructor as Class).includes(this);
}
