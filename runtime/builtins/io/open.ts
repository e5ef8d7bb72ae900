/** Mirrors `open` of Lib/_pyio.py: mode, encoding and newline rules with CPython's messages. */
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { IsADirectoryError, TypeError, ValueError } from "../exceptions.js";
import { lookupCodec } from "../codecs/codecs.js";
import { type int, isInt } from "../numbers.js";
import { atExit } from "../../kernel/exit.js";
import { beforeSpawn } from "../../kernel/processes.js";
import { repr } from "../repr.js";
import { typeName } from "../type-name.js";
import { flushAll, flushUninherited } from "./base.js";
import { type BinaryIO, binaryFile } from "./binary.js";
import { osCall } from "./os-call.js";
import { TextIO } from "./text.js";
import { located } from "./working-directory.js";

atExit(flushAll);
beforeSpawn(flushUninherited);

interface OpenOptions {
  buffering?: int;
  encoding?: string | null;
  errors?: string | null;
  newline?: string | null;
  closefd?: boolean;
  opener?: unknown;
}

/** `"r"`, `"w+"`, … without the t that changes nothing: what opens a TextIO. */
type TextMode = `${"r" | "w" | "a" | "x"}${"" | "+" | "t" | "t+" | "+t"}` | `t${"r" | "w" | "a"}`;
type BinaryMode = `${"r" | "w" | "a" | "x"}${"b" | "b+" | "+b"}` | `b${"r" | "w" | "a"}`;

/**
 * Opens a file.
 *
 * @param file a path (str, bytes, an object with `__fspath__`) or a descriptor
 * @throws FileNotFoundError and other OSErrors; ValueError for a bad mode
 */
export function open(file: unknown, mode?: TextMode, options?: OpenOptions): TextIO;
export function open(file: unknown, mode: BinaryMode, options?: OpenOptions): BinaryIO;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the mode decides, and is not known
export function open(file: unknown, mode?: string, options?: OpenOptions): any;
export function open(file: unknown, mode = "r", options: OpenOptions = {}): TextIO | BinaryIO {
  const access = parseMode(mode, options);
  flushAll();
  const { fd, name } = openDescriptor(file, access);
  const binary = binaryFile(fd, name, access.rawMode, access, options.closefd ?? true);
  if (access.binary) return binary;
  const encoding = options.encoding ?? "UTF-8";
  lookupCodec(encoding);
  return new TextIO(binary, mode, encoding, options.errors ?? "strict", options.newline ?? null);
}

interface Mode {
  reads: boolean;
  writes: boolean;
  appends: boolean;
  creates: boolean;
  truncates: boolean;
  binary: boolean;
  /** The mode as the binary file shows it: `rb`, `rb+`. */
  rawMode: string;
}

function parseMode(mode: string, options: OpenOptions): Mode {
  const letters = new Set(mode);
  if (typeof mode !== "string") throw new TypeError(`open() argument 'mode' must be str, not ${typeName(mode)}`);
  if ([...letters].some((letter) => !"rwaxbt+".includes(letter)) || letters.size !== mode.length) {
    throw new ValueError(`invalid mode: ${repr(mode)}`);
  }
  const kinds = ["r", "w", "a", "x"].filter((letter) => letters.has(letter));
  if (letters.has("b") && letters.has("t")) throw new ValueError("can't have text and binary mode at once");
  if (kinds.length === 0)
    throw new ValueError("Must have exactly one of create/read/write/append mode and at most one plus");
  if (kinds.length > 1) throw new ValueError("must have exactly one of create/read/write/append mode");
  const binary = letters.has("b");
  for (const option of ["encoding", "errors", "newline"] as const) {
    if (binary && options[option] != null)
      throw new ValueError(
        `binary mode doesn't take ${option === "errors" ? "an errors" : option === "encoding" ? "an encoding" : "a newline"} argument`,
      );
  }
  if (![undefined, null, "", "\n", "\r", "\r\n"].includes(options.newline)) {
    throw new ValueError(`illegal newline value: ${repr(options.newline)}`);
  }
  const [kind] = kinds;
  const plus = letters.has("+");
  return {
    reads: kind === "r" || plus,
    writes: kind !== "r" || plus,
    appends: kind === "a",
    creates: kind === "x",
    truncates: kind === "w",
    binary,
    rawMode: `${kind}b${plus ? "+" : ""}`,
  };
}

function openDescriptor(file: unknown, mode: Mode): { fd: number; name: unknown } {
  if (isInt(file)) return { fd: Number(file), name: file };
  const path = pathOf(file);
  const { O_RDONLY, O_WRONLY, O_RDWR, O_APPEND, O_CREAT, O_EXCL, O_TRUNC } = constants;
  let flags = mode.reads && mode.writes ? O_RDWR : mode.writes ? O_WRONLY : O_RDONLY;
  if (mode.appends) flags |= O_APPEND | O_CREAT;
  if (mode.creates) flags |= O_EXCL | O_CREAT;
  if (mode.truncates) flags |= O_TRUNC | O_CREAT;
  const fd = osCall(() => openSync(located(path), flags, 0o666), file);
  if (fstatSync(fd).isDirectory()) {
    closeSync(fd);
    throw new IsADirectoryError(21, "Is a directory", file);
  }
  return { fd, name: file };
}

/** A path of str, bytes or path-like as Node takes it. @throws TypeError */
function pathOf(file: unknown): string | Buffer {
  if (typeof file === "string") return checked(file);
  if (typeof file === "object" && file !== null) {
    const { __fspath__: fspath, __buffer__: buffer } = file as Partial<{
      __fspath__(): string;
      __buffer__(): { data: Uint8Array };
    }>;
    if (typeof fspath === "function") return checked(fspath.call(file));
    if (typeof buffer === "function") return Buffer.from(buffer.call(file).data);
  }
  throw new TypeError(`expected str, bytes or os.PathLike object, not ${typeName(file)}`);
}

function checked(path: string): string {
  if (path.includes("\0")) throw new ValueError("embedded null byte");
  return path;
}
