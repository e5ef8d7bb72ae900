/** The class `NormalDist`. */
import { hash } from "../../builtins/hash.js";
import { TypeError } from "../../builtins/exceptions.js";
import { floatRepr } from "../../builtins/number-text.js";
import { tagged, type int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { erf } from "../../libm/erf.js";
import { hypot } from "../../libm/hypot.js";
import { exp, log } from "../../libm/libm.js";
import { gauss, Random } from "../random.js";
import type { Seed } from "../random/seed.js";
import { realArgument } from "../real-argument.js";
import type { Data } from "./averages.js";
import { StatisticsError } from "./exact.js";
import { standardQuantile } from "./normal-quantile.js";
import { meanAndDeviation } from "./spread.js";

/** Mirrors `statistics.NormalDist`: a normal distribution of mean mu and standard deviation sigma. */
export class NormalDist extends object {
  declare private mu: number;
  declare private sigma: number;

  constructor(mu: number = 0, sigma: number = 1) {
    super(mu, sigma);
  }

  override __init__(mu: number = 0, sigma: number = 1): void {
    if (realArgument(sigma) < 0) {
      throw new StatisticsError("sigma must be non-negative");
    }
    this.mu = realArgument(mu);
    this.sigma = realArgument(sigma);
  }

  static from_samples(data: Data): NormalDist {
    return new this(...meanAndDeviation(data));
  }

  samples(n: int, { seed = null }: { seed?: Seed } = {}): number[] {
    const generator = seed === null ? { gauss } : new Random(seed);
    return Array.from({ length: Number(n) }, () => tagged(generator.gauss(this.mu, this.sigma)));
  }

  /** @throws StatisticsError when sigma is zero */
  private requireSpread(name: string): void {
    if (this.sigma === 0) {
      throw new StatisticsError(`${name}() not defined when sigma is zero`);
    }
  }

  pdf(x: number): number {
    this.requireSpread("pdf");
    const variance = this.sigma * this.sigma;
    const difference = realArgument(x) - this.mu;
    return exp((difference * difference) / (-2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  cdf(x: number): number {
    this.requireSpread("cdf");
    return 0.5 * (1 + erf((realArgument(x) - this.mu) / (this.sigma * Math.SQRT2)));
  }

  inv_cdf(p: number): number {
    const probability = realArgument(p);
    if (probability <= 0 || probability >= 1) {
      throw new StatisticsError("p must be in the range 0.0 < p < 1.0");
    }
    if (this.sigma <= 0) {
      throw new StatisticsError("cdf() not defined when sigma at or below zero");
    }
    return this.mu + standardQuantile(probability) * this.sigma;
  }

  quantiles(n: int = 4): number[] {
    const parts = Number(n);
    return Array.from({ length: Math.max(0, parts - 1) }, (_, cut) => tagged(this.inv_cdf((cut + 1) / parts)));
  }

  /** The area that both curves cover. */
  overlap(other: NormalDist): number {
    if (!(other instanceof NormalDist)) {
      throw new TypeError("Expected another NormalDist instance");
    }
    const swap = other.sigma < this.sigma || (other.sigma === this.sigma && other.mu < this.mu);
    const [x, y] = swap ? [other, this] : [this, other];
    const [xVariance, yVariance] = [x.sigma * x.sigma, y.sigma * y.sigma];
    if (xVariance === 0 || yVariance === 0) {
      throw new StatisticsError("overlap() not defined when sigma is zero");
    }
    const [variances, means] = [yVariance - xVariance, Math.abs(y.mu - x.mu)];
    if (variances === 0) {
      return 1 - erf(means / (2 * x.sigma * Math.SQRT2));
    }
    const a = x.mu * yVariance - y.mu * xVariance;
    const b = x.sigma * y.sigma * Math.sqrt(means * means + variances * log(yVariance / xVariance));
    const gap = (at: number) => Math.abs(y.cdf(at) - x.cdf(at));
    return 1 - (gap((a + b) / variances) + gap((a - b) / variances));
  }

  zscore(x: number): number {
    this.requireSpread("zscore");
    return (realArgument(x) - this.mu) / this.sigma;
  }

  get mean(): number {
    return tagged(this.mu);
  }

  get median(): number {
    return tagged(this.mu);
  }

  get mode(): number {
    return tagged(this.mu);
  }

  get stdev(): number {
    return tagged(this.sigma);
  }

  get variance(): number {
    return tagged(this.sigma * this.sigma);
  }

  __add__(other: NormalDist | number): NormalDist {
    return other instanceof NormalDist
      ? new NormalDist(this.mu + other.mu, hypot([this.sigma, other.sigma]))
      : new NormalDist(this.mu + realArgument(other), this.sigma);
  }

  __radd__(other: number): NormalDist {
    return this.__add__(other);
  }

  __sub__(other: NormalDist | number): NormalDist {
    return other instanceof NormalDist
      ? new NormalDist(this.mu - other.mu, hypot([this.sigma, other.sigma]))
      : new NormalDist(this.mu - realArgument(other), this.sigma);
  }

  __rsub__(other: number): NormalDist {
    return this.__sub__(other).__neg__();
  }

  __mul__(factor: number): NormalDist {
    const by = realArgument(factor);
    return new NormalDist(this.mu * by, this.sigma * Math.abs(by));
  }

  __rmul__(factor: number): NormalDist {
    return this.__mul__(factor);
  }

  __truediv__(divisor: number): NormalDist {
    const by = realArgument(divisor);
    return new NormalDist(this.mu / by, this.sigma / Math.abs(by));
  }

  __pos__(): NormalDist {
    return new NormalDist(this.mu, this.sigma);
  }

  __neg__(): NormalDist {
    return new NormalDist(-this.mu, this.sigma);
  }

  override __eq__(other: unknown): unknown {
    return other instanceof NormalDist ? this.mu === other.mu && this.sigma === other.sigma : NotImplemented;
  }

  declare __hash__: () => int;

  override __repr__(): string {
    return `${typeName(this)}(mu=${floatRepr(this.mu)}, sigma=${floatRepr(this.sigma)})`;
  }
}

Object.defineProperty(NormalDist.prototype, "__hash__", {
  value(this: NormalDist): int {
    return hash(tuple.of(this.mean, this.stdev));
  },
});
