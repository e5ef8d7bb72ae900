/** `super`, where the next class depends on the class of the instance. */
import { lookupIn, throughClass, throughInstance, type Found } from "./classes/lookup.js";
import { metaclassOf } from "./classes/metaclass.js";
import { AttributeError, RuntimeError, TypeError } from "./exceptions.js";
import { type Class, mroOf } from "./mro.js";
import { special } from "./protocol.js";
import { OWN_TEXT } from "./repr.js";
import { attributeName, propertyName } from "./reserved.js";
import { className, isType, typeName } from "./type-name.js";
import { typeOf } from "./type.js";

/** What `super()` is at run time: the object, and where in its class's order the search begins. */
class Super {
  readonly #from: Class;
  readonly #self: object;
  readonly #owner: Class;
  readonly #isClass: boolean;
  readonly #rest: readonly Class[];

  constructor(cls: Class, self: unknown) {
    this.#isClass = isType(self) && mroOf(self).includes(cls);
    this.#owner = this.#isClass
      ? (self as Class)
      : isType(self)
        ? metaclassOf(self)
        : (typeOf(self) as unknown as Class);
    const order = mroOf(this.#owner);
    if (!order.includes(cls)) {
      throw new TypeError("super(type, obj): obj must be an instance or subtype of type");
    }
    this.#from = cls;
    this.#self = self as object;
    this.#rest = order.slice(order.indexOf(cls) + 1);
  }

  read(name: string): unknown {
    if (name === "__thisclass__") return this.#from;
    if (name === "__self__") return this.#self;
    if (name === "__self_class__") return this.#owner;
    const found = this.#find(name);
    if (found === undefined) {
      throw new AttributeError(`'super' object has no attribute '${name}'`, { name, obj: this });
    }
    return this.#isClass ? throughClass(found, this.#self as Class) : throughInstance(found, this.#self, this.#owner);
  }

  write(name: string, value: unknown): void {
    const found = this.#find(name);
    const set = found?.kind === "accessor" ? (found.value as PropertyDescriptor).set : undefined;
    const descriptor = typeof found?.value === "object" ? special(found.value, "__set__") : undefined;
    if (set !== undefined) set.call(this.#self, value);
    else if (descriptor !== undefined) descriptor.call(found!.value, this.#self, value);
    else Reflect.set(this.#self, propertyName(name), value);
  }

  /** Mirrors super_repr of Objects/typeobject.c. */
  text(): string {
    return `<super: <class '${className(this.#from)}'>, <${className(this.#owner)} object>>`;
  }

  #find(name: string): Found | undefined {
    return lookupIn(this.#rest, name);
  }
}

Object.defineProperty(Super, "name", { value: "super" });

/**
 * Mirrors `super(C, self)`: `super_(C, this).method(...)` finds the method in what follows C in the instance's method
 * resolution order. In a class method `self` is the class.
 *
 * @throws TypeError when `self` has nothing to do with `C`
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- which members there are depends on the instance's class
export function super_(cls?: unknown, self?: unknown): any {
  if (cls === undefined) throw new RuntimeError("super(): no arguments");
  if (!isType(cls)) throw new TypeError(`super() argument 1 must be a type, not ${typeName(cls)}`);
  if (self === undefined) throw new RuntimeError("super(): no arguments");
  return new Proxy(new Super(cls as Class, self), {
    get(target, name) {
      if (name === "__getattribute__") return (wanted: string) => target.read(wanted);
      if (name === "__getattr__") return undefined;
      if (name === OWN_TEXT) return () => target.text();
      if (typeof name === "symbol" || name === "constructor") return Reflect.get(target, name) as unknown;
      return target.read(attributeName(name));
    },
    has: () => true,
    set(target, name, value) {
      target.write(attributeName(name as string), value);
      return true;
    },
  });
}
