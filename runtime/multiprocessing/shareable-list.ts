/** A list of fixed length in shared memory. Mirrors ShareableList of Lib/multiprocessing/shared_memory.py. */
import { bytes } from "../builtins/bytes.js";
import { equal } from "../builtins/compare.js";
import { IndexError, KeyError, ValueError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { Float, shrink, tagged } from "../builtins/numbers.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { typeOf } from "../builtins/type.js";
import { className } from "../builtins/type-name.js";
import { registerModule } from "../kernel/registry.js";
import { error } from "../stdlib/struct/layout.js";
import { SharedMemory } from "./shared_memory.js";

const WORD = 8;
/** Bytes of an item's format, padded with zeros. */
const FORMAT_BYTES = 8;
const INTEGER = "q";
const REAL = "d";
const BOOLEAN = "xxxxxxx?";
const NONE = "xxxxxx?x";

/** How a stored byte string is to be read. */
const AS_IS = 0;
const TEXT = 1;
const BYTES = 2;
const NOTHING = 3;

/**
 * Mirrors ShareableList, memory layout included: the number of items, where each item ends, the items, a format for each,
 * and a code for each that says what a byte string stands for.
 */
export class ShareableList<T = unknown> extends object {
  readonly shm: SharedMemory;

  /** A new list with the items of a sequence, or the one that has a name. */
  constructor(sequence: Iterable<T> | null = null, options: { name?: string | null } = {}) {
    super();
    const { name = null } = options;
    if (sequence === null) {
      this.shm = new SharedMemory(name);
      return;
    }
    const items = [...iterate<T>(sequence)].map(itemLayout);
    const data = items.reduce((sum, item) => sum + item.size, 0);
    const size = WORD + WORD * (items.length + 1) + data + items.length * (FORMAT_BYTES + 1);
    this.shm = new SharedMemory(name, { create: true, size });
    this.#layOut(items);
  }

  override __init__(): void {}

  #layOut(items: Layout[]): void {
    const view = this.#view();
    view.setBigInt64(0, BigInt(items.length), true);
    let end = 0;
    items.forEach((item, at) => {
      end += item.size;
      view.setBigInt64(WORD * (at + 2), BigInt(end), true);
    });
    items.forEach((item, at) => this.#store(at, item));
  }

  /** The segment's bytes. Raises TypeError after `shm.close()`. */
  #view(): DataView {
    const { data } = this.shm.buf!.__buffer__();
    return new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  #bytes(): Uint8Array {
    return this.shm.buf!.__buffer__().data;
  }

  __len__(): number {
    return Number(this.#view().getBigInt64(0, true));
  }

  #end(at: number): number {
    return Number(this.#view().getBigInt64(WORD * (at + 1), true));
  }

  get #dataStart(): number {
    return WORD * (this.__len__() + 2);
  }

  get #formatStart(): number {
    return this.#dataStart + this.#end(this.__len__());
  }

  get #codeStart(): number {
    return this.#formatStart + this.__len__() * FORMAT_BYTES;
  }

  #format(at: number): string {
    const start = this.#formatStart + at * FORMAT_BYTES;
    return Buffer.from(this.#bytes().slice(start, start + FORMAT_BYTES))
      .toString("latin1")
      .replace(/\0+$/, "");
  }

  /** Writes an item, its format and its code. */
  #store(at: number, { format, code, write }: Layout): void {
    const place = this.#formatStart + at * FORMAT_BYTES;
    this.#bytes().fill(0, place, place + FORMAT_BYTES);
    this.#bytes().set(Buffer.from(format), place);
    this.#bytes()[this.#codeStart + at] = code;
    write(this.#view(), this.#dataStart + this.#end(at), this.#end(at + 1) - this.#end(at));
  }

  #position(index: number | bigint, text: string): number {
    const at = Number(index) < 0 ? Number(index) + this.__len__() : Number(index);
    if (at < 0 || at >= this.__len__()) throw new IndexError(text);
    return at;
  }

  __getitem__(index: number | bigint): T {
    const at = this.#position(index, "index out of range");
    const start = this.#dataStart + this.#end(at);
    const view = this.#view();
    switch (this.#format(at)) {
      case INTEGER:
        return shrink(view.getBigInt64(start, true)) as T;
      case REAL:
        return tagged(view.getFloat64(start, true)) as T;
      case BOOLEAN:
        return (view.getUint8(start + WORD - 1) !== 0) as T;
      case NONE:
        return null as T;
      default:
        return this.#readString(at, start) as T;
    }
  }

  #readString(at: number, start: number): unknown {
    const stored = this.#bytes().slice(start, start + parseInt(this.#format(at), 10));
    let length = stored.length;
    while (length > 0 && stored[length - 1] === 0) length--;
    const content = stored.subarray(0, length);
    return this.#bytes()[this.#codeStart + at] === BYTES ? bytes.wrap(content) : Buffer.from(content).toString("utf8");
  }

  __setitem__(index: number | bigint, value: T): void {
    const at = this.#position(index, "assignment index out of range");
    const item = itemLayout(value);
    if (item.content !== null) {
      const room = this.#end(at + 1) - this.#end(at);
      if (item.content.length > room) throw new ValueError("bytes/str item exceeds available storage");
      this.#store(at, { ...item, format: `${room}s` });
    } else {
      this.#store(at, item);
    }
  }

  *__iter__(): Generator<T> {
    for (let at = 0; at < this.__len__(); at++) yield this.__getitem__(at);
  }

  declare [Symbol.iterator]: () => IterableIterator<T>;

  /** The items' formats, one after the other. */
  get format(): string {
    return Array.from({ length: this.__len__() }, (_, at) => this.#format(at)).join("");
  }

  count(value: unknown): number {
    return [...this].filter((item) => equal(item, value)).length;
  }

  /** Raises ValueError. */
  index(value: unknown): number {
    const at = [...this].findIndex((item) => equal(item, value));
    if (at < 0) throw new ValueError(`${repr(value)} not in this container`);
    return at;
  }

  /** Travels as the name of its segment. */
  __reduce__(): tuple {
    return tuple.of(reopen, tuple.of(this.shm.name));
  }

  override __repr__(): string {
    return `${className(this.constructor)}(${repr([...this])}, name=${repr(this.shm.name)})`;
  }
}

