/** Calls of what isn't known at conversion. */
import { checkArity, isCounted } from "./arity.js";
import { bind, MISFIT, type Callee, type OnMisfit } from "./bind.js";
import { instantiate } from "./classes/instantiate.js";
import { isBuilt } from "./classes/model.js";
import { type BoundMethod, isBoundMethod } from "./bound-method.js";
import { TypeError } from "./exceptions.js";
import type { Class } from "./mro.js";
import { ownerOf } from "./members.js";
import { object } from "./object.js";
import { functionText, isLibrary, moduleOf, qualifiedName } from "./names.js";
import { faultOf } from "./options.js";
import { type AnyFunction, isOptions, special } from "./protocol.js";
import { isRawFloatGiver, taggedResult } from "./raw-floats.js";
import { hasReceiver } from "./receiver-marks.js";
import { received } from "./receivers.js";
import { constructorOwner, hasConstructor, signatureOf } from "./signature.js";
import { stepwise } from "./stepwise.js";
import { tuple } from "./tuple.js";
import { className, isClass, typeName } from "./type-name.js";

/** Keyword arguments. */
export type Keywords = Record<string, unknown>;

const NO_KEYWORDS: Keywords = Object.freeze({});

/** Splits a trailing options object, which carries the keyword arguments, off the arguments. */
export function splitKeywords(args: unknown[]): [positional: unknown[], keywords: Keywords] {
  const last = args.at(-1);
  const [positional, given] = isOptions(last) ? [args.slice(0, -1), last] : [args, NO_KEYWORDS];
  const keywords = faultOf(given) === undefined && Object.keys(given).length === 0 ? NO_KEYWORDS : given;
  // The result of a function that returns nothing is None where it is an argument.
  return [positional.includes(undefined) ? positional.map((arg) => arg ?? null) : positional, keywords];
}

/**
 * Mirrors `f(*args, **keywords)`, keywords as a trailing options object. Raises CPython's TypeErrors for what can't be
 * called and for arguments that don't fit the parameters.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the result of an unknown function may be anything
export function call(f: unknown, ...args: unknown[]): any {
  return callWith(f, ...splitKeywords(args));
}

/** As `call`, with the keyword arguments apart. */
export function callWith(f: unknown, args: unknown[], keywords: Keywords): unknown {
  if (isBoundMethod(f)) return callBound(f, args, keywords);
  const isPlain = typeof f === "function" && special(f, "__call__") === undefined;
  if (isPlain && isBuilt(f)) return instantiate(f as unknown as Class, args, keywords);
  if (isPlain && isClass(f)) return Reflect.construct(f, constructorArguments(f, args, keywords));
  if (isPlain) {
    const callee = { name: qualifiedName(f), hidden: 0, library: isLibrary(f) } as const;
    return applied(f, undefined, callee, received(f, args), keywords);
  }
  const method = special(f, "__call__");
  if (method === undefined) throw new TypeError(`'${typeName(f)}' object is not callable`);
  return invoke(f as object, "__call__", method, args, keywords);
}

function constructorArguments(cls: NewableFunction, args: unknown[], keywords: Keywords): unknown[] {
  const library = libraryMaker(cls);
  if (library !== null && library !== cls) return constructorArguments(library, args, keywords);
  const isGiven = args.length > 0 || (faultOf(keywords) === undefined && Object.keys(keywords).length > 0);
  if (isGiven && !isLibrary(cls) && signatureOf(cls) === null)
    throw new TypeError(`${className(cls)}() takes no arguments`);
  const isBuiltin = moduleOf(cls) === "builtins";
  const maker = isTupleClass(cls) ? "__new__" : "__init__";
  const name = isBuiltin ? className(cls) : `${qualifiedName(constructorOwner(cls))}.${maker}`;
  const callee: Callee = { name, hidden: 1, library: isLibrary(cls) };
  return fitted(cls, isBuiltin ? { ...callee, builtin: "" } : callee, args, keywords);
}

/** The runtime's class whose constructor serves a class; null where the program has one, or none is needed. */
function libraryMaker(cls: NewableFunction): NewableFunction | null {
  for (let level: unknown = cls; typeof level === "function"; level = Object.getPrototypeOf(level)) {
    if (level === object) return null;
    if (isLibrary(level)) return level as unknown as NewableFunction;
    if (hasConstructor(level as unknown as NewableFunction)) return null;
  }
  return null;
}

/** True for a named tuple, which `__new__` makes. */
const isTupleClass = (cls: NewableFunction): boolean => (cls.prototype as object) instanceof tuple;

