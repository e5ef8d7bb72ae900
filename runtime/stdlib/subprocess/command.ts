/** What starting a program takes: its command, its streams, and the errors that tell of it. */
import { bytes } from "../../builtins/bytes.js";
import { bufferOf } from "../../builtins/bytes/buffer.js";
import { decodeBytes, encodeText } from "../../builtins/codecs/codecs.js";
import type { dict } from "../../builtins/dict.js";
import {
  Exception,
  FileNotFoundError,
  NotImplementedError,
  OSError,
  PermissionError,
  TypeError,
} from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import { repr, text } from "../../builtins/repr.js";
import { truth } from "../../builtins/truth.js";
import { pipeDescriptor } from "../../kernel/descriptors.js";
import { fspath, type PathArgument } from "../os/paths.js";

export const PIPE = -1;
export const STDOUT = -2;
export const DEVNULL = -3;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- text, bytes or None
export type Output = any;

export class SubprocessError extends Exception {}

/** Mirrors `subprocess.CalledProcessError`: a program ended with another status than 0. */
export class CalledProcessError extends SubprocessError {
  declare returncode: number;
  declare cmd: unknown;
  declare output: Output;
  declare stderr: Output;

  override __init__(returncode: number, cmd: unknown, output: Output = null, stderr: Output = null): void {
    super.__init__(returncode, cmd);
    Object.assign(this, { returncode, cmd, output, stderr });
  }

  get stdout(): Output {
    return this.output;
  }

  override __str__(): string {
    if (this.returncode < 0) {
      const { signals } = process.getBuiltinModule("node:os").constants;
      const name = Object.entries(signals).find(([, number]) => number === -this.returncode)?.[0];
      const ended =
        name === undefined ? `unknown signal ${-this.returncode}` : `<Signals.${name}: ${-this.returncode}>`;
      return `Command '${text(this.cmd)}' died with ${ended}.`;
    }
    return `Command '${text(this.cmd)}' returned non-zero exit status ${this.returncode}.`;
  }
}

/** Mirrors `subprocess.TimeoutExpired`: a program took too long and was killed. */
export class TimeoutExpired extends SubprocessError {
  declare cmd: unknown;
  declare timeout: number;
  declare output: Output;
  declare stderr: Output;

  override __init__(cmd: unknown, timeout: number, output: Output = null, stderr: Output = null): void {
    super.__init__(cmd, timeout);
    Object.assign(this, { cmd, timeout, output, stderr });
  }

  get stdout(): Output {
    return this.output;
  }

  override __str__(): string {
    return `Command '${text(this.cmd)}' timed out after ${repr(this.timeout)} seconds`;
  }
}

export interface RunOptions {
  stdin?: number | null;
  stdout?: number | null;
  stderr?: number | null;
  input?: unknown;
  capture_output?: unknown;
  shell?: unknown;
  cwd?: PathArgument | null;
  timeout?: number | null;
  check?: unknown;
  encoding?: string | null;
  errors?: string | null;
  text?: unknown;
  universal_newlines?: unknown;
  env?: dict<string, string> | null;
  executable?: string | null;
}

export type Stream = "inherit" | "pipe" | "ignore" | number;

export function streamOf(target: number | null | undefined, name: string): Stream {
  if (target === null || target === undefined) {
    return "inherit";
  }
  if (target === PIPE) {
    return "pipe";
  }
  if (target === DEVNULL) {
    return "ignore";
  }
  if (typeof target === "number" && target >= 0) {
    return systemDescriptor(target);
  }
  const fileno = (target as { fileno?: () => number }).fileno;
  if (typeof fileno !== "function") {
    throw new TypeError(`subprocess: ${name} must be PIPE, DEVNULL, a file or a descriptor`);
  }
  return systemDescriptor(fileno.call(target));
}

/** A descriptor that another program can have. @throws NotImplementedError for an end of a pipe of this program */
function systemDescriptor(fd: number): number {
  if (pipeDescriptor(fd) === undefined) return fd;
  throw new NotImplementedError("other programs can't have the ends of os.pipe() here; use subprocess.PIPE");
}

export function encodingOf(options: RunOptions): string | null {
  const isText = truth(options.text ?? false) || truth(options.universal_newlines ?? false) || Boolean(options.errors);
  return options.encoding ?? (isText ? "utf-8" : null);
}

export function commandOf(args: unknown, options: RunOptions, merged: boolean): string[] {
  const list = typeof args === "string" ? [args] : Array.from(iterate<PathArgument>(args), fspath);
  if (truth(options.shell ?? false)) {
    const shell = options.executable ?? "/bin/sh";
    return merged ? [shell, "-c", `exec 2>&1\n${list[0]}`, ...list.slice(1)] : [shell, "-c", ...list];
  }
  if (merged) {
    return ["/bin/sh", "-c", 'exec "$0" "$@" 2>&1', ...list];
  }
  return options.executable === undefined || options.executable === null
    ? list
    : [options.executable, ...list.slice(1)];
}

export function inputOf(input: unknown, encoding: string | null): Uint8Array {
  if (typeof input === "string") {
    if (encoding === null) {
      throw new TypeError("a bytes-like object is required, not 'str'");
    }
    return encodeText(input, encoding);
  }
  return bufferOf(input)?.data ?? new Uint8Array();
}

export function outputOf(data: Buffer | null, encoding: string | null, errors: string): Output {
  if (data === null) {
    return null;
  }
  const copy = new Uint8Array(data);
  return encoding === null ? bytes.wrap(copy) : decodeBytes(copy, encoding, errors).replace(/\r\n?/g, "\n");
}

export function failure(
  error: { code?: string; errno?: number },
  args: unknown,
  program: string,
  options: RunOptions,
  out: Output,
  err: Output,
): Exception {
  const { code, errno } = error;
  switch (code) {
    case "ETIMEDOUT":
      return new TimeoutExpired(args, options.timeout as number, out, err);
    case "ENOENT":
      return new FileNotFoundError(2, "No such file or directory", program);
    case "EACCES":
      return new PermissionError(13, "Permission denied", program);
  }
  return new OSError(Math.abs(errno ?? 0), String(code), program);
}
