/**
 * Large blocks: a buddy allocator over the arena's 64 KiB pages. The page map has a word for each page; at the first
 * page of a block it holds its order + 1, negative while the block is free (a block of order n has 2^n pages). Words
 * inside a block mean nothing, so that splitting writes inside first and changes the first word last, and merging is one
 * store: the map is right at every moment, also when the process that changes it is killed.
 */
import { arena, arenaIsFresh, i32 } from "./arena.js";
import { HIGH_WATER_PAGE, MAX_PAGES, PAGE_BYTES, PAGE_LOCK, PAGE_MAP, RESERVED_PAGES } from "./layout.js";
import { lock, unlock } from "./spinlock.js";

const PAGES = Math.min(arena.byteLength / PAGE_BYTES, MAX_PAGES);

function initializePages(): void {
  i32[HIGH_WATER_PAGE] = RESERVED_PAGES;
  let page = RESERVED_PAGES;
  while (page < PAGES) {
    let order = 0;
    while (page % 2 ** (order + 1) === 0 && page + 2 ** (order + 1) <= PAGES) order++;
    i32[PAGE_MAP + page] = -(order + 1);
    page += 2 ** order;
  }
}

/** The smallest free block of at least the order; merges free neighbours on the way. The lock is held. */
function findFree(order: number): number {
  let best = -1;
  let bestOrder = 99;
  let page = RESERVED_PAGES;
  while (page < PAGES) {
    const mark = i32[PAGE_MAP + page]!;
    if (mark > 0) {
      page += 2 ** (mark - 1);
      continue;
    }
    let own = -mark - 1;
    while (page % 2 ** (own + 1) === 0 && i32[PAGE_MAP + page + 2 ** own] === -(own + 1)) {
      own++;
      i32[PAGE_MAP + page] = -(own + 1);
    }
    if (own === order) return page;
    if (own > order && own < bestOrder) {
      best = page;
      bestOrder = own;
    }
    page += 2 ** own;
  }
  return best;
}

/**
 * Allocates a block of at least so many bytes.
 * Returns its offset and whether its memory was used before (else it is still zero), or null when there is no room.
 */
export function allocatePages(bytes: number): { offset: number; dirty: boolean } | null {
  let order = 0;
  while (2 ** order * PAGE_BYTES < bytes) order++;
  lock(PAGE_LOCK);
  const page = findFree(order);
  if (page < 0) {
    unlock(PAGE_LOCK);
    return null;
  }
  for (let upper = -i32[PAGE_MAP + page]! - 2; upper >= order; upper--) {
    i32[PAGE_MAP + page + 2 ** upper] = -(upper + 1);
  }
  const highWater = i32[HIGH_WATER_PAGE]!;
  const end = page + 2 ** order;
  if (end > highWater) i32[HIGH_WATER_PAGE] = end;
  i32[PAGE_MAP + page] = order + 1;
  unlock(PAGE_LOCK);
  return { offset: page * PAGE_BYTES, dirty: page < highWater };
}

/** Gives a block back. */
export function freePages(offset: number): void {
  const word = PAGE_MAP + offset / PAGE_BYTES;
  Atomics.store(i32, word, -i32[word]!);
}

/** Bytes in blocks that are given out. For tests and leak checks. */
export function pagesInUse(): number {
  let used = 0;
  let page = RESERVED_PAGES;
  while (page < PAGES) {
    const mark = i32[PAGE_MAP + page]!;
    if (mark > 0) used += 2 ** (mark - 1);
    page += 2 ** (Math.abs(mark) - 1);
  }
  return used * PAGE_BYTES;
}

if (arenaIsFresh) initializePages();
