/** Mirrors `subprocess.run` and what is built on it. Differs: no Popen, so that programs run to their end. */
import type { SpawnSyncOptions } from "node:child_process";
import { bytes } from "../builtins/bytes.js";
import { bufferOf } from "../builtins/bytes/buffer.js";
import { decodeBytes, encodeText } from "../builtins/codecs/codecs.js";
import { dict } from "../builtins/dict.js";
import {
  Exception,
  FileNotFoundError,
  OSError,
  PermissionError,
  TypeError,
  ValueError,
} from "../builtins/exceptions.js";
import { currentDirectory, located } from "../builtins/io/working-directory.js";
import { iterate } from "../builtins/iterate.js";
import { repr, text } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { libraryModule } from "./module.js";
import { fspath, type PathArgument } from "./os/paths.js";
import * as self from "./subprocess.js";

export const PIPE = -1;
export const STDOUT = -2;
export const DEVNULL = -3;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- text, bytes or None
type Output = any;

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

/** Mirrors `subprocess.CompletedProcess`. */
export class CompletedProcess {
  readonly args: unknown;
  readonly returncode: number;
  readonly stdout: Output;
  readonly stderr: Output;

  constructor(args: unknown, returncode: number, stdout: Output = null, stderr: Output = null) {
    this.args = args;
    this.returncode = returncode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** @throws CalledProcessError unless the status is 0 */
  check_returncode(): void {
    if (this.returncode !== 0) {
      throw new CalledProcessError(this.returncode, this.args, this.stdout, this.stderr);
    }
  }

  __repr__(): string {
    const outputs = (["stdout", "stderr"] as const).filter((name) => this[name] !== null);
    const shown = outputs.map((name) => `, ${name}=${repr(this[name])}`).join("");
    return `CompletedProcess(args=${repr(this.args)}, returncode=${this.returncode}${shown})`;
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

type Stream = "inherit" | "pipe" | "ignore" | number;

function streamOf(target: number | null | undefined, name: string): Stream {
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
    return target;
  }
  const fileno = (target as { fileno?: () => number }).fileno;
  if (typeof fileno !== "function") {
    throw new TypeError(`subprocess: ${name} must be PIPE, DEVNULL, a file or a descriptor`);
  }
  return fileno.call(target);
}

/**
 * Runs a program to its end.
 *
 * @param args the program and its arguments, or with `shell` a command
 * @throws CalledProcessError (with `check`), TimeoutExpired, FileNotFoundError and other OSErrors
 */
export function run(args: unknown, options: RunOptions = {}): CompletedProcess {
  const captures = truth(options.capture_output ?? false);
  if (captures && (options.stdout ?? options.stderr ?? null) !== null) {
    throw new ValueError("stdout and stderr arguments may not be used with capture_output.");
  }
  const stdout = captures ? PIPE : options.stdout;
  const merged = options.stderr === STDOUT;
  const stderr = captures ? PIPE : merged ? stdout : options.stderr;
  const encoding = encodingOf(options);
  const [program, ...rest] = commandOf(args, options, merged);
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const settings: SpawnSyncOptions = {
    cwd: options.cwd === null || options.cwd === undefined ? currentDirectory() : located(fspath(options.cwd)),
    env: options.env === null || options.env === undefined ? process.env : Object.fromEntries(options.env.entries()),
    stdio: [
      options.input === undefined || options.input === null ? streamOf(options.stdin, "stdin") : "pipe",
      streamOf(stdout, "stdout"),
      streamOf(stderr, "stderr"),
    ],
    maxBuffer: Infinity,
  };
  if (options.input !== undefined && options.input !== null) {
    settings.input = inputOf(options.input, encoding);
  }
  if (options.timeout !== null && options.timeout !== undefined) {
    settings.timeout = Math.max(1, Number(options.timeout) * 1000);
    settings.killSignal = "SIGKILL";
  }
  const outcome = spawnSync(program, rest, settings);
  const shown = (data: Buffer | string | null) => outputOf(data as Buffer | null, encoding, options.errors ?? "strict");
  const [out, err] = [shown(outcome.stdout), merged ? null : shown(outcome.stderr)];
  if (outcome.error !== undefined) {
    throw failure(outcome.error, args, program, options, out, err);
  }
  const { signals } = process.getBuiltinModule("node:os").constants;
  const code = outcome.status ?? -(signals[outcome.signal as keyof typeof signals] ?? 0);
  const completed = new CompletedProcess(args, code, out, err);
  if (truth(options.check ?? false)) {
    completed.check_returncode();
  }
  return completed;
}

function encodingOf(options: RunOptions): string | null {
  const isText = truth(options.text ?? false) || truth(options.universal_newlines ?? false) || Boolean(options.errors);
  return options.encoding ?? (isText ? "utf-8" : null);
}

function commandOf(args: unknown, options: RunOptions, merged: boolean): string[] {
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

function inputOf(input: unknown, encoding: string | null): Uint8Array {
  if (typeof input === "string") {
    if (encoding === null) {
      throw new TypeError("a bytes-like object is required, not 'str'");
    }
    return encodeText(input, encoding);
  }
  return bufferOf(input)?.data ?? new Uint8Array();
}

function outputOf(data: Buffer | null, encoding: string | null, errors: string): Output {
  if (data === null) {
    return null;
  }
  const copy = new Uint8Array(data);
  return encoding === null ? bytes.wrap(copy) : decodeBytes(copy, encoding, errors).replace(/\r\n?/g, "\n");
}

function failure(
  error: Error,
  args: unknown,
  program: string,
  options: RunOptions,
  out: Output,
  err: Output,
): Exception {
  const { code, errno } = error as { code?: string; errno?: number };
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

/** Runs a program; returns its status. */
export function call(args: unknown, options: RunOptions = {}): number {
  return run(args, options).returncode;
}

/** As call. @throws CalledProcessError unless the status is 0 */
export function check_call(args: unknown, options: RunOptions = {}): number {
  return run(args, { ...options, check: true }).returncode;
}

/** A program's standard output. @throws CalledProcessError unless the status is 0 */
export function check_output(args: unknown, options: RunOptions = {}): Output {
  return run(args, { ...options, stdout: PIPE, check: true }).stdout;
}

/** A shell command's output, both streams, without the line end at its end. */
export function getoutput(cmd: string): string {
  const { stdout } = run(cmd, { shell: true, text: true, stdout: PIPE, stderr: STDOUT });
  return (stdout as string).replace(/\n$/, "");
}

libraryModule("subprocess", () => self, { CalledProcessError, CompletedProcess, SubprocessError, TimeoutExpired });
