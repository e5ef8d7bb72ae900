/** e ** x - 1, by the rational approximation of fdlibm (Sun Microsystems), fused as in the GNU C library. */
import { highWord, scaled } from "./bits.js";
import { fma } from "./fma.js";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const INVERSE_LN2 = 1.442695040888963387;
const [Q1, Q2, Q3] = [-3.33333333333331316428e-2, 1.58730158725481460165e-3, -7.93650757867487942473e-5];
const [Q4, Q5] = [4.00821782732936239552e-6, -2.01099218183624371326e-7];

/** e ** x - 1, exact in the last digits also for small x. */
export function expm1(x: number): number {
  const word = highWord(x) & 0x7fffffff; // compared as fdlibm does, for the same borders
  if (word >= 0x4043687a && !(Math.abs(x) <= 709.782712893384 && x > 0)) {
    return x > 0 ? Infinity : x < 0 ? -1 : x;
  }
  if (word <= 0x3fd62e42) {
    return word < 0x3c900000 ? x : reduced(x, 0, 0);
  }
  let k = Math.sign(x);
  if (word >= 0x3ff0a2b2) {
    k = Math.trunc(fma(INVERSE_LN2, x, 0.5 * k));
  }
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const rest = high - low;
  return reduced(rest, high - rest - low, k);
}

/** e ** (x + correction + k ln 2) - 1. */
function reduced(x: number, correction: number, k: number): number {
  const half = 0.5 * x;
  const hxs = x * half;
  const h2 = hxs * hxs;
  const first = fma(hxs, Q1, 1);
  const second = fma(hxs, Q3, Q2);
  const third = fma(hxs, Q5, Q4);
  const r1 = fma(h2 * h2, third, fma(h2, second, first));
  const t = fma(-r1, half, 3);
  const quotient = hxs * ((r1 - t) / fma(-x, t, 6));
  if (k === 0) {
    return x - fma(x, quotient, -hxs);
  }
  const e = fma(x, quotient - correction, -correction) - hxs;
  if (k === -1) {
    return 0.5 * (x - e) - 0.5;
  }
  if (k === 1) {
    return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  }
  if (k <= -2 || k > 56) {
    return 2 * scaled(1 - (e - x), k - 1) - 1;
  }
  const inverse = scaled(1, -k);
  return scaled(k < 20 ? 1 - inverse - (e - x) : x - (e + inverse) + 1, k);
}
