/** Measures of how far the data spread, and of relations between two sets of data. */
import { TypeError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { len, mul, sub } from "../../builtins/operators.js";
import { tagged } from "../../builtins/numbers.js";
import { fsum } from "../../libm/fsum.js";
import { realArgument } from "../real-argument.js";
import { StructSequence } from "../struct-sequence.js";
import type { Data } from "./averages.js";
import {
  Accumulator,
  convert,
  divide,
  exactSum,
  rootOf,
  StatisticsError,
  toFloat,
  type Exact,
  type Kind,
} from "./exact.js";

interface Squares {
  kind: Kind;
  /** The sum of the squares of the differences from the mean. */
  sum: Exact;
  mean: Exact;
  count: number;
}

/** The squares of the differences from the mean, or from a value that the caller takes for it. */
function squares(data: Data, center: unknown): Squares {
  if (center !== null && center !== undefined) {
    const differences = Array.from(iterate<unknown>(data), (value) => sub(value, center));
    const total = exactSum(differences.map((difference) => mul(difference, difference)));
    return { kind: total.kind, sum: total, mean: total, count: total.count };
  }
  const [sum, sumOfSquares] = [new Accumulator(), new Accumulator()];
  for (const value of iterate<unknown>(data)) {
    const { numerator, denominator, special } = sum.put(value);
    sumOfSquares.putExact({ numerator: numerator * numerator, denominator: denominator * denominator, special });
  }
  const [first, second] = [sum.total(), sumOfSquares.total()];
  if (sum.count === 0 || first.denominator === 0n) {
    return { kind: sum.kind, sum: first, mean: first, count: sum.count };
  }
  const count = BigInt(sum.count);
  // (n Σx² - (Σx)²) / n, over a common denominator
  const square = first.denominator * first.denominator;
  const numerator = count * second.numerator * square - first.numerator * first.numerator * second.denominator;
  const denominator = second.denominator * square * count;
  return {
    kind: sum.kind,
    sum: { numerator, denominator, special: 0 },
    mean: divide(first, sum.count),
    count: sum.count,
  };
}

function sampleVariance(data: Data, center: unknown, name: string): { kind: Kind; value: Exact; mean: Exact } {
  const { kind, sum, mean, count } = squares(data, center);
  if (count < 2) {
    throw new StatisticsError(`${name} requires at least two data points`);
  }
  return { kind, mean, value: divide(sum, count - 1) };
}

function populationVariance(data: Data, center: unknown, name: string): { kind: Kind; value: Exact } {
  const { kind, sum, count } = squares(data, center);
  if (count < 1) {
    throw new StatisticsError(`${name} requires at least one data point`);
  }
  return { kind, value: divide(sum, count) };
}

/** Of a sample. @throws StatisticsError for fewer than two data */
export function variance(data: Data, xbar: number | null = null): number {
  const { value, kind } = sampleVariance(data, xbar, "variance");
  return convert(value, kind);
}

/** Of a whole population. @throws StatisticsError for no data */
export function pvariance(data: Data, mu: number | null = null): number {
  const { value, kind } = populationVariance(data, mu, "pvariance");
  return convert(value, kind);
}

/** The square root of the sample variance, a raw float. */
export function stdev(data: Data, xbar: number | null = null): number {
  return root(sampleVariance(data, xbar, "stdev"));
}

/** The square root of the population variance, a raw float. */
export function pstdev(data: Data, mu: number | null = null): number {
  return root(populationVariance(data, mu, "pstdev"));
}

function root({ kind, value }: { kind: Kind; value: Exact }): number {
  if (typeof kind !== "string" && kind.name === "Decimal") {
    throw new TypeError("the standard deviation of Decimals is not supported: use floats");
  }
  return rootOf(value);
}

/** Mean and standard deviation as raw floats. */
export function meanAndDeviation(data: Data): [mean: number, deviation: number] {
  const { value, mean } = sampleVariance(data, null, "stdev");
  return [toFloat(mean), rootOf(value)];
}

/** Two sets of data of the same length as raw floats. */
function pair(x: Data, y: Data, name: string): [number[], number[]] {
  if (len(x as never) !== len(y as never)) {
    throw new StatisticsError(`${name} requires that both inputs have same number of data points`);
  }
  if (len(x as never) < 2) {
    throw new StatisticsError(`${name} requires at least two data points`);
  }
  return [Array.from(iterate<unknown>(x), realArgument), Array.from(iterate<unknown>(y), realArgument)];
}

function centered(values: number[]): number[] {
  const mean = fsum(values) / values.length;
  return values.map((value) => value - mean);
}

const products = (a: number[], b: number[]): number => fsum(a.map((value, at) => value * b[at]));

export function covariance(x: Data, y: Data): number {
  const [xs, ys] = pair(x, y, "covariance");
  return products(centered(xs), centered(ys)) / (xs.length - 1);
}

/** Pearson's coefficient. @throws StatisticsError when one of the inputs is constant */
export function correlation(x: Data, y: Data): number {
  const [dx, dy] = pair(x, y, "correlation").map(centered);
  const scale = Math.sqrt(products(dx, dx) * products(dy, dy));
  if (scale === 0) {
    throw new StatisticsError("at least one of the inputs is constant");
  }
  return products(dx, dy) / scale;
}

/** Mirrors the named tuple `LinearRegression`. */
export class LinearRegression extends StructSequence {
  static override readonly title = "LinearRegression";
  static override readonly visible = 2;
  static override readonly fields = ["slope", "intercept"];
  declare readonly slope: number;
  declare readonly intercept: number;
}

/** The line that fits best, through the origin if `proportional`. @throws StatisticsError when x is constant */
export function linear_regression(
  x: Data,
  y: Data,
  { proportional = false }: { proportional?: unknown } = {},
): LinearRegression {
  const [xs, ys] = pair(x, y, "linear regression");
  const [dx, dy] = proportional === true ? [xs, ys] : [centered(xs), centered(ys)];
  const spread = products(dx, dx);
  if (spread === 0) {
    throw new StatisticsError("x is constant");
  }
  const slope = products(dx, dy) / spread;
  const intercept = proportional === true ? 0 : fsum(ys) / ys.length - slope * (fsum(xs) / xs.length);
  return new LinearRegression([tagged(slope), tagged(intercept)]);
}
