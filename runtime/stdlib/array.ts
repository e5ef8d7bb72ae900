/** Mirrors the module array: sequences of numbers, or characters, of one C type. */
import { asCount, toIndex } from "../builtins/as-index.js";
import { bytearray, bytes } from "../builtins/bytes.js";
import { type BufferView, type BytesLike, requireBuffer } from "../builtins/bytes/buffer.js";
import { equal, ge, gt, le, lt } from "../builtins/compare.js";
import { EOFError, IndexError, TypeError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import type { int } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { delitem, getitem, setitem } from "../builtins/operators.js";
import { NotImplemented } from "../builtins/protocol.js";
import { repr } from "../builtins/repr.js";
import { slice } from "../builtins/slice.js";
import { tuple } from "../builtins/tuple.js";
import { className, typeName } from "../builtins/type-name.js";
import { itemType, type ItemType } from "./array/items.js";
import { privatePlace, type Views } from "./ctypes/views.js";
import { libraryModule, nativeClasses } from "./module.js";

export const typecodes = "bBuhHiIlLqQfd";

/** Mirrors `array.array`: the items lie in memory as in C, which memoryviews and files see. */
export class array<T = unknown> extends object implements BytesLike {
  readonly typecode: string;
  readonly #type: ItemType;
  #views: Views;
  #length = 0;
  /** How many items there is room for. */
  #room = 0;

  constructor(typecode: string, initializer: Iterable<T> | string | bytes | bytearray = []) {
    super();
    this.#type = itemType(typecode);
    this.typecode = typecode;
    this.#views = privatePlace(0).views;
    if (typeof initializer === "string" && typecode !== "u") {
      throw new TypeError(`cannot use a str to initialize an array with typecode '${typecode}'`);
    }
    if (initializer instanceof bytes || initializer instanceof bytearray) this.frombytes(initializer);
    else if (initializer instanceof array) this.#takeAll(initializer as array<T>);
    else this.extend(iterate<T>(initializer));
  }

  override __init__(): void {}

  get itemsize(): number {
    return this.#type.ctype.element.size;
  }

  __buffer__(): BufferView {
    return { data: this.#data, format: this.typecode, itemsize: this.itemsize, readonly: false };
  }

  get #data(): Uint8Array {
    return this.#views.u8.subarray(0, this.#length * this.itemsize);
  }

  #get(at: number): T {
    return this.#type.ctype.element.read(this.#views, at) as T;
  }

  #set(at: number, item: unknown): void {
    this.#type.ctype.element.write(this.#views, at, item);
  }

  /** Sets the number of items; new ones are whatever was there. Room grows by half, so that appending is cheap. */
  #resize(length: number): void {
    if (length > this.#room) {
      this.#room = Math.max(length, Math.ceil(this.#room * 1.5), 8);
      const old = this.#data;
      this.#views = privatePlace(this.#room * this.itemsize).views;
      this.#views.u8.set(old);
    }
    this.#length = length;
  }

  /** Puts other bytes in the place of some items. */
  #splice(start: number, count: number, content: Uint8Array): void {
    const size = this.itemsize;
    const tail = this.#data.slice((start + count) * size);
    this.#resize(this.#length - count + content.length / size);
    this.#views.u8.set(content, start * size);
    this.#views.u8.set(tail, start * size + content.length);
  }

  append(value: T): null {
    const item = this.#type.convert(value);
    this.#resize(this.#length + 1);
    this.#set(this.#length - 1, item);
    return null;
  }

  extend(values: Iterable<T>): null {
    if (values instanceof array) {
      if (values.typecode !== this.typecode) throw new TypeError("can only extend with array of same kind");
      this.frombytes(values.tobytes());
    } else {
      for (const value of iterate<T>(values)) this.append(value);
    }
    return null;
  }

  /** The items of an array of another type, each converted. */
  #takeAll(other: array<T>): void {
    if (other.typecode === this.typecode) this.frombytes(other.tobytes());
    else for (const value of other) this.append(value);
  }

  fromlist(values: T[]): null {
    if (!Array.isArray(values)) throw new TypeError("arg must be list");
    const items = values.map((value) => this.#type.convert(value));
    const start = this.#length;
    this.#resize(start + items.length);
    items.forEach((item, at) => this.#set(start + at, item));
    return null;
  }

  fromunicode(text: string): null {
    this.#requireText("fromunicode");
    return this.fromlist([...text] as T[]);
  }

  insert(index: int, value: T): null {
    const item = this.#type.convert(value);
    const at = asCount(index) < 0 ? Math.max(0, asCount(index) + this.#length) : Math.min(asCount(index), this.#length);
    this.#splice(at, 0, new Uint8Array(this.itemsize));
    this.#set(at, item);
    return null;
  }

  pop(index: int = -1): T {
    if (this.#length === 0) throw new IndexError("pop from empty array");
    const at = asCount(index) < 0 ? asCount(index) + this.#length : asCount(index);
    if (at < 0 || at >= this.#length) throw new IndexError("pop index out of range");
    const item = this.#get(at);
    this.#splice(at, 1, NOTHING);
    return item;
  }

  remove(value: T): null {
    const at = this.#find(value);
    if (at < 0) throw new ValueError("array.remove(x): x not in array");
    this.#splice(at, 1, NOTHING);
    return null;
  }

  index(value: T, start: int = 0, stop: int | null = null): number {
    const bound = (given: number): number => (given < 0 ? Math.max(0, given + this.#length) : given);
    const end = stop === null ? this.#length : Math.min(bound(asCount(stop)), this.#length);
    const at = this.#find(value, bound(asCount(start)), end);
    if (at < 0) throw new ValueError("array.index(x): x not in array");
    return at;
  }

  #find(value: unknown, start = 0, end = this.#length): number {
    for (let at = start; at < end; at++) if (equal(this.#get(at), value)) return at;
    return -1;
  }

  count(value: T): number {
    return this.tolist().filter((item) => equal(item, value)).length;
  }

  reverse(): null {
    const items = this.tolist().reverse();
    items.forEach((item, at) => this.#set(at, item));
    return null;
  }

  tolist(): T[] {
    return Array.from({ length: this.#length }, (_, at) => this.#get(at));
  }

  tounicode(): string {
    this.#requireText("tounicode");
    return this.tolist().join("");
  }

  #requireText(method: string): void {
    if (this.typecode !== "u") throw new ValueError(`${method}() may only be called on unicode type arrays`);
  }

  tobytes(): bytes {
    return bytes.wrap(this.#data.slice());
  }

  frombytes(buffer: BytesLike): null {
    const data = requireBuffer(buffer);
    if (data.length % this.itemsize !== 0) throw new ValueError("bytes length not a multiple of item size");
    this.#splice(this.#length, 0, data);
    return null;
  }

  /** Writes the items to a binary file. */
  tofile(file: { write(data: bytes): unknown }): null {
    file.write(this.tobytes());
    return null;
  }

  /** Adds `n` items from a binary file. @throws EOFError after adding what is there */
  fromfile(file: { read(size: number): bytes }, n: int): null {
    const wanted = asCount(n) * this.itemsize;
    const content = file.read(wanted);
    this.frombytes(content);
    if (content.data.length < wanted) throw new EOFError("read() didn't return enough bytes");
    return null;
  }

  /** Turns the bytes of every item around. */
  byteswap(): null {
    const { itemsize } = this;
    for (let at = 0; at < this.#data.length; at += itemsize) this.#data.subarray(at, at + itemsize).reverse();
    return null;
  }

  __len__(): number {
    return this.#length;
  }

  declare [Symbol.iterator]: () => IterableIterator<T>;

  *__iter__(): Generator<T> {
    for (let at = 0; at < this.#length; at++) yield this.#get(at);
  }

  __contains__(value: unknown): boolean {
    return this.#find(value) >= 0;
  }

  __getitem__(index: unknown): unknown {
    if (index instanceof slice) return this.#like(getitem(this.tolist(), index) as unknown as T[]);
    return this.#get(this.#position(index, "array index out of range"));
  }

  __setitem__(index: unknown, value: unknown): void {
    if (index instanceof slice) {
      if (!(value instanceof array)) {
        throw new TypeError(`can only assign array (not "${typeName(value)}") to array slice`);
      }
      const items = this.tolist();
      setitem(items, index as never, value.tolist() as never);
      this.#replace(items);
      return;
    }
    const at = this.#position(index, "array assignment index out of range");
    this.#set(at, this.#type.convert(value));
  }

  __delitem__(index: unknown): void {
    if (!(index instanceof slice)) {
      this.#splice(this.#position(index, "array assignment index out of range"), 1, NOTHING);
      return;
    }
    const items = this.tolist();
    delitem(items, index as never);
    this.#replace(items);
  }

  #replace(items: T[]): void {
    this.#length = 0;
    this.fromlist(items);
  }

  __add__(other: unknown): array<T> {
    if (!(other instanceof array)) throw new TypeError(`can only append array (not "${typeName(other)}") to array`);
    return this.#like([...this.tolist(), ...(other as array<T>).tolist()]);
  }

  __iadd__(other: unknown): this {
    if (!(other instanceof array)) throw new TypeError(`can only extend with array (not "${typeName(other)}")`);
    this.extend(other as array<T>);
    return this;
  }

  __mul__(times: int): array<T> {
    const items = this.tolist();
    return this.#like(Array.from({ length: Math.max(0, asCount(times)) }, () => items).flat());
  }

  __rmul__(times: int): array<T> {
    return this.__mul__(times);
  }

  __imul__(times: int): this {
    this.#replace(this.__mul__(times).tolist());
    return this;
  }

  override __eq__(other: unknown): unknown {
    return other instanceof array ? equal(this.tolist(), other.tolist()) : NotImplemented;
  }

  __lt__(other: unknown): unknown {
    return other instanceof array ? lt(this.tolist(), other.tolist()) : NotImplemented;
  }

  __le__(other: unknown): unknown {
    return other instanceof array ? le(this.tolist(), other.tolist()) : NotImplemented;
  }

  __gt__(other: unknown): unknown {
    return other instanceof array ? gt(this.tolist(), other.tolist()) : NotImplemented;
  }

  __ge__(other: unknown): unknown {
    return other instanceof array ? ge(this.tolist(), other.tolist()) : NotImplemented;
  }

  __copy__(): array<T> {
    return this.#like(this.tolist());
  }

  __deepcopy__(_memo: unknown): array<T> {
    return this.__copy__();
  }

  __reduce__(): tuple {
    return tuple.of(this.constructor, tuple.of(this.typecode, this.tolist()));
  }

  override __repr__(): string {
    const name = className(this.constructor);
    if (this.#length === 0) return `${name}('${this.typecode}')`;
    const shown = this.typecode === "u" ? repr(this.tounicode()) : repr(this.tolist());
    return `${name}('${this.typecode}', ${shown})`;
  }

  static readonly __hash__ = null;

  #like(items: T[]): array<T> {
    const made = new array<T>(this.typecode);
    made.fromlist(items);
    return made;
  }

  #position(index: unknown, outOfRange: string): number {
    const found = toIndex(index);
    if (found === undefined) throw new TypeError("array indices must be integers");
    const at = Number(found) < 0 ? Number(found) + this.#length : Number(found);
    if (at < 0 || at >= this.#length) throw new IndexError(outOfRange);
    return at;
  }
}

const NOTHING = new Uint8Array(0);

export { array as ArrayType };

nativeClasses("array", { array });
libraryModule("array", () => ({ array }), { array });
