/** UTF-8 with errors kept: bytes that are no UTF-8 travel through the text as lone surrogates, as with Python's surrogateescape. */

const ESCAPED_FIRST = 0xdc80;
const ESCAPED_LAST = 0xdcff;
const ESCAPED_BYTE = /[\udc80-\udcff]/;

export interface BadByte {
  offset: number;
  byte: number;
  /** CPython's words for what is wrong with it. */
  reason: "invalid start byte" | "invalid continuation byte" | "unexpected end of data";
}

/** Decodes; bytes that are no UTF-8 become lone surrogates from U+DC80 to U+DCFF. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeWithEscapes(bytes);
  }
}

function decodeWithEscapes(bytes: Uint8Array): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let text = "";
  let from = 0;
  for (let bad = firstBadByte(bytes, 0); bad !== null; bad = firstBadByte(bytes, from)) {
    text += decoder.decode(bytes.subarray(from, bad.offset)) + String.fromCharCode(0xdc00 + bad.byte);
    from = bad.offset + 1;
  }
  return text + decoder.decode(bytes.subarray(from));
}

/** True when a string literal's or name's text holds bytes that were no UTF-8. Real source text has no lone surrogates. */
export function hasBadBytes(text: string): boolean {
  return ESCAPED_BYTE.test(text) && encodeUtf8(text).bad;
}

/** CPython's message for the first bad byte in `text`, which has one; positions count bytes from the start of `text`. */
export function badByteMessage(text: string): string {
  const bad = firstBadByte(encodeUtf8(text).bytes, 0)!;
  return describe(bad, bad.offset);
}

export function describe(bad: BadByte, position: number): string {
  const byte = bad.byte.toString(16).padStart(2, "0");
  return `(unicode error) 'utf-8' codec can't decode byte 0x${byte} in position ${position}: ${bad.reason}`;
}

/** The bytes that `decodeUtf8` made `text` of. */
function encodeUtf8(text: string): { bytes: Uint8Array; bad: boolean } {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  let bad = false;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code >= ESCAPED_FIRST && code <= ESCAPED_LAST) {
      bad = true;
      bytes.push(code - 0xdc00);
    } else if (code < 0x80) bytes.push(code);
    else bytes.push(...encoder.encode(character));
  }
  return { bytes: Uint8Array.from(bytes), bad };
}

/** The first byte from `from` on that is no UTF-8; null when there is none. */
export function firstBadByte(bytes: Uint8Array, from: number): BadByte | null {
  for (let at = from; at < bytes.length;) {
    const byte = bytes[at]!;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    if (length === 0) return { offset: at, byte, reason: "invalid start byte" };
    for (let i = 1; i < length; i++) {
      const next = bytes[at + i];
      if (next === undefined) return { offset: at, byte, reason: "unexpected end of data" };
      const low = i > 1 ? 0x80 : byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
      const high = i > 1 ? 0xbf : byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
      if (next < low || next > high) return { offset: at, byte, reason: "invalid continuation byte" };
    }
    at += length;
  }
  return null;
}
