/** The class `Random`: a generator with the real-valued distributions. Parameters and results are raw floats. */
import { ValueError, ZeroDivisionError } from "../../builtins/exceptions.js";
import { divmodRaw } from "../../builtins/operators/floats.js";
import { realArgument } from "../real-argument.js";
import { acos, cos, exp, log, pow, sin } from "../../libm/libm.js";
import { Generator } from "./generator.js";

const TWO_PI = 2 * Math.PI;
/** 4 * exp(-0.5) / sqrt(2), 1 + log(4.5) and log(4), as CPython computes them. */
const NORMAL_FACTOR = 1.7155277699214135;
const GAMMA_FACTOR = 2.504077396776274;
const LOG_4 = 1.3862943611198906;

/** Mirrors `random.Random`: CPython's own sequences from the same seeds. */
export class Random extends Generator {
  static readonly VERSION = 3;

  uniform(a: number, b: number): number {
    const low = realArgument(a);
    return low + (realArgument(b) - low) * this.random();
  }

  triangular(low: number = 0, high: number = 1, mode: number | null = null): number {
    let [from, to] = [realArgument(low), realArgument(high)];
    let u = this.random();
    if (mode !== null && from === to) {
      return from;
    }
    let c = mode === null ? 0.5 : (realArgument(mode) - from) / (to - from);
    if (u > c) {
      u = 1 - u;
      c = 1 - c;
      [from, to] = [to, from];
    }
    return from + (to - from) * Math.sqrt(u * c);
  }

  /** Kinderman and Monahan's ratio of uniform deviates. */
  normalvariate(mu: number = 0, sigma: number = 1): number {
    const [mean, deviation] = [realArgument(mu), realArgument(sigma)];
    for (;;) {
      const u1 = this.random();
      const u2 = 1 - this.random();
      const z = (NORMAL_FACTOR * (u1 - 0.5)) / u2;
      if ((z * z) / 4 <= -log(u2)) {
        return mean + z * deviation;
      }
    }
  }

  /** Two variates from two uniform ones; the second waits for the next call. */
  gauss(mu: number = 0, sigma: number = 1): number {
    const [mean, deviation] = [realArgument(mu), realArgument(sigma)];
    let z = this.gauss_next ?? null;
    this.gauss_next = null;
    if (z === null) {
      const angle = this.random() * TWO_PI;
      const radius = Math.sqrt(-2 * log(1 - this.random()));
      z = cos(angle) * radius;
      this.gauss_next = sin(angle) * radius;
    }
    return mean + z * deviation;
  }

  lognormvariate(mu: number, sigma: number): number {
    return exp(this.normalvariate(mu, sigma));
  }

  /** @throws ZeroDivisionError for lambd 0 */
  expovariate(lambd: number): number {
    const rate = realArgument(lambd);
    const drawn = -log(1 - this.random());
    if (rate === 0) {
      throw new ZeroDivisionError("float division by zero");
    }
    return drawn / rate;
  }

  /** Fisher's algorithm for angles around mu. */
  vonmisesvariate(mu: number, kappa: number): number {
    const [mean, concentration] = [realArgument(mu), realArgument(kappa)];
    if (concentration <= 1e-6) {
      return TWO_PI * this.random();
    }
    const s = 0.5 / concentration;
    const r = s + Math.sqrt(1 + s * s);
    let z: number;
    for (;;) {
      z = cos(Math.PI * this.random());
      const d = z / (r + z);
      const u2 = this.random();
      if (u2 < 1 - d * d || u2 <= (1 - d) * exp(d)) {
        break;
      }
    }
    const q = 1 / r;
    const angle = acos((q + z) / (1 + q * z));
    const side = this.random() > 0.5 ? mean + angle : mean - angle;
    return divmodRaw(side, TWO_PI)[1];
  }

  /** @throws ValueError unless alpha and beta are positive */
  gammavariate(alpha: number, beta: number): number {
    const [shape, scale] = [realArgument(alpha), realArgument(beta)];
    if (shape <= 0 || scale <= 0) {
      throw new ValueError("gammavariate: alpha and beta must be > 0.0");
    }
    if (shape === 1) {
      return -log(1 - this.random()) * scale;
    }
    return (shape > 1 ? this.gammaByCheng(shape) : this.gammaByKennedy(shape)) * scale;
  }

  /** Cheng's algorithm, for shapes above 1. */
  private gammaByCheng(shape: number): number {
    const root = Math.sqrt(2 * shape - 1);
    const b = shape - LOG_4;
    const c = shape + root;
    for (;;) {
      const u1 = this.random();
      if (!(u1 > 1e-7 && u1 < 0.9999999)) {
        continue;
      }
      const u2 = 1 - this.random();
      const v = log(u1 / (1 - u1)) / root;
      const x = shape * exp(v);
      const z = u1 * u1 * u2;
      const r = b + c * v - x;
      if (r + GAMMA_FACTOR - 4.5 * z >= 0 || r >= log(z)) {
        return x;
      }
    }
  }

  /** Kennedy and Gentle's algorithm GS, for shapes below 1. */
  private gammaByKennedy(shape: number): number {
    for (;;) {
      const b = (Math.E + shape) / Math.E;
      const p = b * this.random();
      const x = p <= 1 ? pow(p, 1 / shape) : -log((b - p) / shape);
      const u = this.random();
      if (p > 1 ? u <= pow(x, shape - 1) : u <= exp(-x)) {
        return x;
      }
    }
  }

  betavariate(alpha: number, beta: number): number {
    const y = this.gammavariate(alpha, 1);
    return y === 0 ? 0 : y / (y + this.gammavariate(beta, 1));
  }

  paretovariate(alpha: number): number {
    const exponent = -1 / realArgument(alpha);
    return pow(1 - this.random(), exponent);
  }

  weibullvariate(alpha: number, beta: number): number {
    const [scale, shape] = [realArgument(alpha), realArgument(beta)];
    return scale * pow(-log(1 - this.random()), 1 / shape);
  }
}
