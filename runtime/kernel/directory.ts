/** Blocks of the arena that have a name, by which any process of the program finds them: shared memory segments. */
import { i32, u8 } from "./arena.js";
import { release, retain } from "./holds.js";
import { DIRECTORY_FIRST, DIRECTORY_LOCK } from "./layout.js";
import { alloc, free } from "./memory.js";
import { lock, unlock } from "./spinlock.js";

/** Words of an entry, then the name in UTF-8. */
const NEXT = 0;
const BLOCK = 1;
const SIZE = 2;
const NAME_BYTES = 3;
const HEADER_BYTES = 16;

export interface NamedBlock {
  readonly offset: number;
  readonly size: number;
}

/** Gives a block a name; it stays as long as it has one. Returns false if another block has the name. */
export function enterName(name: string, { offset, size }: NamedBlock): boolean {
  const bytes = Buffer.from(name);
  const entry = alloc(HEADER_BYTES + bytes.length);
  const word = entry >> 2;
  i32[word + BLOCK] = offset;
  i32[word + SIZE] = size;
  i32[word + NAME_BYTES] = bytes.length;
  u8.set(bytes, entry + HEADER_BYTES);
  retain(offset);
  lock(DIRECTORY_LOCK);
  const isTaken = find(bytes) !== null;
  if (!isTaken) {
    i32[word + NEXT] = i32[DIRECTORY_FIRST]!;
    i32[DIRECTORY_FIRST] = entry;
  }
  unlock(DIRECTORY_LOCK);
  if (isTaken) {
    release(offset);
    free(entry);
  }
  return !isTaken;
}

/** The block with a name, or null. The caller becomes one of its holders (holds.ts) and has to let go of it. */
export function findName(name: string): NamedBlock | null {
  const bytes = Buffer.from(name);
  lock(DIRECTORY_LOCK);
  const found = find(bytes);
  let block: NamedBlock | null = null;
  if (found !== null) {
    block = { offset: i32[(found.entry >> 2) + BLOCK]!, size: i32[(found.entry >> 2) + SIZE]! };
    retain(block.offset);
  }
  unlock(DIRECTORY_LOCK);
  return block;
}

/** Takes a name back. Returns false if there is none. */
export function removeName(name: string): boolean {
  const bytes = Buffer.from(name);
  lock(DIRECTORY_LOCK);
  const found = find(bytes);
  if (found !== null) i32[found.link] = i32[(found.entry >> 2) + NEXT]!;
  unlock(DIRECTORY_LOCK);
  if (found === null) return false;
  release(i32[(found.entry >> 2) + BLOCK]!);
  free(found.entry);
  return true;
}

/** The entry of a name, and the index of the word that leads to it. Under the lock. */
function find(name: Uint8Array): { entry: number; link: number } | null {
  let link = DIRECTORY_FIRST;
  for (let entry = i32[link]!; entry !== 0; entry = i32[link]!) {
    if (hasName(entry, name)) return { entry, link };
    link = (entry >> 2) + NEXT;
  }
  return null;
}

function hasName(entry: number, name: Uint8Array): boolean {
  if (i32[(entry >> 2) + NAME_BYTES] !== name.length) return false;
  return name.every((byte, at) => u8[entry + HEADER_BYTES + at] === byte);
}
