/** Mirrors the module array: sequences of numbers, or characters, of one C type. */
import { asCount, toIndex } from "../builtins/as-index.js";
import { bytearray, bytes } from "../builtins/bytes.js";
import { equal, ge, gt, le, lt } from "../builtins/compare.js";
import { IndexError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import type { int } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { delitem, getitem, setitem } from "../builtins/operators.js";
import { NotImplemented } from "../builtins/protocol.js";
import { repr } from "../builtins/repr.js";
import { slice } from "../builtins/slice.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { itemType, type ItemType } from "./array/items.js";
import { privatePlace } from "./ctypes/views.js";
import { libraryModule, nativeClasses } from "./module.js";

export const typecodes = "bBuhHiIlLqQfd";

/** Mirrors `array.array`. */
export class array<T = unknown> extends object {
  readonly typecode: string;
  readonly #type: ItemType;
  #items: T[] = [];

  constructor(typecode: string, initializer: Iterable<T> | string | bytes | bytearray = []) {
    super();
    this.#type = itemType(typecode);
    this.typecode = typecode;
    if (typeof initializer === "string" && typecode !== "u") {
      throw new TypeError(`cannot use a str to initialize an array with typecode '${typecode}'`);
    }
    if (initializer instanceof bytes || initializer instanceof bytearray) this.frombytes(initializer);
    else this.extend([...iterate<T>(initializer)]);
  }

  override __init__(): void {}

  get itemsize(): number {
    return this.#type.ctype.element.size;
  }

  append(value: T): null {
    this.#items.push(this.#type.convert(value) as T);
    return null;
  }

  extend(values: Iterable<T>): null {
    if (values instanceof array && values.typecode !== this.typecode) {
      throw new TypeError("can only extend with array of same kind");
    }
    for (const value of iterate<T>(values)) this.append(value);
    return null;
  }

  fromlist(values: T[]): null {
    if (!Array.isArray(values)) throw new TypeError("arg must be list");
    const items = values.map((value) => this.#type.convert(value) as T);
    this.#items.push(...items);
    return null;
  }

  insert(index: int, value: T): null {
    this.#items.splice(asCount(index), 0, this.#type.convert(value) as T);
    return null;
  }

  pop(index: int = -1): T {
    if (this.#items.length === 0) throw new IndexError("pop from empty array");
    const at = asCount(index) < 0 ? asCount(index) + this.#items.length : asCount(index);
    if (at < 0 || at >= this.#items.length) throw new IndexError("pop index out of range");
    return this.#items.splice(at, 1)[0]!;
  }

  remove(value: T): null {
    const at = this.#items.findIndex((item) => equal(item, value));
    if (at < 0) throw new ValueError("array.remove(x): x not in array");
    this.#items.splice(at, 1);
    return null;
  }

  index(value: T): number {
    const at = this.#items.findIndex((item) => equal(item, value));
    if (at < 0) throw new ValueError("array.index(x): x not in array");
    return at;
  }

  count(value: T): number {
    return this.#items.filter((item) => equal(item, value)).length;
  }

  reverse(): null {
    this.#items.reverse();
    return null;
  }

  tolist(): T[] {
    return [...this.#items];
  }

  tounicode(): string {
    if (this.typecode !== "u") throw new ValueError("tounicode() may only be called on unicode type arrays");
    return this.#items.join("");
  }

  tobytes(): bytes {
    const { element } = this.#type.ctype;
    const size = this.#items.length * element.size;
    const { views } = privatePlace(size);
    this.#items.forEach((item, at) => element.write(views, at, item));
    return bytes.wrap(views.u8.slice(0, size));
  }

  frombytes(buffer: bytes | bytearray): null {
    const { element } = this.#type.ctype;
    if (buffer.data.length % element.size !== 0) throw new ValueError("bytes length not a multiple of item size");
    const { views } = privatePlace(buffer.data.length);
    views.u8.set(buffer.data);
    for (let at = 0; at < buffer.data.length / element.size; at++) this.#items.push(element.read(views, at) as T);
    return null;
  }

  __len__(): number {
    return this.#items.length;
  }

  declare [Symbol.iterator]: () => IterableIterator<T>;

  *__iter__(): Generator<T> {
    for (let at = 0; at < this.#items.length; at++) yield this.#items[at]!;
  }

  __contains__(value: unknown): boolean {
    return this.#items.some((item) => equal(item, value));
  }

  __getitem__(index: unknown): unknown {
    if (index instanceof slice) return this.#like(getitem(this.#items, index) as unknown as T[]);
    return this.#items[this.#position(index, "array index out of range")];
  }

  __setitem__(index: unknown, value: unknown): void {
    if (index instanceof slice) {
      if (!(value instanceof array)) {
        throw new TypeError(`can only assign array (not "${typeName(value)}") to array slice`);
      }
      setitem(this.#items, index as never, value.tolist() as never);
      return;
    }
    this.#items[this.#position(index, "array assignment index out of range")] = this.#type.convert(value) as T;
  }

  __delitem__(index: unknown): void {
    if (index instanceof slice) delitem(this.#items, index as never);
    else this.#items.splice(this.#position(index, "array assignment index out of range"), 1);
  }

  __add__(other: unknown): array<T> {
    if (!(other instanceof array)) throw new TypeError(`can only append array (not "${typeName(other)}") to array`);
    return this.#like([...this.#items, ...(other as array<T>).tolist()]);
  }

  __iadd__(other: unknown): this {
    if (!(other instanceof array)) throw new TypeError(`can only extend with array (not "${typeName(other)}")`);
    this.extend(other as array<T>);
    return this;
  }

  __mul__(times: int): array<T> {
    return this.#like(Array.from({ length: Math.max(0, asCount(times)) }, () => this.#items).flat());
  }

  __rmul__(times: int): array<T> {
    return this.__mul__(times);
  }

  override __eq__(other: unknown): unknown {
    return other instanceof array ? equal(this.#items, other.tolist()) : NotImplemented;
  }

  __lt__(other: unknown): unknown {
    return other instanceof array ? lt(this.#items, other.tolist()) : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof array ? le(this.#items, other.tolist()) : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof array ? gt(this.#items, other.tolist()) : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof array ? ge(this.#items, other.tolist()) : NotImplemented;
  }

  __reduce__(): tuple {
    return tuple.of(array, tuple.of(this.typecode, this.tolist()));
  }

  override __repr__(): string {
    if (this.#items.length === 0) return `array('${this.typecode}')`;
    const shown = this.typecode === "u" ? repr(this.#items.join("")) : repr(this.#items);
    return `array('${this.typecode}', ${shown})`;
  }

  static readonly __hash__ = null;

  #like(items: T[]): array<T> {
    return new array<T>(this.typecode, items);
  }

  #position(index: unknown, outOfRange: string): number {
    const found = toIndex(index);
    if (found === undefined) throw new TypeError("array indices must be integers");
    const at = Number(found) < 0 ? Number(found) + this.#items.length : Number(found);
    if (at < 0 || at >= this.#items.length) throw new IndexError(outOfRange);
    return at;
  }
}

export { array as ArrayType };

nativeClasses("array", { array });
libraryModule("array", () => ({ array }), { array });
