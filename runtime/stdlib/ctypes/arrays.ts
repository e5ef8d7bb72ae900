/** Arrays of C data. */
import { bytearray, bytes } from "../../builtins/bytes.js";
import { IndexError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { addressOf } from "../../builtins/names.js";
import { resolveSlice, slice } from "../../builtins/slice.js";
import { typeName } from "../../builtins/type-name.js";
import { c_char, c_wchar, type SimpleType } from "./simple.js";
import type { Place } from "./views.js";

/**
 * A C array of a fixed length over memory that may be shared. Mirrors `ctypes.Array`: index, slice, len, iteration;
 * an array of `c_char` has `value` and `raw`, one of `c_wchar` has `value`.
 */
export class CArray {
  readonly #place: Place;
  readonly #first: number;
  readonly _type_: SimpleType;
  readonly _length_: number;

  constructor(type: SimpleType, length: number, place: Place) {
    this._type_ = type;
    this._length_ = length;
    this.#place = place;
    this.#first = place.offset / type.element.size;
  }

  __len__(): number {
    return this._length_;
  }

  /** Mirrors `a[i]` and `a[i:j]`; a slice of characters is a string. Raises IndexError "invalid index". */
  __getitem__(index: unknown): unknown {
    if (index instanceof slice) return this.#joined(this.#positions(index).map((at) => this.#read(at)));
    return this.#read(this.#position(index));
  }

  /** Mirrors `a[i] = x` and `a[i:j] = xs`; the slice must have as many places as there are items. */
  __setitem__(index: unknown, value: unknown): void {
    if (!(index instanceof slice)) {
      this.#write(this.#position(index), value);
      return;
    }
    const positions = this.#positions(index);
    const items = sequenceItems(value);
    if (items.length !== positions.length) throw new ValueError("Can only assign sequence of same size");
    positions.forEach((at, i) => this.#write(at, items[i]));
  }

  *[Symbol.iterator](): Generator<unknown> {
    for (let at = 0; at < this._length_; at++) yield this.#read(at);
  }

  /** The characters up to the first zero, as `bytes` or `str`. */
  get value(): unknown {
    if (this._type_ === c_wchar) {
      const text = this.#joined([...this]) as string;
      return text.split("\0", 1)[0];
    }
    const all = this.#bytes();
    const end = all.indexOf(0);
    return new bytes(end < 0 ? all : all.subarray(0, end));
  }

  set value(value: unknown) {
    if (this._type_ === c_wchar) this.#setText(value);
    else this.#setBytes(value, true);
  }

  /** All bytes of an array of `c_char`. */
  get raw(): bytes {
    return new bytes(this.#bytes());
  }

  set raw(value: unknown) {
    this.#setBytes(value, false);
  }

  __repr__(): string {
    return `<multiprocessing.sharedctypes.${this._type_.__name__}_Array_${this._length_} object at ${addressOf(this)}>`;
  }

  #read(at: number): unknown {
    return this._type_.element.read(this.#place.views, this.#first + at);
  }

  #write(at: number, value: unknown): void {
    this._type_.element.write(this.#place.views, this.#first + at, value);
  }

  #position(index: unknown): number {
    const kind = typeof index;
    if ((kind !== "number" || !Number.isInteger(index)) && kind !== "boolean" && kind !== "bigint") {
      throw new TypeError("indices must be integers");
    }
    const at = Number(index) < 0 ? Number(index) + this._length_ : Number(index);
    if (at < 0 || at >= this._length_) throw new IndexError("invalid index");
    return at;
  }

  #positions(index: slice): number[] {
    const { start, step, count } = resolveSlice(index, this._length_);
    return Array.from({ length: count }, (_, i) => start + i * step);
  }

  /** What a slice gives: a list, or a string of characters. */
  #joined(items: unknown[]): unknown {
    if (this._type_ === c_wchar) return items.join("");
    if (this._type_ !== c_char) return items;
    return new bytes(items.map((item) => (item as bytes).data[0]!));
  }

  #bytes(): Uint8Array {
    const { views, offset } = this.#place;
    return new Uint8Array(views.u8.subarray(offset, offset + this._length_));
  }

  #setBytes(value: unknown, terminate: boolean): void {
    if (!(value instanceof bytes) && !(value instanceof bytearray)) {
      throw new TypeError(`bytes expected instead of ${typeName(value)} instance`);
    }
    const { data } = value;
    if (data.length > this._length_) throw new ValueError("byte string too long");
    const { views, offset } = this.#place;
    views.u8.set(data, offset);
    if (terminate && data.length < this._length_) views.u8[offset + data.length] = 0;
  }

  #setText(value: unknown): void {
    if (typeof value !== "string")
      throw new TypeError(`unicode string expected instead of ${typeName(value)} instance`);
    const characters = [...value];
    if (characters.length > this._length_) throw new ValueError("string too long");
    characters.forEach((character, at) => this.#write(at, character));
    if (characters.length < this._length_) this.#write(characters.length, "\0");
  }
}

/** The items of what is assigned to a slice: anything with a length. */
function sequenceItems(value: unknown): unknown[] {
  if (typeof value !== "object" && typeof value !== "string") {
    throw new ValueError("Can only assign sequence of same size");
  }
  return [...iterate(value as Iterable<unknown>)];
}
