/** UTF-16 and UTF-32, with a byte order mark or with a fixed order. */
import { encodePoints, type Codec } from "./codec.js";
import { decodeHandler } from "./errors.js";

type Order = "le" | "be";

function unitBytes(unit: number, size: number, order: Order): number[] {
  const bytes = Array.from({ length: size }, (_, at) => (unit >>> (8 * at)) & 0xff);
  return order === "le" ? bytes : bytes.reverse();
}

function pointBytes(code: number, size: number, order: Order): number[] {
  if (size === 2 && code > 0xffff) {
    const [high, low] = [0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff)];
    return [...unitBytes(high, 2, order), ...unitBytes(low, 2, order)];
  }
  return unitBytes(code, size, order);
}

/** @param size bytes of a unit: 2 for UTF-16, 4 for UTF-32 */
export function fixedOrder(size: 2 | 4, order: Order, name = `utf-${size * 8}-${order}`): Codec {
  return {
    encode(text, errors) {
      return encodePoints(text, errors, {
        codec: name,
        unit: size,
        encodePoint: (code) =>
          code >= 0xd800 && code <= 0xdfff && errors !== "surrogatepass"
            ? "surrogates not allowed"
            : pointBytes(code, size, order),
      });
    },
    decode(data, errors) {
      return decodeUnits(data, 0, size, order, errors);
    },
  };
}

/** With a byte order mark when encoding; decoding takes the mark's order, else little-endian. */
export function marked(size: 2 | 4): Codec {
  const name = `utf-${size * 8}`;
  return {
    encode(text, errors) {
      const body = fixedOrder(size, "le", name).encode(text, errors);
      return Uint8Array.from([...unitBytes(0xfeff, size, "le"), ...body]);
    },
    decode(data, errors) {
      const first = data.length >= size ? readUnit(data, 0, size, "le") : 0;
      const big = first === (size === 2 ? 0xfffe : 0xfffe0000);
      return decodeUnits(data, big || first === 0xfeff ? size : 0, size, big ? "be" : "le", errors);
    },
  };
}

function decodeUnits(data: Uint8Array, start: number, size: 2 | 4, order: Order, errors: string): string {
  const codec = `utf-${size * 8}-${order}`;
  return size === 2 ? decode16(data, start, order, errors, codec) : decode32(data, start, order, errors, codec);
}

function readUnit(data: Uint8Array, at: number, size: number, order: Order): number {
  let unit = 0;
  for (let place = 0; place < size; place += 1) {
    unit = unit * 256 + data[at + (order === "le" ? size - 1 - place : place)];
  }
  return unit;
}

function decode16(data: Uint8Array, start: number, order: Order, errors: string, codec: string): string {
  let text = "";
  let at = start;
  const fail = (end: number, reason: string) => {
    const [part, next] = decodeHandler(errors)({ codec, data, start: at, end, reason });
    text += part;
    at = next;
  };
  while (at < data.length) {
    if (at + 2 > data.length) {
      fail(data.length, "truncated data");
      continue;
    }
    const unit = readUnit(data, at, 2, order);
    if (unit < 0xd800 || unit > 0xdfff || errors === "surrogatepass") {
      text += String.fromCharCode(unit);
      at += 2;
    } else if (unit > 0xdbff) {
      fail(at + 2, "illegal encoding");
    } else if (at + 4 > data.length) {
      fail(data.length, "unexpected end of data");
    } else {
      const low = readUnit(data, at + 2, 2, order);
      if (low >= 0xdc00 && low <= 0xdfff) {
        text += String.fromCharCode(unit, low);
        at += 4;
      } else {
        fail(at + 2, "illegal UTF-16 surrogate");
      }
    }
  }
  return text;
}

function decode32(data: Uint8Array, start: number, order: Order, errors: string, codec: string): string {
  let text = "";
  let at = start;
  const fail = (end: number, reason: string) => {
    const [part, next] = decodeHandler(errors)({ codec, data, start: at, end, reason });
    text += part;
    at = next;
  };
  while (at < data.length) {
    if (at + 4 > data.length) {
      fail(data.length, "truncated data");
      continue;
    }
    const code = readUnit(data, at, 4, order);
    if (code > 0x10ffff) {
      fail(at + 4, "code point not in range(0x110000)");
    } else if (code >= 0xd800 && code <= 0xdfff && errors !== "surrogatepass") {
      fail(at + 4, "code point in surrogate code point range(0xd800, 0xe000)");
    } else {
      text += String.fromCodePoint(code);
      at += 4;
    }
  }
  return text;
}
