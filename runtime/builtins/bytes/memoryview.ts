/** The class `memoryview`. */
import { asCount, toIndex } from "../as-index.js";
import { IndexError, NotImplementedError, TypeError, ValueError } from "../exceptions.js";
import { equal } from "../compare.js";
import { addressOf } from "../names.js";
import { NotImplemented } from "../protocol.js";
import { resolveSlice, slice } from "../slice.js";
import { tuple } from "../tuple.js";
import { nameIterators } from "../tags.js";
import { typeName } from "../type-name.js";
import { bufferOf, toLatin1, type BufferView, type BytesLike } from "./buffer.js";
import { bytes } from "./bytes.js";
import { hashText } from "../hash.js";
import { hexText } from "./hex.js";
import { ITEM_CODECS } from "./items.js";

/**
 * Mirrors `memoryview` with one dimension: items read and written in the memory of another object.
 *
 * Differs: no shapes of several dimensions, and a slice with a step is a view of the same memory by stride only
 * through this class (its buffer is a copy).
 */
export class memoryview implements Iterable<unknown>, BytesLike {
  private view: BufferView | null;
  private readonly owner: unknown;
  /** Distance between items in items: -1 for a reversed view. */
  private readonly stride: number;
  private readonly first: number;
  private readonly count: number;

  /** @throws TypeError "memoryview: a bytes-like object is required, not 'str'" */
  constructor(object: BytesLike) {
    const view = bufferOf(object);
    if (view === null) {
      throw new TypeError(`memoryview: a bytes-like object is required, not '${typeName(object)}'`);
    }
    this.view = view;
    this.owner = object instanceof memoryview ? object.owner : object;
    this.stride = 1;
    this.first = 0;
    this.count = view.data.length / view.itemsize;
  }

  /** A view of memory that no Python object owns. */
  static over(data: Uint8Array, options: Partial<Omit<BufferView, "data">> = {}): memoryview {
    const view = { data, format: "B", itemsize: 1, readonly: false, ...options };
    return new memoryview({ __buffer__: () => view });
  }

  private derive(changes: { view?: BufferView; stride?: number; first?: number; count?: number }): memoryview {
    return Object.assign(Object.create(memoryview.prototype) as memoryview, this, changes);
  }

  private get open(): BufferView {
    if (this.view === null) {
      throw new ValueError("operation forbidden on released memoryview object");
    }
    return this.view;
  }

  __buffer__(): BufferView {
    return this.stride === 1 && this.first === 0 && this.count * this.open.itemsize === this.open.data.length
      ? this.open
      : { ...this.open, data: this.block(), readonly: this.readonly || this.stride !== 1 };
  }

  /** The viewed bytes: the memory itself for a contiguous view, else a copy. */
  private block(): Uint8Array {
    const { data, itemsize } = this.open;
    if (this.stride === 1) {
      return data.subarray(this.first * itemsize, (this.first + this.count) * itemsize);
    }
    const copy = new Uint8Array(this.count * itemsize);
    for (let at = 0; at < this.count; at += 1) {
      const from = (this.first + at * this.stride) * itemsize;
      copy.set(data.subarray(from, from + itemsize), at * itemsize);
    }
    return copy;
  }

  get obj(): unknown {
    return this.owner;
  }

  get nbytes(): number {
    return this.count * this.open.itemsize;
  }

  get readonly(): boolean {
    return this.open.readonly;
  }

  get format(): string {
    return this.open.format;
  }

  get itemsize(): number {
    return this.open.itemsize;
  }

  get ndim(): number {
    return 1;
  }

  get shape(): tuple<[number]> {
    return tuple.of(this.count);
  }

  get strides(): tuple<[number]> {
    return tuple.of(this.stride * this.open.itemsize);
  }

  get contiguous(): boolean {
    return this.stride === 1 || this.count <= 1;
  }

  get c_contiguous(): boolean {
    return this.contiguous;
  }

  get f_contiguous(): boolean {
    return this.contiguous;
  }

  __len__(): number {
    return this.open && this.count;
  }

  *[Symbol.iterator](): IterableIterator<unknown> {
    for (let at = 0; at < this.count; at += 1) {
      yield this.read(at);
    }
  }

  private codec() {
    const codec = ITEM_CODECS[this.open.format];
    if (codec === undefined) {
      throw new NotImplementedError(`memoryview: format ${this.open.format} not supported`);
    }
    return codec;
  }

