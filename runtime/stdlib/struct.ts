/** Mirrors the module `struct`. */
import { asCount } from "../builtins/as-index.js";
import { bytes } from "../builtins/bytes.js";
import { bufferOf, requireBuffer, type BytesLike } from "../builtins/bytes/buffer.js";
import { TypeError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import * as self from "./struct.js";
import { error, layoutOf, type Layout } from "./struct/layout.js";
import { readValue, writeValue } from "./struct/values.js";

export { error };

type Format = string | bytes;

function viewOf(data: Uint8Array): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}

function fill(view: DataView, start: number, layout: Layout, values: unknown[], caller: string): void {
  if (values.length !== layout.fields.length) {
    throw new error(`${caller} expected ${layout.fields.length} items for packing (got ${values.length})`);
  }
  layout.fields.forEach((field, at) => writeValue(view, start, field, values[at], layout));
}

function read(data: Uint8Array, start: number, layout: Layout): tuple<unknown[]> {
  const view = viewOf(data);
  return new tuple(layout.fields.map((field) => readValue(view, start, field, layout)));
}

/** The values as bytes. @throws error */
export function pack(format: Format, ...values: unknown[]): bytes {
  const layout = layoutOf(format);
  const data = new Uint8Array(layout.size);
  fill(viewOf(data), 0, layout, values, "pack");
  return bytes.wrap(data);
}

/** Writes the values into a buffer. @throws error when it is too small */
export function pack_into(format: Format, buffer: BytesLike, offset: int, ...values: unknown[]): void {
  const layout = layoutOf(format);
  const target = bufferOf(buffer);
  if (target === null || target.readonly) {
    throw new TypeError(`pack_into() argument 2 must be read-write bytes-like object, not ${typeName(buffer)}`);
  }
  const start = startOf(offset, layout, target.data.length, "pack_into", "packing");
  fill(viewOf(target.data), start, layout, values, "pack_into");
}

/** An offset from the start, checked. */
function startOf(offset: int, layout: Layout, length: number, caller: string, doing: string): number {
  const given = asCount(offset);
  const start = given < 0 ? given + length : given;
  if (start < 0) {
    throw new error(`offset ${given} out of range for ${length}-byte buffer`);
  }
  if (start + layout.size > length) {
    throw new error(
      `${caller} requires a buffer of at least ${start + layout.size} bytes for ${doing} ${layout.size} bytes ` +
        `at offset ${given} (actual buffer size is ${length})`,
    );
  }
  return start;
}

/** The values that the bytes hold. @throws error unless there are exactly as many bytes as the format takes */
export function unpack(format: Format, buffer: BytesLike): tuple<unknown[]> {
  const layout = layoutOf(format);
  const data = requireBuffer(buffer);
  if (data.length !== layout.size) {
    throw new error(`unpack requires a buffer of ${layout.size} bytes`);
  }
  return read(data, 0, layout);
}

export function unpack_from(format: Format, buffer: BytesLike, offset: int = 0): tuple<unknown[]> {
  const layout = layoutOf(format);
  const data = requireBuffer(buffer);
  return read(data, startOf(offset, layout, data.length, "unpack_from", "unpacking"), layout);
}

export function iter_unpack(format: Format, buffer: BytesLike): IterableIterator<tuple<unknown[]>> {
  const layout = layoutOf(format);
  const data = requireBuffer(buffer);
  if (layout.size === 0 || data.length % layout.size !== 0) {
    throw new error(`iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
  }
  return rows(data, layout);
}

function* rows(data: Uint8Array, layout: Layout): IterableIterator<tuple<unknown[]>> {
  for (let at = 0; at < data.length; at += layout.size) {
    yield read(data, at, layout);
  }
}

export function calcsize(format: Format): number {
  return layoutOf(format).size;
}

/** Mirrors `struct.Struct`: a format read once. */
export class Struct {
  readonly format: string;
  readonly size: number;

  constructor(format: Format) {
    const layout = layoutOf(format);
    this.format = layout.format;
    this.size = layout.size;
  }

  pack(...values: unknown[]): bytes {
    return pack(this.format, ...values);
  }

  pack_into(buffer: BytesLike, offset: int, ...values: unknown[]): void {
    pack_into(this.format, buffer, offset, ...values);
  }

  unpack(buffer: BytesLike): tuple<unknown[]> {
    return unpack(this.format, buffer);
  }

  unpack_from(buffer: BytesLike, offset: int = 0): tuple<unknown[]> {
    return unpack_from(this.format, buffer, offset);
  }

  iter_unpack(buffer: BytesLike): IterableIterator<tuple<unknown[]>> {
    return iter_unpack(this.format, buffer);
  }
}

libraryModule("struct", () => self, { error, Struct });
