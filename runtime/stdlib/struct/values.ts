/** Writing and reading the single values of a struct format. */
import { toIndex } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { bufferOf } from "../../builtins/bytes/buffer.js";
import { OverflowError } from "../../builtins/exceptions.js";
import { percentFloat } from "../../builtins/format/percent-numbers.js";
import { shrink, tagged } from "../../builtins/numbers.js";
import { truth } from "../../builtins/truth.js";
import { error, type Field, type Layout } from "./layout.js";

/** @throws error for a value that doesn't fit */
export function writeValue(view: DataView, start: number, field: Field, value: unknown, layout: Layout): void {
  const at = start + field.offset;
  switch (field.code) {
    case "c":
      view.setUint8(at, characterOf(value));
      return;
    case "?":
      view.setUint8(at, truth(value) ? 1 : 0);
      return;
    case "s":
    case "p":
      writeText(view, at, field, value);
      return;
    case "e":
    case "f":
    case "d":
      writeFloat(view, at, field, value, layout.littleEndian);
      return;
  }
  writeInteger(view, at, field, integerOf(value, field), layout.littleEndian);
}

function characterOf(value: unknown): number {
  const data = value instanceof bytes ? value.data : null;
  if (data?.length !== 1) {
    throw new error("char format requires a bytes object of length 1");
  }
  return data[0];
}

function writeText(view: DataView, at: number, { code, size }: Field, value: unknown): void {
  const data = bufferOf(value)?.data;
  if (data === undefined) {
    throw new error(`argument for '${code}' must be a bytes object`);
  }
  const target = new Uint8Array(view.buffer, view.byteOffset + at, size);
  if (code === "s") {
    target.set(data.subarray(0, size));
  } else if (size > 0) {
    // Pascal's strings begin with their length
    const kept = Math.min(data.length, size - 1, 255);
    target[0] = kept;
    target.set(data.subarray(0, kept), 1);
  }
}

function writeFloat(view: DataView, at: number, { code }: Field, value: unknown, littleEndian: boolean): void {
  const x = percentFloat(value);
  if (x === null) {
    throw new error("required argument is not a float");
  }
  if (code === "d") {
    view.setFloat64(at, x, littleEndian);
  } else if (code === "f") {
    if (Number.isFinite(x) && !Number.isFinite(Math.fround(x)) && !littleEndian) {
      throw new OverflowError("float too large to pack with f format");
    }
    view.setFloat32(at, x, littleEndian);
  } else {
    view.setUint16(at, halfBits(x), littleEndian);
  }
}

/** The sixteen bits of a half-precision float, rounded half to even. */
function halfBits(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const size = Math.abs(x);
  if (Number.isNaN(x)) {
    return 0x7e00;
  }
  if (size === Infinity) {
    return sign | 0x7c00;
  }
  const exponent = size === 0 ? -15 : Math.max(-15, Math.floor(Math.log2(size)));
  const step = 2 ** (Math.max(exponent, -14) - 10);
  const scaled = size / step;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const mantissa = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  const bits = exponent < -14 ? mantissa : ((exponent + 14) << 10) + mantissa;
  if (bits >= 0x7c00) {
    throw new OverflowError("float too large to pack with e format");
  }
  return sign | bits;
}

function floatOfHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const mantissa = bits & 1023;
  if (exponent === 31) {
    return mantissa === 0 ? sign * Infinity : NaN;
  }
  return sign * (exponent === 0 ? mantissa * 2 ** -24 : (1024 + mantissa) * 2 ** (exponent - 25));
}

const NAMES: Record<string, string> = { b: "byte", B: "ubyte", h: "short", H: "ushort" };

function integerOf(value: unknown, { code, size }: Field): bigint {
  const index = toIndex(value);
  if (index === undefined) {
    throw new error("required argument is not an integer");
  }
  const number = BigInt(index);
  const bits = BigInt(size * 8);
  const signed = code === code.toLowerCase();
  const [low, high] = signed ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n] : [0n, (1n << bits) - 1n];
  if (number >= low && number <= high) {
    return number;
  }
  if (number >= 2n ** 64n || number < -(2n ** 63n) || size === 8) {
    throw new error("argument out of range");
  }
  throw new error(`${NAMES[code] ?? `'${code}'`} format requires ${low} <= number <= ${high}`);
}

function writeInteger(view: DataView, at: number, { size }: Field, value: bigint, littleEndian: boolean): void {
  if (size === 8) {
    view.setBigInt64(at, value, littleEndian);
  } else if (size === 4) {
    view.setInt32(at, Number(BigInt.asIntN(32, value)), littleEndian);
  } else if (size === 2) {
    view.setInt16(at, Number(BigInt.asIntN(16, value)), littleEndian);
  } else {
    view.setInt8(at, Number(BigInt.asIntN(8, value)));
  }
}

export function readValue(view: DataView, start: number, { code, offset, size }: Field, layout: Layout): unknown {
  const at = start + offset;
  const little = layout.littleEndian;
  switch (code) {
    case "c":
    case "s":
      return new bytes(new Uint8Array(view.buffer, view.byteOffset + at, size));
    case "p":
      return readPascal(new Uint8Array(view.buffer, view.byteOffset + at, size));
    case "?":
      return view.getUint8(at) !== 0;
    case "e":
      return tagged(floatOfHalf(view.getUint16(at, little)));
    case "f":
      return tagged(view.getFloat32(at, little));
    case "d":
      return tagged(view.getFloat64(at, little));
  }
  return readInteger(view, at, size, code === code.toLowerCase(), little);
}

function readPascal(data: Uint8Array): bytes {
  return new bytes(data.length === 0 ? data : data.subarray(1, 1 + Math.min(data[0], data.length - 1)));
}

function readInteger(view: DataView, at: number, size: number, signed: boolean, little: boolean): unknown {
  switch (size) {
    case 1:
      return signed ? view.getInt8(at) : view.getUint8(at);
    case 2:
      return signed ? view.getInt16(at, little) : view.getUint16(at, little);
    case 4:
      return signed ? view.getInt32(at, little) : view.getUint32(at, little);
  }
  return shrink(signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little));
}
