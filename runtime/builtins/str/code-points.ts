/**
 * Strings counted in code points, as Python counts them.
 *
 * JavaScript counts UTF-16 units. Both agree where a string has no surrogates, which V8 finds out at once for a
 * one-byte string and quickly for others; every function here takes that path first.
 */
import { IndexError } from "../exceptions.js";

/** Up to this length a look at each unit takes less time than a regular expression. */
const SHORT = 16;
const SURROGATE_PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** Whether a code point of the string takes two UTF-16 units. */
export function isAstral(text: string): boolean {
  if (text.length > SHORT) return SURROGATE_PAIR.test(text);
  for (let at = 1; at < text.length; at++) if (isPairAt(text, at - 1)) return true;
  return false;
}

/** `len(text)` */
export function strLength(text: string): number {
  return isAstral(text) ? countPoints(text, 0, text.length) : text.length;
}

/** Code points between two unit offsets. */
function countPoints(text: string, from: number, to: number): number {
  let count = to - from;
  for (let at = from + 1; at < to; at += 1) {
    if (isPairAt(text, at - 1)) {
      count -= 1;
      at += 1;
    }
  }
  return count;
}

function isPairAt(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

/** The unit offset of the code point with index `index` (the length of the string when it has fewer). */
export function unitOffset(text: string, index: number): number {
  if (!isAstral(text)) {
    return Math.min(index, text.length);
  }
  let at = 0;
  for (let left = index; left > 0 && at < text.length; left -= 1) {
    at += isPairAt(text, at) ? 2 : 1;
  }
  return at;
}

/** The code point index of a unit offset. */
export function pointIndex(text: string, offset: number): number {
  return isAstral(text) ? countPoints(text, 0, offset) : offset;
}

/**
 * `text[index]`, negative indices from the end.
 *
 * @throws IndexError "string index out of range"
 */
export function strItem(text: string, index: number): string {
  if (isAstral(text)) {
    const points = Array.from(text);
    return points[index < 0 ? index + points.length : index] ?? outOfRange();
  }
  return text[index < 0 ? index + text.length : index] ?? outOfRange();
}

function outOfRange(): never {
  throw new IndexError("string index out of range");
}

/** `text[start:stop:step]` for bounds already resolved against `strLength(text)` (see slice.indices). */
export function strSlice(text: string, start: number, stop: number, step: number): string {
  if (step === 1) {
    return stop <= start ? "" : substring(text, start, stop);
  }
  const points = isAstral(text) ? Array.from(text) : text;
  let picked = "";
  for (let at = start; step > 0 ? at < stop : at > stop; at += step) {
    picked += points[at];
  }
  return picked;
}

/** `text[start:stop]` for 0 <= start <= stop <= len(text). */
export function substring(text: string, start: number, stop: number): string {
  return isAstral(text) ? text.slice(unitOffset(text, start), unitOffset(text, stop)) : text.slice(start, stop);
}