  private dataView(): DataView {
    const { data } = this.open;
    return new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  private read(at: number): unknown {
    return this.codec().read(this.dataView(), (this.first + at * this.stride) * this.open.itemsize);
  }

  private position(index: unknown): number {
    if (toIndex(index) === undefined) {
      throw new TypeError("memoryview: invalid slice key");
    }
    const given = asCount(index);
    const at = given < 0 ? given + this.count : given;
    if (at < 0 || at >= this.count) {
      throw new IndexError("index out of bounds on dimension 1");
    }
    return at;
  }

  __getitem__(index: slice): memoryview;
  __getitem__(index: number | bigint): number;
  __getitem__(index: number | bigint | slice): unknown {
    if (!(index instanceof slice)) {
      return this.read(this.position(index));
    }
    const { start, step, count } = resolveSlice(index, this.count);
    return this.derive({ first: this.first + start * this.stride, stride: this.stride * step, count });
  }

  __setitem__(index: number | bigint | slice, value: unknown): void {
    if (this.open.readonly) {
      throw new TypeError("cannot modify read-only memory");
    }
    if (!(index instanceof slice)) {
      const place = (this.first + this.position(index) * this.stride) * this.open.itemsize;
      this.codec().write(this.dataView(), place, value);
      return;
    }
    const target = this.__getitem__(index);
    const source = bufferOf(value);
    if (source === null) {
      throw new TypeError(`a bytes-like object is required, not '${typeName(value)}'`);
    }
    if (source.format !== this.open.format || source.data.length !== target.nbytes) {
      throw new ValueError("memoryview assignment: lvalue and rvalue have different structures");
    }
    target.fill(Uint8Array.from(source.data));
  }

  private fill(source: Uint8Array): void {
    const { data, itemsize } = this.open;
    for (let at = 0; at < this.count; at += 1) {
      data.set(source.subarray(at * itemsize, (at + 1) * itemsize), (this.first + at * this.stride) * itemsize);
    }
  }

  __contains__(item: unknown): boolean {
    return Array.from(this).some((own) => equal(own, item));
  }

  __eq__(other: unknown): unknown {
    const view = bufferOf(other);
    if (view === null) {
      return NotImplemented;
    }
    const items = Array.from(this);
    const others = Array.from(other instanceof memoryview ? other : new memoryview(other as BytesLike));
    return items.length === others.length && items.every((item, at) => equal(item, others[at]));
  }

  __hash__(): number {
    if (!this.open.readonly) {
      throw new ValueError("cannot hash writable memoryview object");
    }
    return hashText(toLatin1(this.block()));
  }

  tobytes(): bytes {
    return new bytes(this.block());
  }

  tolist(): unknown[] {
    return Array.from(this);
  }

  hex(sep?: string, bytes_per_sep: number | bigint = 1): string {
    return hexText(this.block(), sep, bytes_per_sep);
  }

  /** The same memory read as items of another format; one of the two has to be bytes. */
  cast(format: string): memoryview {
    const plain = format.replace(/^@/, "");
    const codec = plain === "c" ? undefined : ITEM_CODECS[plain];
    if (codec === undefined) {
      throw new ValueError(
        "memoryview: destination format must be a native single character format prefixed with an optional '@'",
      );
    }
    if (this.itemsize !== 1 && codec.size !== 1) {
      throw new TypeError("memoryview: cannot cast between two non-byte formats");
    }
    if (!this.contiguous) {
      throw new TypeError("memoryview: casts are restricted to C-contiguous views");
    }
    const data = this.block();
    if (data.length % codec.size !== 0) {
      throw new TypeError("memoryview: length is not a multiple of itemsize");
    }
    const view = { data, format: plain, itemsize: codec.size, readonly: this.readonly };
    return this.derive({ view, first: 0, stride: 1, count: data.length / codec.size });
  }

  toreadonly(): memoryview {
    return this.derive({ view: { ...this.open, readonly: true } });
  }

  release(): void {
    this.view = null;
  }

  __enter__(): this {
    return this.open && this;
  }

  __exit__(): void {
    this.release();
  }

  __repr__(): string {
    return this.view === null ? `<released memory at ${addressOf(this)}>` : `<memory at ${addressOf(this)}>`;
  }
}
nameIterators(memoryview.prototype[Symbol.iterator], "memory_iterator");
