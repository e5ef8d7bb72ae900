/** Mirrors the module `statistics`. */
import { givesRawFloats } from "../builtins/raw-floats.js";
import { libraryModule } from "./module.js";
import * as self from "./statistics.js";
import { StatisticsError } from "./statistics/exact.js";
import { NormalDist } from "./statistics/normal-dist.js";
import { LinearRegression } from "./statistics/spread.js";

export {
  fmean,
  geometric_mean,
  harmonic_mean,
  mean,
  median,
  median_grouped,
  median_high,
  median_low,
  mode,
  multimode,
  quantiles,
} from "./statistics/averages.js";
export {
  correlation,
  covariance,
  linear_regression,
  LinearRegression,
  pstdev,
  pvariance,
  stdev,
  variance,
} from "./statistics/spread.js";
export { NormalDist, StatisticsError };

libraryModule("statistics", () => self, { LinearRegression, NormalDist, StatisticsError });
givesRawFloats(self, ["fmean", "geometric_mean", "median_grouped", "stdev", "pstdev", "covariance", "correlation"]);
givesRawFloats(NormalDist.prototype, ["pdf", "cdf", "inv_cdf", "overlap", "zscore"]);
