/** The bits of a float. */

const bits = new DataView(new ArrayBuffer(8));

/** The sign, the exponent and the upper 20 bits of the fraction. */
export function highWord(x: number): number {
  bits.setFloat64(0, x);
  return bits.getInt32(0);
}

/** x with another upper half. */
export function withHighWord(x: number, word: number): number {
  bits.setFloat64(0, x);
  bits.setInt32(0, word);
  return bits.getFloat64(0);
}

/** x with the lower half of its bits cleared. */
export function truncated(x: number): number {
  bits.setFloat64(0, x);
  bits.setUint32(4, 0);
  return bits.getFloat64(0);
}

/** x * 2 ** exponent for a result that is a normal number, exponent between -1022 and 1023. */
export function scaled(x: number, exponent: number): number {
  bits.setInt32(0, (exponent + 1023) << 20);
  bits.setInt32(4, 0);
  return x * bits.getFloat64(0);
}
