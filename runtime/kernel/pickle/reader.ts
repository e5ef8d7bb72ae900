import { bytearray, bytes } from "../../builtins/bytes.js";
import { dict } from "../../builtins/dict.js";
import { EOFError, ValueError } from "../../builtins/exceptions.js";
import { frozenset, set } from "../../builtins/set.js";
import { tagged } from "../../builtins/numbers.js";
import { tuple } from "../../builtins/tuple.js";
import { allocate, applyState, callReduced } from "./build.js";
import { UnpicklingError } from "./errors.js";
import { decodeLong } from "./integers.js";
import { resolve } from "./names.js";
import * as op from "./opcodes.js";
import { readRare } from "./rare.js";
import { decodeText } from "./text.js";

/** Finds the object of a name in a pickle. */
export type FindClass = (module: string, name: string) => unknown;

const HIGHEST_PROTOCOL = 5;

/**
 * Reads one pickle of any protocol. The values lie on one stack; a mark is an index into it.
 * Bytes are copied out, so that the input may be shared memory which is used again afterwards.
 */
export class Unpickler {
  readonly data: Buffer;
  readonly view: DataView;
  readonly findClass: FindClass;
  readonly stack: unknown[] = [];
  readonly memo: unknown[] = [];
  private readonly marks: number[] = [];
  /** Where the next opcode lies. */
  at = 0;

  constructor(data: Uint8Array, findClass: FindClass = resolve) {
    this.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    this.findClass = findClass;
  }

  /**
   * Reads up to STOP and returns the value.
   *
   * @throws EOFError for no input at all, UnpicklingError for one that is cut off or no pickle
   */
  load(): unknown {
    if (this.data.length === 0) throw new EOFError("Ran out of input");
    try {
      return this.run();
    } catch (error) {
      // a DataView refuses to read past the end of the input
      if (error instanceof RangeError && error.message.startsWith("Offset is outside")) {
        throw new UnpicklingError("pickle data was truncated");
      }
      throw error;
    }
  }

  private run(): unknown {
    const { data, view, stack, memo } = this;
    for (;;) {
      const code = data[this.at++];
      switch (code) {
        case op.BININT1:
          stack.push(view.getUint8(this.at++));
          break;
        case op.BININT2:
          stack.push(view.getUint16(this.at, true));
          this.at += 2;
          break;
        case op.BININT:
          stack.push(view.getInt32(this.at, true));
          this.at += 4;
          break;
        case op.BINFLOAT:
          stack.push(tagged(view.getFloat64(this.at)));
          this.at += 8;
          break;
        case op.SHORT_BINUNICODE:
          stack.push(this.text(view.getUint8(this.at++)));
          break;
        case op.MEMOIZE:
          memo.push(this.top());
          break;
        case op.BINGET:
          stack.push(this.remembered(view.getUint8(this.at++)));
          break;
        case op.LONG_BINGET:
          this.at += 4;
          stack.push(this.remembered(view.getUint32(this.at - 4, true)));
          break;
        case op.NONE:
          stack.push(null);
          break;
        case op.NEWTRUE:
          stack.push(true);
          break;
        case op.NEWFALSE:
          stack.push(false);
          break;
        case op.MARK:
          this.marks.push(stack.length);
          break;
        case op.EMPTY_LIST:
          stack.push([]);
          break;
        case op.EMPTY_TUPLE:
          stack.push(tuple.of());
          break;
        case op.EMPTY_DICT:
          stack.push(new dict());
          break;
        case op.APPEND:
          this.append(this.pop());
          break;
        case op.APPENDS:
          this.appends();
          break;
        case op.SETITEM:
          this.setItems(stack.length - 2);
          break;
        case op.SETITEMS:
          this.setItems(this.popMark());
          break;
        case op.TUPLE1:
          stack.push(tuple.of(this.pop()));
          break;
        case op.TUPLE2:
          this.fold(2);
          break;
        case op.TUPLE3:
          this.fold(3);
          break;
        case op.TUPLE:
          stack.push(new tuple(this.popItems()));
          break;
        case op.STACK_GLOBAL: {
          const name = this.pop();
          stack.push(this.findClass(this.pop() as string, name as string));
          break;
        }
        case op.REDUCE: {
          const args = this.pop();
          stack.push(callReduced(this.pop(), args));
          break;
        }
        case op.NEWOBJ: {
          const args = this.pop() as readonly unknown[];
          stack.push(allocate(this.pop(), args));
          break;
        }
        case op.BUILD: {
          const state = this.pop();
          applyState(this.top(), state);
          break;
        }
        case op.FRAME:
          this.at += 8;
          break;
        case op.PROTO:
          this.protocol(view.getUint8(this.at++));
          break;
        case op.STOP:
          return this.pop();
        default:
          this.lessCommon(code);
      }
    }
  }

