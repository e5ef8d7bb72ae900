/**
 * Names a function that JavaScript would name otherwise: a lambda, or a decorated function that calls what its
 * decorator makes of it, and so must not know itself by its name.
 *
 * @param qualname its `__qualname__`, whose last part is its `__name__`
 * @param doc its docstring, where the program looks at docstrings
 * @param signature its parameter list, where JavaScript's own can't say it
 */
export function named<F extends CallableFunction>(
  qualname: string,
  fn: F,
  doc: string | null = null,
  signature: string | null = null,
): F {
  if (signature !== null) Object.defineProperty(fn, "__signature__", { value: signature, configurable: true });
  return Object.defineProperties(fn, {
    name: { value: qualname.slice(qualname.lastIndexOf(".") + 1), configurable: true },
    __qualname__: { value: qualname, writable: true, configurable: true },
    __doc__: { value: doc, writable: true, configurable: true },
  });
}