/** Calls a callback with its one argument: the library's own functions need not take it. */
export function callBack(callback: unknown, value: unknown): unknown {
  const isPlain = typeof callback === "function" && !isClass(callback);
  return isPlain ? (callback(value) as unknown) : call(callback, value);
}

/** The JavaScript arguments of a class's constructor: `super(...bind_arguments(Base, ...args, options(kwargs)))`. */
export function bind_arguments<C extends abstract new (...args: never[]) => unknown>(
  cls: C,
  ...args: unknown[]
): ConstructorParameters<C> {
  return constructorArguments(cls, ...splitKeywords(args)) as ConstructorParameters<C>;
}

function callBound(f: BoundMethod, args: unknown[], keywords: Keywords): unknown {
  const { __self__: self, __func__: fn } = f;
  // A native method takes its object as the first argument, a JavaScript method as `this`.
  if (!f.native) return invoke(self as object, f.name, fn, args, keywords);
  const library = isLibrary(fn);
  const callee: Callee = { name: library ? fn.name : qualifiedName(fn), hidden: 0, library };
  if (library) callee.builtin = typeName(self);
  return applied(fn, undefined, callee, [self, ...args], keywords);
}

/** Calls a method with the arguments bound to its parameters. */
export function invoke(self: object, name: string, fn: CallableFunction, args: unknown[], keywords: Keywords): unknown {
  const owner = ownerOf(self, name, fn);
  const shown = owner === undefined ? name : `${qualifiedName(owner)}.${name}`;
  const callee: Callee = { name: shown, hidden: 1, library: owner !== undefined && isLibrary(owner) };
  const kind = callee.library ? typeName(self) : "";
  if (callee.library && (moduleOf(self.constructor) === "builtins" || isCounted(kind))) callee.builtin = kind;
  return applied(fn, self, callee, args, keywords);
}

/** Calls with the arguments bound to the parameters; what a library function gives comes back in tagged form. */
function applied(fn: CallableFunction, self: unknown, callee: Callee, args: unknown[], keywords: Keywords): unknown {
  const plain = stepwise.plainOf(fn) ?? fn;
  const result: unknown = Reflect.apply(plain, self, fitted(fn, callee, args, keywords));
  return callee.library ? taggedResult(fn, result) : result;
}

/** The arguments as the function's JavaScript parameters take them. Raises TypeError. */
export function fitted(fn: AnyFunction, callee: Callee, args: unknown[], keywords: Keywords): unknown[] {
  const signature = signatureOf(fn);
  const isPlain = keywords === NO_KEYWORDS;
  if (!isPlain) refuseFaulty(fn, callee, keywords);
  if (callee.library) checkArity(fn, callee, args.length, !isPlain && Object.keys(keywords).length > 0);
  if (signature === null) return isPlain ? args : [...args, keywords];
  const least = callee.library ? 0 : signature.least;
  if (isPlain && signature.simple && args.length >= least && args.length <= signature.most) return args;
  try {
    return bind(callee, signature, args, keywords);
  } catch (error) {
    (fn as { [MISFIT]?: OnMisfit })[MISFIT]?.(args, keywords);
    throw error;
  }
}

function refuseFaulty(fn: AnyFunction, callee: Callee, keywords: Keywords): void {
  const fault = faultOf(keywords);
  if (fault === undefined) return;
  const isMethod = callee.hidden === 1 && !isClass(fn);
  throw new TypeError(`${isMethod ? `${moduleOf(fn)}.${callee.name}()` : functionText(fn)} ${fault}`);
}

/**
 * A JavaScript function that calls `f` with positional arguments: the function itself where that is the same. For
 * callbacks that are called many times (`key=`, `map`).
 */
export function caller<A extends unknown[], R>(f: ((...args: A) => R) | unknown): (...args: A) => R {
  if (typeof f === "function" && !isClass(f)) {
    const [fn, self] = isBoundMethod(f) && !f.native ? [f.__func__, f.__self__] : [f, undefined];
    const signature = signatureOf(fn);
    // Extra or missing arguments must raise, which JavaScript would let pass.
    if (signature === null) return f as unknown as (...args: A) => R;
    const isUnbound = hasReceiver(fn);
    const { least, most } = signature;
    const simple = signature.simple && !isRawFloatGiver(fn);
    return (...given) => {
      const args = isUnbound ? received(fn, given) : given;
      const fits = simple && args.length >= least && args.length <= most;
      return (fits ? Reflect.apply(stepwise.plainOf(fn) ?? fn, self, args) : callWith(f, args, NO_KEYWORDS)) as R;
    };
  }
  return (...args) => callWith(f, args, NO_KEYWORDS) as R;
}
