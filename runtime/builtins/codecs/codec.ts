/** What a codec offers, and the loop that all slow encoders share. */
import { encodeHandler } from "./errors.js";

export interface Codec {
  /** @throws UnicodeEncodeError, LookupError for an unknown error handler */
  encode(text: string, errors: string): Uint8Array;
  /** @throws UnicodeDecodeError, LookupError for an unknown error handler */
  decode(data: Uint8Array, errors: string): string;
}

/** How one encoder works: its name in error messages, and the bytes of a code point, or the reason why there are none. */
export interface PointEncoder {
  codec: string;
  /** Bytes of a unit: a handler may only put in whole units. */
  unit: number;
  encodePoint(code: number): readonly number[] | string;
}

/** Encodes point by point; runs of points that can't be encoded go to the error handler together. */
export function encodePoints(text: string, errors: string, encoder: PointEncoder): Uint8Array {
  const points = Array.from(text);
  const encoded = points.map((char) => encoder.encodePoint(char.codePointAt(0) as number));
  const out: number[] = [];
  for (let at = 0; at < points.length; at += 1) {
    const current = encoded[at];
    if (typeof current !== "string") {
      out.push(...current);
      continue;
    }
    const start = at;
    while (at + 1 < points.length && encoded[at + 1] === current) {
      at += 1;
    }
    const problem = { codec: encoder.codec, text, points, start, end: at + 1, reason: current };
    const replacement = encodeHandler(errors)(problem);
    if (typeof replacement !== "string" && replacement.length % encoder.unit !== 0) {
      encodeHandler("strict")(problem);
    }
    out.push(...(typeof replacement === "string" ? replacementBytes(replacement, encoder) : replacement));
  }
  return Uint8Array.from(out);
}

/** The bytes of a handler's text; what even that can't express is dropped to `?`, which every encoding has. */
function replacementBytes(text: string, encoder: PointEncoder): number[] {
  return Array.from(text).flatMap((char) => {
    const encoded = encoder.encodePoint(char.codePointAt(0) as number);
    return typeof encoded === "string" ? [0x3f] : [...encoded];
  });
}
