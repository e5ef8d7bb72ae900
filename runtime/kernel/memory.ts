/**
 * Allocation in the arena. An offset is a number of bytes, a multiple of 8, and means the same in every process of the
 * program; 0 is no offset.
 *
 * A process can be killed between any two calls or turns of a loop, but never inside a straight run of plain stores. So
 * whatever others may see is changed by such a run under a spin lock, or by one single store, and the broker opens the
 * locks of the dead.
 */
import { MemoryError } from "../builtins/exceptions.js";
import { arena, f32, f64, i16, i32, i64, i8, u16, u32, u64, u8 } from "./arena.js";
import { CLASS_BASE, CLASS_BUMP, CLASS_END, CLASS_FREE, CLASS_LOCK, CLASS_WORDS, PAGE_BYTES } from "./layout.js";
import { allocatePages, freePages } from "./pages.js";
import { lock, unlock } from "./spinlock.js";

/** The arena and typed views on all of it. */
export const memory = { arena, i8, u8, i16, u16, i32, u32, i64, u64, f32, f64 } as const;

/** Bytes before each block: its size class or LARGE, its count of holders, its kind, and whether it is given out. */
const HEADER = 16;
const SIZE_CLASS = -4;
const HOLDERS = -3;
const KIND = -2;
const GIVEN = -1;
const LARGE = 255;
const IN_USE = 0x600d;

/** Bytes of the small blocks, header included: a power of two and one and a half times it. */
const SIZES = [
  32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12288, 16384, 32768,
];
const LARGEST_SMALL = SIZES[SIZES.length - 1]!;
/** The size class of a number of 16-byte units. */
const CLASS_OF = Uint8Array.from({ length: LARGEST_SMALL / 16 + 1 }, (_, units) =>
  SIZES.findIndex((size) => size >= units * 16),
);

/**
 * Allocates a block of zeros and returns its offset.
 * Raises MemoryError when the arena is full.
 */
export function alloc(bytes: number): number {
  const offset = allocDirty(bytes);
  u8.fill(0, offset, offset + bytes);
  return offset;
}

/** As `alloc`, for a caller who writes every byte himself: the block holds whatever was there. */
export function allocDirty(bytes: number): number {
  const total = bytes + HEADER;
  if (total > LARGEST_SMALL) return allocLarge(bytes).offset;
  const sizeClass = CLASS_OF[(total + 15) >> 4]!;
  const size = SIZES[sizeClass]!;
  const words = CLASS_BASE + sizeClass * CLASS_WORDS;
  for (;;) {
    lock(words + CLASS_LOCK);
    let start = i32[words + CLASS_FREE]!;
    if (start !== 0) {
      i32[words + CLASS_FREE] = i32[(start + HEADER) >> 2]!;
    } else {
      start = i32[words + CLASS_BUMP]!;
      if (start + size > i32[words + CLASS_END]!) {
        unlock(words + CLASS_LOCK);
        refill(words);
        continue;
      }
      i32[words + CLASS_BUMP] = start + size;
    }
    unlock(words + CLASS_LOCK);
    return open(start, sizeClass);
  }
}

/** As `alloc` for big blocks of which only a part may ever be touched: memory that was never used isn't cleared again. */
export function allocSparse(bytes: number): number {
  if (bytes + HEADER <= LARGEST_SMALL) return alloc(bytes);
  const { offset, dirty } = allocLarge(bytes);
  if (dirty) u8.fill(0, offset, offset + bytes);
  return offset;
}

function allocLarge(bytes: number): { offset: number; dirty: boolean } {
  const block = allocatePages(bytes + HEADER);
  if (block === null) throw new MemoryError();
  return { offset: open(block.offset, LARGE), dirty: block.dirty };
}

function refill(words: number): void {
  const page = allocatePages(PAGE_BYTES);
  if (page === null) throw new MemoryError();
  lock(words + CLASS_LOCK);
  i32[words + CLASS_BUMP] = page.offset;
  i32[words + CLASS_END] = page.offset + PAGE_BYTES;
  unlock(words + CLASS_LOCK);
}

function open(start: number, sizeClass: number): number {
  const offset = start + HEADER;
  const word = offset >> 2;
  i32[word + SIZE_CLASS] = sizeClass;
  i32[word + HOLDERS] = 0;
  i32[word + KIND] = 0;
  i32[word + GIVEN] = IN_USE;
  return offset;
}

/** Gives a block back. Any process may do it. */
export function free(offset: number): void {
  const word = offset >> 2;
  if (i32[word + GIVEN] !== IN_USE) throw new Error(`block ${offset} is not in use`);
  i32[word + GIVEN] = 0;
  const sizeClass = i32[word + SIZE_CLASS]!;
  if (sizeClass === LARGE) {
    freePages(offset - HEADER);
    return;
  }
  const words = CLASS_BASE + sizeClass * CLASS_WORDS;
  lock(words + CLASS_LOCK);
  i32[word] = i32[words + CLASS_FREE]!;
  i32[words + CLASS_FREE] = offset - HEADER;
  unlock(words + CLASS_LOCK);
}

/** The word that counts who holds a block (holds.ts). */
export function holdersWord(offset: number): number {
  return (offset >> 2) + HOLDERS;
}

/** The word that says what a block is, for whoever has to clear it up (holds.ts). */
export function kindWord(offset: number): number {
  return (offset >> 2) + KIND;
}
