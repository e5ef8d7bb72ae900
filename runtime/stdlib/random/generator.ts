/** The class `Random`: the generator and what chooses integers and members of sequences by it. */
import { asCount, toIndex } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { IndexError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { equal } from "../../builtins/compare.js";
import { isFloat, shrink, type int } from "../../builtins/numbers.js";
import { parseInteger } from "../../builtins/number-parse.js";
import { object } from "../../builtins/object.js";
import { addInts, subInts } from "../../builtins/operators/integers.js";
import { getitem, len, setitem } from "../../builtins/operators.js";
import { isTuple, tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { chooseWeighted, sampleOf, type ChoicesOptions, type SampleOptions } from "./selection.js";
import { MersenneTwister } from "./mersenne-twister.js";
import { seedWords, type Seed } from "./seed.js";

/** The generator that everything else of `Random` draws from: bits, integers, members of sequences. */
export class Generator extends object {
  declare private twister: MersenneTwister | undefined;
  /** The second of a pair of normal variates, kept for the next call of gauss. */
  declare gauss_next: number | null;

  /** @param x the seed; None takes the system's randomness */
  constructor(x?: Seed) {
    super(x);
  }

  override __init__(x: Seed = null): void {
    this.seed(x);
    this.gauss_next = null;
  }

  seed(a: Seed = null, version = 2): void {
    this.twister = new MersenneTwister(seedWords(a, version));
    this.gauss_next = null;
  }

  /** A subclass need not call our `__init__`. */
  private get core(): MersenneTwister {
    return (this.twister ??= new MersenneTwister(seedWords(null, 2)));
  }

  getstate(): tuple<[number, tuple<number[]>, number | null]> {
    return tuple.of(3, new tuple(this.core.getState()), this.gauss_next ?? null);
  }

  /** @throws TypeError, ValueError for a state that getstate didn't give */
  setstate(state: tuple): void {
    const [version, words, gaussNext] = state as unknown as [unknown, unknown, number | null];
    if (version !== 3) {
      throw new ValueError(`state with version ${String(version)} passed to Random.setstate() of version 3`);
    }
    if (!isTuple(words)) {
      throw new TypeError("state vector must be a tuple");
    }
    if (words.length !== 625) {
      throw new ValueError("state vector is the wrong size");
    }
    const numbers = Array.from(words, asCount);
    if (numbers[624] < 0 || numbers[624] > 624) {
      throw new ValueError("invalid state");
    }
    this.core.setState(numbers);
    this.gauss_next = gaussNext;
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(), this.getstate());
  }

  __getstate__(): unknown {
    return this.getstate();
  }

  __setstate__(state: tuple): void {
    this.setstate(state);
  }

  /** A float in [0, 1). */
  random(): number {
    return this.core.random();
  }

  /** An int of k random bits. @throws ValueError for a negative k */
  getrandbits(k: int): int {
    const bits = asCount(k);
    if (bits < 0) {
      throw new ValueError("number of bits must be non-negative");
    }
    if (bits <= 32) {
      return bits === 0 ? 0 : this.core.next32() >>> (32 - bits);
    }
    if (bits <= 53) {
      const low = this.core.next32();
      return (this.core.next32() >>> (64 - bits)) * 2 ** 32 + low;
    }
    return shrink(this.wideBits(bits));
  }

  private wideBits(bits: number): bigint {
    const parts: string[] = [];
    for (let left = bits; left > 0; left -= 32) {
      const word = left < 32 ? this.core.next32() >>> (32 - left) : this.core.next32();
      parts.unshift(word.toString(16).padStart(8, "0"));
    }
    return BigInt("0x" + parts.join(""));
  }

  randbytes(n: int): bytes {
    const size = asCount(n);
    const hex = BigInt(this.getrandbits(size * 8))
      .toString(16)
      .padStart(size * 2, "0");
    return bytes.wrap(Uint8Array.from(size === 0 ? [] : Buffer.from(hex, "hex").reverse()));
  }

  /** An int in [0, n), for a positive n. A subclass that overrides only random() gets its ints from that. */
  protected below(n: int): int {
    if (this.random !== Generator.prototype.random && this.getrandbits === Generator.prototype.getrandbits) {
      return this.belowByRandom(n);
    }
    const bits = typeof n === "number" ? bitLength(n) : n.toString(2).length;
    let value = this.getrandbits(bits);
    while (value >= n) {
      value = this.getrandbits(bits);
    }
    return value;
  }

  private belowByRandom(n: int): int {
    const count = Number(n);
    const steps = 2 ** 53;
    if (count >= steps) {
      return shrink(BigInt(Math.floor(this.random() * count)));
    }
    const limit = (steps - (steps % count)) / steps;
    let value = this.random();
    while (value >= limit) {
      value = this.random();
    }
    return Math.floor(value * steps) % count;
  }

  /** An int of range(start, stop, step). @throws ValueError for an empty range */
  randrange(start: int, stop: int | null = null, step: int = 1): int {
    const first = wholeNumber(start, "arg 1");
    if (stop === null || stop === undefined) {
      if (first > 0) {
        return this.below(first);
      }
      throw new ValueError("empty range for randrange()");
    }
    const last = wholeNumber(stop, "stop");
    const stride = wholeNumber(step, "step");
    const width = subInts(last, first);
    if (stride === 1) {
      if (width > 0) {
        return addInts(first, this.below(width));
      }
      throw new ValueError(`empty range for randrange() (${first}, ${last}, ${width})`);
    }
    if (stride === 0) {
      throw new ValueError("zero step for randrange()");
    }
    const count = rangeLength(BigInt(width), BigInt(stride));
    if (count <= 0n) {
      throw new ValueError("empty range for randrange()");
    }
    return shrink(BigInt(first) + BigInt(stride) * BigInt(this.below(shrink(count))));
  }

  /** An int in [a, b]. @throws ValueError for an empty range */
  randint(a: int, b: int): int {
    const last = typeof b === "number" && Number.isSafeInteger(b + 1) ? b + 1 : addInts(wholeNumber(b, "stop"), 1);
    return this.randrange(a, last);
  }

  /** A member of a sequence. @throws IndexError "Cannot choose from an empty sequence" */
  choice<T>(seq: Iterable<T>): T {
    const size = len(seq as never);
    if (size === 0) {
      throw new IndexError("Cannot choose from an empty sequence");
    }
    return getitem(seq as unknown, this.below(size)) as T;
  }

  /** Shuffles a list in place. */
  shuffle(x: unknown[]): void {
    const swap = Array.isArray(x) && !isTuple(x) ? swapItems : swapByMethods;
    for (let at = len(x) - 1; at > 0; at -= 1) {
      swap(x, at, this.below(at + 1) as number);
    }
  }

  /** k different members of a sequence, in random order. @throws TypeError, ValueError with CPython's texts */
  sample<T>(population: Iterable<T>, k: int, options: SampleOptions = {}): T[] {
    return sampleOf(population, asCount(k), options.counts ?? null, (n) => this.below(n) as number);
  }

  /** k members of a sequence, each drawn anew. @throws TypeError, ValueError with CPython's texts */
  choices<T>(population: Iterable<T>, weights: Iterable<number> | null = null, options: ChoicesOptions = {}): T[] {
    return chooseWeighted(population, weights, options, () => this.random());
  }
}

function bitLength(n: number): number {
  return n < 2 ** 32 ? 32 - Math.clz32(n) : 64 - Math.clz32(Math.floor(n / 2 ** 32));
}

function rangeLength(width: bigint, step: bigint): bigint {
  const rounded = step > 0n ? width + step - 1n : width + step + 1n;
  const quotient = rounded / step;
  return quotient * step !== rounded && rounded < 0n !== step < 0n ? quotient - 1n : quotient;
}

/** An argument of randrange: an int, or (deprecated in Python) a float or text without a fraction. */
function wholeNumber(value: unknown, name: string): int {
  const index = toIndex(value);
  if (index !== undefined) {
    return index;
  }
  if (isFloat(value) && Number.isFinite(Number(value))) {
    const whole = shrink(BigInt(Math.trunc(Number(value))));
    if (equal(whole, value)) {
      return whole;
    }
  } else if (typeof value === "string") {
    parseInteger(value);
  } else {
    throw new TypeError(
      `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
    );
  }
  throw new ValueError(`non-integer ${name} for randrange()`);
}

function swapItems(list: unknown[], a: number, b: number): void {
  const item = list[a];
  list[a] = list[b];
  list[b] = item;
}

function swapByMethods(sequence: unknown, a: number, b: number): void {
  const item = getitem(sequence, b);
  setitem(sequence as never, b as never, getitem(sequence, a) as never);
  setitem(sequence as never, a as never, item as never);
}
