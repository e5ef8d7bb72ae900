/**
 * Mirrors the module `tracemalloc` as far as V8 tells: how much the process's heap has grown since it was asked to look,
 * in V8's own numbers. The peak is the highest that was seen when somebody asked. There are no snapshots.
 */
import v8 from "node:v8";
import { ValueError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import * as self from "./tracemalloc.js";

const MOST_FRAMES = 65535;

interface Tracing {
  /** The size of the heap from which growth is counted. */
  base: number;
  peak: number;
}

let tracing: Tracing | null = null;
let limit = 1;

const heapSize = (): number => v8.getHeapStatistics().used_heap_size;

/** @throws ValueError for a number of frames that can't be kept */
export function start(nframe: int = 1): void {
  if (Number(nframe) < 1 || Number(nframe) > MOST_FRAMES) {
    throw new ValueError(`the number of frames must be in range [1; ${MOST_FRAMES}]`);
  }
  limit = Number(nframe);
  tracing ??= { base: heapSize(), peak: 0 };
}

export function stop(): void {
  tracing = null;
}

export function is_tracing(): boolean {
  return tracing !== null;
}

/** What the heap has grown by, and the most that it had. */
export function get_traced_memory(): tuple<[current: number, peak: number]> {
  if (tracing === null) return tuple.of(0, 0);
  const current = Math.max(0, heapSize() - tracing.base);
  tracing.peak = Math.max(tracing.peak, current);
  return tuple.of(current, tracing.peak);
}

export function reset_peak(): void {
  if (tracing !== null) tracing.peak = 0;
}

/** Counts from now on. */
export function clear_traces(): void {
  if (tracing !== null) Object.assign(tracing, { base: heapSize(), peak: 0 });
}

export function get_traceback_limit(): number {
  return limit;
}

libraryModule("tracemalloc", () => self);
