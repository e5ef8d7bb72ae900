/**
 * Names a function as Python names a lambda: `<lambda>`, with its qualified name. Written where a lambda leaves for hands
 * that may print or pickle it.
 */
export function lambda<F extends CallableFunction>(qualname: string, fn: F): F {
  return Object.defineProperties(fn, {
    name: { value: "<lambda>", configurable: true },
    __qualname__: { value: qualname, writable: true, configurable: true },
  });
}
