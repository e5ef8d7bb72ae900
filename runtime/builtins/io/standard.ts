/** The standard streams: what `sys.stdin`, `sys.stdout` and `sys.stderr` are until a program puts something else there. */
import { openSync } from "node:fs";
import { isatty } from "node:tty";
import { redirectErrors, writeBytes } from "../../kernel/output.js";
import { checkSignals } from "../../kernel/signals.js";
import { assignment } from "../../kernel/self.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { requireBuffer } from "../bytes/buffer.js";
import { encodeText } from "../codecs/codecs.js";
import { TypeError, ValueError } from "../exceptions.js";
import { strLength } from "../str/code-points.js";
import { typeName } from "../type-name.js";
import { binaryFile } from "./binary.js";
import { TextIO } from "./text.js";

/** Standard output or standard error. Nothing is held back: each write is one system call. */
export class OutputStream {
  readonly name: string;
  readonly mode = "w";
  readonly encoding = "utf-8";
  readonly errors: string;
  readonly newlines = null;
  readonly closed = false;
  readonly line_buffering = true;
  readonly buffer: OutputBuffer;
  readonly #fd: number;

  constructor(fd: number, name: string, errors: string) {
    this.#fd = fd;
    this.name = name;
    this.errors = errors;
    this.buffer = new OutputBuffer(fd, name);
  }

  /** Raises TypeError, UnicodeEncodeError for lone surrogates; KeyboardInterrupt when Ctrl-C was pressed. */
  write(text: string): number {
    if (typeof text !== "string") throw new TypeError(`write() argument must be str, not ${typeName(text)}`);
    writeBytes(this.#fd, encodeText(text, this.encoding, this.errors));
    checkSignals();
    return strLength(text);
  }

  writelines(lines: Iterable<string>): void {
    for (const line of lines) this.write(line);
  }

  flush(): void {
    // Nothing is held back.
  }

  reconfigure(): void {
    // Writes are unbuffered UTF-8 whatever is asked for.
  }

  close(): void {
    // The descriptor belongs to all processes of the program.
  }

  isatty(): boolean {
    return isatty(this.#fd);
  }

  fileno(): number {
    return this.#fd;
  }

  readable(): boolean {
    return false;
  }

  writable(): boolean {
    return true;
  }

  seekable(): boolean {
    return false;
  }

  __repr__(): string {
    return `<_io.TextIOWrapper name='${this.name}' mode='w' encoding='utf-8'>`;
  }
}

/** The bytes side of an output stream, `sys.stdout.buffer`. */
class OutputBuffer {
  readonly name: string;
  readonly mode = "wb";
  readonly closed = false;
  readonly #fd: number;

  constructor(fd: number, name: string) {
    this.#fd = fd;
    this.name = name;
  }

  write(data: unknown): number {
    const bytes = requireBuffer(data);
    writeBytes(this.#fd, bytes);
    return bytes.length;
  }

  flush(): void {
    // Nothing is held back.
  }

  fileno(): number {
    return this.#fd;
  }

  __repr__(): string {
    return `<_io.BufferedWriter name='${this.name}'>`;
  }
}

/** A child process reads from nothing, as multiprocessing's children do. */
function openStdin(): TextIO {
  const fd = assignment?.role === "child" ? openSync("/dev/null", "r") : 0;
  const binary = binaryFile(fd, "<stdin>", "rb", { reads: true, writes: false, appends: false }, false);
  return new TextIO(binary, "r", "utf-8", "strict", null);
}

const standard = new Map([
  [1, new OutputStream(1, "<stdout>", "strict")],
  [2, new OutputStream(2, "<stderr>", "backslashreplace")],
]);

registerInheritor(
  OutputStream.prototype,
  (stream) => [stream.fileno()],
  "standard_stream",
  (fd) => standard.get(fd),
);

/** What print() needs of a file. */
export interface Writable {
  write(text: string): unknown;
  flush?(): unknown;
}

/** What input() needs of a file. */
export interface Readable {
  readline(): unknown;
}

const standardError = standard.get(2) as Writable;
let stderr: Writable | null = standardError;
let stdin: Readable | undefined;

/** The streams as the process sees them now; `sys.stdout = x` changes them. */
export const streams = {
  stdout: standard.get(1) as Writable,
  get stderr(): Writable {
    return stderr as Writable;
  },
  /** Tracebacks and other messages go there too; with None they are dropped. */
  set stderr(file: Writable) {
    stderr = file;
    redirectErrors(file === standardError ? null : (text) => void stderr?.write(text));
  },
  /** Opened when first asked for. */
  get stdin(): Readable {
    return (stdin ??= openStdin());
  },
  set stdin(file: Readable) {
    stdin = file;
  },
};

/**
 * Writes out what files in the place of the standard streams hold back, as the end of a child does.
 * Mirrors `multiprocessing.util._flush_std_streams`.
 */
export function flushStreams(): void {
  for (const stream of [streams.stdout, streams.stderr] as (Writable | null)[]) {
    try {
      stream?.flush?.();
    } catch (error) {
      // A file that is closed by now has nothing to write.
      if (!(error instanceof ValueError)) throw error;
    }
  }
}
