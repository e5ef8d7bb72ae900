/** Programs whose output and end are waited for. Mirrors Lib/asyncio/subprocess.py. */
import { type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { splitKeywords } from "../../builtins/call.js";
import { ProcessLookupError } from "../../builtins/exceptions.js";
import type { int } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { className } from "../../builtins/type-name.js";
import type { bytes } from "../../builtins/bytes.js";
import { type Child, dataOf } from "../../kernel/children.js";
import type { Inquiry } from "../../kernel/questions.js";
import { libraryModule } from "../module.js";
import { type RunOptions } from "../subprocess/command.js";
import { Popen } from "../subprocess/popen.js";
import { StreamReader, StreamWriter, until } from "./streams.js";

function outputOf(child: Child, fd: 1 | 2): StreamReader {
  let inquiry: Inquiry | null = null;
  return new StreamReader({
    isReady: () => (inquiry ??= child.inquireOutput(fd)).isAnswered,
    read() {
      const data = dataOf(inquiry!.take());
      inquiry = null;
      return data;
    },
  });
}

const inputOf = (child: Child): StreamWriter =>
  new StreamWriter({
    write: (data) => child.write(data),
    endsAlone: true,
    end: () => child.closeInput(),
    close: () => child.closeInput(),
    info: () => null,
  });

/** A program whose pipes are read by the loop. */
class Started extends Popen {
  get program(): Child {
    return this.child;
  }
}

/** Mirrors asyncio.subprocess.Process. */
export class Process extends object {
  readonly pid: number;
  readonly stdin: StreamWriter | null;
  readonly stdout: StreamReader | null;
  readonly stderr: StreamReader | null;
  readonly #child: Child;
  readonly #end: Inquiry;
  #returncode: number | null = null;

  constructor(popen: Started) {
    super();
    const child = popen.program;
    this.#child = child;
    this.#end = child.inquireEnd();
    this.pid = child.pid;
    this.stdin = popen.stdin === null ? null : inputOf(child);
    this.stdout = popen.stdout === null ? null : outputOf(child, 1);
    this.stderr = popen.stderr === null ? null : outputOf(child, 2);
  }

  override __init__(): void {}

  /** Null until the loop has heard of the program's end. */
  get returncode(): number | null {
    if (this.#returncode === null && this.#end.isAnswered) this.#returncode = this.#end.take() as number;
    return this.#returncode;
  }

  *wait(): Coroutine<number> {
    yield* until(() => this.returncode !== null);
    return this.returncode!;
  }

  /** Gives it input, reads all of its output and waits for its end. */
  *communicate(input: unknown = null): Coroutine<tuple<[bytes | null, bytes | null]>> {
    if (this.stdin !== null) {
      if (input !== null) this.stdin.write(input);
      this.stdin.close();
    }
    const out = this.stdout === null ? null : yield* this.stdout.read();
    const err = this.stderr === null ? null : yield* this.stderr.read();
    yield* this.wait();
    return tuple.of(out, err);
  }

  /** @throws ProcessLookupError when it has ended */
  send_signal(signal: int): void {
    if (this.returncode !== null) throw new ProcessLookupError();
    this.#child.kill(Number(signal));
  }

  terminate(): void {
    this.send_signal(15);
  }

  kill(): void {
    this.send_signal(9);
  }

  override __repr__(): string {
    return `<${className(this.constructor)} ${repr(this.pid)}>`;
  }
}

/** Starts a program with its arguments; keywords as Popen takes them. @throws FileNotFoundError and other OSErrors */
export const create_subprocess_exec = coroutine(function* (...given: unknown[]): Coroutine<Process> {
  const [args, options] = splitKeywords(given);
  yield null;
  return new Process(new Started(args, options as RunOptions));
});

/** Starts a command of the shell. */
export const create_subprocess_shell = coroutine(function* (
  cmd: unknown,
  options: RunOptions = {},
): Coroutine<Process> {
  yield null;
  return new Process(new Started(cmd, { ...options, shell: true }));
});

for (const method of ["wait", "communicate"] as const) coroutine(Process.prototype[method]);

export { DEVNULL, PIPE, STDOUT } from "../subprocess/command.js";
libraryModule("asyncio.subprocess", () => ({ create_subprocess_exec, create_subprocess_shell, Process }), { Process });
