/** Averages and other measures of where the data lie. */
import { dict } from "../../builtins/dict.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { lt } from "../../builtins/compare.js";
import { isFloat, isIntLike } from "../../builtins/numbers.js";
import { add, floordiv, mod, mul, sub, truediv } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { special } from "../../builtins/protocol.js";
import { sorted } from "../../builtins/functions/aggregates.js";
import { exp, log } from "../../libm/libm.js";
import { fsum } from "../../libm/fsum.js";
import { realArgument } from "../real-argument.js";
import { convert, divide, exactOf, exactSum, StatisticsError, toFloat } from "./exact.js";

/** Numbers of any kind, in tagged form. */
export type Data = Iterable<number | bigint>;

/** The arithmetic mean, exact, of the data's type. @throws StatisticsError for no data */
export function mean(data: Data): number {
  const total = exactSum(data);
  if (total.count < 1) {
    throw new StatisticsError("mean requires at least one data point");
  }
  return convert(divide(total, total.count), total.kind);
}

/** The arithmetic mean in floats, perhaps weighted. @throws StatisticsError */
export function fmean(data: Data, weights: Data | null = null): number {
  const values = Array.from(iterate<unknown>(data), realArgument);
  if (weights === null) {
    const total = fsum(values);
    if (values.length === 0) {
      throw new StatisticsError("fmean requires at least one data point");
    }
    return total / values.length;
  }
  const factors = Array.from(iterate<unknown>(weights), realArgument);
  if (values.length !== factors.length) {
    throw new StatisticsError("data and weights must be the same length");
  }
  const sum = fsum(values.map((value, at) => value * factors[at]));
  const weight = fsum(factors);
  if (weight === 0) {
    throw new StatisticsError("sum of weights must be non-zero");
  }
  return sum / weight;
}

/** @throws StatisticsError unless all data are positive */
export function geometric_mean(data: Data): number {
  const values = Array.from(iterate<unknown>(data), realArgument);
  if (values.length === 0 || values.some((value) => value <= 0)) {
    throw new StatisticsError("geometric mean requires a non-empty dataset containing positive numbers");
  }
  return exp(fmean(values.map(log)));
}

/** The reciprocal of the mean of the reciprocals, perhaps weighted. @throws StatisticsError for negative data */
export function harmonic_mean(data: Data, weights: Data | null = null): number {
  const values = Array.from(iterate<number>(data));
  if (values.length < 1) {
    throw new StatisticsError("harmonic_mean requires at least one data point");
  }
  if (values.length === 1 && weights === null) {
    return singleHarmonic(values[0]);
  }
  const factors = weights === null ? values.map(() => 1) : Array.from(iterate<number>(weights));
  if (factors.length !== values.length) {
    throw new StatisticsError("Number of weights does not match data size");
  }
  if (weights !== null) {
    factors.forEach(refuseNegative);
  }
  const weight = weights === null ? exactOf(values.length) : exactSum(factors);
  const quotients: unknown[] = [];
  for (const [at, value] of values.entries()) {
    refuseNegative(value);
    if (Number(factors[at]) !== 0 && Number(value) === 0) {
      return 0;
    }
    quotients.push(Number(factors[at]) === 0 ? 0 : truediv(factors[at], value));
  }
  const total = exactSum(quotients);
  if (total.denominator === 0n && !(total.special <= 0)) {
    return convert({ ...total, special: toFloat(weight) / total.special }, total.kind);
  }
  if (total.numerator <= 0n) {
    throw new StatisticsError("Weighted sum must be positive");
  }
  const harmonic = {
    numerator: weight.numerator * total.denominator,
    denominator: weight.denominator * total.numerator,
    special: 0,
  };
  return convert(harmonic, total.kind);
}

function singleHarmonic(value: number): number {
  if (!isIntLike(value) && !isFloat(value) && special(value, "as_integer_ratio") === undefined) {
    throw new TypeError("unsupported type");
  }
  refuseNegative(value);
  return value;
}

function refuseNegative(value: number): void {
  if (lt(value, 0)) {
    throw new StatisticsError("harmonic mean does not support negative values");
  }
}

function sortedData<T>(data: Iterable<T>): T[] {
  const values = sorted(iterate<T>(data));
  if (values.length === 0) {
    throw new StatisticsError("no median for empty data");
  }
  return values;
}

/** The middle value, or the mean of the two in the middle. @throws StatisticsError for no data */
export function median(data: Data): number {
  const values = sortedData(data) as unknown[];
  const middle = values.length >> 1;
  return (values.length % 2 === 1 ? values[middle] : truediv(add(values[middle - 1], values[middle]), 2)) as number;
}

export function median_low<T>(data: Iterable<T>): T {
  const values = sortedData(data);
  return values[(values.length - 1) >> 1];
}

export function median_high<T>(data: Iterable<T>): T {
  const values = sortedData(data);
  return values[values.length >> 1];
}

/** The median of data that stand for intervals of a width. @throws StatisticsError, TypeError */
export function median_grouped(data: Data, interval: number = 1): number {
  const values = sortedData(data).map((value) => {
    if (typeof value === "string") {
      throw new TypeError("Value cannot be converted to a float");
    }
    return realArgument(value);
  });
  const width = realArgument(interval);
  const middle = values[values.length >> 1];
  const below = values.findIndex((value) => value >= middle);
  const inside = values.filter((value) => value === middle).length;
  return middle - width / 2 + (width * (values.length / 2 - below)) / inside;
}

function countsOf<T>(data: Iterable<T>): dict<T, number> {
  const counts = new dict<T, number>();
  for (const value of iterate<T>(data)) {
    counts.__setitem__(value, counts.get(value, 0) + 1);
  }
  return counts;
}

/** The value that is there most often, the first of several. @throws StatisticsError for no data */
export function mode<T>(data: Iterable<T>): T {
  const [first] = multimode(data);
  if (first === undefined) {
    throw new StatisticsError("no mode for empty data");
  }
  return first;
}

/** All values that are there most often, in the order of the data. */
export function multimode<T>(data: Iterable<T>): T[] {
  const counts = Array.from(countsOf(data).entries());
  const most = counts.reduce((largest, [, count]) => Math.max(largest, count), 0);
  return counts.filter(([, count]) => count === most).map(([value]) => value);
}

export interface QuantilesOptions {
  n?: number;
  method?: string;
}

/** The n - 1 places that cut the sorted data into n parts of equal probability. @throws StatisticsError, ValueError */
export function quantiles(data: Data, { n = 4, method = "exclusive" }: QuantilesOptions = {}): number[] {
  if (n < 1) {
    throw new StatisticsError("n must be at least 1");
  }
  const values = sorted(iterate<unknown>(data));
  if (values.length < 2) {
    throw new StatisticsError("must have at least two data points");
  }
  if (method !== "inclusive" && method !== "exclusive") {
    throw new ValueError(`Unknown method: ${repr(method)}`);
  }
  const inclusive = method === "inclusive";
  const m = inclusive ? values.length - 1 : values.length + 1;
  return Array.from({ length: n - 1 }, (_, cut) => {
    const place = (cut + 1) * m;
    const whole = Number(floordiv(place, n));
    const at = inclusive ? whole : Math.min(Math.max(whole, 1), values.length - 1) - 1;
    const delta = inclusive ? mod(place, n) : sub(place, mul(at + 1, n));
    return truediv(add(mul(values[at], sub(n, delta)), mul(values[at + 1], delta)), n) as number;
  });
}
