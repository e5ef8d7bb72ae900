/** The broker's half of programs that run beside this one (children.ts). */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { constants } from "node:os";
import type { Spawning } from "./children.js";

/** A running program, and what of its output nobody has read. */
class Running {
  readonly process: ChildProcess;
  readonly #unread = new Map<number, Buffer[]>([
    [1, []],
    [2, []],
  ]);
  readonly #open = new Set<number>();
  status: number | null = null;
  /** Called when there is more to read, or the program has ended. */
  #waiting: (() => void)[] = [];

  constructor(process: ChildProcess) {
    this.process = process;
    for (const [fd, stream] of [
      [1, process.stdout],
      [2, process.stderr],
    ] as const) {
      if (stream === null) continue;
      this.#open.add(fd);
      stream.on("data", (data: Buffer) => {
        this.#unread.get(fd)!.push(data);
        this.#tell();
      });
      stream.on("close", () => {
        this.#open.delete(fd);
        this.#tell();
      });
    }
    // what it doesn't read is lost, and whoever writes next learns it
    process.stdin?.on("error", () => {});
    process.on("exit", (code, signal) => {
      this.status = code ?? -constants.signals[signal!];
      this.#tell();
    });
  }

  #tell(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  change(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async read(fd: number): Promise<string | null> {
    const unread = this.#unread.get(fd)!;
    while (unread.length === 0 && this.#open.has(fd)) await this.change();
    const data = Buffer.concat(unread.splice(0));
    return data.length === 0 ? null : data.toString("base64");
  }
}

const programs = new Map<number, Running>();

async function spawnChild({ program, args, cwd, env, stdio }: Spawning): Promise<number> {
  const child = spawn(program, args, { cwd, env, stdio });
  const running = new Running(child);
  await once(child, "spawn");
  programs.set(child.pid!, running);
  return child.pid!;
}

async function waitForChild({ pid }: { pid: number }): Promise<number> {
  const running = programs.get(pid)!;
  while (running.status === null) await running.change();
  return running.status;
}

const pollChild = ({ pid }: { pid: number }): number | null => programs.get(pid)!.status;

const readChild = ({ pid, fd }: { pid: number; fd: number }): Promise<string | null> => programs.get(pid)!.read(fd);

function writeChild({ pid, data }: { pid: number; data: string }): Promise<void> {
  const { stdin } = programs.get(pid)!.process;
  return new Promise((resolve, reject) => {
    stdin!.write(Buffer.from(data, "base64"), (error) => (error ? reject(error) : resolve()));
  });
}

const closeChildInput = ({ pid }: { pid: number }): void => void programs.get(pid)!.process.stdin?.end();

const killChild = ({ pid, signal }: { pid: number; signal: number }): void =>
  void programs.get(pid)!.process.kill(signal);

/** The topics of questions about programs (questions.ts). */
export const answerers = { spawnChild, waitForChild, pollChild, readChild, writeChild, closeChildInput, killChild };
