/** Bytes as hexadecimal digits and back. */
import { asCount, asIndex } from "../as-index.js";
import { TypeError, ValueError } from "../exceptions.js";
import { len } from "../operators/len.js";
import { typeName } from "../type-name.js";
import { requireBuffer, toLatin1 } from "./buffer.js";

/**
 * `b.hex(sep, bytes_per_sep)`: groups are counted from the right, from the left if the number is negative.
 *
 * @throws ValueError, TypeError for a separator that is no single character of ASCII
 */
export function hexText(data: Uint8Array, sep: unknown, bytes_per_sep: unknown): string {
  const group = asCount(asIndex(bytes_per_sep));
  const mark = sep === undefined ? "" : separatorText(sep);
  const pairs = Array.from(data, (byte) => byte.toString(16).padStart(2, "0"));
  if (mark === "" || group === 0) {
    return pairs.join("");
  }
  const size = Math.abs(group);
  const first = group > 0 ? pairs.length % size : 0;
  const groups = first > 0 ? [pairs.slice(0, first).join("")] : [];
  for (let at = first; at < pairs.length; at += size) {
    groups.push(pairs.slice(at, at + size).join(""));
  }
  return groups.join(mark);
}

function separatorText(sep: unknown): string {
  if (len(sep) !== 1) throw new ValueError("sep must be length 1.");
  const text = typeof sep === "string" ? sep : typeName(sep) === "bytes" ? toLatin1(requireBuffer(sep)) : null;
  if (text === null) throw new TypeError("sep must be str or bytes.");
  if (text.charCodeAt(0) > 127) throw new ValueError("sep must be ASCII.");
  return text;
}

/**
 * `bytes.fromhex(text)`
 *
 * @throws ValueError "non-hexadecimal number found in fromhex() arg at position 0"
 */
export function parseHex(text: string): Uint8Array {
  if (typeof text !== "string") {
    throw new TypeError(`fromhex() argument must be str, not ${typeName(text)}`);
  }
  const data: number[] = [];
  let at = 0;
  while (at < text.length) {
    if (/[ \t\n\r\v\f]/.test(text[at])) {
      at += 1;
      continue;
    }
    for (const place of [at, at + 1]) {
      if (!/^[0-9a-fA-F]$/.test(text[place] ?? "")) {
        throw new ValueError(`non-hexadecimal number found in fromhex() arg at position ${place}`);
      }
    }
    data.push(parseInt(text.slice(at, at + 2), 16));
    at += 2;
  }
  return Uint8Array.from(data);
}
