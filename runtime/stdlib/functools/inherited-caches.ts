/** Forked children begin with what their parent has cached. */
import { inheritState } from "../../kernel/inheritance.js";
import { propertyName } from "../../builtins/reserved.js";
import { lookup } from "../../kernel/registry.js";

/** What a cache has counted, and the results by their keys. */
type Contents = [hits: number, misses: number, results: (readonly [unknown, unknown])[]];

interface Cache {
  /** Undefined while nobody has called the function. */
  readonly get: () => Contents | undefined;
  readonly set: (contents: Contents) => void;
}

/** A cached function by its name, and what is in its cache. */
type Named = [module: string, qualname: string, contents: Contents];

const caches = new WeakMap<object, Cache>();
const functions = new Set<WeakRef<object>>();
const forgotten = new FinalizationRegistry<WeakRef<object>>((reference) => functions.delete(reference));

/** Has children get what is in the cache of a function, if its name leads to it. */
export function rememberCache(cachedFunction: object, cache: Cache): void {
  const reference = new WeakRef(cachedFunction);
  caches.set(cachedFunction, cache);
  functions.add(reference);
  forgotten.register(cachedFunction, reference);
}

function* contents(): Generator<Named> {
  for (const reference of functions) {
    const cachedFunction = reference.deref();
    const held = cachedFunction && caches.get(cachedFunction)!.get();
    if (held === undefined) continue;
    const { __module__: module, __qualname__: qualname } = cachedFunction as unknown as Record<string, string>;
    if (cacheNamed(module!, qualname!) === caches.get(cachedFunction!)) yield [module!, qualname!, held];
  }
}

/** The cache of the function, or method, that a name leads to. */
function cacheNamed(module: string, qualname: string): Cache | undefined {
  const dot = qualname.lastIndexOf(".");
  const owner = dot < 0 ? undefined : (lookup(module, qualname.slice(0, dot)) as { prototype?: object } | undefined);
  const methods = (owner?.prototype ?? {}) as Record<string, unknown>;
  const found = lookup(module, qualname) ?? methods[propertyName(qualname.slice(dot + 1))];
  return typeof found === "function" ? caches.get(found) : undefined;
}

inheritState(
  "functools",
  () => {
    const all = [...contents()];
    return all.length === 0 ? undefined : all;
  },
  (inherited: Named[]) => {
    for (const [module, qualname, held] of inherited) cacheNamed(module, qualname)?.set(held);
  },
);
