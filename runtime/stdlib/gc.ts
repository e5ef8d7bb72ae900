/** Mirrors the module `gc` as far as it has a meaning: JavaScript's collector runs by itself, and tells nothing. */
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import * as self from "./gc.js";

let enabled = true;
let threshold: tuple = tuple.of(700, 10, 10);

/** Mirrors `gc.collect(generation=2)`: asks for a collection where Node allows it. Returns 0: nothing unreachable is known. */
export function collect(_generation: number = 2): number {
  (globalThis as { gc?: () => void }).gc?.();
  return 0;
}

export function enable(): void {
  enabled = true;
}

export function disable(): void {
  enabled = false;
}

/** What `enable` and `disable` have said last. */
export function isenabled(): boolean {
  return enabled;
}

export function get_threshold(): tuple {
  return threshold;
}

export function set_threshold(threshold0: number, threshold1: number = 10, threshold2: number = 10): void {
  threshold = tuple.of(threshold0, threshold1, threshold2);
}

/** Mirrors `gc.get_count()`; no generation is ever counted. */
export function get_count(): tuple<[number, number, number]> {
  return tuple.of(0, 0, 0);
}

/** Mirrors `gc.freeze()`, which has nothing to do here. */
export function freeze(): void {}

export function unfreeze(): void {}

export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;
export const DEBUG_UNCOLLECTABLE = 4;
export const DEBUG_SAVEALL = 32;
export const DEBUG_LEAK = 38;

/** What could not be freed: never anything. */
export const garbage: unknown[] = [];
/** What is to be called around collections; nothing calls them. */
export const callbacks: unknown[] = [];

let debugFlags = 0;

export function get_debug(): number {
  return debugFlags;
}

export function set_debug(flags: number): void {
  debugFlags = flags;
}

export function get_freeze_count(): number {
  return 0;
}

libraryModule("gc", () => self);
