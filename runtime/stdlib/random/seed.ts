/** Seeds of every kind as the words that start the Mersenne Twister. */
import { bytearray, bytes } from "../../builtins/bytes.js";
import { concatenate } from "../../builtins/bytes/buffer.js";
import { encodeText } from "../../builtins/codecs/codecs.js";
import { TypeError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import { isFloat, isIntLike } from "../../builtins/numbers.js";
import { systemRandom } from "./entropy.js";

export type Seed = number | bigint | boolean | string | bytes | bytearray | null | undefined;

const MASK = (1n << 64n) - 1n;

/** @throws TypeError for a seed of another type */
export function seedWords(seed: Seed, version: number): Uint32Array {
  if (seed === null || seed === undefined) {
    return new Uint32Array(systemRandom(624 * 4).buffer);
  }
  if (typeof seed === "string" || seed instanceof bytes || seed instanceof bytearray) {
    if (version !== 1 || seed instanceof bytearray) {
      return words(textSeed(typeof seed === "string" ? encodeText(seed) : seed.data));
    }
    return words(oldTextSeed(seed));
  }
  if (isIntLike(seed)) {
    const value = BigInt(seed);
    return words(value < 0n ? -value : value);
  }
  if (isFloat(seed)) {
    return words(BigInt.asUintN(64, BigInt(hash(seed))));
  }
  throw new TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
}

/** Version 2: the text followed by its SHA-512, as one number. */
function textSeed(text: Uint8Array): bigint {
  // loaded here, since seeding with text is rare and Node's crypto takes time
  const { createHash } = process.getBuiltinModule("node:crypto");
  const digest = createHash("sha512").update(text).digest();
  return BigInt("0x" + Buffer.from(concatenate([text, digest])).toString("hex"));
}

/** Version 1: the string hash of Python 2. */
function oldTextSeed(text: string | bytes): bigint {
  const codes = typeof text === "string" ? Array.from(text, (char) => char.codePointAt(0) as number) : [...text.data];
  let value = codes.length === 0 ? 0n : BigInt(codes[0]) << 7n;
  for (const code of codes) {
    value = ((1000003n * value) ^ BigInt(code)) & MASK;
  }
  return value ^ BigInt(codes.length);
}

/** A number's 32-bit words, the lowest first; at least one. */
function words(value: bigint): Uint32Array {
  const list: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 32n) {
    list.push(Number(rest & 0xffffffffn));
  }
  return Uint32Array.from(list.length === 0 ? [0] : list);
}
