/** Arrays of C data. */
import { bytearray, bytes } from "../../builtins/bytes.js";
import type { BufferView } from "../../builtins/bytes/buffer.js";
import { AttributeError, IndexError, RuntimeError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { addressOf } from "../../builtins/names.js";
import { isIntLike } from "../../builtins/numbers.js";
import { metaclass } from "../../builtins/protocol.js";
import { resolveSlice, slice } from "../../builtins/slice.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { registerReducer } from "../../kernel/pickle/reduce.js";
import { registerModule } from "../../kernel/registry.js";
import { c_char, c_wchar, type SimpleType } from "./simple.js";
import { bytesAt, type CClass, type CData, ctype, type CType, placeOf, requireCClass, typeMethods } from "./types.js";
import { isPlace, type Place, privatePlace } from "./views.js";

/** A class of arrays of one type and length. */
export interface ArrayType extends CClass {
  new (...items: unknown[]): CArray;
  at(place: Place): CArray;
  readonly _type_: CClass;
  readonly _length_: number;
}

/**
 * A C array of a fixed length over memory that may be shared. Mirrors `ctypes.Array`: index, slice, len, iteration;
 * an array of `c_char` has `value` and `raw`, one of `c_wchar` has `value`.
 */
export class CArray<T = unknown> implements CData {
  declare static readonly _type_: CClass;
  declare static readonly _length_: number;
  static readonly [metaclass] = typeMethods;
  readonly #place: Place;
  /** How an item is read and written, by its number. */
  readonly #items: { read(at: number): unknown; write(at: number, value: unknown): void };
  readonly _type_: CClass;
  readonly _length_: number;

  constructor(...items: unknown[]) {
    const { _type_, _length_ } = new.target as unknown as ArrayType;
    if (_type_ === undefined) throw new AttributeError("class must define a '_type_' attribute");
    this._type_ = _type_;
    this._length_ = Number(_length_);
    const given = isPlace(items[0]) ? items[0] : null;
    this.#place = given ?? privatePlace(_type_[ctype].size * this._length_);
    this.#items = access(_type_, this.#place);
    if (given !== null) return;
    if (items.length > this._length_) throw new IndexError("invalid index");
    items.forEach((item, at) => this.#items.write(at, item));
  }

  static at(this: new (place: Place) => CArray, place: Place): CArray {
    return new this(place);
  }

  static get [ctype](): CType {
    const type = this as unknown as ArrayType;
    const element = requireCClass(type._type_)[ctype];
    const size = element.size * type._length_;
    return {
      size,
      alignment: element.alignment,
      get: (place) => (type._type_ === c_char ? type.at(place).value : type.at(place)),
      set: (place, value) => setArray(type, place, value),
    };
  }

  get [placeOf](): Place {
    return this.#place;
  }

  __buffer__(): BufferView {
    const { size } = this._type_[ctype];
    const data = bytesAt(this.#place, size * this._length_);
    const isText = this._type_ === c_char;
    return isText
      ? { data, format: "c", itemsize: 1, readonly: false }
      : { data, format: "B", itemsize: 1, readonly: false };
  }

  __len__(): number {
    return this._length_;
  }

  /** Mirrors `a[i]` and `a[i:j]`; a slice of characters is a string. Raises IndexError "invalid index". */
  __getitem__(index: unknown): unknown {
    if (index instanceof slice) return this.#joined(this.#positions(index).map((at) => this.#items.read(at)));
    return this.#items.read(this.#position(index));
  }

  /** Mirrors `a[i] = x` and `a[i:j] = xs`; the slice must have as many places as there are items. */
  __setitem__(index: unknown, value: unknown): void {
    if (!(index instanceof slice)) {
      this.#items.write(this.#position(index), value);
      return;
    }
    const positions = this.#positions(index);
    const items = sequenceItems(value);
    if (items.length !== positions.length) throw new ValueError("Can only assign sequence of same size");
    positions.forEach((at, i) => this.#items.write(at, items[i]));
  }

  *[Symbol.iterator](): Generator<T> {
    for (let at = 0; at < this._length_; at++) yield this.#items.read(at) as T;
  }

  /** The characters up to the first zero, as `bytes` or `str`. */
  get value(): unknown {
    if (this._type_ === c_wchar) {
      const text = this.#joined([...this]) as string;
      return text.split("\0", 1)[0];
    }
    const all = this.#characters("value");
    const end = all.indexOf(0);
    return new bytes(end < 0 ? all : all.subarray(0, end));
  }

  set value(value: unknown) {
    if (this._type_ === c_wchar) this.#setText(value);
    else this.#setBytes(value, "value");
  }

  /** All bytes of an array of `c_char`. */
  get raw(): bytes {
    return new bytes(this.#characters("raw"));
  }

  set raw(value: unknown) {
    this.#setBytes(value, "raw");
  }

  __reduce__(): tuple {
    return tuple.of(arrayOf, tuple.of(this.constructor, bytes.wrap(this.__buffer__().data.slice())));
  }

  __repr__(): string {
    return `<${this.madeIn}.${this.constructor.name} object at ${addressOf(this)}>`;
  }

  /** The module that Python says the array's class comes from: the one that first multiplied the type. */
  get madeIn(): string {
    return this.#place.views.u8.buffer instanceof SharedArrayBuffer ? "multiprocessing.sharedctypes" : "__main__";
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

  #characters(name: string): Uint8Array {
    if (this._type_ === c_char) return new Uint8Array(bytesAt(this.#place, this._length_));
    throw new AttributeError(`'${this.constructor.name}' object has no attribute '${name}'`);
  }

  #setBytes(value: unknown, name: "value" | "raw"): void {
    this.#characters(name);
    if (!(value instanceof bytes) && !(value instanceof bytearray)) {
      throw new TypeError(`bytes expected instead of ${typeName(value)} instance`);
    }
    const { data } = value;
    if (data.length > this._length_) throw new ValueError("byte string too long");
    const own = bytesAt(this.#place, this._length_);
    own.set(data);
    if (name === "value" && data.length < this._length_) own[data.length] = 0;
  }

  #setText(value: unknown): void {
    if (typeof value !== "string")
      throw new TypeError(`unicode string expected instead of ${typeName(value)} instance`);
    const characters = [...value];
    if (characters.length > this._length_) throw new ValueError("string too long");
    characters.forEach((character, at) => this.#items.write(at, character));
    if (characters.length < this._length_) this.#items.write(characters.length, "\0");
  }
}

/** Simple items go straight to their typed array, others by their place. */
function access(
  type: CClass,
  { views, offset }: Place,
): { read(at: number): unknown; write(at: number, value: unknown): void } {
  const { size, get, set } = type[ctype];
  const { element } = type as unknown as Partial<SimpleType>;
  if (element === undefined || offset % size !== 0) {
    const place = (at: number): Place => ({ views, offset: offset + at * size });
    return { read: (at) => get(place(at)), write: (at, value) => set(place(at), value) };
  }
  const first = offset / size;
  return {
    read: (at) => element.read(views, first + at),
    write: (at, value) => element.write(views, first + at, value),
  };
}

/** What an array as a field, or as an item of another, can be set to: one like it, a tuple of items, or characters. */
function setArray(type: ArrayType, place: Place, value: unknown): void {
  const target = type.at(place);
  if (value instanceof CArray && value.constructor === type) {
    target.__buffer__().data.set(value.__buffer__().data);
  } else if (type._type_ === c_char || type._type_ === c_wchar) {
    checkFits(type, value);
    target.value = value;
  } else if (value instanceof tuple) {
    const items = [...value];
    if (items.length > type._length_) {
      throw new RuntimeError(`(${type.__name__}) <class 'IndexError'>: invalid index`);
    }
    new type(...items).__buffer__().data.forEach((byte, at) => (target.__buffer__().data[at] = byte));
  } else {
    throw new TypeError(`incompatible types, ${typeName(value)} instance instead of ${type.__name__} instance`);
  }
}

/** @throws ValueError "bytes too long (9, maximum length 8)" */
function checkFits({ _length_ }: ArrayType, value: unknown): void {
  if (value instanceof bytes && value.data.length > _length_) {
    throw new ValueError(`bytes too long (${value.data.length}, maximum length ${_length_})`);
  }
  if (typeof value === "string" && [...value].length > _length_) {
    throw new ValueError(`string too long (${[...value].length}, maximum length ${_length_})`);
  }
}

/** The items of what is assigned to a slice: anything with a length. */
function sequenceItems(value: unknown): unknown[] {
  if (typeof value !== "object" && typeof value !== "string") {
    throw new ValueError("Can only assign sequence of same size");
  }
  return [...iterate(value as Iterable<unknown>)];
}

const arrayTypes = new Map<CClass, Map<number, ArrayType>>();

/** The class of arrays of a type and length: always the same one. Mirrors `c_int * 3`. */
export function arrayType(type: CClass, length: number): ArrayType {
  const byLength = arrayTypes.get(type) ?? new Map<number, ArrayType>();
  arrayTypes.set(type, byLength);
  let made = byLength.get(length);
  if (made === undefined) byLength.set(length, (made = newArrayType(type, length)));
  return made;
}

function newArrayType(type: CClass, length: number): ArrayType {
  const made = class extends CArray {
    static override readonly _type_ = type;
    static override readonly _length_ = length;
  };
  Object.defineProperty(made, "name", { value: `${type.__name__ ?? (type as { name: string }).name}_Array_${length}` });
  Object.defineProperty(made, "__name__", { value: made.name });
  return made as unknown as ArrayType;
}

function multiplied(type: CClass, length: unknown): ArrayType {
  if (!isIntLike(length)) throw new TypeError(`can't multiply sequence by non-int of type '${typeName(length)}'`);
  if (Number(length) < 0) throw new ValueError(`Array length must be >= 0, not ${Number(length)}`);
  return arrayType(type, Number(length));
}

typeMethods.__mul__ = function (length) {
  return multiplied(this, length);
};
typeMethods.__rmul__ = typeMethods.__mul__;

/** Arrays of characters that bytes fill. Mirrors `create_string_buffer(init, size=None)`. */
export function create_string_buffer(init: unknown, size: unknown = null): CArray {
  if (isIntLike(init)) return new (arrayType(c_char, Number(init)))();
  if (!(init instanceof bytes)) throw new TypeError(typeName(init));
  const made = new (arrayType(c_char, size === null ? init.data.length + 1 : Number(size)))();
  made.value = init;
  return made;
}

/** Mirrors `create_unicode_buffer(init, size=None)`. */
export function create_unicode_buffer(init: unknown, size: unknown = null): CArray {
  if (isIntLike(init)) return new (arrayType(c_wchar, Number(init)))();
  if (typeof init !== "string") throw new TypeError(typeName(init));
  const made = new (arrayType(c_wchar, size === null ? [...init].length + 1 : Number(size)))();
  made.value = init;
  return made;
}

/** For pickles: an array with these bytes. */
function arrayOf(type: ArrayType, content: bytes): CArray {
  const made = new type();
  made.__buffer__().data.set(content.data);
  return made;
}

registerModule("py2mp.handles", { arrayOf, arrayType });
// The classes themselves travel as what was multiplied.
registerReducer(CArray, (type) => {
  const { _type_, _length_ } = type as unknown as ArrayType;
  return { callable: arrayType, args: tuple.of(_type_, _length_) };
});
