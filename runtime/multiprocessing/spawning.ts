/**
 * Whether the pickle that is being written goes to a new process: only then may locks, queues and shared values be in it.
 * Mirrors get_spawning_popen and assert_spawning of Lib/multiprocessing/context.py.
 */
import { RuntimeError } from "../builtins/exceptions.js";
import { typeName } from "../builtins/type-name.js";
import { collectShipped, hold, noteShipped } from "../kernel/holds.js";

let depth = 0;

/** As collectShipped, for what a new process gets. */
export function pickleForSpawning<T>(pickle: (shipped: readonly number[]) => T): T {
  depth++;
  try {
    return collectShipped(pickle);
  } finally {
    depth--;
  }
}

export function isSpawning(): boolean {
  return depth > 0;
}

/** Raises RuntimeError, in which the object is called `name`, unless a new process's arguments are being pickled. */
export function assert_spawning(object: object, name: string = typeName(object)): void {
  if (isSpawning()) return;
  throw new RuntimeError(`${name} objects should only be shared between processes through inheritance`);
}

/** Key under which an object of a shared primitive has its block's offset. */
export const handle = Symbol("handle");

/** An object that stands for a block of shared memory. */
export interface Shared {
  readonly [handle]: number;
}

/** Makes an object stand for a block and hold it; `kind` for a block that is new (see holds.ts). */
export function attach(object: object, offset: number, kind?: number): void {
  Object.defineProperty(object, handle, { value: offset });
  hold(object, offset, kind);
}

/** For reducers: the handle of an object that may only be inherited. `name` as for assert_spawning. */
export function inheritedHandle(object: Shared, name?: string): number {
  assert_spawning(object, name);
  noteShipped(object[handle]);
  return object[handle];
}

/** For rebuilding functions: an instance of a class for a block that exists, without running the constructor. */
export function attached<T extends Shared>(constructor: { readonly prototype: T }, offset: number): T {
  const object = Object.create(constructor.prototype) as T;
  attach(object, offset);
  return object;
}
