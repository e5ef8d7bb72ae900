/** The integer part of the square root of an int that isn't negative. */
export function integerRoot(value: bigint): bigint {
  if (value < 2n) {
    return value;
  }
  // Newton's method from above
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) {
      return root;
    }
    root = next;
  }
}
