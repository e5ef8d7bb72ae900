/** The class `bytearray`. */
import { asSize } from "../as-index.js";
import { BufferError, IndexError, TypeError, ValueError } from "../exceptions.js";
import { percentBytes } from "../format/percent-bytes.js";
import { isIterable, iterate } from "../iterate.js";
import { resolveSlice, slice } from "../slice.js";
import { typeName } from "../type-name.js";
import { bufferOf, concatenate, requireByte, type BufferView, type BytesLike } from "./buffer.js";
import { ByteString } from "./byte-string.js";
import { bytes } from "./bytes.js";
import { bytesFrom, type BytesSource } from "./construct.js";
import { parseHex } from "./hex.js";
import { bytesRepr } from "./repr.js";

/** Mirrors `bytearray`: bytes that can be changed, in place or in length. */
export class bytearray extends ByteString {
  data: Uint8Array;

  /** @throws TypeError, ValueError with CPython's texts */
  constructor(source?: BytesSource, encoding?: string, errors?: string) {
    super();
    this.data = bytesFrom(source, encoding, errors, "bytearray");
  }

  static fromhex(text: string): bytearray {
    return new bytearray(parseHex(text));
  }

  static maketrans(from: BytesLike, to: BytesLike): bytes {
    return bytes.wrap(ByteString.tableFrom(from, to));
  }

  protected make(data: Uint8Array): this {
    const made = new bytearray();
    made.data = data;
    return made as this;
  }

  __buffer__(): BufferView {
    return { data: this.data, format: "B", itemsize: 1, readonly: false };
  }

  __setitem__(index: number | bigint | slice, value: unknown): void {
    if (index instanceof slice) {
      this.setSlice(index, value);
    } else {
      const byte = requireByte(value);
      this.data[this.position(index)] = byte;
    }
  }

  private setSlice(bounds: slice, value: unknown): void {
    const { start, step, count } = resolveSlice(bounds, this.data.length);
    const items = assigned(value);
    if (step === 1) {
      this.data = concatenate([this.data.subarray(0, start), items, this.data.subarray(start + count)]);
      return;
    }
    if (items.length !== count) {
      const message = `attempt to assign bytes of size ${items.length} to extended slice of size ${count}`;
      throw new ValueError(message);
    }
    items.forEach((byte, at) => (this.data[start + at * step] = byte));
  }

  __delitem__(index: number | bigint | slice): void {
    const { start, step, count } =
      index instanceof slice
        ? resolveSlice(index, this.data.length)
        : { start: this.position(index), step: 1, count: 1 };
    const dropped = new Set(Array.from({ length: count }, (_, at) => start + at * step));
    this.data = this.data.filter((_, at) => !dropped.has(at));
  }

  __iadd__(other: BytesLike): this {
    const view = bufferOf(other);
    if (view === null) {
      throw new TypeError(`can't concat ${typeName(other)} to bytearray`);
    }
    if ((other as unknown) === this && view.data.length > 0)
      throw new BufferError("Existing exports of data: object cannot be re-sized");
    this.appendBlock(view.data);
    return this;
  }

  __imul__(times: number | bigint): this {
    this.data = this.__mul__(times).data;
    return this;
  }

  /** Adds bytes at the end, leaving room for more so that many small additions cost little. */
  private appendBlock(block: Uint8Array): void {
    const { buffer, byteOffset, length } = this.data;
    const needed = length + block.length;
    const room = buffer.byteLength - byteOffset;
    if (needed <= room) {
      this.data = new Uint8Array(buffer, byteOffset, needed);
    } else {
      const grown = new Uint8Array(new ArrayBuffer(needed + (needed >> 1) + 16), 0, needed);
      grown.set(this.data);
      this.data = grown;
    }
    this.data.set(block, length);
  }

  append(item: number | bigint): void {
    this.appendBlock(Uint8Array.of(requireByte(item)));
  }

  extend(iterable: BytesSource): void {
    const view = bufferOf(iterable);
    if (view === null && !isIterable(iterable)) {
      throw new TypeError(`can't extend bytearray with ${typeName(iterable)}`);
    }
    this.appendBlock(view?.data ?? Uint8Array.from(Array.from(iterate(iterable), (item) => requireByte(item))));
  }

  insert(index: number | bigint, item: number | bigint): void {
    const given = asSize(index);
    const at = Math.min(this.data.length, given < 0 ? Math.max(0, given + this.data.length) : given);
    const byte = Uint8Array.of(requireByte(item));
    this.data = concatenate([this.data.subarray(0, at), byte, this.data.subarray(at)]);
  }

  /** @throws IndexError "pop from empty bytearray", "pop index out of range" */
  pop(index: number | bigint = -1): number {
    const given = asSize(index);
    if (this.data.length === 0) {
      throw new IndexError("pop from empty bytearray");
    }
    const at = given < 0 ? given + this.data.length : given;
    if (at < 0 || at >= this.data.length) {
      throw new IndexError("pop index out of range");
    }
    const byte = this.data[at];
    this.__delitem__(at);
    return byte;
  }

  /** @throws ValueError "value not found in bytearray" */
  remove(value: number | bigint): void {
    const at = this.data.indexOf(requireByte(value));
    if (at < 0) {
      throw new ValueError("value not found in bytearray");
    }
    this.__delitem__(at);
  }

  reverse(): void {
    this.data.reverse();
  }

  clear(): void {
    this.data = new Uint8Array(0);
  }

  copy(): bytearray {
    return new bytearray(this.data);
  }

  __mod__(values: unknown): bytearray {
    return this.make(percentBytes(this.data, values));
  }

  __repr__(): string {
    return `bytearray(${bytesRepr(this.data, true)})`;
  }
}

Object.assign(bytearray, { __hash__: null });

/** The bytes that are assigned to a slice. */
function assigned(value: unknown): Uint8Array {
  if (typeof value === "string" || !(isIterable(value) || bufferOf(value) !== null)) {
    throw new TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)");
  }
  return bytesFrom(value as BytesSource, undefined, undefined, "bytearray");
}
