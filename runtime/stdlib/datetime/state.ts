/** The bytes that dates and times are pickled as. Mirrors _getstate of Lib/datetime.py. */
import { bytes } from "../../builtins/bytes.js";

/** The bit of the month, or of the hour where there is no month, that says fold=1. */
const FOLD = 0x80;

export function packDate(year: number, month: number, day: number): number[] {
  return [year >> 8, year & 0xff, month, day];
}

export function unpackDate([high, low, month, day]: ArrayLike<number> & Iterable<number>): [number, number, number] {
  return [high! * 256 + low!, month! & ~FOLD, day!];
}

interface Clock {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

export function packClock({ hour, minute, second, microsecond }: Clock): number[] {
  return [hour, minute, second, microsecond >> 16, (microsecond >> 8) & 0xff, microsecond & 0xff];
}

export function unpackClock(state: Uint8Array): [number, number, number, number] {
  const [hour, minute, second, high, middle, low] = state as unknown as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return [hour & ~FOLD, minute, second, (high << 16) | (middle << 8) | low];
}

/** The state of a pickle, whose byte `at` has the fold in it. */
export function packed(state: number[], at: number, fold: number): bytes {
  if (fold === 1) state[at] = state[at]! | FOLD;
  return bytes.wrap(Uint8Array.from(state));
}

export function foldOf(state: Uint8Array, at: number): number {
  return (state[at]! & FOLD) === 0 ? 0 : 1;
}
