/** Nested functions that a forked child can make anew. */

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
 */
export function closure(of: object, make: object, captured: () => unknown[]): void {
  closures.set(of, { make, captured });
}

/** How a nested function is made; undefined for any other value. */
export function closureOf(value: object): Closure | undefined {
  return closures.get(value);
}
