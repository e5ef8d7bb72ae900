import { test } from "vitest";
import {
  call,
  callmethod,
  delitem,
  dict,
  getitem,
  len,
  list,
  range,
  repr,
  reversed,
  set,
  setitem,
  slice,
  sorted,
} from "../../runtime/main.js";
import { and_, contains, eq, ior, le, or_, sub, xor } from "../../runtime/main.js";
import { expectRecorded } from "../support/recorded.js";

/** The result of a method and what it left of its object. */
function run(method: string, receiver: unknown, ...args: unknown[]): unknown {
  return [callmethod(receiver, method, ...args) ?? null, receiver];
}

function runSet(method: string, receiver: set, ...args: unknown[]): unknown {
  const result: unknown = callmethod(receiver, method, ...args) ?? null;
  return [result instanceof set ? sorted(result, { key: repr }) : result, sorted(receiver, { key: repr })];
}

function view(mapping: dict, name: string, operation: string, other: unknown): unknown {
  const left: unknown = callmethod(mapping, name);
  const operations: Record<string, () => unknown> = {
    and: () => and_(left, other),
    or: () => or_(left, other),
    sub: () => sub(left, other),
    xor: () => xor(left, other),
    eq: () => eq(left, other),
    le: () => le(left, other),
    isdisjoint: () => callmethod(left, "isdisjoint", other),
    repr: () => repr(left),
    len: () => len(left),
    in: () => contains(left, other),
    reversed: () => list(reversed(left)),
  };
  const result = operations[operation]!();
  return result instanceof set ? sorted(result, { key: repr }) : result;
}

function ranged(bounds: unknown[], operation: string, ...args: unknown[]): unknown {
  const value: unknown = call(range, ...bounds);
  const operations: Record<string, () => unknown> = {
    list: () => list(value as Iterable<unknown>),
    len: () => len(value),
    repr: () => repr(value),
    slice: () => getitem(value, call(slice, ...args)),
    item: () => getitem(value, args[0]),
    in: () => contains(value, args[0]),
    index: () => callmethod(value, "index", args[0]),
    count: () => callmethod(value, "count", args[0]),
    reversed: () => list(reversed(value)),
    eq: () => eq(value, call(range, ...args)),
  };
  return operations[operation]!();
}

/** What a set looks like after some operations. */
function setProgram(steps: [operation: string, others: unknown[]][]): set {
  let items = new set();
  const operations: Record<string, (others: unknown[]) => unknown> = {
    new: (others) => new set(others),
    display: (others) => set.of(...others),
    add: (others) => others.forEach((other) => items.add(other)),
    discard: (others) => others.forEach((other) => items.discard(other)),
    pop: () => void (len(items) > 0 && items.pop()),
    or: (others) => or_(items, new set(others)),
    and: (others) => and_(items, new set(others)),
    sub: (others) => sub(items, new set(others)),
    xor: (others) => xor(items, new set(others)),
    update: (others) => items.update(others),
    ior: (others) => ior(items, new set(others)),
    copy: () => items.copy(),
  };
  for (const [operation, others] of steps) {
    const result = operations[operation]!(others);
    if (result instanceof set) items = result;
  }
  return items;
}

test("containers answer as CPython's do", () => {
  expectRecorded("containers", {
    set_program: setProgram,
    list: run,
    method: run,
    set: runSet,
    view,
    ranged,
    dict: (source: never) => new dict(source),
    sliced: (items: unknown, start: unknown, stop: unknown, step: unknown) => getitem(items, slice(start, stop, step)),
    delete_slice(items: unknown, start: unknown, stop: unknown, step: unknown) {
      delitem(items, slice(start, stop, step));
      return items;
    },
    set_slice(items: unknown, start: unknown, stop: unknown, step: unknown, value: unknown) {
      setitem(items, slice(start, stop, step), value);
      return items;
    },
    indices: (start: unknown, stop: unknown, step: unknown, length: number) => slice(start, stop, step).indices(length),
    item: getitem,
    set_item(items: unknown, key: unknown, value: unknown) {
      setitem(items, key, value);
      return items;
    },
    delete_item(items: unknown, key: unknown) {
      delitem(items, key);
      return items;
    },
  });
});
