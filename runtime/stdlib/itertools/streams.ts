/** Iterators over one or several iterables, item by item. */
import { asCount } from "../../builtins/as-index.js";
import { caller } from "../../builtins/call.js";
import { eq, equal } from "../../builtins/compare.js";
import { ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { add } from "../../builtins/operators.js";
import type { int } from "../../builtins/numbers.js";
import { isOptions } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { lazy, Lazy } from "./lazy.js";

type Function = (...args: never[]) => unknown;

function iterator<T>(iterable: unknown): Iterator<T> {
  return iterate<T>(iterable)[Symbol.iterator]();
}

/** The rest of an iterator, without closing it when the reader stops. */
function* rest<T>(source: Iterator<T>): Generator<T> {
  for (let item = source.next(); item.done !== true; item = source.next()) {
    yield item.value;
  }
}

/** start, start + step, start + 2 * step, ... without end; any numbers. */
export function count(start: number | bigint = 0, step: number | bigint = 1): Lazy<number> {
  let following: unknown = start;
  function* run(): Generator<number> {
    for (;;) {
      const value = following;
      following = add(value, step);
      yield value as number;
    }
  }
  const shown = (): string => `count(${repr(following)}${eq(step, 1) ? "" : `, ${repr(step)}`})`;
  return lazy("count", run(), shown, () =>
    tuple.of(count, eq(step, 1) ? tuple.of(following) : tuple.of(following, step)),
  );
}

/** The items over and over. */
export function cycle<T>(iterable: Iterable<T>): Lazy<T> {
  const source = iterator<T>(iterable);
  const seen: T[] = [];
  let place = 0;
  function* run(): Generator<T> {
    for (const item of rest(source)) {
      seen.push(item);
      yield item;
    }
    while (seen.length > 0) {
      const item = seen[place]!;
      place = (place + 1) % seen.length;
      yield item;
    }
  }
  const isFinite = typeof iterable === "string" || Array.isArray(iterable);
  // what is left of the first round goes into a copy as well
  const remaining = (): T[] => {
    const left = Array.from(iterate<T>(iterable)).slice(seen.length);
    return [...left, ...seen.slice(place), ...seen.slice(0, place)];
  };
  return lazy("cycle", run(), undefined, isFinite ? () => tuple.of(cycle, tuple.of(remaining())) : undefined);
}

/** The same object again and again, or so many times. */
export function repeat<T>(object: T, times?: int): Lazy<T> {
  let left = times === undefined ? Infinity : asCount(times);
  function* run(): Generator<T> {
    while (left > 0) {
      left -= 1;
      yield object;
    }
  }
  const given = (): tuple => (left === Infinity ? tuple.of(object) : tuple.of(object, Math.max(0, left)));
  return lazy(
    "repeat",
    run(),
    () => `repeat(${repr(object)}${left === Infinity ? "" : `, ${Math.max(0, left)}`})`,
    () => tuple.of(repeat, given()),
  );
}

/** The items of one iterable after the other. */
export class chain<T> extends Lazy<T> {
  constructor(...iterables: Iterable<T>[]) {
    super(chained(iterables));
  }

  static from_iterable<T>(iterable: Iterable<Iterable<T>>): chain<T> {
    const made = new chain<T>();
    const source = new Lazy(chained(iterable));
    Object.defineProperty(made, "next", { value: () => source.next() });
    return made;
  }
}

function* chained<T>(iterables: Iterable<Iterable<T>>): Generator<T> {
  for (const iterable of rest(iterator<Iterable<T>>(iterables))) {
    yield* rest(iterator<T>(iterable));
  }
}

/** The items whose selector is true. */
export function compress<T>(data: Iterable<T>, selectors: Iterable<unknown>): Lazy<T> {
  function* run(): Generator<T> {
    const [items, flags] = [iterator<T>(data), iterator<unknown>(selectors)];
    for (const item of rest(items)) {
      const flag = flags.next();
      if (flag.done === true) {
        return;
      }
      if (truth(flag.value)) {
        yield item;
      }
    }
  }
  return lazy("compress", run());
}

export function takewhile<T>(predicate: Function, iterable: Iterable<T>): Lazy<T> {
  const test = caller(predicate);
  function* run(): Generator<T> {
    for (const item of rest(iterator<T>(iterable))) {
      if (!truth(test(item))) {
        return;
      }
      yield item;
    }
  }
  return lazy("takewhile", run());
}

export function dropwhile<T>(predicate: Function, iterable: Iterable<T>): Lazy<T> {
  const test = caller(predicate);
  function* run(): Generator<T> {
    let dropping = true;
    for (const item of rest(iterator<T>(iterable))) {
      dropping = dropping && truth(test(item));
      if (!dropping) {
        yield item;
      }
    }
  }
  return lazy("dropwhile", run());
}

/** The items for which the predicate (None: the item itself) is false. */
export function filterfalse<T>(predicate: Function | null, iterable: Iterable<T>): Lazy<T> {
  const test = predicate === null ? (item: T) => item : caller(predicate);
  function* run(): Generator<T> {
    for (const item of rest(iterator<T>(iterable))) {
      if (!truth(test(item))) {
        yield item;
      }
    }
  }
  return lazy("filterfalse", run());
}

export function starmap<R>(function_: (...args: never[]) => R, iterable: Iterable<Iterable<unknown>>): Lazy<R> {
  const call = caller(function_);
  function* run(): Generator<R> {
    for (const args of rest(iterator<Iterable<unknown>>(iterable))) {
      yield call(...iterate<unknown>(args)) as R;
    }
  }
  return lazy("starmap", run());
}

/** `islice(iterable, stop)` or `islice(iterable, start, stop, step)`. @throws ValueError for negative bounds */
export function islice<T>(iterable: Iterable<T>, ...bounds: (int | null)[]): Lazy<T> {
  const [first, last, stride] = bounds.length === 1 ? [null, bounds[0], null] : bounds;
  const limits = [first ?? 0, last ?? Infinity, stride ?? 1].map((bound) =>
    bound === Infinity ? Infinity : asCount(bound),
  );
  const [start, stop, step] = limits;
  if (start < 0 || stop < 0) {
    const which = bounds.length === 1 ? "Stop argument" : "Indices";
    throw new ValueError(`${which} for islice() must be None or an integer: 0 <= x <= sys.maxsize.`);
  }
  if (step < 1) {
    throw new ValueError("Step for islice() must be a positive integer or None.");
  }
  function* run(): Generator<T> {
    const source = iterator<T>(iterable);
    let wanted = start;
    for (let at = 0; at < stop; at += 1) {
      const item = source.next();
      if (item.done === true) {
        return;
      }
      if (at === wanted) {
        yield item.value;
        wanted += step;
      }
    }
  }
  return lazy("islice", run());
}

/** Sums (or another function's results) of the first one, two, three ... items. */
export function accumulate<T>(
  iterable: Iterable<T>,
  func: Function | null = null,
  { initial = null }: { initial?: T | null } = {},
): Lazy<T> {
  const combine = func === null ? (a: unknown, b: unknown) => add(a, b) : caller(func);
  function* run(): Generator<T> {
    let total: unknown = initial ?? undefined;
    if (total !== undefined) {
      yield total as T;
    }
    for (const item of rest(iterator<T>(iterable))) {
      total = total === undefined ? item : combine(total, item);
      yield total as T;
    }
  }
  return lazy("accumulate", run());
}

/** (key, group) for each run of items with the same key; going on to the next group ends the one before. */
export function groupby<T, K = T>(
  iterable: Iterable<T>,
  key: ((item: T) => K) | null = null,
): Lazy<tuple<[K, Lazy<T>]>> {
  const keyOf = key === null ? (item: T) => item : caller(key);
  const source = iterator<T>(iterable);
  let current: { item: T; key: unknown } | null = null;
  const advance = () => {
    const next = source.next();
    current = next.done === true ? null : { item: next.value, key: keyOf(next.value) };
    return current;
  };
  let turn = 0;
  function* group(wanted: unknown, mine: number): Generator<T> {
    while (turn === mine && current !== null && equal(current.key, wanted)) {
      yield current.item;
      // the next group may have begun while the reader had this item
      if (turn === mine) {
        advance();
      }
    }
  }
  function* run(): Generator<tuple<[K, Lazy<T>]>> {
    advance();
    while (current !== null) {
      const { key: wanted } = current as { key: unknown };
      turn += 1;
      yield tuple.of(wanted as K, lazy("_grouper", group(wanted, turn)));
      turn += 1;
      while (current !== null && equal((current as { key: unknown }).key, wanted)) {
        advance();
      }
    }
  }
  return lazy("groupby", run());
}

/** Pairs of neighbours. */
export function pairwise<T>(iterable: Iterable<T>): Lazy<tuple<[T, T]>> {
  function* run(): Generator<tuple<[T, T]>> {
    const source = iterator<T>(iterable);
    const first = source.next();
    if (first.done === true) {
      return;
    }
    let before = first.value;
    for (const item of rest(source)) {
      yield tuple.of(before, item);
      before = item;
    }
  }
  return lazy("pairwise", run());
}

/** Tuples of an item of each; what is missing in the shorter ones is filled. */
export function zip_longest(...args: unknown[]): Lazy<tuple<unknown[]>> {
  const last = args.at(-1);
  const options = isOptions(last) ? (args.pop() as { fillvalue?: unknown }) : {};
  const fill = options.fillvalue ?? null;
  function* run(): Generator<tuple<unknown[]>> {
    const sources: (Iterator<unknown> | null)[] = args.map((iterable) => iterator<unknown>(iterable));
    for (;;) {
      const items = sources.map((source, at) => {
        const item = source?.next();
        if (item === undefined || item.done === true) {
          sources[at] = null;
          return fill;
        }
        return item.value;
      });
      if (sources.every((source) => source === null)) {
        return;
      }
      yield new tuple(items);
    }
  }
  return lazy("zip_longest", run());
}

/** n iterators over the same items. */
export function tee<T>(iterable: Iterable<T>, n: int = 2): tuple<Lazy<T>[]> {
  const copies = asCount(n);
  if (copies < 0) {
    throw new ValueError("n must be >= 0");
  }
  const source = iterator<T>(iterable);
  const queues: T[][] = Array.from({ length: copies }, () => []);
  function* run(own: T[]): Generator<T> {
    for (;;) {
      if (own.length === 0) {
        const item = source.next();
        if (item.done === true) {
          return;
        }
        queues.forEach((queue) => queue.push(item.value));
      }
      yield own.shift() as T;
    }
  }
  return new tuple(queues.map((queue) => lazy("_tee", run(queue))));
}
