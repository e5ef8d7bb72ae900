/** Draws that are the same for the same seed. */
export class Random {
  #state;

  constructor(seed) {
    // Small seeds differ in few bits: spread them.
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** Marsaglia's xorshift, 32 bits. */
  next() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (this.#state = x >>> 0);
  }

  /** An integer from 0 up to, not including, a limit. */
  below(limit) {
    return this.next() % limit;
  }

  /** An integer between two, both included. */
  between(low, high) {
    return low + this.below(high - low + 1);
  }

  chance(probability) {
    return this.next() / 2 ** 32 < probability;
  }

  pick(choices) {
    return choices[this.below(choices.length)];
  }

  /** One of `[weight, value]` pairs. */
  weighted(pairs) {
    let left = this.below(pairs.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, value] of pairs) {
      left -= weight;
      if (left < 0) return value;
    }
  }

  shuffled(items) {
    const result = [...items];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      [result[i], result[j]] = [result[j], result[i]];
    }
    return result;
  }

  /** A few distinct items in their order. */
  sample(items, count) {
    const chosen = new Set(this.shuffled(items).slice(0, count));
    return items.filter((item) => chosen.has(item));
  }
}
