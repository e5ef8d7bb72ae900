/**
 * Mirrors the module `random`: from a seed, CPython's own sequences. Without one, each process draws its own from the
 * operating system, as a forked child of CPython does too.
 */
import type { bytes } from "../builtins/bytes.js";
import type { int } from "../builtins/numbers.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import type { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { Random } from "./random/random-class.js";
import type { Seed } from "./random/seed.js";
import type { ChoicesOptions, SampleOptions } from "./random/selection.js";
import { SystemRandom } from "./random/system-random.js";
import * as self from "./random.js";

export { Random, SystemRandom };

/** The generator behind the module's functions. */
const shared = new Random();

export function seed(a?: Seed, version?: number): void {
  return shared.seed(a, version);
}

export function getstate(): ReturnType<Random["getstate"]> {
  return shared.getstate();
}

export function setstate(state: tuple): void {
  return shared.setstate(state);
}

export function random(): number {
  return shared.random();
}

export function getrandbits(k: int): int {
  return shared.getrandbits(k);
}

export function randbytes(n: int): bytes {
  return shared.randbytes(n);
}

export function randrange(start: int, stop?: int | null, step?: int): int {
  return shared.randrange(start, stop, step);
}

export function randint(a: int, b: int): int {
  return shared.randint(a, b);
}

export function choice<T>(seq: Iterable<T>): T {
  return shared.choice(seq);
}

export function shuffle(x: unknown[]): void {
  return shared.shuffle(x);
}

export function sample<T>(population: Iterable<T>, k: int, options?: SampleOptions): T[] {
  return shared.sample(population, k, options);
}

export function choices<T>(population: Iterable<T>, weights?: Iterable<number> | null, options?: ChoicesOptions): T[] {
  return shared.choices(population, weights, options);
}

export function uniform(a: number, b: number): number {
  return shared.uniform(a, b);
}

export function triangular(low?: number, high?: number, mode?: number | null): number {
  return shared.triangular(low, high, mode);
}

export function normalvariate(mu?: number, sigma?: number): number {
  return shared.normalvariate(mu, sigma);
}

export function gauss(mu?: number, sigma?: number): number {
  return shared.gauss(mu, sigma);
}

export function lognormvariate(mu: number, sigma: number): number {
  return shared.lognormvariate(mu, sigma);
}

export function expovariate(lambd: number): number {
  return shared.expovariate(lambd);
}

export function vonmisesvariate(mu: number, kappa: number): number {
  return shared.vonmisesvariate(mu, kappa);
}

export function gammavariate(alpha: number, beta: number): number {
  return shared.gammavariate(alpha, beta);
}

export function betavariate(alpha: number, beta: number): number {
  return shared.betavariate(alpha, beta);
}

export function paretovariate(alpha: number): number {
  return shared.paretovariate(alpha);
}

export function weibullvariate(alpha: number, beta: number): number {
  return shared.weibullvariate(alpha, beta);
}

const distributions = [
  "random",
  "uniform",
  "triangular",
  "normalvariate",
  "gauss",
  "lognormvariate",
  "expovariate",
  "vonmisesvariate",
  "gammavariate",
  "betavariate",
  "paretovariate",
  "weibullvariate",
];

libraryModule("random", () => self, { Random, SystemRandom });
for (const holder of [self, Random.prototype, SystemRandom.prototype]) givesRawFloats(holder, distributions);
