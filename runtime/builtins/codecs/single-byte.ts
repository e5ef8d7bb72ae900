/** Encodings with one byte a character: ASCII, Latin-1, the Windows and ISO code pages. */
import { encodePoints, type Codec } from "./codec.js";
import { decodeHandler } from "./errors.js";
import { unshared } from "./utf8.js";

/** ASCII (limit 128) and Latin-1 (limit 256): a code point is its byte. */
function identityCodec(codec: string, limit: number): Codec {
  const reason = `ordinal not in range(${limit})`;
  const outside = limit === 128 ? /[^\0-\x7f]/ : /[^\0-\xff]/;
  return {
    encode(text, errors) {
      if (outside.test(text)) {
        return encodePoints(text, errors, { codec, unit: 1, encodePoint: (code) => (code < limit ? [code] : reason) });
      }
      const data = new Uint8Array(text.length);
      for (let at = 0; at < text.length; at += 1) {
        data[at] = text.charCodeAt(at);
      }
      return data;
    },
    decode(data, errors) {
      return decodeBytes(data, errors, codec, reason, (byte) => (byte < limit ? String.fromCharCode(byte) : null));
    },
  };
}

export const ascii: Codec = identityCodec("ascii", 128);
export const latin1: Codec = identityCodec("latin-1", 256);

function decodeBytes(
  data: Uint8Array,
  errors: string,
  codec: string,
  reason: string,
  character: (byte: number) => string | null,
): string {
  let text = "";
  for (let at = 0; at < data.length; at += 1) {
    text += character(data[at]) ?? decodeHandler(errors)({ codec, data, start: at, end: at + 1, reason })[0];
  }
  return text;
}

/** The label under which TextDecoder knows a code page, or null. */
function decoderLabel(name: string): string | null {
  if (/^cp125[0-8]$/.test(name)) {
    return "windows-" + name.slice(2);
  }
  if (/^iso8859_([2-8]|1[03456])$/.test(name)) {
    return "iso-8859-" + name.slice(8);
  }
  return { koi8_r: "koi8-r", koi8_u: "koi8-u", cp866: "ibm866", mac_roman: "macintosh" }[name] ?? null;
}

const UNDEFINED = "character maps to <undefined>";

/** The codec of a code page by its canonical name, or null when it isn't one. */
export function codePage(name: string): Codec | null {
  const label = decoderLabel(name);
  if (label === null) {
    return null;
  }
  const characters = codePageCharacters(label);
  const codes = new Map<number, number>();
  characters.forEach((char, byte) => char !== null && codes.set(char.charCodeAt(0), byte));
  return {
    encode(text, errors) {
      const encodePoint = (code: number) => (codes.has(code) ? [codes.get(code) as number] : UNDEFINED);
      return encodePoints(text, errors, { codec: "charmap", unit: 1, encodePoint });
    },
    decode(data, errors) {
      return decodeBytes(data, errors, "charmap", UNDEFINED, (byte) => characters[byte]);
    },
  };
}

/** The upper controls' places in cp1252, which Node 20's TextDecoder reads as Latin-1; spaces are undefined. */
const WESTERN = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

function codePageCharacters(label: string): (string | null)[] {
  const decoder = new TextDecoder(label);
  return Array.from({ length: 256 }, (_, byte) => {
    if (label === "windows-1252") {
      const western = byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : WESTERN[byte - 0x80];
      return western === " " && byte !== 0x20 ? null : western;
    }
    const char = decoder.decode(unshared(Uint8Array.of(byte)));
    // the web's tables fill gaps of the Windows pages with control characters; CPython leaves them undefined
    const filler = label.startsWith("windows") && byte >= 0x80 && char.charCodeAt(0) === byte && byte < 0xa0;
    return char === "\ufffd" || filler ? null : char;
  });
}
