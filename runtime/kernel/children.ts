/**
 * Programs that run beside this one. The broker owns them: it starts them, keeps what they write until somebody reads it,
 * and hears of their end.
 */
import { ask, Inquiry } from "./questions.js";

/** What the standard streams of a program are: a pipe, nothing, this program's own, or an open file. */
export type Stream = "pipe" | "ignore" | "inherit" | number;

/** What the broker is to start. */
export interface Spawning {
  program: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  stdio: [Stream, Stream, Stream];
}

/** What a program has written; null at the end. */
export function dataOf(answer: unknown): Uint8Array | null {
  return answer === null ? null : new Uint8Array(Buffer.from(answer as string, "base64"));
}

/** A program that has been started. */
export class Child {
  readonly pid: number;

  /** @throws SystemError when it can't be started */
  constructor(spawning: Spawning) {
    this.pid = ask("spawnChild", spawning)!.value as number;
  }

  /** Its exit status, minus a signal's number when that ended it; null when it runs on after the deadline. */
  wait(deadline: number | null): number | null {
    return (ask("waitForChild", { pid: this.pid }, deadline)?.value ?? null) as number | null;
  }

  /** Its exit status as far as it is known. */
  poll(): number | null {
    return ask("pollChild", { pid: this.pid })!.value as number | null;
  }

  /** What it has written to standard output (1) or error (2), waiting for some; null at the end. */
  read(fd: 1 | 2): Uint8Array | null {
    return dataOf(ask("readChild", { pid: this.pid, fd })!.value);
  }

  /** As `wait`, for who goes on meanwhile. */
  inquireEnd(): Inquiry {
    return new Inquiry("waitForChild", { pid: this.pid });
  }

  /** As `read`, for who goes on meanwhile: the answer is what `dataOf` takes. */
  inquireOutput(fd: 1 | 2): Inquiry {
    return new Inquiry("readChild", { pid: this.pid, fd });
  }

  /** Writes to its standard input. @throws SystemError when nobody reads it */
  write(data: Uint8Array): void {
    ask("writeChild", { pid: this.pid, data: Buffer.from(data).toString("base64") });
  }

  closeInput(): void {
    ask("closeChildInput", { pid: this.pid });
  }

  kill(signal: number): void {
    ask("killChild", { pid: this.pid, signal });
  }
}
