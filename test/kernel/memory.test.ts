/** The arena's allocator, in one process: sizes, alignment, reuse, zeros, and memory that comes back. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { alloc, allocDirty, allocSparse, free, memory } from "../../runtime/kernel/memory.js";
import { pagesInUse } from "../../runtime/kernel/pages.js";

const { u8 } = memory;

test("blocks are aligned, zeroed and apart from each other, whatever is freed in between", () => {
  const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 200_000 }), fc.boolean()), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, (requests) => {
      const held = new Map<number, { size: number; mark: number }>();
      for (const [index, [size, keep]] of requests.entries()) {
        const offset = alloc(size);
        expect(offset % 8).toBe(0);
        expect(u8.subarray(offset, offset + size).every((byte) => byte === 0)).toBe(true);
        u8.fill(index + 1, offset, offset + size);
        if (keep) held.set(offset, { size, mark: index + 1 });
        else free(offset);
      }
      for (const [offset, { size, mark }] of held) {
        expect(u8.subarray(offset, offset + size).every((byte) => byte === mark)).toBe(true);
        free(offset);
      }
    }),
    { numRuns: 30 },
  );
});

test("memory that is freed is used again: large blocks come and go without growth", () => {
  const before = pagesInUse();
  for (let round = 0; round < 2_000; round++) {
    const blocks = [70_000, 300_000, 1_000_000].map((size) => allocDirty(size));
    for (const block of blocks) free(block);
  }
  expect(pagesInUse()).toBe(before);
});

test("neighbours that are free become one block again", () => {
  const blocks = Array.from({ length: 64 }, () => allocDirty(4_000_000));
  for (const block of blocks) free(block);
  const whole = allocSparse(400_000_000);
  free(whole);
});

test("a block that isn't given out can't be freed", () => {
  const block = alloc(40);
  free(block);
  expect(() => free(block)).toThrow("not in use");
});

test("more than the arena has is a MemoryError", () => {
  expect(() => alloc(2 ** 31)).toThrow(
    expect.objectContaining({ constructor: expect.objectContaining({ name: "MemoryError" }) }),
  );
});
