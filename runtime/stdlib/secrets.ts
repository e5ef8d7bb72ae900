/** Mirrors the module `secrets`: random numbers that can't be guessed. */
import { bytes } from "../builtins/bytes.js";
import { IndexError, ValueError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import { len } from "../builtins/operators.js";
import { compare_digest } from "./hmac.js";
import { libraryModule } from "./module.js";
import { SystemRandom } from "./random.js";
import * as self from "./secrets.js";

export { compare_digest, SystemRandom };

export const DEFAULT_ENTROPY = 32;

const random = new SystemRandom();

export function token_bytes(nbytes: int | null = null): bytes {
  const { randomBytes } = process.getBuiltinModule("node:crypto");
  return bytes.wrap(new Uint8Array(randomBytes(Number(nbytes ?? DEFAULT_ENTROPY))));
}

export function token_hex(nbytes: int | null = null): string {
  return token_bytes(nbytes).hex();
}

export function token_urlsafe(nbytes: int | null = null): string {
  return Buffer.from(token_bytes(nbytes).data).toString("base64url");
}

/** @throws ValueError unless the bound is positive */
export function randbelow(exclusive_upper_bound: int): int {
  if (exclusive_upper_bound <= 0) throw new ValueError("Upper bound must be positive.");
  return random.randrange(exclusive_upper_bound);
}

export function randbits(k: int): int {
  return random.getrandbits(k);
}

/** @throws IndexError for an empty sequence */
export function choice<T>(seq: Iterable<T>): T {
  if (len(seq as never) === 0) throw new IndexError("Cannot choose from an empty sequence");
  return random.choice(seq as never) as T;
}

libraryModule("secrets", () => self);
