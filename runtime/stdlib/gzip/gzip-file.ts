/** The class `GzipFile`. */
import { bytes } from "../../builtins/bytes.js";
import { requireBuffer } from "../../builtins/bytes/buffer.js";
import { callmethod } from "../../builtins/call-method.js";
import { EOFError, OSError, ValueError } from "../../builtins/exceptions.js";
import { open } from "../../builtins/io/open.js";
import { repr } from "../../builtins/repr.js";
import { BytesIO } from "../io/bytes-io.js";
import { fspath, type PathArgument } from "../os/paths.js";
import { deflate, error, inflate } from "../zlib/node.js";

/** Mirrors `gzip.BadGzipFile`. */
export class BadGzipFile extends OSError {}

const HEADER_SIZE = 10;

/** The data compressed as a gzip file, with a time of the last change in its header. */
export function gzipped(data: Uint8Array, level: number, mtime: number | null): Uint8Array {
  const made = deflate(data, { level, wbits: 31 });
  new DataView(made.buffer).setUint32(4, Math.trunc(mtime ?? Date.now() / 1000), true);
  made[8] = level === 9 ? 2 : level === 1 ? 4 : 0;
  made[9] = 255;
  return made;
}

/** What one or more gzip files in a row expand to. @throws BadGzipFile, EOFError */
export function gunzipped(data: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length;) {
    while (data[at] === 0 && parts.length > 0) at += 1;
    if (at === data.length) break;
    if (data[at] !== 0x1f || data[at + 1] !== 0x8b) {
      throw new BadGzipFile(`Not a gzipped file (${repr(bytes.wrap(data.slice(at, at + 2)))})`);
    }
    if (data.length - at < HEADER_SIZE) throw truncated();
    const { data: part, used } = expand(data.subarray(at));
    parts.push(part);
    at += used;
  }
  return Buffer.concat(parts);
}

const truncated = () => new EOFError("Compressed file ended before the end-of-stream marker was reached");

function expand(data: Uint8Array): { data: Uint8Array; used: number } {
  try {
    return inflate(data, 31, true);
  } catch (thrown) {
    if (!(thrown instanceof error)) throw thrown;
    const { message } = thrown;
    if (message.includes("-5")) throw truncated();
    if (message.includes("incorrect data check")) throw new BadGzipFile("CRC check failed");
    throw thrown;
  }
}

/** The settings of a GzipFile. */
export interface GzipOptions {
  mode?: string | null;
  compresslevel?: number;
  fileobj?: unknown;
  mtime?: number | null;
}

/** Mirrors `gzip.GzipFile`: expanded when it is opened, compressed when it is closed. */
export class GzipFile extends BytesIO {
  readonly #writes: boolean;
  readonly #file: unknown;
  readonly #ownsFile: boolean;
  readonly #name: string;
  readonly #level: number;
  readonly mtime: number | null;

  /** @throws ValueError for a bad mode, OSErrors of the file */
  constructor(
    filename: PathArgument | null = null,
    { mode = null, compresslevel = 9, fileobj = null, mtime = null }: GzipOptions = {},
  ) {
    const given = mode ?? "rb";
    if (given.includes("t") || given.includes("U")) throw new ValueError(`Invalid mode: ${repr(mode)}`);
    if (!/^[rwax]b?$/.test(given)) throw new ValueError(`Invalid mode: ${repr(mode)}`);
    const file: unknown = fileobj ?? open(filename, `${given[0]}b`);
    const writes = !given.startsWith("r");
    super(writes ? null : bytes.wrap(gunzipped(requireBuffer(callmethod(file, "read")))));
    this.#writes = writes;
    this.#file = file;
    this.#ownsFile = fileobj === null;
    this.#name = filename === null ? "" : fspath(filename);
    this.#level = Number(compresslevel);
    this.mtime = mtime;
    Object.defineProperty(this, "name", { value: this.#name, enumerable: true });
    Object.defineProperty(this, "mode", { value: writes ? 2 : 1, enumerable: true });
  }

  override readable(): boolean {
    return !this.#writes;
  }

  override writable(): boolean {
    return this.#writes;
  }

  override read(size: number | bigint | null = -1): bytes {
    if (this.#writes) throw new OSError(9, "read() on write-only GzipFile object");
    return super.read(size);
  }

  override write(data: unknown): number {
    if (!this.#writes) throw new OSError(9, "write() on read-only GzipFile object");
    return super.write(data);
  }

  override close(): void {
    if (this.closed) return;
    if (this.#writes) {
      const made = gzipped(this.getvalue().data, this.#level, this.mtime === null ? null : Number(this.mtime));
      callmethod(this.#file, "write", bytes.wrap(made));
    }
    super.close();
    if (this.#ownsFile) callmethod(this.#file, "close");
  }
}
