/**
 * Locks of files, between the processes of the program. Each locked file has a record in the directory; whoever holds a
 * lock has a block of its own, so that the lock is given back with the block when its process ends, however it does.
 *
 * All processes of the program have the same descriptors: an open file is known by its number.
 */
import { i32 } from "./arena.js";
import { enterName, findName } from "./directory.js";
import { declareKind, hold, letGo } from "./holds.js";
import { alloc } from "./memory.js";
import { notify, waitCounted, WaitReason } from "./wait.js";

export const FILE_LOCK_KIND = 9;

/** Words of a record. The state is 0 while nobody has the file, the number of those who share it, or less the word of the block of who has it alone. */
const STATE = 0;
const WAITERS = 1;
const RECORD_BYTES = 8;

/** Words of a holder's block. */
const RECORD = 0;
const SHARES = 1;
const OWNER = 2;
const HOLDER_BYTES = 12;

/** What this process has locked, by the names of the files and who has them. */
const held = new Map<string, { readonly token: object; readonly block: number }>();

/** The record of a file, which is made when it is first locked and stays. */
function recordOf(name: string): number {
  const known = findName(name);
  if (known !== null) return known.offset;
  const offset = alloc(RECORD_BYTES);
  if (enterName(name, { offset, size: RECORD_BYTES })) return offset;
  return findName(name)!.offset;
}

/**
 * Locks a file for an owner, alone or shared with others who share it. A lock that the owner has is given back first.
 * Returns false if others have it and `waits` is false.
 */
export function lockFile(
  name: string,
  owner: number,
  { isShared, waits }: { isShared: boolean; waits: boolean },
): boolean {
  const record = recordOf(name) >> 2;
  const state = Atomics.load(i32, record + STATE);
  // a forked child has its parent's open file, and the lock with it
  if (state < 0 && i32[OWNER - state] === owner && !held.has(keyOf(name, owner)) && !isShared) return true;
  unlockFile(name, owner);
  const block = alloc(HOLDER_BYTES);
  i32[(block >> 2) + OWNER] = owner;
  i32[(block >> 2) + RECORD] = record;
  const token = {};
  hold(token, block, FILE_LOCK_KIND);
  try {
    if (!take(record, block >> 2, isShared, waits)) {
      letGo(token);
      return false;
    }
  } catch (error) {
    letGo(token);
    throw error;
  }
  held.set(keyOf(name, owner), { token, block });
  return true;
}

const keyOf = (name: string, owner: number): string => `${name} ${owner}`;

function take(record: number, holder: number, isShared: boolean, waits: boolean): boolean {
  for (;;) {
    const state = Atomics.load(i32, record + STATE);
    const isFree = isShared ? state >= 0 : state === 0;
    if (isFree) {
      if (Atomics.compareExchange(i32, record + STATE, state, isShared ? state + 1 : -holder) !== state) continue;
      i32[holder + SHARES] = isShared ? 1 : 0;
      return true;
    }
    if (!waits) return false;
    waitCounted(record + STATE, state, record + WAITERS, null, WaitReason.lock);
  }
}

/** Gives back the lock that an owner has; nothing happens if it has none. */
export function unlockFile(name: string, owner: number): void {
  const own = held.get(keyOf(name, owner));
  if (own === undefined) return;
  held.delete(keyOf(name, owner));
  letGo(own.token);
}

/** Gives back all that an owner has locked. */
export function unlockAll(owner: number): void {
  for (const key of [...held.keys()]) {
    const [name, of] = key.split(" ") as [string, string];
    if (Number(of) === owner) unlockFile(name, owner);
  }
}

/** A holder's block is given back: so is its lock. */
function open(block: number): void {
  const holder = block >> 2;
  const record = i32[holder + RECORD]!;
  if (i32[holder + SHARES] === 1) Atomics.sub(i32, record + STATE, 1);
  else if (Atomics.compareExchange(i32, record + STATE, -holder, 0) !== -holder) return;
  if (Atomics.load(i32, record + WAITERS) !== 0) notify(record + STATE);
}

declareKind(FILE_LOCK_KIND, { finalize: open });
