import { type int, shrink } from "../../builtins/numbers.js";

/** Integers of any size as pickle writes them: little-endian two's complement in as few bytes as possible. */

/** The bytes of `value`; none for 0 (CPython's pickle.encode_long). */
export function encodeLong(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array(0);
  const magnitude = value < 0n ? -value - 1n : value;
  // one bit more than the magnitude needs, for the sign
  const size = (magnitude.toString(16).length * 4 - leadingZeros(magnitude) + 8) >> 3;
  const hex = BigInt.asUintN(size * 8, value)
    .toString(16)
    .padStart(size * 2, "0");
  return Buffer.from(hex, "hex").reverse();
}

/** The integer that `bytes` hold, as a number where it is safe and as a bigint elsewhere. */
export function decodeLong(bytes: Uint8Array): int {
  if (bytes.length === 0) return 0;
  const hex = Buffer.from(bytes).reverse().toString("hex");
  return shrink(BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex}`)));
}

/** Zero bits ahead of the first one bit in the topmost hex digit. */
function leadingZeros(magnitude: bigint): number {
  const top = parseInt(magnitude.toString(16)[0]!, 16);
  return Math.clz32(top) - 28;
}
