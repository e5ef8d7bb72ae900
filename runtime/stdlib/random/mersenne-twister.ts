/** The Mersenne Twister MT19937 (Matsumoto and Nishimura), as CPython's `_random` uses it. */

const SIZE = 624;
const SHIFT = 397;
const UPPER = 0x80000000;
const LOWER = 0x7fffffff;
const MATRIX = 0x9908b0df;

export class MersenneTwister {
  private readonly state = new Uint32Array(SIZE);
  private index = SIZE;

  /** @param key 32-bit words of the seed, the lowest first */
  constructor(key: Uint32Array) {
    this.seedByArray(key);
  }

  private seedByNumber(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let at = 1; at < SIZE; at += 1) {
      const previous = state[at - 1];
      state[at] = Math.imul(1812433253, previous ^ (previous >>> 30)) + at;
    }
    this.index = SIZE;
  }

  private seedByArray(key: Uint32Array): void {
    this.seedByNumber(19650218);
    const { state } = this;
    let at = 1;
    const advance = () => {
      at += 1;
      if (at >= SIZE) {
        state[0] = state[SIZE - 1];
        at = 1;
      }
    };
    for (let step = 0, word = 0; step < Math.max(SIZE, key.length); step += 1) {
      const previous = state[at - 1];
      state[at] = (state[at] ^ Math.imul(previous ^ (previous >>> 30), 1664525)) + key[word] + word;
      advance();
      word = word + 1 === key.length ? 0 : word + 1;
    }
    for (let step = 1; step < SIZE; step += 1) {
      const previous = state[at - 1];
      state[at] = (state[at] ^ Math.imul(previous ^ (previous >>> 30), 1566083941)) - at;
      advance();
    }
    state[0] = UPPER;
  }

  /** The next 32 random bits. */
  next32(): number {
    if (this.index >= SIZE) {
      this.refill();
    }
    let word = this.state[this.index];
    this.index += 1;
    word ^= word >>> 11;
    word ^= (word << 7) & 0x9d2c5680;
    word ^= (word << 15) & 0xefc60000;
    return (word ^ (word >>> 18)) >>> 0;
  }

  private refill(): void {
    const { state } = this;
    for (let at = 0; at < SIZE; at += 1) {
      const word = (state[at] & UPPER) | (state[at + 1 === SIZE ? 0 : at + 1] & LOWER);
      const far = at + SHIFT < SIZE ? at + SHIFT : at + SHIFT - SIZE;
      state[at] = state[far] ^ (word >>> 1) ^ (word & 1 ? MATRIX : 0);
    }
    this.index = 0;
  }

  /** A float in [0, 1) of 53 random bits. */
  random(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** The 624 words and the place among them. */
  getState(): number[] {
    return [...this.state, this.index];
  }

  /** The inverse of getState. */
  setState(words: readonly number[]): void {
    this.state.set(words.slice(0, SIZE));
    this.index = words[SIZE];
  }
}
