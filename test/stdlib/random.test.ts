import { expect, test } from "vitest";
import { hash } from "../../runtime/builtins/hash.js";
import { type int, tagged } from "../../runtime/builtins/numbers.js";
import { range } from "../../runtime/builtins/range.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import * as random from "../../runtime/stdlib/random.js";
import type { Seed } from "../../runtime/stdlib/random/seed.js";
import { expectRecorded } from "../support/recorded.js";

const INTEGRAL = new Set([
  "getrandbits",
  "randbytes",
  "randrange",
  "randint",
  "choice",
  "sample",
  "choices",
  "shuffle",
]);

/** Draws from a new generator; what a stub calls float is tagged, as emitted code does. */
function draw(seed: Seed, method: string, args: unknown[], times: int): unknown[] {
  const generator = new random.Random(seed);
  const call = (generator as unknown as Record<string, (...args: unknown[]) => unknown>)[method]!;
  const drawn = Array.from({ length: Number(times) }, () => call.apply(generator, args) ?? null);
  return INTEGRAL.has(method) ? drawn : drawn.map((value) => tagged(value as number));
}

function shuffled(seed: Seed, size: number): number[] {
  const items = Array.from({ length: size }, (_, at) => at);
  new random.Random(seed).shuffle(items);
  return items;
}

test("a seed gives CPython's sequences", () => {
  expectRecorded("random_draws", {
    draw,
    rounded: (...args: Parameters<typeof draw>) =>
      draw(...args).map((value) => tagged(Number(Number(value).toPrecision(12)))),
    shuffled,
    old_seed: (seed: Seed) => {
      const generator = new random.Random();
      generator.seed(seed, 1);
      return generator.random();
    },
    sample_range: (n: number, k: number) => new random.Random(3).sample(new range(n), k),
    sample_counts: (members: string[], k: number, counts: number[]) =>
      new random.Random(3).sample(members, k, { counts }),
    choices_k: (members: string, weights: number[] | null, k: number) =>
      new random.Random(3).choices(members, weights, { k }),
    choices_cum: (members: string, cum_weights: number[], k: number) =>
      new random.Random(3).choices(members, null, { cum_weights, k }),
    hashed: (seed: Seed, times: number) => hash(new tuple(draw(seed, "random", [], times))),
    hashed_ints: (seed: Seed, times: number) => hash(new tuple(draw(seed, "randint", [1, 1000], times))),
    state: () => {
      const generator = new random.Random(5);
      generator.gauss();
      const state = generator.getstate();
      const next = generator.gauss();
      generator.setstate(state);
      return [generator.gauss() === next, hash(state[1])];
    },
  });
});

test("without a seed, generators differ", () => {
  expect(new random.Random().getrandbits(64)).not.toBe(new random.Random().getrandbits(64));
  const system = new random.SystemRandom();
  expect(system.random()).toBeLessThan(1);
  expect(system.randint(3, 3)).toBe(3);
  expect(() => system.getstate()).toThrow("System entropy source does not have state.");
});

test("a subclass that overrides random() is drawn from", () => {
  class Half extends random.Random {
    override random(): number {
      return 0.5;
    }
  }
  expect(new Half().randrange(10)).toBe(2 ** 52 % 10);
  expect(new Half().uniform(0, 4)).toBe(2);
});

test("the module's functions share one generator", () => {
  random.seed(1);
  const first = [random.random(), random.randint(1, 6)];
  random.seed(1);
  expect([random.random(), random.randint(1, 6)]).toEqual(first);
});
