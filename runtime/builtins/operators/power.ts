/**
 * `base ** exponent` on floats, rounded correctly.
 *
 * CPython calls libm's pow, which is correctly rounded in all but a fraction of a percent of cases. Older V8 (Node 20)
 * computes its own, whose last digit differs in one case of ten; there the power is worked out in double-double
 * arithmetic (pairs of floats, some 104 bits): exp(exponent · ln(base)).
 */

/** An unevaluated sum of two floats, the second below half a unit of the first. */
type Pair = readonly [high: number, low: number];

const LN_2: Pair = [0.6931471805599453, 2.3190468138462996e-17];

/** Powers of which V8's own is off where it is not libm's. */
const SAMPLES: [base: number, exponent: number, power: number][] = [
  [2147483648, -2.5, 4.679240163218305e-24],
  [1.1, 10, 2.5937424601000023],
  [1.05, 5, 1.2762815625000004],
  [0.9, 7, 0.4782969000000001],
];

const nativeIsExact = SAMPLES.every(([base, exponent, power]) => base ** exponent === power);

function sum(a: number, b: number): Pair {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
}

/** As `sum` where |a| >= |b|. */
function quickSum(a: number, b: number): Pair {
  const high = a + b;
  return [high, b - (high - a)];
}

function split(a: number): Pair {
  const scaled = 134217729 * a; // 2^27 + 1
  const high = scaled - (scaled - a);
  return [high, a - high];
}

function product(a: number, b: number): Pair {
  const high = a * b;
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  return [high, aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow];
}

function add(a: Pair, b: Pair): Pair {
  const [high, low] = sum(a[0], b[0]);
  const [tailHigh, tailLow] = sum(a[1], b[1]);
  const [first, second] = quickSum(high, low + tailHigh);
  return quickSum(first, second + tailLow);
}

function multiply(a: Pair, b: Pair): Pair {
  const [high, low] = product(a[0], b[0]);
  return quickSum(high, low + (a[0] * b[1] + a[1] * b[0]));
}

function scale(a: Pair, factor: number): Pair {
  const [high, low] = product(a[0], factor);
  return quickSum(high, low + a[1] * factor);
}

function divide(a: Pair, b: Pair): Pair {
  const first = a[0] / b[0];
  const rest = add(a, scale(b, -first));
  const second = rest[0] / b[0];
  const last = add(rest, scale(b, -second));
  return add(quickSum(first, second), [last[0] / b[0], 0]);
}

/** 1/3, 1/5, 1/7, ... */
const ODD_RECIPROCALS: Pair[] = Array.from({ length: 22 }, (_, at) => divide([1, 0], [2 * at + 3, 0]));

/** 1/2, 1/6, 1/24, ... divided by one another: 1/2, 1/3, 1/4, ... */
const RECIPROCALS: Pair[] = Array.from({ length: 12 }, (_, at) => divide([1, 0], [at + 2, 0]));

const bits = new DataView(new ArrayBuffer(8));

/** value = mantissa · 2^exponent with the mantissa between √½ and √2. */
function decompose(value: number): [mantissa: number, exponent: number] {
  const isSubnormal = value < 2 ** -1022;
  bits.setFloat64(0, isSubnormal ? value * 2 ** 54 : value);
  const word = bits.getUint32(0);
  const exponent = ((word >>> 20) & 0x7ff) - 1023 - (isSubnormal ? 54 : 0);
  bits.setUint32(0, (word & 0xfffff) | 0x3ff00000);
  const mantissa = bits.getFloat64(0);
  return mantissa > Math.SQRT2 ? [mantissa / 2, exponent + 1] : [mantissa, exponent];
}

/** ln(value) = 2 · artanh((m − 1) / (m + 1)) + exponent · ln 2. */
function logarithm(value: number): Pair {
  const [mantissa, exponent] = decompose(value);
  const quotient = divide([mantissa - 1, 0], sum(mantissa, 1));
  const square = multiply(quotient, quotient);
  let series: Pair = [0, 0];
  for (let at = ODD_RECIPROCALS.length - 1; at >= 0; at--) {
    series = multiply(square, add(series, ODD_RECIPROCALS[at]!));
  }
  const fraction = add(quotient, multiply(quotient, series));
  return add(scale(LN_2, exponent), [2 * fraction[0], 2 * fraction[1]]);
}

/** e^value, rounded to a float. */
function exponential(value: Pair): number {
  const twos = Math.round(value[0] / LN_2[0]);
  const rest = add(value, scale(LN_2, -twos));
  // A 256th of it, so that the series is short; squared eight times afterwards.
  const small: Pair = [rest[0] / 256, rest[1] / 256];
  let series: Pair = [0, 0];
  for (let at = RECIPROCALS.length - 1; at >= 0; at--) {
    series = multiply(multiply(small, RECIPROCALS[at]!), add([1, 0], series));
  }
  let lessOne = add(small, multiply(small, series));
  for (let time = 0; time < 8; time++) {
    lessOne = add([2 * lessOne[0], 2 * lessOne[1]], multiply(lessOne, lessOne));
  }
  const [result] = add([1, 0], lessOne);
  const half = Math.trunc(twos / 2);
  return result * 2 ** half * 2 ** (twos - half);
}

/** `base ** exponent` for any two floats, special values as JavaScript has them. */
export function power(base: number, exponent: number): number {
  const native = base ** exponent;
  if (nativeIsExact || native === 0 || !Number.isFinite(native) || exponent === 0 || exponent === 1) return native;
  if (Math.abs(base) === 1 || base === 0) return native;
  if (exponent === 2) return base * base;
  if (exponent === -1) return 1 / base;
  if (exponent === 0.5) return Math.sqrt(base);
  const size = exponential(scale(logarithm(Math.abs(base)), exponent));
  return native < 0 ? -size : size;
}
