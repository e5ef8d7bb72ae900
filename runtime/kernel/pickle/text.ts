/** UTF-8 as pickle holds it, read from a buffer that may be shared memory. */

/** Strings up to this length are read by a loop: below it the call into Buffer costs more than the reading. */
const LOOP_LENGTH = 24;

const REPLACEMENT = "\ufffd";

/** The string in bytes `start` to `end`; a lone surrogate comes back as one (Python's "surrogatepass"). */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  if (end - start <= LOOP_LENGTH) {
    let ascii = "";
    let at = start;
    for (; at < end; at++) {
      const code = bytes[at]!;
      if (code >= 0x80) break;
      ascii += String.fromCharCode(code);
    }
    if (at === end) return ascii;
  }
  const text = bytes.toString("utf8", start, end);
  return text.includes(REPLACEMENT) ? decodeSurrogatePass(bytes, start, end) : text;
}

/** Decodes around lone surrogates: three bytes ED A0..BF xx, which strict UTF-8 has no meaning for. */
function decodeSurrogatePass(bytes: Buffer, start: number, end: number): string {
  let text = "";
  let from = start;
  for (let at = start; at + 2 < end; at++) {
    const second = bytes[at + 1]!;
    if (bytes[at] !== 0xed || second < 0xa0) continue;
    text += bytes.toString("utf8", from, at);
    text += String.fromCharCode(0xd000 | ((second & 0x3f) << 6) | (bytes[at + 2]! & 0x3f));
    from = at + 3;
    at += 2;
  }
  return text + bytes.toString("utf8", from, end);
}