/** An item as it lies in memory. */
interface Layout {
  readonly format: string;
  readonly code: number;
  readonly size: number;
  /** The bytes of a string; null for anything else. */
  readonly content: Uint8Array | null;
  readonly write: (view: DataView, start: number, room: number) => void;
}

/** Raises KeyError for a type that can't be in the list. */
function itemLayout(value: unknown): Layout {
  if (typeof value === "string") return stringLayout(Buffer.from(value), TEXT, [...value].length);
  if (value instanceof bytes) return stringLayout(value.data, BYTES, value.data.length);
  const fixed = { code: AS_IS, size: WORD, content: null };
  if (value === null) {
    return { ...fixed, format: NONE, code: NOTHING, write: (view, start) => view.setBigInt64(start, 0n) };
  }
  if (typeof value === "boolean") {
    return { ...fixed, format: BOOLEAN, write: (view, start) => view.setBigInt64(start, value ? 1n : 0n) };
  }
  if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
    if (BigInt.asIntN(64, BigInt(value)) !== BigInt(value)) throw new error("argument out of range");
    return { ...fixed, format: INTEGER, write: (view, start) => view.setBigInt64(start, BigInt(value), true) };
  }
  if (typeof value === "number" || value instanceof Float) {
    return { ...fixed, format: REAL, write: (view, start) => view.setFloat64(start, Number(value), true) };
  }
  throw new KeyError(typeOf(value));
}

/** Room for a string is a multiple of 8 bytes, at least one more than it has characters. */
function stringLayout(content: Uint8Array, code: number, length: number): Layout {
  const size = WORD * (Math.floor(length / WORD) + 1);
  const write = (view: DataView, start: number, room: number) => {
    const place = new Uint8Array(view.buffer, view.byteOffset + start, room);
    place.fill(0);
    place.set(content.subarray(0, room));
  };
  return { format: `${size}s`, code, size, content, write };
}

function reopen(name: string): ShareableList {
  return new ShareableList(null, { name });
}

registerModule("multiprocessing.shared_memory", { ShareableList, reopenList: reopen });
