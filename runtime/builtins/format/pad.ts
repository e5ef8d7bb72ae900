/** Filling a formatted value up to its width. */
import { strLength } from "../str/code-points.js";
import type { FormatSpec } from "./spec.js";

/** `body` in its field, on the side that the spec or else `align` says. */
export function pad(body: string, spec: FormatSpec, align: "<" | ">"): string {
  const missing = spec.width - strLength(body);
  if (missing <= 0) {
    return body;
  }
  const side = spec.align === "" ? align : spec.align;
  const left = side === "<" ? 0 : side === "^" ? Math.floor(missing / 2) : missing;
  return spec.fill.repeat(left) + body + spec.fill.repeat(missing - left);
}

/**
 * A number in its field: sign and prefix, digits (with separators, `size` digits each), tail (fraction and exponent).
 *
 * Zeros that fill the field after the sign get separators as well: `format(1234, "010,")` is `00,001,234`.
 */
export function padNumber(head: string, digits: string, tail: string, spec: FormatSpec, size: number): string {
  const inside = spec.align === "=" || (spec.align === "" && spec.zero);
  let body = digits;
  if (spec.grouping !== "" && digits !== "") {
    const room = inside && spec.fill === "0" ? spec.width - head.length - tail.length : 0;
    body = separate(digits, spec.grouping, size, room);
  }
  if (!inside) {
    return pad(head + body + tail, spec, ">");
  }
  const missing = spec.width - head.length - body.length - strLength(tail);
  return missing > 0 ? head + spec.fill.repeat(missing) + body + tail : head + body + tail;
}

/** Digits with separators from the right, zeros being added until the text is at least `room` long. */
export function separate(digits: string, mark: string, size: number, room: number): string {
  let count = digits.length;
  while (count + Math.floor((count - 1) / size) < room) {
    count += 1;
  }
  const padded = digits.padStart(count, "0");
  const parts: string[] = [];
  for (let end = padded.length; end > 0; end -= size) {
    parts.push(padded.slice(Math.max(0, end - size), end));
  }
  return parts.reverse().join(mark);
}
