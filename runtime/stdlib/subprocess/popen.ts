/** The class `Popen`. */
import type { Dynamic } from "../../builtins/dynamic.js";
import { ValueError } from "../../builtins/exceptions.js";
import { type ByteFile, TextIO } from "../../builtins/io/text.js";
import { currentDirectory, located } from "../../builtins/io/working-directory.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { Child } from "../../kernel/children.js";
import { SystemError } from "../../kernel/questions.js";
import { deadlineOf } from "../../kernel/wait.js";
import { fspath } from "../os/paths.js";
import {
  commandOf,
  encodingOf,
  failure,
  inputOf,
  type RunOptions,
  STDOUT,
  streamOf,
  TimeoutExpired,
} from "./command.js";
import { PipeReader, PipeWriter } from "./pipe-files.js";

/** Mirrors `subprocess.Popen`: a program that runs beside this one. Differs: what it reads and writes has no descriptors. */
export class Popen<T = Dynamic> extends object {
  declare readonly args: unknown;
  declare readonly pid: number;
  declare returncode: Dynamic;
  declare readonly stdin: Dynamic;
  declare readonly stdout: Dynamic;
  declare readonly stderr: Dynamic;
  declare protected child: Child;
  declare private encoding: string | null;

  /** @throws FileNotFoundError and other OSErrors when the program can't be started */
  override __init__(args: unknown, options: RunOptions = {}): void {
    const merged = options.stderr === STDOUT;
    const [program, ...rest] = commandOf(args, options, merged);
    const stdio = [
      streamOf(options.stdin, "stdin"),
      streamOf(options.stdout, "stdout"),
      merged ? "inherit" : streamOf(options.stderr, "stderr"),
    ] as const;
    const env =
      options.env === null || options.env === undefined ? process.env : Object.fromEntries(options.env.entries());
    const cwd = options.cwd === null || options.cwd === undefined ? currentDirectory() : located(fspath(options.cwd));
    const child = started(
      { program: program!, args: rest, cwd, env: env as Record<string, string>, stdio: [...stdio] },
      args,
      options,
    );
    const encoding = encodingOf(options);
    Object.defineProperty(this, "child", { value: child });
    Object.defineProperty(this, "encoding", { value: encoding });
    const text = (file: PipeReader | PipeWriter, mode: string) =>
      encoding === null
        ? file
        : new TextIO(file as unknown as ByteFile, mode, encoding, options.errors ?? "strict", null);
    Object.assign(this, { args, pid: child.pid, returncode: null });
    Object.assign(this, {
      stdin: stdio[0] === "pipe" ? text(new PipeWriter(child), "w") : null,
      stdout: stdio[1] === "pipe" ? text(new PipeReader(child, 1), "r") : null,
      stderr: stdio[2] === "pipe" ? text(new PipeReader(child, 2), "r") : null,
    });
  }

  /** Its exit status if it has ended. */
  poll(): number | null {
    this.returncode ??= this.child.poll();
    return this.returncode as number | null;
  }

  /** Waits for its end. @throws TimeoutExpired */
  wait(timeout: number | null = null): number {
    this.returncode ??= this.child.wait(deadlineOf(timeout));
    if (this.returncode === null) throw new TimeoutExpired(this.args, timeout!);
    return this.returncode as number;
  }

  /** Gives it input, reads all of its output and waits for its end. @throws TimeoutExpired, TypeError, ValueError */
  communicate(input: unknown = null, timeout: number | null = null): tuple<[T, T]> {
    if (input !== null && this.stdin === null) throw new ValueError("Cannot send input after starting communication");
    if (this.stdin !== null && this.stdin !== undefined) {
      if (input !== null) this.child.write(inputOf(input, this.encoding));
      (this.stdin as PipeWriter).close();
    }
    if (timeout !== null) this.wait(timeout);
    const [out, err] = [this.stdout, this.stderr].map((file: Dynamic) =>
      file === null ? null : (file.read() as unknown),
    );
    this.wait();
    return tuple.of(out as T, err as T);
  }

  send_signal(sig: number): void {
    if (this.poll() === null) this.child.kill(Number(sig));
  }

  terminate(): void {
    this.send_signal(15);
  }

  kill(): void {
    this.send_signal(9);
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): void {
    for (const file of [this.stdin, this.stdout, this.stderr] as (PipeReader | null)[]) file?.close();
    this.wait();
  }

  override __repr__(): string {
    return `<Popen: returncode: ${repr(this.returncode)} args: ${repr(this.args)}>`;
  }
}

function started(spawning: ConstructorParameters<typeof Child>[0], args: unknown, options: RunOptions): Child {
  try {
    return new Child(spawning);
  } catch (error) {
    if (!(error instanceof SystemError)) throw error;
    throw failure(error.failure, args, spawning.program, options, null, null);
  }
}
