/** str methods that pad: center, ljust, rjust, zfill, expandtabs. */
import { TypeError } from "../exceptions.js";
import { typeName } from "../type-name.js";
import { asCount, asSize } from "../as-index.js";
import { strLength } from "./code-points.js";

/** Centred in a field; an odd space goes to the left in an odd field, else to the right. */
export function center(s: string, width: number | bigint, fillchar = " "): string {
  const padding = missing(s, width, fillchar);
  const left = Math.floor(padding / 2) + (padding & asSize(width) & 1);
  return padding <= 0 ? s : fillchar.repeat(left) + s + fillchar.repeat(padding - left);
}

/** Left-justified in a field. */
export function ljust(s: string, width: number | bigint, fillchar = " "): string {
  const padding = missing(s, width, fillchar);
  return padding <= 0 ? s : s + fillchar.repeat(padding);
}

/** Right-justified in a field. */
export function rjust(s: string, width: number | bigint, fillchar = " "): string {
  const padding = missing(s, width, fillchar);
  return padding <= 0 ? s : fillchar.repeat(padding) + s;
}

function missing(s: string, width: number | bigint, fillchar: string): number {
  const columns = asSize(width);
  if (typeof fillchar !== "string") {
    throw new TypeError(`The fill character must be a unicode character, not ${typeName(fillchar)}`);
  }
  if (strLength(fillchar) !== 1) {
    throw new TypeError("The fill character must be exactly one character long");
  }
  return columns - strLength(s);
}

/** Padded with zeros on the left, after a sign. */
export function zfill(s: string, width: number | bigint): string {
  const padding = asSize(width) - strLength(s);
  if (padding <= 0) {
    return s;
  }
  const sign = s[0] === "+" || s[0] === "-" ? s[0] : "";
  return sign + "0".repeat(padding) + s.slice(sign.length);
}

/** Tabs replaced by spaces up to the next multiple of `tabsize`; line ends start the count anew. */
export function expandtabs(s: string, tabsize: number | bigint = 8): string {
  const size = asCount(tabsize);
  let result = "";
  let column = 0;
  for (const char of s) {
    if (char === "\t") {
      const spaces = size > 0 ? size - (column % size) : 0;
      result += " ".repeat(spaces);
      column += spaces;
    } else {
      result += char;
      column = char === "\n" || char === "\r" ? 0 : column + 1;
    }
  }
  return result;
}
