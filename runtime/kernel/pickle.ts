/**
 * Pickle protocol 5: how values cross from one process to another, and what scripts get as `pickle.dumps`.
 *
 * Functions and classes are written by name (registry.ts), instances by their state, shared primitives by handle
 * (`register`). The writer is byte-compatible with CPython for built-in types, the reader knows all protocols.
 */
import { RecursionError } from "../builtins/exceptions.js";
import "./pickle/builtin-reducers.js";
import "./pickle/copyreg.js";
import { Output } from "./pickle/output.js";
import { type FindClass, Unpickler } from "./pickle/reader.js";
import { Pickler } from "./pickle/writer.js";

export { PickleError, PicklingError, UnpicklingError } from "./pickle/errors.js";
export { register } from "./pickle/reduce.js";
export { define, registerModule } from "./registry.js";

export const DEFAULT_PROTOCOL = 5;

/** An output larger than this isn't kept for the next pickle. */
const KEPT_CAPACITY = 1 << 20;

/** The output that lies ready for the next pickle; null while one is being written (a `__reduce__` may pickle too). */
let spare: Output | null = new Output();

/**
 * The pickle of `value` in memory of its own.
 *
 * @throws PicklingError, AttributeError or TypeError for what can't be pickled, with CPython's texts
 */
export function dumps(value: unknown, protocol = DEFAULT_PROTOCOL): Uint8Array {
  return withPickle(value, (bytes) => new Uint8Array(bytes), protocol);
}

/** The pickle of `value` behind `room` bytes of zeros, which the caller fills with a header of its own. */
export function dumpsBehind(room: number, value: unknown): Uint8Array {
  return withPickle(value, (bytes) => {
    const message = new Uint8Array(room + bytes.length);
    message.set(bytes, room);
    return message;
  });
}

/**
 * Pickles `value` and hands the bytes to `use`, which must be done with them when it returns: the memory is used again.
 * This is the way into shared memory without a copy in between.
 *
 * @param Kind the pickler that writes: Python's own, or one that writes some values otherwise
 */
export function withPickle<R>(
  value: unknown,
  use: (bytes: Uint8Array) => R,
  protocol = DEFAULT_PROTOCOL,
  Kind: typeof Pickler = Pickler,
): R {
  const out = spare ?? new Output();
  spare = null;
  try {
    out.reset();
    return use(write(value, new Kind(out, protocol)));
  } finally {
    if (out.capacity <= KEPT_CAPACITY) spare = out;
  }
}

function write(value: unknown, pickler: Pickler): Uint8Array {
  try {
    return pickler.dump(value);
  } catch (error) {
    if (error instanceof RangeError && error.message.includes("call stack")) {
      throw new RecursionError("maximum recursion depth exceeded while pickling an object");
    }
    throw error;
  }
}

/**
 * The value that a pickle holds.
 *
 * @param bytes may lie in shared memory: everything is copied out
 * @param findClass resolves names; by default every name that the program's modules define
 * @throws UnpicklingError for no pickle, EOFError for an empty one, AttributeError or ModuleNotFoundError for a name
 *   that isn't defined here, and whatever the constructors in it raise
 */
export function loads(bytes: Uint8Array, findClass?: FindClass): unknown {
  return new Unpickler(bytes, findClass).load();
}
