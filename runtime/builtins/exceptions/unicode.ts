import { text } from "../repr.js";
import { defineFields, slotsOf } from "./base.js";
import { TypeError, ValueError } from "./plain.js";

/** Mirrors `UnicodeError`, the common base. */
export class UnicodeError extends ValueError {}

/** Sets `args` and one field per name; raises TypeError if the count differs. */
function initFields(error: UnicodeError, args: unknown[], names: readonly string[]): void {
  if (args.length !== names.length) {
    throw new TypeError(`function takes exactly ${names.length} arguments (${args.length} given)`);
  }
  error.args = args;
  names.forEach((name, at) => (slotsOf(error).fields[name] = args[at]));
}

/** The character at a code point index, escaped as in CPython's message. */
function escapedCharacter(object: string, index: number): string {
  const code = [...object][index]?.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, "0")}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, "0")}`;
  return `\\U${code.toString(16).padStart(8, "0")}`;
}

const CODEC_FIELDS = ["encoding", "object", "start", "end", "reason"];

/** Mirrors `UnicodeEncodeError(encoding, object, start, end, reason)`. */
export class UnicodeEncodeError extends UnicodeError {
  declare encoding: string;
  declare object: string;
  declare start: number;
  declare end: number;
  declare reason: string;

  override __init__(...args: unknown[]): void {
    initFields(this, args, CODEC_FIELDS);
  }

  override __str__(): string {
    const { encoding, object, start, end, reason } = this;
    const what =
      end === start + 1
        ? `character '${escapedCharacter(object, start)}' in position ${start}`
        : `characters in position ${start}-${end - 1}`;
    return `'${encoding}' codec can't encode ${what}: ${text(reason)}`;
  }
}
defineFields(UnicodeEncodeError, CODEC_FIELDS);

/** Mirrors `UnicodeDecodeError(encoding, object, start, end, reason)`; `object` is a bytes object. */
export class UnicodeDecodeError extends UnicodeError {
  declare encoding: string;
  declare object: Iterable<number>;
  declare start: number;
  declare end: number;
  declare reason: string;

  override __init__(...args: unknown[]): void {
    initFields(this, args, CODEC_FIELDS);
  }

  override __str__(): string {
    const { encoding, object, start, end, reason } = this;
    const byte = [...object][start] ?? 0;
    const what =
      end === start + 1
        ? `byte 0x${byte.toString(16).padStart(2, "0")} in position ${start}`
        : `bytes in position ${start}-${end - 1}`;
    return `'${encoding}' codec can't decode ${what}: ${text(reason)}`;
  }
}
defineFields(UnicodeDecodeError, CODEC_FIELDS);

/** Mirrors `UnicodeTranslateError(object, start, end, reason)`. */
export class UnicodeTranslateError extends UnicodeError {
  declare object: string;
  declare start: number;
  declare end: number;
  declare reason: string;

  override __init__(...args: unknown[]): void {
    initFields(this, args, CODEC_FIELDS.slice(1));
  }

  override __str__(): string {
    const { object, start, end, reason } = this;
    const what =
      end === start + 1
        ? `character '${escapedCharacter(object, start)}' in position ${start}`
        : `characters in position ${start}-${end - 1}`;
    return `can't translate ${what}: ${text(reason)}`;
  }
}
defineFields(UnicodeTranslateError, CODEC_FIELDS.slice(1));
