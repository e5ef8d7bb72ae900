/**
 * The limit of a process's heap. V8 ends the thread whose heap is full, except where a Map has to grow: then it ends the
 * whole program. So Maps that become large ask here first.
 */
import v8 from "node:v8";
import vm from "node:vm";
import { MemoryError } from "../builtins/exceptions.js";

/** Bytes for each entry of the larger table to which a Map's contents are moved when it grows. */
const GROWN_ENTRY = 56;
/** So much of the heap may be in use before the garbage in it is looked at, and after that has gone. */
const [SUSPICIOUS, FULL] = [0.75, 0.95];

/** What was in use after the last look. */
let lastUse = 0;

/** @throws MemoryError where a Map of so many entries can't grow */
export function checkHeap(entries: number): void {
  const { used_heap_size: used, heap_size_limit: limit } = v8.getHeapStatistics();
  const wanted = entries * GROWN_ENTRY;
  if (used + wanted < Math.max(limit * SUSPICIOUS, (lastUse + limit) / 2)) return;
  collectGarbage();
  lastUse = v8.getHeapStatistics().used_heap_size;
  if (lastUse + wanted > limit * FULL) throw new MemoryError();
}

let collect: (() => void) | null = null;

/** Has V8 collect all garbage now. */
export function collectGarbage(): void {
  if (collect === null) {
    v8.setFlagsFromString("--expose-gc");
    collect = vm.runInNewContext("gc") as () => void;
  }
  collect();
}
