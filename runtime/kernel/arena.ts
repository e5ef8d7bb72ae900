/**
 * The shared block itself and the views on it. The broker reserves it and hands it to every thread that it starts, by
 * Node's environment data, so that it is there before the first line of any of our modules runs. A thread that has none
 * (the runtime used as a library, a test) reserves its own.
 */
import { getEnvironmentData, setEnvironmentData } from "node:worker_threads";

const KEY = "py2mp.arena";
/** Reserved, not used: the system gives memory page by page as it is touched. */
const SIZES = [2 ** 30, 2 ** 29, 2 ** 28, 2 ** 26];

function reserve(): SharedArrayBuffer {
  for (const size of SIZES) {
    try {
      return new SharedArrayBuffer(size);
    } catch {
      // the address space is limited: be content with less
    }
  }
  throw new Error("cannot reserve shared memory for the program");
}

function attach(): { buffer: SharedArrayBuffer; fresh: boolean } {
  const inherited = getEnvironmentData(KEY);
  if (inherited instanceof SharedArrayBuffer) return { buffer: inherited, fresh: false };
  const buffer = reserve();
  setEnvironmentData(KEY, buffer as unknown as Parameters<typeof setEnvironmentData>[1]);
  return { buffer, fresh: true };
}

const { buffer: arena, fresh } = attach();

export { arena };
/** True in the thread that reserved the arena and has to lay it out. */
export const arenaIsFresh = fresh;
export const i32 = new Int32Array(arena);
export const u32 = new Uint32Array(arena);
export const i64 = new BigInt64Array(arena);
export const u64 = new BigUint64Array(arena);
export const f32 = new Float32Array(arena);
export const f64 = new Float64Array(arena);
export const i16 = new Int16Array(arena);
export const u16 = new Uint16Array(arena);
export const i8 = new Int8Array(arena);
export const u8 = new Uint8Array(arena);
