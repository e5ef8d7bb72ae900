/** Texts and bytes in pieces that fit a width. */
import { bytes } from "../../builtins/bytes.js";
import { getitem } from "../../builtins/operators.js";
import { repr } from "../../builtins/repr.js";
import { slice } from "../../builtins/slice.js";
import { strLength } from "../../builtins/str/code-points.js";
import { splitlines } from "../../builtins/str/split.js";

/** The reprs of a text's lines, those that are too long broken between words. */
export function stringChunks(value: string, width: number, allowance: number): string[] {
  const lines = splitlines(value, true);
  return lines.flatMap((line, at) => {
    const isLast = at === lines.length - 1;
    const shown = repr(line);
    return strLength(shown) <= width - (isLast ? allowance : 0)
      ? [shown]
      : wordChunks(line, width, isLast ? allowance : 0);
  });
}

function wordChunks(line: string, width: number, allowance: number): string[] {
  const words = line.match(/\S*\s+|\S+/g) ?? [];
  const chunks: string[] = [];
  let current = "";
  words.forEach((word, at) => {
    const room = at === words.length - 1 ? width - allowance : width;
    if (strLength(repr(current + word)) > room) {
      if (current !== "") chunks.push(repr(current));
      current = word;
    } else current += word;
  });
  return current === "" ? chunks : [...chunks, repr(current)];
}

/** The reprs of bytes, four or more at a time. */
export function bytesChunks(value: bytes, width: number, allowance: number): string[] {
  const length = value.__len__();
  const last = Math.floor(length / 4) * 4;
  const chunks: string[] = [];
  let start = 0;
  let room = width;
  for (let at = 0; at < length; at += 4) {
    if (at === last) room -= allowance;
    const part = (from: number, to: number) => repr(getitem(value, new slice(from, to)));
    if (part(start, at + 4).length <= room) continue;
    if (at > start) chunks.push(part(start, at));
    start = at;
  }
  return [...chunks, repr(getitem(value, new slice(start, null)))];
}
