/** The secret that all processes of the program share: 32 random bytes in the arena, made when first asked for. */
import { randomBytes } from "node:crypto";
import { i32, u8 } from "./arena.js";
import { AUTHKEY } from "./layout.js";
import { alloc, free } from "./memory.js";

const BYTES = 32;

/** A copy of the secret. */
export function programSecret(): Uint8Array {
  let block = Atomics.load(i32, AUTHKEY);
  if (block === 0) block = makeSecret();
  return u8.slice(block, block + BYTES);
}

function makeSecret(): number {
  const block = alloc(BYTES);
  u8.set(randomBytes(BYTES), block);
  const other = Atomics.compareExchange(i32, AUTHKEY, 0, block);
  if (other === 0) return block;
  free(block);
  return other;
}
