import { test } from "vitest";
import { tagged } from "../../runtime/builtins/numbers.js";
import { mul, sub, truediv } from "../../runtime/builtins/operators.js";
import { repr } from "../../runtime/builtins/repr.js";
import * as statistics from "../../runtime/stdlib/statistics.js";
import { expectRecorded } from "../support/recorded.js";

const { NormalDist } = statistics;
type Data = Parameters<typeof statistics.mean>[0];

/** The functions whose stubs promise a float give raw numbers; these calls tag them, as emitted code does. */
const RAW = ["fmean", "median_grouped", "stdev", "pstdev", "covariance", "correlation"] as const;
const tagging = RAW.map((name) => {
  const call = statistics[name] as (...args: unknown[]) => number;
  return [name, (...args: unknown[]) => tagged(call(...args))];
});

/** The last digits of exp and log differ from machine to machine. */
const rounded = (value: number): number => tagged(Number(value.toPrecision(12)));

test("statistics are CPython's, to the last digit where they don't rest on exp or log", () => {
  expectRecorded("statistics_data", {
    ...statistics,
    ...Object.fromEntries(tagging),
    geometric_mean: (data: Data) => rounded(statistics.geometric_mean(data)),
    quantiles_by: (data: Data, n: number, method: string) => statistics.quantiles(data, { n, method }),
    proportional: (x: Data, y: Data) => statistics.linear_regression(x, y, { proportional: true }),
    normal: (mu: number, sigma: number, name: "pdf", x: number) => rounded(new NormalDist(mu, sigma)[name](x)),
    normal_repr: (mu: number, sigma: number) => {
      const dist = new NormalDist(mu, sigma);
      const less = sub(dist, new NormalDist(1, 2));
      return repr([dist, dist.__add__(5), mul(2, dist as never), less, truediv(dist.__neg__(), 2)]);
    },
    overlap: (mu: number, sigma: number) => rounded(new NormalDist(mu, sigma).overlap(new NormalDist(2, 1.65))),
    from_samples: (data: Data) => repr(NormalDist.from_samples(data)),
  } as never);
});
