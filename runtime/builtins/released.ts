/** Where a statement of the program may have let go of an object, which weak references then lose. */

let collect = (): void => {};

/**
 * Stands behind such a statement in programs with weak references. CPython frees an object when its last reference goes;
 * this makes sure of it here.
 *
 * @param _zeros overwrite the places in which V8 still holds what the statement before was called with
 */
export function released(..._zeros: 0[]): void {
  collect();
}

/** Has `released` call this function. */
export function onReleased(run: () => void): void {
  collect = run;
}
