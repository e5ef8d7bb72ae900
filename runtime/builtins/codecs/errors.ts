/** What happens to text or bytes that a codec can't convert: the `errors=` argument. */
import { LookupError, UnicodeDecodeError, UnicodeEncodeError } from "../exceptions.js";
import { escapeCode } from "../str/repr.js";

/** Makes the bytes object that an error names; set by the class itself, which can't be imported here in a circle. */
export const errorObject: { make(data: Uint8Array): Iterable<number> } = { make: (data) => data };

/** A run of code points that can't be encoded; the indices count code points. */
export interface EncodeProblem {
  codec: string;
  text: string;
  points: readonly string[];
  start: number;
  end: number;
  reason: string;
}

/** A run of bytes that can't be decoded. */
export interface DecodeProblem {
  codec: string;
  data: Uint8Array;
  start: number;
  end: number;
  reason: string;
}

/** What stands for the run: text to be encoded in its place, or bytes as they are. */
type EncodeHandler = (problem: EncodeProblem) => string | number[];
/** The text for the run, and where decoding goes on. */
type DecodeHandler = (problem: DecodeProblem) => [text: string, end: number];

const ENCODE_HANDLERS: Record<string, EncodeHandler> = {
  strict: raiseEncode,
  ignore: () => "",
  replace: ({ start, end }) => "?".repeat(end - start),
  backslashreplace: (problem) => eachPoint(problem, escapeCode),
  xmlcharrefreplace: (problem) => eachPoint(problem, (code) => `&#${code};`),
  surrogateescape: (problem) => {
    const codes = codesOf(problem);
    return codes.every((code) => code >= 0xdc80 && code <= 0xdcff)
      ? codes.map((code) => code - 0xdc00)
      : raiseEncode(problem);
  },
  surrogatepass: raiseEncode,
};

const DECODE_HANDLERS: Record<string, DecodeHandler> = {
  strict: raiseDecode,
  ignore: ({ end }) => ["", end],
  replace: ({ end }) => ["\ufffd", end],
  backslashreplace: ({ data, start, end }) => [Array.from(data.subarray(start, end), escapeCode).join(""), end],
  surrogateescape: (problem) => {
    const { data, start, end } = problem;
    let at = start;
    while (at < end && data[at] >= 0x80) {
      at += 1;
    }
    const escaped = Array.from(data.subarray(start, at), (byte) => String.fromCharCode(0xdc00 + byte));
    return at > start ? [escaped.join(""), at] : raiseDecode(problem);
  },
  surrogatepass: raiseDecode,
};

/** @throws LookupError "unknown error handler name 'x'" */
export function encodeHandler(name: string): EncodeHandler {
  return ENCODE_HANDLERS[name] ?? unknownHandler(name);
}

/** @throws LookupError "unknown error handler name 'x'" */
export function decodeHandler(name: string): DecodeHandler {
  return DECODE_HANDLERS[name] ?? unknownHandler(name);
}

function unknownHandler(name: string): never {
  throw new LookupError(`unknown error handler name '${name}'`);
}

function raiseEncode({ codec, text, start, end, reason }: EncodeProblem): never {
  throw new UnicodeEncodeError(codec, text, start, end, reason);
}

function raiseDecode({ codec, data, start, end, reason }: DecodeProblem): never {
  throw new UnicodeDecodeError(codec, errorObject.make(data), start, end, reason);
}

function codesOf({ points, start, end }: EncodeProblem): number[] {
  return points.slice(start, end).map((char) => char.codePointAt(0) as number);
}

function eachPoint(problem: EncodeProblem, text: (code: number) => string): string {
  return codesOf(problem).map(text).join("");
}
