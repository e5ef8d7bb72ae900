/** Mirrors the module `gzip`. Differs: a file is expanded as a whole when it is opened, and compressed when it is closed. */
import { bytes } from "../builtins/bytes.js";
import { requireBuffer } from "../builtins/bytes/buffer.js";
import type { Dynamic } from "../builtins/dynamic.js";
import { TypeError, ValueError } from "../builtins/exceptions.js";
import { type ByteFile, TextIO } from "../builtins/io/text.js";
import { repr } from "../builtins/repr.js";
import { special } from "../builtins/protocol.js";
import { BadGzipFile, gunzipped, GzipFile, gzipped } from "./gzip/gzip-file.js";
import { libraryModule } from "./module.js";
import type { PathArgument } from "./os/paths.js";
import * as self from "./gzip.js";

export { BadGzipFile, GzipFile };

/** Mirrors `compress(data, compresslevel=9, *, mtime=None)`. */
export function compress(
  data: unknown,
  compresslevel: number = 9,
  { mtime = null }: { mtime?: number | null } = {},
): bytes {
  return bytes.wrap(gzipped(requireBuffer(data), Number(compresslevel), mtime));
}

/** @throws BadGzipFile, EOFError */
export function decompress(data: unknown): bytes {
  return bytes.wrap(gunzipped(requireBuffer(data)));
}

/** The keyword arguments of `open`. */
interface OpenOptions {
  encoding?: string | null;
  errors?: string | null;
  newline?: string | null;
}

/** Mirrors `gzip.open(filename, mode="rb", compresslevel=9, ...)`: a text file for a mode with "t". @throws ValueError */
export function open(
  filename: unknown,
  mode: string = "rb",
  compresslevel: number = 9,
  options: OpenOptions = {},
): Dynamic {
  const isText = mode.includes("t");
  if (isText && mode.includes("b")) throw new ValueError(`Invalid mode: ${repr(mode)}`);
  for (const name of ["encoding", "errors", "newline"] as const) {
    if (!isText && (options[name] ?? null) !== null)
      throw new ValueError(`Argument '${name}' not supported in binary mode`);
  }
  const isPath = typeof filename === "string" || special(filename, "__fspath__") !== undefined;
  const isFile = special(filename, "read") !== undefined || special(filename, "write") !== undefined;
  if (!isPath && !isFile) throw new TypeError("filename must be a str or bytes object, or a file");
  const settings = { mode: mode.replace("t", ""), compresslevel, fileobj: isPath ? null : filename };
  const file = new GzipFile(isPath ? (filename as PathArgument) : null, settings);
  if (!isText) return file;
  const { encoding, errors, newline } = options;
  return new TextIO(file as unknown as ByteFile, mode, encoding ?? "UTF-8", errors ?? "strict", newline ?? null);
}

libraryModule("gzip", () => self, { BadGzipFile, GzipFile });
