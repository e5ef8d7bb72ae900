/**
 * Who holds which block of the arena. A shared primitive (a lock, a queue, an end of a pipe, a shared value) is a block
 * that is given back when no process holds it any more. Each process has a table of the blocks that it holds, in the
 * arena, so that the broker can let go for a process that died.
 *
 * The object that stands for a primitive in a process holds its block once. When the program forgets the object, the
 * garbage collector takes it, and `sweep` lets go of the block.
 */
import vm from "node:vm";
import { i32 } from "./arena.js";
import { collectGarbage } from "./heap.js";
import { HOLDS } from "./layout.js";
import { alloc, free, holdersWord, kindWord } from "./memory.js";
import { selfBase } from "./self.js";
import { onInnerSignal, SWEEP_BIT } from "./signals.js";

/** What has to be done for the blocks of a kind. */
interface Kind {
  /** Before the block is given back: lets go of what it refers to. */
  finalize?(offset: number): void;
  /** When a process that holds the block was killed, before its hold ends. */
  abandon?(offset: number, pid: number): void;
}

/** A table is a chain of chunks: a word for the next chunk's offset, then entries, 0 where there is none. */
const CHUNK_ENTRIES = 59;
/** So many new objects are made before the next look for forgotten ones. */
const SWEEP_AFTER = 2_000;

const kinds = new Map<number, Kind>();
/** The objects of this process by the index of their entry. */
const tracked = new Map<number, WeakRef<object>>();
const entries = new WeakMap<object, number>();
const emptyEntries: number[] = [];
let nextSweep = SWEEP_AFTER;
let shipment: number[] | null = null;

/**
 * Says what has to be done for blocks of a kind. The broker must know it too, so declare it in a file that the broker
 * loads (see broker.ts).
 */
export function declareKind(kind: number, duties: Kind): void {
  kinds.set(kind, duties);
}

/** One holder more. */
export function retain(offset: number): void {
  Atomics.add(i32, holdersWord(offset), 1);
}

/** One holder less; the last one gives the block back. */
export function release(offset: number): void {
  if (Atomics.sub(i32, holdersWord(offset), 1) !== 1) return;
  kinds.get(i32[kindWord(offset)]!)?.finalize?.(offset);
  free(offset);
}

/** Makes an object of this process a holder of a block. `kind`, for a new block, names its finalizer. */
export function hold(object: object, offset: number, kind?: number): void {
  if (tracked.size >= nextSweep) {
    sweep();
    nextSweep = tracked.size + SWEEP_AFTER;
  }
  if (kind !== undefined) i32[kindWord(offset)] = kind;
  retain(offset);
  if (emptyEntries.length === 0) emptyEntries.push(...addChunk(selfBase));
  const entry = emptyEntries.pop()!;
  i32[entry] = offset;
  tracked.set(entry, new WeakRef(object));
  entries.set(object, entry);
}

/** Ends an object's hold at once, as `close()` does. Nothing happens if it has none. */
export function letGo(object: object): void {
  const entry = entries.get(object);
  if (entry === undefined) return;
  entries.delete(object);
  dropEntry(entry);
}

function dropEntry(entry: number): void {
  const offset = i32[entry]!;
  tracked.delete(entry);
  i32[entry] = 0;
  emptyEntries.push(entry);
  release(offset);
}

/** Chains a new chunk into the table of the process with the given first slot word; returns its entries' indexes. */
function addChunk(base: number): number[] {
  const chunk = alloc(4 + CHUNK_ENTRIES * 4);
  i32[chunk >> 2] = i32[base + HOLDS]!;
  Atomics.store(i32, base + HOLDS, chunk);
  return Array.from({ length: CHUNK_ENTRIES }, (_, index) => (chunk >> 2) + 1 + index);
}

/** Enters blocks in the table of a process that has not begun yet: it holds what its arguments refer to. */
export function give(base: number, offsets: readonly number[]): void {
  let free: number[] = [];
  for (const offset of offsets) {
    if (free.length === 0) free = addChunk(base);
    retain(offset);
    i32[free.pop()!] = offset;
  }
}

/**
 * Lets go of everything that a process holds, by the first word of its slot: at its end, by itself, or by the broker,
 * with the process's id, if it was killed.
 */
export function releaseAll(base: number, killed: number | null): void {
  let chunk = Atomics.exchange(i32, base + HOLDS, 0);
  while (chunk !== 0) {
    const word = chunk >> 2;
    for (let entry = word + 1; entry <= word + CHUNK_ENTRIES; entry++) {
      const offset = i32[entry]!;
      i32[entry] = 0;
      if (offset === 0) continue;
      if (killed !== null) kinds.get(i32[kindWord(offset)]!)?.abandon?.(offset, killed);
      release(offset);
    }
    const next = i32[word]!;
    free(chunk);
    chunk = next;
  }
}

/**
 * What was given to this process before it began. Call it before the first `hold`; `done`, when the arguments are
 * unpickled and hold their blocks themselves, lets go of the gifts.
 */
export function takeGifts(): { done(): void } {
  const gifts: number[] = [];
  for (let chunk = i32[selfBase + HOLDS]!; chunk !== 0; chunk = i32[chunk >> 2]!) {
    for (let entry = (chunk >> 2) + 1; entry <= (chunk >> 2) + CHUNK_ENTRIES; entry++) {
      (i32[entry] === 0 ? emptyEntries : gifts).push(entry);
    }
  }
  return { done: () => gifts.forEach(dropEntry) };
}

/**
 * Runs a function that pickles, with the list in which the blocks are collected to which the pickle refers
 * (`noteShipped`): whoever carries the pickle must hold them until it is read.
 */
export function collectShipped<T>(pickle: (shipped: readonly number[]) => T): T {
  const outer = shipment;
  shipment = [];
  try {
    return pickle(shipment);
  } finally {
    shipment = outer;
  }
}

/** For the reducers of shared primitives: the pickle that is being written refers to this block. */
export function noteShipped(offset: number): void {
  shipment?.push(offset);
}

let forgetTargets: (() => void) | null = null;

/**
 * Lets go of the blocks whose objects the program has forgotten.
 * A Python program runs as one job of the event loop, in which a WeakRef keeps its target and no finalization callback
 * runs. The microtask queue of a separate context ends that job's hold on its targets, and a full collection follows.
 */
export function sweep(): void {
  forgetTargets ??= targetsForgetter();
  forgetTargets();
  collectGarbage();
  for (const [entry, reference] of tracked) {
    if (reference.deref() === undefined) dropEntry(entry);
  }
}

function targetsForgetter(): () => void {
  const context = vm.createContext({}, { microtaskMode: "afterEvaluate" });
  const forget = new vm.Script("Promise.resolve().then(() => 0); 0");
  return () => void forget.runInContext(context);
}

onInnerSignal(SWEEP_BIT, sweep);
