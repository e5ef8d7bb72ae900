/** Sums of floats without rounding on the way. */
import { OverflowError, ValueError } from "../builtins/exceptions.js";

/**
 * Mirrors `math.fsum` on raw floats: the sum rounded once (Shewchuk's method).
 *
 * @throws OverflowError, ValueError with CPython's texts
 */
export function fsum(values: Iterable<number>): number {
  const partials: number[] = [];
  let special = 0;
  let infinities = 0;
  for (const value of values) {
    let x = value;
    let kept = 0;
    for (const partial of partials) {
      const [large, small] = Math.abs(x) < Math.abs(partial) ? [partial, x] : [x, partial];
      const high = large + small;
      const low = small - (high - large);
      if (low !== 0) {
        partials[kept] = low;
        kept += 1;
      }
      x = high;
    }
    partials.length = kept;
    if (!Number.isFinite(x)) {
      if (Number.isFinite(value)) {
        throw new OverflowError("intermediate overflow in fsum");
      }
      infinities += Number.isNaN(value) ? 0 : value;
      special += value;
      partials.length = 0;
    } else if (x !== 0) {
      partials.push(x);
    }
  }
  if (special !== 0) {
    if (Number.isNaN(infinities)) {
      throw new ValueError("-inf + inf in fsum");
    }
    return special;
  }
  return roundedSum(partials);
}

/** The partials, the smallest first, have no bits in common: add them up with one rounding, half to even. */
function roundedSum(partials: number[]): number {
  let at = partials.length;
  if (at === 0) {
    return 0;
  }
  let high = partials[--at];
  let low = 0;
  while (at > 0) {
    const x = high;
    const y = partials[--at];
    high = x + y;
    low = y - (high - x);
    if (low !== 0) {
      break;
    }
  }
  // a tie that the remaining partials decide
  if (at > 0 && ((low < 0 && partials[at - 1] < 0) || (low > 0 && partials[at - 1] > 0))) {
    const twice = low * 2;
    const x = high + twice;
    if (twice === x - high) {
      high = x;
    }
  }
  return high;
}
