/** Nested functions that a forked child can make anew. */

import { RuntimeError } from "../builtins/exceptions.js";
import { INHERITANCE } from "./pickle/inheritors.js";
import { registerModule } from "./registry.js";

/** How a nested function is made: by a function of its module, of the values of what it closes over. */
interface Closure {
  readonly make: object;
  readonly captured: () => unknown[];
}

const closures = new WeakMap<object, Closure>();

/**
 * Says how forked children make a nested function or lambda.
 *
 * @param make a function of the module that returns the nested one
 * @param captured gives what it closes over, as it stands when a child starts
 * @param defaults what defaults of its parameters were when it was made
 */
export function closure<T extends object>(
  of: T,
  make: object,
  captured: () => unknown[],
  defaults: readonly unknown[] = [],
): T {
  closures.set(of, { make, captured: () => [...captured(), ...defaults] });
  return of;
}

const lambdas = new Map<string, object>();

/**
 * Says that a lambda is made when its module is loaded, so that a forked child has one of its own.
 *
 * @param number tells it from the module's others
 */
export function inheritable<T extends object>(number: number, lambda: T, module = "__main__"): T {
  lambdas.set(`${module} ${number}`, lambda);
  closure(lambda, lambdaOf, () => [module, number]);
  return lambda;
}

/** @throws RuntimeError for one that this process has not made */
function lambdaOf(module: string, number: number): object {
  const lambda = lambdas.get(`${module} ${number}`);
  if (lambda === undefined) throw new RuntimeError("a lambda can't be inherited by a forked process");
  return lambda;
}

registerModule(INHERITANCE, { lambdaOf });

/** How a nested function is made; undefined for any other value. */
export function closureOf(value: object): Closure | undefined {
  return closures.get(value);
}
