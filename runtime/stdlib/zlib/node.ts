/** Node's zlib, with CPython's errors. */
import type { ZlibOptions } from "node:zlib";
import { Exception } from "../../builtins/exceptions.js";

/** Mirrors `zlib.error`. */
export class error extends Exception {}

export const zlib = (): typeof import("node:zlib") => process.getBuiltinModule("node:zlib");

/** What Node's zlib says of a stream. */
interface Outcome {
  data: Uint8Array;
  /** How many bytes of the input were part of the stream. */
  used: number;
}

/** What a window of bits means: how the stream is wrapped, and how big the window is. */
function formatOf(wbits: number): { format: "raw" | "zlib" | "gzip" | "auto"; windowBits: number } {
  if (wbits < 0) return { format: "raw", windowBits: -wbits };
  if (wbits >= 40) return { format: "auto", windowBits: wbits - 32 };
  return wbits >= 24 ? { format: "gzip", windowBits: wbits - 16 } : { format: "zlib", windowBits: wbits };
}

/** Settings of a compression. */
export interface Settings {
  level: number;
  wbits: number;
  memLevel?: number;
  strategy?: number;
  dictionary?: Uint8Array;
}

/** @throws error for settings that zlib refuses */
export function deflate(data: Uint8Array, { level, wbits, ...others }: Settings): Uint8Array {
  const { format, windowBits } = formatOf(wbits);
  if (level < -1 || level > 9) throw new error("Bad compression level");
  const options: ZlibOptions = { level, windowBits, ...others };
  const { deflateRawSync, deflateSync, gzipSync } = zlib();
  try {
    return new Uint8Array(
      format === "raw"
        ? deflateRawSync(data, options)
        : format === "gzip"
          ? gzipSync(data, options)
          : deflateSync(data, options),
    );
  } catch {
    throw new error("Invalid initialization option");
  }
}

/** Expands one stream. `isWhole`: its end must be there. @throws error */
export function inflate(data: Uint8Array, wbits: number, isWhole: boolean, dictionary?: Uint8Array): Outcome {
  const { format, windowBits } = formatOf(wbits);
  const { constants, inflateRawSync, inflateSync, gunzipSync, unzipSync } = zlib();
  const expand = { raw: inflateRawSync, zlib: inflateSync, gzip: gunzipSync, auto: unzipSync }[format];
  const finishFlush = isWhole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
  const options = { info: true, finishFlush, dictionary, ...(format === "raw" ? { windowBits } : {}) };
  try {
    const { buffer, engine } = expand(data, options as ZlibOptions) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { data: new Uint8Array(buffer), used: engine.bytesWritten };
  } catch (thrown) {
    throw asError(thrown as { code?: string; errno?: number; message: string });
  }
}

function asError({ code, errno, message }: { code?: string; errno?: number; message: string }): error {
  if (code === "Z_BUF_ERROR") return new error("Error -5 while decompressing data: incomplete or truncated stream");
  if (code === "Z_NEED_DICT") return new error("Error 2 while decompressing data");
  return new error(`Error ${errno ?? -3} while decompressing data: ${message}`);
}

/** True when a stream that begins with the data has ended in it. */
export function isComplete(data: Uint8Array, wbits: number, dictionary?: Uint8Array): boolean {
  try {
    inflate(data, wbits, true, dictionary);
    return true;
  } catch {
    return false;
  }
}
