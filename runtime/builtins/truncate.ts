import { OverflowError, ValueError } from "./exceptions.js";
import { type int, intFromNumber } from "./numbers.js";

/** The integral part of a raw float. Raises ValueError for nan, OverflowError for infinity. */
export function truncated(x: number): int {
  if (Number.isNaN(x)) throw new ValueError("cannot convert float NaN to integer");
  if (!Number.isFinite(x)) throw new OverflowError("cannot convert float infinity to integer");
  return intFromNumber(Math.trunc(x));
}
