/** `functools.lru_cache` and `functools.cache`. */
import { type OnMisfit, MISFIT } from "../../builtins/bind.js";
import { callFromC } from "../../builtins/recursion.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { type int, isFloat } from "../../builtins/numbers.js";
import { type AnyFunction, isOptions } from "../../builtins/protocol.js";
import { shareSignature, signatureOf } from "../../builtins/signature.js";
import { tuple } from "../../builtins/tuple.js";
import { StructSequence } from "../struct-sequence.js";
import { rememberCache } from "./inherited-caches.js";
import { update_wrapper } from "./wraps.js";

/** Mirrors the named tuple that `cache_info()` gives. */
export class CacheInfo extends StructSequence {
  static override readonly title = "CacheInfo";
  static override readonly visible = 4;
  static override readonly fields = ["hits", "misses", "maxsize", "currsize"];
  declare readonly hits: number;
  declare readonly misses: number;
  declare readonly maxsize: number | null;
  declare readonly currsize: number;
}

/** What a cached function has beside being a function of the same type. */
export interface Cached {
  cache_info(): CacheInfo;
  cache_clear(): void;
  cache_parameters(): dict<string, unknown>;
  readonly __wrapped__: AnyFunction;
}

export interface CacheOptions {
  maxsize?: int | null;
  typed?: unknown;
}

type Plain = (this: unknown, ...args: unknown[]) => unknown;

/**
 * As a decorator with or without arguments: remembers up to `maxsize` results (None: all), forgetting those that
 * weren't asked for longest. Arguments have to be hashable.
 */
export function lru_cache<F extends AnyFunction>(maxsize: F): F & Cached;
export function lru_cache(maxsize?: int | null, typed?: unknown): <F extends AnyFunction>(function_: F) => F & Cached;
export function lru_cache(maxsize: unknown = 128, typed: unknown = false): unknown {
  if (typeof maxsize === "function") {
    return cached(maxsize as Plain, 128, false);
  }
  if (maxsize !== null && typeof maxsize !== "number") {
    throw new TypeError("Expected first argument to be an integer, a callable, or None");
  }
  const limit = maxsize === null ? null : Math.max(0, maxsize);
  return (function_: Plain) => cached(function_, limit, typed === true);
}

/** A cache without limit. */
export function cache<F extends AnyFunction>(user_function: F): F & Cached {
  return cached(user_function as unknown as Plain, null, false) as unknown as F & Cached;
}

function cached(inner: Plain, limit: number | null, typed: boolean): Plain & Cached {
  const results = new dict<unknown, unknown>();
  const signature = signatureOf(inner);
  const restAt = signature?.varargs === "array" ? signature.positional.length : -1;
  let [hits, misses] = [0, 0];
  const outer = function (this: unknown, ...args: unknown[]): unknown {
    if (limit === 0) {
      misses += 1;
      return inner.apply(this, args);
    }
    const key = keyOf(
      restAt < 0 ? args : args.flatMap((arg, at) => (at === restAt ? (arg as unknown[]) : [arg])),
      typed,
    );
    const known = results.get(key, ABSENT);
    if (known !== ABSENT) {
      hits += 1;
      if (limit !== null) {
        // the results asked for last stand last
        results.__delitem__(key);
        results.__setitem__(key, known);
      }
      return known;
    }
    misses += 1;
    const result = callFromC(inner, this, args) ?? null;
    if (limit !== null && results.__len__() >= limit && !results.__contains__(key)) {
      const [oldest] = results.keys();
      results.__delitem__(oldest);
    }
    results.__setitem__(key, result);
    return result;
  };
  update_wrapper(outer, inner);
  shareSignature(outer, inner);
  rememberCache(outer, {
    get: () => (hits + misses === 0 ? undefined : [hits, misses, [...results.items()]]),
    set: (counts) => {
      [hits, misses] = counts;
      results.update(counts[2]);
    },
  });
  return Object.assign(outer, {
    [MISFIT]: limit === 0 ? undefined : hashAll,
    cache_info: () => new CacheInfo([hits, misses, limit, results.__len__()]),
    cache_clear: () => {
      results.clear();
      [hits, misses] = [0, 0];
    },
    cache_parameters: () => new dict<string, unknown>([], { maxsize: limit, typed }),
    __wrapped__: inner,
  });
}

/** A call is looked up before its arguments are bound: unhashable ones are noticed first. */
const hashAll: OnMisfit = (args, keywords) => {
  for (const arg of [...args, ...Object.values(keywords)]) hash(arg);
};

const ABSENT = Symbol("absent");

/** The arguments as a key: a single int or string stands for itself. */
function keyOf(args: unknown[], typed: boolean): unknown {
  const [only] = args;
  if (
    args.length === 1 &&
    !typed &&
    (typeof only === "string" || (typeof only === "number" && Number.isInteger(only)))
  ) {
    return only;
  }
  const parts = args.map((arg) =>
    isOptions(arg) ? tuple.of("keywords", ...Object.entries(arg).flat()) : (arg ?? null),
  );
  return new tuple(typed ? [...parts, ...parts.map(kindOf)] : parts);
}

function kindOf(value: unknown): string {
  return isFloat(value) ? "float" : typeof value;
}
