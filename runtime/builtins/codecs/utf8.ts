/** UTF-8, strict as CPython's: no surrogates, no overlong forms. */
import { encodePoints, type Codec, type PointEncoder } from "./codec.js";
import { decodeHandler } from "./errors.js";

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Bytes of a code point; surrogates are an error unless `errors` passes them. */
function encoder(errors: string): PointEncoder {
  return {
    codec: "utf-8",
    unit: 1,
    encodePoint: (code) =>
      code >= 0xd800 && code <= 0xdfff && errors !== "surrogatepass" ? "surrogates not allowed" : pointBytes(code),
  };
}

function pointBytes(code: number): number[] {
  if (code < 0x80) {
    return [code];
  }
  if (code < 0x800) {
    return [0xc0 | (code >> 6), tail(code)];
  }
  return code < 0x10000
    ? [0xe0 | (code >> 12), tail(code >> 6), tail(code)]
    : [0xf0 | (code >> 18), tail(code >> 12), tail(code >> 6), tail(code)];
}

function tail(code: number): number {
  return 0x80 | (code & 0x3f);
}

const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const utf8: Codec = {
  encode(text, errors) {
    return LONE_SURROGATE.test(text) ? encodePoints(text, errors, encoder(errors)) : textEncoder.encode(text);
  },
  decode(data, errors) {
    try {
      return textDecoder.decode(unshared(data));
    } catch {
      return decodeSlowly(data, errors);
    }
  },
};

/** UTF-8 with the byte order mark that some editors write. */
export const utf8Signed: Codec = {
  encode(text, errors) {
    return Uint8Array.from([0xef, 0xbb, 0xbf, ...utf8.encode(text, errors)]);
  },
  decode(data, errors) {
    const signed = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf;
    return utf8.decode(signed ? data.subarray(3) : data, errors);
  },
};

/** TextDecoder refuses views of shared memory. */
export function unshared(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return data.buffer instanceof ArrayBuffer ? (data as Uint8Array<ArrayBuffer>) : Uint8Array.from(data);
}

function decodeSlowly(data: Uint8Array, errors: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < data.length) {
    const sequence = readSequence(data, at, errors);
    if (typeof sequence.found === "number") {
      parts.push(String.fromCodePoint(sequence.found));
      at = sequence.end;
    } else {
      const problem = { codec: "utf-8", data, start: at, end: sequence.end, reason: sequence.found };
      const [part, end] = decodeHandler(errors)(problem);
      parts.push(part);
      at = end;
    }
  }
  return parts.join("");
}

/** The code point at a place, or why there is none and how many bytes are at fault. */
function readSequence(data: Uint8Array, at: number, errors: string): { found: number | string; end: number } {
  const lead = data[at];
  if (lead < 0x80) {
    return { found: lead, end: at + 1 };
  }
  if (lead < 0xc2 || lead > 0xf4) {
    return { found: "invalid start byte", end: at + 1 };
  }
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  let code = lead & (0xff >> (length + 1));
  for (let place = 1; place < length; place += 1) {
    const byte = data[at + place];
    if (byte === undefined) {
      return { found: "unexpected end of data", end: data.length };
    }
    if (!isContinuation(lead, place, byte, errors)) {
      return { found: "invalid continuation byte", end: at + place };
    }
    code = (code << 6) | (byte & 0x3f);
  }
  return { found: code, end: at + length };
}

function isContinuation(lead: number, place: number, byte: number, errors: string): boolean {
  let low = 0x80;
  let high = 0xbf;
  if (place === 1) {
    // no overlong forms, no surrogates, nothing above U+10FFFF
    if (lead === 0xe0) low = 0xa0;
    else if (lead === 0xed && errors !== "surrogatepass") high = 0x9f;
    else if (lead === 0xf0) low = 0x90;
    else if (lead === 0xf4) high = 0x8f;
  }
  return byte >= low && byte <= high;
}
