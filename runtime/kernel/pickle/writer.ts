import { Float } from "../../builtins/numbers.js";
import { bytearray, bytes } from "../../builtins/bytes.js";
import { dict } from "../../builtins/dict.js";
import { frozenset, set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { Attributes } from "./attributes.js";
import { encodeLong } from "./integers.js";
import * as op from "./opcodes.js";
import type { Output } from "./output.js";
import type { GlobalName } from "../registry.js";
import { nameOf } from "./names.js";
import { reduce, type Reduced } from "./reduce.js";

type Saver = (pickler: Pickler, value: never) => void;

/** Writers of the built-in containers, by prototype: one Map look-up decides how an object is written. */
const savers = new Map<object, Saver>([
  [Array.prototype, (pickler: Pickler, value: unknown[]) => pickler.saveList(value)],
  [tuple.prototype, (pickler: Pickler, value: tuple<unknown[]>) => pickler.saveTuple(value)],
  [dict.prototype, (pickler: Pickler, value: dict<unknown, unknown>) => pickler.saveDict(value)],
  [set.prototype, (pickler: Pickler, value: set<unknown>) => pickler.saveSet(value)],
  [frozenset.prototype, (pickler: Pickler, value: frozenset<unknown>) => pickler.saveFrozenset(value)],
  [bytes.prototype, (pickler: Pickler, value: bytes) => pickler.saveBytes(value)],
  [bytearray.prototype, (pickler: Pickler, value: bytearray) => pickler.saveBytearray(value)],
  [Attributes.prototype, (pickler: Pickler, value: Attributes) => pickler.saveAttributes(value)],
]);

/**
 * Writes one value as pickle protocol 4 or 5, byte for byte as CPython's C pickler does for built-in types.
 * Mirrors Modules/_pickle.c; differs: equal strings are one object here, so that the second is always a reference.
 */
export class Pickler {
  readonly out: Output;
  readonly protocol: number;
  private memo: Map<unknown, number> | null = null;
  private memoSize = 0;

  constructor(out: Output, protocol: number) {
    this.out = out;
    this.protocol = protocol;
  }

  /** Writes the whole pickle of `value` and returns it as a view into the output. */
  dump(value: unknown): Uint8Array {
    this.out.header(this.protocol);
    this.save(value);
    this.out.opcode(op.STOP);
    this.out.closeFrame();
    return this.out.bytes();
  }

  save(value: unknown): void {
    this.out.boundary();
    switch (typeof value) {
      case "number":
        this.saveNumber(value);
        return;
      case "string":
        this.saveString(value);
        return;
      case "boolean":
        this.out.opcode(value ? op.NEWTRUE : op.NEWFALSE);
        return;
      case "bigint":
        this.saveLong(value);
        return;
      case "object":
        if (value === null) this.out.opcode(op.NONE);
        else this.saveObject(value);
        return;
      case "undefined":
        // what a function without a return statement gives
        this.out.opcode(op.NONE);
        return;
      default:
        if (!this.saveReference(value)) this.saveReduced(value as object);
    }
  }

  private saveNumber(value: number): void {
    const out = this.out;
    if (!Number.isSafeInteger(value)) out.double(op.BINFLOAT, value);
    else if (value >= 0 && value <= 0xffff) {
      if (value <= 0xff) out.opcode1(op.BININT1, value);
      else out.opcode2(op.BININT2, value);
    } else if (value === (value | 0)) out.opcode4(op.BININT, value);
    else this.saveLong(BigInt(value));
  }

  private saveLong(value: bigint): void {
    const bytes = encodeLong(value);
    if (bytes.length < 256) this.out.opcode1(op.LONG1, bytes.length);
    else this.out.opcode4(op.LONG4, bytes.length);
    this.out.raw(bytes);
  }

  private saveString(value: string): void {
    if (this.saveReference(value)) return;
    this.out.text(value);
    this.memoize(value);
  }

  private saveObject(value: object): void {
    if (value instanceof Float) {
      this.out.double(op.BINFLOAT, value.valueOf());
      return;
    }
    if (this.saveReference(value)) return;
    const saver = savers.get(Object.getPrototypeOf(value) as object);
    if (saver !== undefined) saver(this, value as never);
    else this.saveReduced(value);
  }

  /** Writes a reference to a value that the pickle already holds; tells whether there is one. */
  private saveReference(value: unknown): boolean {
    const index = this.memo?.get(value);
    if (index === undefined) return false;
    if (index < 256) this.out.opcode1(op.BINGET, index);
    else this.out.opcode4(op.LONG_BINGET, index);
    return true;
  }

  /** Notes that the value on top of the reader's stack is `value`. */
  memoize(value: unknown): void {
    (this.memo ??= new Map()).set(value, this.memoSize++);
    this.out.opcode(op.MEMOIZE);
  }

  saveList(value: unknown[]): void {
    this.out.opcode(op.EMPTY_LIST);
    this.memoize(value);
    this.saveItems(value);
  }

  /** APPENDs the items to the list on the stack, as many at once as a batch takes. */
  private saveItems(items: readonly unknown[]): void {
    if (items.length === 1) {
      this.save(items[0]);
      this.out.opcode(op.APPEND);
      return;
    }
    for (let start = 0; start < items.length; start += op.BATCH_SIZE) {
      this.out.opcode(op.MARK);
      const end = Math.min(start + op.BATCH_SIZE, items.length);
      for (let i = start; i < end; i++) this.save(items[i]);
      this.out.opcode(op.APPENDS);
    }
  }

  saveTuple(value: readonly unknown[]): void {
    const size = value.length;
    if (size === 0) {
      this.out.opcode(op.EMPTY_TUPLE);
      return;
    }
    if (size > 3) this.out.opcode(op.MARK);
    for (const item of value) this.save(item);
    // a tuple that contains itself has been written by one of its items: drop the items, refer to it
    if (this.memo?.has(value)) {
      if (size > 3) this.out.opcode(op.POP_MARK);
      else for (let i = 0; i < size; i++) this.out.opcode(op.POP);
      this.saveReference(value);
      return;
    }
    this.out.opcode(size > 3 ? op.TUPLE : op.TUPLE1 + size - 1);
    this.memoize(value);
  }

  saveDict(value: dict<unknown, unknown>): void {
    this.out.opcode(op.EMPTY_DICT);
    this.memoize(value);
    this.saveEntries([...value.entries()]);
  }

  /** SETITEMs the pairs into the object on the stack. */
  private saveEntries(entries: readonly (readonly [unknown, unknown])[]): void {
    if (entries.length === 1) {
      this.save(entries[0]![0]);
      this.save(entries[0]![1]);
      this.out.opcode(op.SETITEM);
      return;
    }
    for (let start = 0; start < entries.length; start += op.BATCH_SIZE) {
      this.out.opcode(op.MARK);
      const end = Math.min(start + op.BATCH_SIZE, entries.length);
      for (let i = start; i < end; i++) {
        this.save(entries[i]![0]);
        this.save(entries[i]![1]);
      }
      this.out.opcode(op.SETITEMS);
    }
  }

  /** Writes an instance's attributes as the dict they are in Python. */
  saveAttributes(value: Attributes): void {
    this.out.opcode(op.EMPTY_DICT);
    this.memoize(value);
    this.saveEntries(value.entries());
  }

  saveBytes(value: bytes): void {
    this.out.payload(op.SHORT_BINBYTES, op.BINBYTES, op.BINBYTES8, value.data);
    this.memoize(value);
  }

  saveBytearray(value: bytearray): void {
    if (this.protocol < 5) {
      this.saveCall({ callable: bytearray, args: tuple.of(bytes.wrap(value.data)) as tuple<unknown[]> });
      this.memoize(value);
      return;
    }
    this.out.payload(0, 0, op.BYTEARRAY8, value.data);
    this.memoize(value);
  }

  saveSet(value: Iterable<unknown>): void {
    this.out.opcode(op.EMPTY_SET);
    this.memoize(value);
    const items = [...value];
    for (let start = 0; start < items.length; start += op.BATCH_SIZE) {
      this.out.opcode(op.MARK);
      const end = Math.min(start + op.BATCH_SIZE, items.length);
      for (let i = start; i < end; i++) this.save(items[i]);
      this.out.opcode(op.ADDITEMS);
    }
  }

  saveFrozenset(value: Iterable<unknown>): void {
    this.out.opcode(op.MARK);
    for (const item of value) this.save(item);
    if (this.memo?.has(value)) {
      this.out.opcode(op.POP_MARK);
      this.saveReference(value);
      return;
    }
    this.out.opcode(op.FROZENSET);
    this.memoize(value);
  }

  /** Writes a function, a class or a constant as the name it is found under. */
  private saveGlobal(value: object, name = nameOf(value)): void {
    this.saveString(name.module);
    this.saveString(name.qualname);
    this.out.opcode(op.STACK_GLOBAL);
    this.memoize(value);
  }

  /** What stands for a value without opcodes of its own. */
  protected reduced(value: object): Reduced | GlobalName {
    return reduce(value, this.protocol);
  }

  /** Writes anything without opcodes of its own: a name, or a call that makes it anew and the state to give it. */
  private saveReduced(value: object): void {
    const reduced = this.reduced(value);
    if ("qualname" in reduced) {
      this.saveGlobal(value, reduced);
      return;
    }
    this.saveCall(reduced);
    // making it may have written it already, when it is reachable from its own arguments
    if (this.memo?.has(value)) {
      this.out.opcode(op.POP);
      this.saveReference(value);
    } else {
      this.memoize(value);
    }
    if (reduced.listItems !== undefined) this.saveItems([...reduced.listItems]);
    if (reduced.dictItems !== undefined) this.saveEntries([...reduced.dictItems]);
    if (reduced.state !== undefined && reduced.state !== null) this.saveState(value, reduced);
  }

  private saveCall(reduced: Reduced): void {
    this.save(reduced.callable);
    this.save(reduced.args);
    if (reduced.kwargs !== undefined) {
      this.save(reduced.kwargs);
      this.out.opcode(op.NEWOBJ_EX);
    } else {
      this.out.opcode(reduced.allocate === true ? op.NEWOBJ : op.REDUCE);
    }
  }

  private saveState(value: object, reduced: Reduced): void {
    if (reduced.setState !== undefined && reduced.setState !== null) {
      // setState(value, state) is called for its effect: its result is dropped
      this.save(reduced.setState);
      this.save(value);
      this.save(reduced.state);
      this.out.opcode(op.TUPLE2);
      this.out.opcode(op.REDUCE);
      this.out.opcode(op.POP);
      return;
    }
    this.save(reduced.state);
    this.out.opcode(op.BUILD);
  }
}
