/** Drawing several members of a sequence: `sample` and `choices`. */
import { asCount, toIndex } from "../../builtins/as-index.js";
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { isIntLike, type int } from "../../builtins/numbers.js";
import { getitem, len } from "../../builtins/operators.js";
import { special } from "../../builtins/protocol.js";
import { log } from "../../libm/log.js";

export interface SampleOptions {
  /** How often each member of the population counts. */
  counts?: Iterable<int> | null;
}

export interface ChoicesOptions {
  cum_weights?: Iterable<number> | null;
  /** How many to draw, 1 when left out. */
  k?: int;
}

/** Draws an int in [0, n). */
type Below = (n: number) => number;

export function sampleOf<T>(population: Iterable<T>, k: number, counts: Iterable<int> | null, below: Below): T[] {
  if (!isSequence(population)) {
    throw new TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).");
  }
  const size = len(population as never);
  if (counts !== null) {
    return sampleByCounts(population, size, k, counts, below);
  }
  checkSampleSize(k, size);
  return drawIndices(size, k, below).map((index) => getitem(population as unknown, index) as T);
}

function checkSampleSize(k: number, size: number): void {
  if (k < 0 || k > size) {
    throw new ValueError("Sample larger than population or is negative");
  }
}

function isSequence(value: unknown): boolean {
  if (typeof value === "string" || Array.isArray(value)) {
    return true;
  }
  return (
    !(value instanceof dict) && special(value, "__getitem__") !== undefined && special(value, "__len__") !== undefined
  );
}

function sampleByCounts<T>(population: Iterable<T>, size: number, k: number, counts: Iterable<int>, below: Below): T[] {
  const numbers = Array.from(iterate<number>(counts));
  const sums = runningSums(numbers);
  if (sums.length !== size) {
    throw new ValueError("The number of counts does not match the population");
  }
  const total = sums.pop() ?? 0;
  if (!numbers.every(isIntLike)) {
    throw new TypeError("Counts must be integers");
  }
  if (total <= 0) {
    throw new ValueError("Total of counts must be greater than zero");
  }
  checkSampleSize(k, total);
  const drawn = drawIndices(total, k, below);
  return drawn.map((index) => getitem(population as unknown, placeOf(sums, index, sums.length)) as T);
}

/** k different indices of n; by a pool where that takes less memory than remembering those taken. */
function drawIndices(n: number, k: number, below: Below): number[] {
  const setSize = k > 5 ? 21 + 4 ** Math.ceil(log(k * 3) / log(4)) : 21;
  if (n <= setSize) {
    const pool = Array.from({ length: n }, (_, index) => index);
    return Array.from({ length: k }, (_, drawn) => {
      const at = below(n - drawn);
      const index = pool[at];
      pool[at] = pool[n - drawn - 1];
      return index;
    });
  }
  const taken = new Set<number>();
  while (taken.size < k) {
    taken.add(below(n));
  }
  return [...taken];
}

export function chooseWeighted<T>(
  population: Iterable<T>,
  weights: Iterable<number> | null,
  options: ChoicesOptions,
  random: () => number,
): T[] {
  const size = len(population as never);
  const count = Math.max(0, asCount(options.k ?? 1));
  const pick = (index: number) => getitem(population as unknown, index) as T;
  const sums = cumulative(weights, options.cum_weights ?? null);
  if (sums === null) {
    return Array.from({ length: count }, () => pick(Math.floor(random() * size)));
  }
  if (sums.length !== size) {
    throw new ValueError("The number of weights does not match the population");
  }
  const total = Number(sums[sums.length - 1]);
  if (total <= 0) {
    throw new ValueError("Total of weights must be greater than zero");
  }
  if (!Number.isFinite(total)) {
    throw new ValueError("Total of weights must be finite");
  }
  return Array.from({ length: count }, () => pick(placeOf(sums, random() * total, size - 1)));
}

function cumulative(weights: Iterable<number> | null, sums: Iterable<number> | null): number[] | null {
  if (sums !== null) {
    if (weights !== null) {
      throw new TypeError("Cannot specify both weights and cumulative weights");
    }
    return Array.from(iterate<number>(sums), Number);
  }
  if (weights === null) {
    return null;
  }
  if (toIndex(weights) !== undefined) {
    throw new TypeError(`The number of choices must be a keyword argument: k=${String(weights)}`);
  }
  return runningSums(iterate<number>(weights));
}

/** Sums of the first one, two, three ... numbers. */
function runningSums(numbers: Iterable<number>): number[] {
  let sum = 0;
  return Array.from(numbers, (value) => (sum += Number(value)));
}

/** Mirrors bisect.bisect: how many of the first `end` sums are not above `value`. */
function placeOf(sums: readonly number[], value: number, end: number): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value < sums[middle]) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}