  /** Opcodes of protocol 4 and 5 that small messages seldom contain. */
  private lessCommon(code: number | undefined): void {
    const { view, stack } = this;
    switch (code) {
      case op.BINUNICODE:
        stack.push(this.text(this.length4()));
        return;
      case op.BINUNICODE8:
        stack.push(this.text(this.length8()));
        return;
      case op.LONG1:
        stack.push(decodeLong(this.take(view.getUint8(this.at++))));
        return;
      case op.LONG4:
        stack.push(decodeLong(this.take(this.length4())));
        return;
      case op.SHORT_BINBYTES:
        stack.push(bytes.wrap(this.copy(view.getUint8(this.at++))));
        return;
      case op.BINBYTES:
        stack.push(bytes.wrap(this.copy(this.length4())));
        return;
      case op.BINBYTES8:
        stack.push(bytes.wrap(this.copy(this.length8())));
        return;
      case op.BYTEARRAY8:
        stack.push(this.mutableBytes(this.length8()));
        return;
      case op.EMPTY_SET:
        stack.push(new set());
        return;
      case op.ADDITEMS: {
        const items = this.popItems();
        const target = this.top() as set<unknown>;
        for (const item of items) target.add(item);
        return;
      }
      case op.FROZENSET:
        stack.push(new frozenset(this.popItems()));
        return;
      case op.POP:
        this.drop();
        return;
      case op.POP_MARK:
        stack.length = this.popMark();
        return;
      default:
        readRare(this, code);
    }
  }

  // ---- the stack

  pop(): unknown {
    if (this.stack.length === (this.marks.at(-1) ?? 0)) throw this.underflow();
    return this.stack.pop();
  }

  private underflow(): UnpicklingError {
    return new UnpicklingError(this.marks.length > 0 ? "unexpected MARK found" : "unpickling stack underflow");
  }

  top(): unknown {
    if (this.stack.length === 0) throw this.underflow();
    return this.stack[this.stack.length - 1];
  }

  /** Removes the topmost mark and tells where it was. */
  popMark(): number {
    const mark = this.marks.pop();
    if (mark === undefined) throw new UnpicklingError("could not find MARK");
    return mark;
  }

  /** Takes the values above the topmost mark off the stack. */
  popItems(): unknown[] {
    return this.stack.splice(this.popMark());
  }

  /** POP removes a mark when nothing lies above it. */
  private drop(): void {
    if (this.marks.length > 0 && this.marks[this.marks.length - 1] === this.stack.length) this.marks.pop();
    else this.pop();
  }

  private fold(size: 2 | 3): void {
    const third = size === 3 ? this.pop() : null;
    const second = this.pop();
    const first = this.pop();
    this.stack.push(size === 3 ? tuple.of(first, second, third) : tuple.of(first, second));
  }

  // ---- containers

  private append(item: unknown): void {
    const list = this.top();
    if (Array.isArray(list)) list.push(item);
    else (list as { append(item: unknown): void }).append(item);
  }

  private appends(): void {
    const { stack } = this;
    const mark = this.popMark();
    const list = stack[mark - 1];
    if (Array.isArray(list)) for (let i = mark; i < stack.length; i++) list.push(stack[i]);
    else for (let i = mark; i < stack.length; i++) (list as { append(item: unknown): void }).append(stack[i]);
    stack.length = mark;
  }

  /** Stores the pairs from `start` on into the dict below them. */
  private setItems(start: number): void {
    const { stack } = this;
    const target = stack[start - 1];
    if (target instanceof dict)
      for (let i = start; i < stack.length; i += 2) target.__setitem__(stack[i], stack[i + 1]);
    else {
      const other = target as { __setitem__(key: unknown, value: unknown): void };
      for (let i = start; i < stack.length; i += 2) other.__setitem__(stack[i], stack[i + 1]);
    }
    stack.length = start;
  }

  remembered(index: number): unknown {
    const value = this.memo[index];
    if (value === undefined) throw new UnpicklingError(`Memo value not found at index ${index}`);
    return value;
  }

  // ---- the input

  private protocol(protocol: number): void {
    if (protocol > HIGHEST_PROTOCOL) throw new ValueError(`unsupported pickle protocol: ${protocol}`);
  }

  length4(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  private length8(): number {
    const low = this.length4();
    return low + this.length4() * 0x100000000;
  }

  /** The next `length` bytes, as a view that is only valid for now. */
  take(length: number): Uint8Array {
    const start = this.at;
    this.at += length;
    if (this.at > this.data.length) throw new UnpicklingError("pickle data was truncated");
    return this.data.subarray(start, this.at);
  }

  /** The next `length` bytes in memory of their own. */
  copy(length: number): Uint8Array {
    return new Uint8Array(this.take(length));
  }

  /** The rest of the current line, for the text opcodes of protocol 0. */
  line(encoding: BufferEncoding = "utf8"): string {
    const end = this.data.indexOf(0x0a, this.at);
    if (end < 0) throw new UnpicklingError("pickle data was truncated");
    const text = this.data.toString(encoding, this.at, end);
    this.at = end + 1;
    return text;
  }

  private mutableBytes(length: number): bytearray {
    const made = new bytearray();
    made.data = this.copy(length);
    return made;
  }

  private text(length: number): string {
    const start = this.at;
    this.at += length;
    if (this.at > this.data.length) throw new UnpicklingError("pickle data was truncated");
    return decodeText(this.data, start, this.at);
  }
}
