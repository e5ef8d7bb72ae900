/** What bytes and bytearray do as sequences of ints: subscripts, operators, comparison. */
import { IndexError, MemoryError, OverflowError, TypeError } from "../exceptions.js";
import { isIntLike } from "../numbers.js";
import { NotImplemented, special } from "../protocol.js";
import { resolveSlice, slice } from "../slice.js";
import { asCount, asIndex, fitsIndex, indexSized, requireMultiplier } from "../as-index.js";
import { typeName } from "../type-name.js";
import {
  bufferOf,
  compareBytes,
  concatenate,
  requireBuffer,
  requireByte,
  toLatin1,
  type BufferView,
  type BytesLike,
} from "./buffer.js";

/** Gives the bytes one by one, also those that a bytearray gets on the way. */
class ByteIterator implements IterableIterator<number> {
  readonly #of: ByteSequence;
  #at = 0;

  constructor(of: ByteSequence) {
    this.#of = of;
  }

  next(): IteratorResult<number> {
    const { data } = this.#of;
    return this.#at < data.length ? { done: false, value: data[this.#at++] } : { done: true, value: undefined };
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** The class name that Python shows. */
  get [Symbol.toStringTag](): string {
    return `${typeName(this.#of)}_iterator`;
  }
}
// For Python these are of two classes, by what they iterate over.
Object.defineProperty(ByteIterator.prototype, "constructor", { value: Object });

export abstract class ByteSequence implements Iterable<number>, BytesLike {
  /** The bytes themselves; a bytearray's block is replaced when its length changes. */
  abstract data: Uint8Array;

  abstract __buffer__(): BufferView;

  /** An object of the same kind around a new block of memory. */
  protected abstract make(data: Uint8Array): this;

  [Symbol.iterator](): IterableIterator<number> {
    return new ByteIterator(this);
  }

  __len__(): number {
    return this.data.length;
  }

  __getitem__(index: number | bigint): number;
  __getitem__(index: slice): this;
  __getitem__(index: number | bigint | slice): number | this {
    return index instanceof slice ? this.make(this.part(index)) : this.data[this.position(index)];
  }

  private part(bounds: slice): Uint8Array {
    const { start, step, count } = resolveSlice(bounds, this.data.length);
    if (step === 1) {
      return this.data.slice(start, start + count);
    }
    return Uint8Array.from({ length: count }, (_, at) => this.data[start + at * step]);
  }

  /** A subscript as an offset from the start. */
  protected position(index: unknown): number {
    const kind = typeName(this);
    if (!isIntLike(index) && special(index, "__index__") === undefined) {
      const name = kind === "bytes" ? "byte" : kind;
      throw new TypeError(`${name} indices must be integers or slices, not ${typeName(index)}`);
    }
    const given = asCount(index);
    if (!fitsIndex(asIndex(index))) throw new IndexError("cannot fit 'int' into an index-sized integer");
    const at = given < 0 ? given + this.data.length : given;
    if (at < 0 || at >= this.data.length) {
      throw new IndexError(kind === "bytes" ? "index out of range" : `${kind} index out of range`);
    }
    return at;
  }

  __contains__(item: unknown): boolean {
    if (isIntLike(item)) {
      return this.data.includes(requireByte(item));
    }
    return toLatin1(this.data).includes(toLatin1(requireBuffer(item)));
  }

  __add__(other: BytesLike): this {
    const view = bufferOf(other);
    if (view === null) {
      throw new TypeError(`can't concat ${typeName(other)} to ${typeName(this)}`);
    }
    return this.make(concatenate([this.data, view.data]));
  }

  __mul__(times: number | bigint): this {
    requireMultiplier(times);
    const count = Math.max(0, indexSized(times));
    const length = this.data.length * count;
    if (length >= 2 ** 63 && typeName(this) === "bytes") throw new OverflowError("repeated bytes are too long");
    if (length > 2 ** 32) throw new MemoryError();
    const repeated = new Uint8Array(length);
    for (let at = 0; at < count; at += 1) {
      repeated.set(this.data, at * this.data.length);
    }
    return this.make(repeated);
  }

  __rmul__(times: unknown): unknown {
    const isSequence = typeof times === "string" || Array.isArray(times);
    return isSequence ? NotImplemented : this.__mul__(times as number);
  }

  __eq__(other: unknown): unknown {
    return this.compared(other, (order) => order === 0);
  }

  __lt__(other: unknown): unknown {
    return this.compared(other, (order) => order < 0);
  }

  __le__(other: unknown): unknown {
    return this.compared(other, (order) => order <= 0);
  }

  __gt__(other: unknown): unknown {
    return this.compared(other, (order) => order > 0);
  }

  __ge__(other: unknown): unknown {
    return this.compared(other, (order) => order >= 0);
  }

  private compared(other: unknown, holds: (order: number) => boolean): unknown {
    const view = bufferOf(other);
    return view === null ? NotImplemented : holds(compareBytes(this.data, view.data));
  }
}
