/**
 * Mirrors the module `zlib`, on Node's. What is compressed here can be expanded there and the other way round; the
 * compressed bytes themselves may differ, as they do between versions of zlib.
 */
import { asIndex } from "../builtins/as-index.js";
import { bytes } from "../builtins/bytes.js";
import { requireBuffer } from "../builtins/bytes/buffer.js";
import type { int } from "../builtins/numbers.js";
import { libraryModule } from "./module.js";
import { deflate, error, inflate, zlib } from "./zlib/node.js";
import { Compress, Decompress } from "./zlib/objects.js";
import * as self from "./zlib.js";

export { error };
export type { Compress as _Compress, Decompress as _Decompress };

export const DEFLATED = 8;
export const DEF_BUF_SIZE = 16384;
export const DEF_MEM_LEVEL = 8;
export const MAX_WBITS = 15;
export const ZLIB_VERSION = "1.2.13";
export const ZLIB_RUNTIME_VERSION = "1.2.13";
export const Z_NO_COMPRESSION = 0;
export const Z_BEST_SPEED = 1;
export const Z_BEST_COMPRESSION = 9;
export const Z_DEFAULT_COMPRESSION = -1;
export const Z_DEFAULT_STRATEGY = 0;
export const Z_FILTERED = 1;
export const Z_HUFFMAN_ONLY = 2;
export const Z_RLE = 3;
export const Z_FIXED = 4;
export const Z_NO_FLUSH = 0;
export const Z_PARTIAL_FLUSH = 1;
export const Z_SYNC_FLUSH = 2;
export const Z_FULL_FLUSH = 3;
export const Z_FINISH = 4;
export const Z_BLOCK = 5;
export const Z_TREES = 6;

/** Mirrors `compress(data, /, level=-1, wbits=15)`. @throws error */
export function compress(data: unknown, level: int = -1, wbits: int = MAX_WBITS): bytes {
  return bytes.wrap(deflate(requireBuffer(data), { level: Number(level), wbits: Number(wbits) }));
}

/** Mirrors `decompress(data, /, wbits=15, bufsize=16384)`. @throws error */
export function decompress(data: unknown, wbits: int = MAX_WBITS, _bufsize: int = DEF_BUF_SIZE): bytes {
  return bytes.wrap(inflate(requireBuffer(data), Number(wbits), true).data);
}

export function compressobj(
  level: int = -1,
  _method: int = DEFLATED,
  wbits: int = MAX_WBITS,
  memLevel: int = DEF_MEM_LEVEL,
  strategy: int = 0,
  zdict: unknown = null,
): Compress {
  const dictionary = zdict === null ? {} : { dictionary: requireBuffer(zdict) };
  const settings = {
    level: Number(level),
    wbits: Number(wbits),
    memLevel: Number(memLevel),
    strategy: Number(strategy),
  };
  return new Compress({ ...settings, ...dictionary });
}

export function decompressobj(wbits: int = MAX_WBITS, zdict: unknown = null): Decompress {
  return new Decompress(Number(wbits), zdict === null ? undefined : requireBuffer(zdict));
}

/** Mirrors `crc32(data, value=0, /)`. */
export function crc32(data: unknown, value: int = 0): number {
  return zlib().crc32(requireBuffer(data), Number(BigInt.asUintN(32, BigInt(asIndex(value)))));
}

/** Mirrors `adler32(data, value=1, /)`. */
export function adler32(data: unknown, value: int = 1): number {
  const start = Number(BigInt.asUintN(32, BigInt(asIndex(value))));
  let [low, high] = [start & 0xffff, start >>> 16];
  for (const byte of requireBuffer(data)) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

libraryModule("zlib", () => self, { Compress, Decompress, error });
