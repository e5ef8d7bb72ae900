/** Mirrors the module `subprocess`. */
import type { SpawnSyncOptions } from "node:child_process";
import type { Dynamic } from "../builtins/dynamic.js";
import { ValueError } from "../builtins/exceptions.js";
import { currentDirectory, located } from "../builtins/io/working-directory.js";
import { repr } from "../builtins/repr.js";
import { truth } from "../builtins/truth.js";
import { tuple } from "../builtins/tuple.js";
import { libraryModule } from "./module.js";
import { fspath } from "./os/paths.js";
import * as self from "./subprocess.js";
import {
  CalledProcessError,
  commandOf,
  encodingOf,
  failure,
  inputOf,
  type Output,
  outputOf,
  PIPE,
} from "./subprocess/command.js";
import { type RunOptions, STDOUT, streamOf, SubprocessError, TimeoutExpired } from "./subprocess/command.js";
import { Popen } from "./subprocess/popen.js";

export { CalledProcessError, PIPE, Popen, type RunOptions, STDOUT, SubprocessError, TimeoutExpired };
export { DEVNULL } from "./subprocess/command.js";

/** Mirrors `subprocess.CompletedProcess`. */
export class CompletedProcess<T = Dynamic> {
  readonly args: unknown;
  readonly returncode: number;
  readonly stdout: T;
  readonly stderr: T;

  constructor(args: unknown, returncode: number, stdout: T = null as T, stderr: T = null as T) {
    this.args = args;
    this.returncode = returncode;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** @throws CalledProcessError unless the status is 0 */
  check_returncode(): void {
    if (this.returncode !== 0) {
      throw new CalledProcessError(this.returncode, this.args, this.stdout as Output, this.stderr as Output);
    }
  }

  __repr__(): string {
    const outputs = (["stdout", "stderr"] as const).filter((name) => this[name] !== null);
    const shown = outputs.map((name) => `, ${name}=${repr(this[name])}`).join("");
    return `CompletedProcess(args=${repr(this.args)}, returncode=${this.returncode}${shown})`;
  }
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
    throw failure(outcome.error as { code?: string; errno?: number }, args, program, options, out, err);
  }
  const { signals } = process.getBuiltinModule("node:os").constants;
  const code = outcome.status ?? -(signals[outcome.signal as keyof typeof signals] ?? 0);
  const completed = new CompletedProcess(args, code, out, err);
  if (truth(options.check ?? false)) {
    completed.check_returncode();
  }
  return completed;
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

/** A shell command's exit status and output. */
export function getstatusoutput(cmd: string): tuple<[number, string]> {
  const { returncode, stdout } = run(cmd, { shell: true, text: true, stdout: PIPE, stderr: STDOUT });
  return tuple.of(returncode, (stdout as string).replace(/\n$/, ""));
}

/** Mirrors `list2cmdline(seq)`: a command line as Windows reads it. */
export function list2cmdline(seq: Iterable<string>): string {
  return Array.from(seq, (argument) => {
    const quoted = argument.replace(/(\\*)"/g, '$1$1\\"');
    return argument === "" || /[ \t]/.test(argument) ? `"${quoted.replace(/(\\+)$/, "$1$1")}"` : quoted;
  }).join(" ");
}

libraryModule("subprocess", () => self, {
  CalledProcessError,
  CompletedProcess,
  Popen,
  SubprocessError,
  TimeoutExpired,
});
