/** Products, permutations and combinations, in lexicographic order of the places of the items. */
import { asCount } from "../../builtins/as-index.js";
import { ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { int } from "../../builtins/numbers.js";
import { isOptions } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { lazy, type Lazy } from "./lazy.js";

/** Every way to take one item of each; `{ repeat: n }` takes the iterables n times. */
export function product(...args: unknown[]): Lazy<tuple<unknown[]>> {
  const options = isOptions(args.at(-1)) ? (args.pop() as { repeat?: int }) : {};
  const times = asCount(options.repeat ?? 1);
  if (times < 0) {
    throw new ValueError("repeat argument cannot be negative");
  }
  const once = args.map((iterable) => Array.from(iterate<unknown>(iterable)));
  const pools = Array.from({ length: times }, () => once).flat();
  function* run(): Generator<tuple<unknown[]>> {
    if (pools.some((pool) => pool.length === 0)) {
      return;
    }
    const places = pools.map(() => 0);
    for (;;) {
      yield new tuple(places.map((place, at) => pools[at][place]));
      let at = places.length - 1;
      while (at >= 0 && places[at] === pools[at].length - 1) {
        places[at] = 0;
        at -= 1;
      }
      if (at < 0) {
        return;
      }
      places[at] += 1;
    }
  }
  return lazy("product", run());
}

function poolOf<T>(iterable: Iterable<T>, r: int | null): [pool: T[], size: number] {
  const pool = Array.from(iterate<T>(iterable));
  const size = r === null ? pool.length : asCount(r);
  if (size < 0) {
    throw new ValueError("r must be non-negative");
  }
  return [pool, size];
}

/** Every order of r of the items. @throws ValueError for a negative r */
export function permutations<T>(iterable: Iterable<T>, r: int | null = null): Lazy<tuple<T[]>> {
  const [pool, size] = poolOf(iterable, r);
  const free = pool.map(() => true);
  function* choose(chosen: T[]): Generator<tuple<T[]>> {
    if (chosen.length === size) {
      yield new tuple(chosen);
      return;
    }
    for (const [at, item] of pool.entries()) {
      if (free[at]) {
        free[at] = false;
        yield* choose([...chosen, item]);
        free[at] = true;
      }
    }
  }
  return lazy("permutations", choose([]));
}

/** Every choice of r of the items. @throws ValueError for a negative r */
export function combinations<T>(iterable: Iterable<T>, r: int): Lazy<tuple<T[]>> {
  const [pool, size] = poolOf(iterable, r);
  return lazy("combinations", chosenFrom(pool, size, 0, [], 1));
}

/** As combinations, an item perhaps several times. */
export function combinations_with_replacement<T>(iterable: Iterable<T>, r: int): Lazy<tuple<T[]>> {
  const [pool, size] = poolOf(iterable, r);
  return lazy("combinations_with_replacement", chosenFrom(pool, size, 0, [], 0));
}

/** @param step how far behind a chosen item the next may stand: 1 for other items, 0 for the same again */
function* chosenFrom<T>(pool: T[], size: number, from: number, chosen: T[], step: 0 | 1): Generator<tuple<T[]>> {
  if (chosen.length === size) {
    yield new tuple(chosen);
    return;
  }
  for (let at = from; at < pool.length; at += 1) {
    yield* chosenFrom(pool, size, at + step, [...chosen, pool[at]], step);
  }
}
