/** ln(1 + x), by the approximation of fdlibm (Sun Microsystems), fused as in the GNU C library. */
import { highWord, withHighWord } from "./bits.js";
import { fma } from "./fma.js";

const LN2_HIGH = 6.9314718036912381649e-1;
const LN2_LOW = 1.90821492927058770002e-10;
const [L1, L2, L3, L4] = [
  6.66666666666673513e-1, 3.999999999940941908e-1, 2.857142874366239149e-1, 2.222219843214978396e-1,
];
const [L5, L6, L7] = [1.818357216161805012e-1, 1.531383769920937332e-1, 1.479819860511658591e-1];

/** ln(1 + x), exact in the last digits also for small x: -inf for -1, nan below. */
export function log1p(x: number): number {
  if (!(x > -1 && x < Infinity)) {
    return x === -1 ? -Infinity : x > 0 ? x : NaN;
  }
  if (Math.abs(x) < 2 ** -29) {
    return Math.abs(x) < 2 ** -54 ? x : fma(-x * x, 0.5, x);
  }
  const word = highWord(x);
  if (word < 0x3fda827a && (word > 0 || word <= (0xbfd2bec3 | 0))) {
    return reduced(x, 0, 0, 1);
  }
  const u = word < 0x43400000 ? 1 + x : x;
  const wordOfU = highWord(u);
  let k = (wordOfU >> 20) - 1023;
  const lost = word < 0x43400000 ? (k > 0 ? 1 - (u - x) : x - (u - 1)) : 0;
  let fraction = wordOfU & 0xfffff;
  let normal: number;
  if (fraction < 0x6a09e) {
    normal = withHighWord(u, fraction | 0x3ff00000);
  } else {
    k += 1;
    normal = withHighWord(u, fraction | 0x3fe00000);
    fraction = (0x00100000 - fraction) >> 2;
  }
  return reduced(normal - 1, lost / u, k, fraction);
}

/** ln(1 + f) + k ln 2 + correction; a fraction of 0 tells that f is below 2 ** -20. */
function reduced(f: number, correction: number, k: number, fraction: number): number {
  const half = 0.5 * f * f;
  if (fraction === 0) {
    if (f === 0) {
      return fma(k, LN2_HIGH, fma(k, LN2_LOW, correction));
    }
    const rest = half * fma(-0.66666666666666666, f, 1);
    return k === 0 ? f - rest : fma(k, LN2_HIGH, -(rest - fma(k, LN2_LOW, correction) - f));
  }
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const lower = fma(z4, fma(z, L5, L4), fma(z, L1, z2 * fma(z, L3, L2)));
  const more = s * (half + fma(z4 * z2, fma(z, L7, L6), lower));
  return k === 0 ? f - (half - more) : fma(k, LN2_HIGH, -(half - (more + fma(k, LN2_LOW, correction)) - f));
}
