/** Lengths of vectors, as CPython computes `math.hypot` and `math.dist`: in twice the precision, then corrected. */

const SPLITTER = 134217729; // 2 ** 27 + 1

/** Adds up numbers whose sum stays near 1, what each addition loses being kept apart. */
class CompensatedSum {
  private sum = 1;
  private readonly lost = [0, 0, 0];

  /** Adds the square of x, or takes it away. */
  addSquare(x: number, sign: 1 | -1): void {
    const t = x * SPLITTER;
    const high = t - (t - x);
    const low = x - high;
    this.add(sign * high * high, 0);
    this.add(sign * 2 * high * low, 1);
    this.add(sign * low * low, 2);
  }

  private add(x: number, part: number): void {
    const before = this.sum;
    this.sum += x;
    this.lost[part] += before - this.sum + x;
  }

  value(): number {
    return this.sum - 1 + (this.lost[0] + this.lost[1] + this.lost[2]);
  }
}

/** The length of a vector of raw floats. */
export function hypot(coordinates: readonly number[]): number {
  const sizes = coordinates.map(Math.abs);
  if (sizes.includes(Infinity)) {
    return Infinity;
  }
  if (sizes.some(Number.isNaN)) {
    return NaN;
  }
  const largest = Math.max(0, ...sizes);
  if (largest === 0 || sizes.length <= 1) {
    return largest;
  }
  if (largest < 2 ** -1022) {
    // scale subnormal numbers up first
    return 2 ** -1022 * hypot(sizes.map((size) => size * 2 ** 1000 * 2 ** 22));
  }
  const exponent = exponentOf(largest);
  const sum = new CompensatedSum();
  const scale = 2 ** -Math.trunc(exponent / 2);
  const rest = 2 ** -(exponent - Math.trunc(exponent / 2));
  for (const size of sizes) {
    sum.addSquare(size * scale * rest, 1);
  }
  let length = Math.sqrt(sum.value());
  sum.addSquare(length, -1);
  length += sum.value() / (2 * length);
  return length / scale / rest;
}

/** The power of two above a normal number. */
function exponentOf(x: number): number {
  const words = new DataView(new ArrayBuffer(8));
  words.setFloat64(0, x);
  return ((words.getUint16(0) >> 4) & 0x7ff) - 1022;
}
