/** Format strings of struct: what lies where. */
import { ByteString } from "../../builtins/bytes/byte-string.js";
import { Exception, TypeError } from "../../builtins/exceptions.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `struct.error`. */
export class error extends Exception {}

/** One value of the format, or padding. */
export interface Field {
  code: string;
  /** Bytes from the start. */
  offset: number;
  /** Bytes of the value. */
  size: number;
}

export interface Layout {
  format: string;
  fields: Field[];
  size: number;
  littleEndian: boolean;
  /** Sizes and alignment of the machine, as opposed to the standard ones. */
  native: boolean;
}

const STANDARD: Record<string, number> = {
  x: 1,
  c: 1,
  b: 1,
  B: 1,
  "?": 1,
  h: 2,
  H: 2,
  i: 4,
  I: 4,
  l: 4,
  L: 4,
  q: 8,
  Q: 8,
  e: 2,
  f: 4,
  d: 8,
  s: 1,
  p: 1,
};
const NATIVE: Record<string, number> = { ...STANDARD, l: 8, L: 8, n: 8, N: 8, P: 8 };

const layouts = new Map<string, Layout>();
const CACHE_LIMIT = 100;

/** @throws error "bad char in struct format" */
export function layoutOf(format: unknown): Layout {
  const text = format instanceof ByteString ? format.decode("latin-1") : format;
  if (typeof text !== "string") {
    throw new TypeError(`Struct() argument 1 must be a str or bytes object, not ${typeName(format)}`);
  }
  let layout = layouts.get(text);
  if (layout === undefined) {
    layout = readFormat(text);
    if (layouts.size >= CACHE_LIMIT) {
      layouts.clear();
    }
    layouts.set(text, layout);
  }
  return layout;
}

function readFormat(format: string): Layout {
  const order = /^[@=<>!]/.exec(format)?.[0] ?? "@";
  const native = order === "@";
  const sizes = native ? NATIVE : STANDARD;
  const fields: Field[] = [];
  let offset = 0;
  const body = format.replace(/^[@=<>!]/, "");
  if (/\d\s*$/.test(body)) {
    throw new error("repeat count given without format specifier");
  }
  for (const [, digits, code] of body.matchAll(/\s*(\d*)(\S)/g)) {
    const size = sizes[code];
    if (size === undefined) {
      throw new error("bad char in struct format");
    }
    const count = digits === "" ? 1 : Number(digits);
    if (native) {
      offset = Math.ceil(offset / size) * size;
    }
    if (code === "s" || code === "p") {
      fields.push({ code, offset, size: count });
    } else if (code !== "x") {
      for (let at = 0; at < count; at += 1) {
        fields.push({ code, offset: offset + at * size, size });
      }
    }
    offset += count * size;
  }
  return { format, fields, size: offset, littleEndian: order !== ">" && order !== "!", native };
}
