/** Decorators of classes and methods, which run behind the class that they change. */
import { call } from "./call.js";
import { TypeError } from "./exceptions.js";
import { propertyName } from "./reserved.js";
import { prependSelf, takeAnything } from "./signature.js";
import { stepwise } from "./stepwise.js";
import { calling, handsOver } from "./threaded.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a decorator takes and gives what it likes
type Decorator = (value: any) => any;
type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/**
 * `@decorator` above a method: the decorators, the innermost first, see a function whose first argument is `self`, as in
 * Python; what they make of it becomes the method.
 */
export function decorate_method(of: Function, name: string, ...decorators: Decorator[]): void {
  const key = propertyName(name);
  const owner = Object.hasOwn(of, key)
    ? (of as unknown as Record<string, unknown>)
    : (of.prototype as Record<string, unknown>);
  const method = owner[key] as AnyFunction;
  const plain = stepwise.plainOf(method) as AnyFunction | undefined;
  const withSelf = (self: unknown, ...args: unknown[]): unknown =>
    (plain === undefined || handsOver(withSelf) ? method : plain).apply(self, args);
  if (plain !== undefined) stepwise.noteMethod(withSelf);
  const named = Object.defineProperties(withSelf, {
    name: { value: name },
    __qualname__: { value: `${of.name}.${name}`, writable: true, configurable: true },
    __doc__: { value: (method as { __doc__?: unknown }).__doc__ ?? null, writable: true, configurable: true },
  });
  prependSelf(named, method);
  const made: unknown = decorators.reduce<unknown>((value, decorator) => decorator(value), named);
  if (typeof made !== "function") throw new TypeError(`the decorators of ${of.name}.${name} made no function of it`);
  const decorated = function (this: unknown, ...args: unknown[]): unknown {
    return handsOver(decorated) ? calling(made, this, ...args) : call(made, this, ...args);
  };
  takeAnything(decorated);
  if (stepwise.isPlain(made)) stepwise.noteMethod(decorated);
  showAttributes(decorated, made);
  Object.defineProperty(owner, key, { value: decorated, writable: true, configurable: true });
}

/** Gives a function the attributes that another one has, which stay the other's. */
function showAttributes(shown: object, of: object): void {
  const attributes = of as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(of)) {
    if (JAVASCRIPTS.has(name)) continue;
    Object.defineProperty(shown, name, {
      get: () => attributes[name],
      set: (value: unknown) => (attributes[name] = value),
      enumerable: Object.getOwnPropertyDescriptor(of, name)!.enumerable!,
      configurable: true,
    });
  }
}

/** What every function of JavaScript has for itself. */
const JAVASCRIPTS = new Set(["name", "length", "prototype", "arguments", "caller"]);

/**
 * `@decorator` above a class: for decorators that change the class and return it, as all do that keep it a class.
 *
 * @throws TypeError when one returns something else, which could not take the name of a TypeScript class
 */
export function decorate_class(of: Function, ...decorators: Decorator[]): void {
  for (const decorator of decorators) {
    if (decorator(of) !== of) throw new TypeError(`a decorator put something else in the place of class ${of.name}`);
  }
}
