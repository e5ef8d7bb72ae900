/** Attributes of generators, coroutines and asynchronous generators that tell what they are and what they are doing. */
import { internalsOf } from "./generator-internals.js";
import { ABSENT, ownerOf } from "./members.js";
import type { AnyFunction } from "./protocol.js";
import { className } from "./type-name.js";
import { qualifiedName } from "./names.js";
import { started } from "./resumable.js";
import { tagName } from "./tags.js";

/** How the names of attributes begin, by the name of the class. */
const PREFIXES: Record<string, string> = { generator: "gi", coroutine: "cr", async_generator: "ag" };

/** True for what a function with `yield` or `await` in it has made. */
export const hasMaker = (obj: object): boolean => Object.hasOwn(PREFIXES, tagName(obj) ?? "");

/** `__qualname__` of what made the object: with the class of a method, as far as the function knows it. */
export function makerName(generator: object): string {
  const { fn, receiver } = internalsOf(generator);
  const isMethod = typeof receiver === "object" && receiver !== null;
  const owner = isMethod ? ownerOf(receiver, fn.name, fn) : undefined;
  return owner === undefined ? plainName(fn, qualifiedName) : `${qualifiedName(owner)}.${fn.name}`;
}

/** The attribute of a generator or its like; ABSENT for any other object. Not here: frames and code. */
export function generatorFact(obj: object, name: string): unknown {
  const prefix = PREFIXES[tagName(obj) ?? ""];
  switch (prefix && name) {
    case "__name__":
      return plainName(internalsOf(obj).fn, className);
    case "__qualname__":
      return makerName(obj);
    case `${prefix}_running`:
      return internalsOf(obj).state === "running";
    case `${prefix}_suspended`:
      return started.has(obj) && internalsOf(obj).state === "suspended";
    default:
      return ABSENT;
  }
}

/** A generator expression is a function without a name. */
function plainName(fn: AnyFunction, nameOf: (fn: AnyFunction) => string): string {
  return fn.name === "" ? "<genexpr>" : nameOf(fn);
}
