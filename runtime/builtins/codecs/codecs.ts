/** Text to bytes and back: the encodings behind `str.encode`, `bytes.decode` and text files. */
import { LookupError } from "../exceptions.js";
import type { Codec } from "./codec.js";
import { canonicalName } from "./names.js";
import { ascii, codePage, latin1 } from "./single-byte.js";
import { rawUnicodeEscape, unicodeEscape } from "./unicode-escape.js";
import { utf8, utf8Signed } from "./utf8.js";
import { fixedOrder, marked } from "./wide.js";

const codecs = new Map<string, Codec>([
  ["utf_8", utf8],
  ["utf_8_sig", utf8Signed],
  ["ascii", ascii],
  ["latin_1", latin1],
  ["utf_16", marked(2)],
  ["utf_16_le", fixedOrder(2, "le")],
  ["utf_16_be", fixedOrder(2, "be")],
  ["utf_32", marked(4)],
  ["utf_32_le", fixedOrder(4, "le")],
  ["utf_32_be", fixedOrder(4, "be")],
  ["unicode_escape", unicodeEscape],
  ["raw_unicode_escape", rawUnicodeEscape],
]);

/** Codecs of CPython that are not for text. */
const NO_TEXT_ENCODINGS = ["base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib"];

/**
 * The codec of an encoding name in any of its spellings.
 *
 * @throws LookupError "unknown encoding: x", also for those of CPython's encodings that aren't supported here
 */
export function lookupCodec(encoding: string, use: "encode" | "decode" = "decode"): Codec {
  const name = canonicalName(encoding);
  const codec = codecs.get(name) ?? codePage(name);
  if (codec === null) {
    if (NO_TEXT_ENCODINGS.includes(name)) {
      throw new LookupError(`'${encoding}' is not a text encoding; use codecs.${use}() to handle arbitrary codecs`);
    }
    throw new LookupError(`unknown encoding: ${encoding}`);
  }
  codecs.set(name, codec);
  return codec;
}

/** @throws UnicodeEncodeError, LookupError */
export function encodeText(text: string, encoding = "utf-8", errors = "strict"): Uint8Array {
  return lookupCodec(encoding, "encode").encode(text, errors);
}

/** @throws UnicodeDecodeError, LookupError */
export function decodeBytes(data: Uint8Array, encoding = "utf-8", errors = "strict"): string {
  // CPython doesn't look the codec up either when there is nothing to decode
  return data.length === 0 ? "" : lookupCodec(encoding).decode(data, errors);
}
