/**
 * Functions of the runtime that give raw floats: what their stubs declare as `-> float`. Code that knows them takes
 * the number as it is; whoever calls a function that it doesn't know gets the tagged form.
 */
import { tagged } from "./numbers.js";

const givers = new WeakSet<object>();

/** Notes functions that return no other numbers than floats: those of a module or prototype that have the names. */
export function givesRawFloats(holder: object, names: readonly string[] = Object.keys(holder)): void {
  for (const name of names) givers.add((holder as Record<string, object>)[name]!);
}

/** True for a function that gives raw floats. */
export function isRawFloatGiver(fn: object): boolean {
  return givers.has(fn);
}

/** The result of a library function in tagged form. */
export function taggedResult(fn: object, result: unknown): unknown {
  return typeof result === "number" && givers.has(fn) ? tagged(result) : result;
}
