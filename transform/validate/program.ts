import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";

/** How to run a program. */
export interface ProgramOptions {
  /** Working folder. */
  cwd: string;
  /** Seconds until the whole process group is stopped. */
  limitSeconds: number;
  /** A signal that the group is sent when the limit has passed, a while before it is killed. */
  stopSignal?: NodeJS.Signals;
  /** Environment variables besides this process's own. */
  env?: Record<string, string>;
  /** Text for standard input, which is closed after it. */
  stdin?: string;
  /** Asked after each output: true sends SIGINT to the process group, once, as a terminal's Ctrl-C does. */
  interruptWhen?: (stdout: string) => boolean;
  /** When this resolves, SIGINT is sent to the process group. */
  interruptOn?: Promise<unknown>;
}

/** What a program did. */
export interface ProgramRun {
  stdout: string;
  stderr: string;
  /** The exit status; 128 + the signal's number where a signal ended it, as a shell says it. */
  exitCode: number;
  /** The time limit passed: the output is what had come until then. */
  timedOut: boolean;
}

/** So long may a program take to end by the signal that stops it. */
const STOP_GRACE_MS = 5_000;

/** More than any program should print; a program that runs away is stopped here as by the time limit. */
const MOST_BYTES = 16 << 20;

/**
 * Runs a program in a process group of its own until it and everything that holds its output has ended.
 *
 * A process that outlives the main one keeps the pipes open, so a forgotten child shows as a time-out. What is left of
 * the group is killed in every case.
 *
 * @throws Error when the program cannot be started.
 */
export function runProgram(command: string, args: readonly string[], options: ProgramOptions): Promise<ProgramRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...plainEnvironment(), ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let size = 0;
    let timedOut = false;
    let interrupted = false;
    const stop = () => {
      timedOut = true;
      if (options.stopSignal === undefined) return signalGroup(child, "SIGKILL");
      signalGroup(child, options.stopSignal);
      killer = setTimeout(() => signalGroup(child, "SIGKILL"), STOP_GRACE_MS);
    };
    let killer: NodeJS.Timeout | undefined;
    const timer = setTimeout(stop, options.limitSeconds * 1000);
    void options.interruptOn?.then(() => signalGroup(child, "SIGINT"));
    const collect = (into: Buffer[]) => (chunk: Buffer) => {
      into.push(chunk);
      size += chunk.length;
      if (size > MOST_BYTES) stop();
      if (!interrupted && options.interruptWhen?.(text(stdout))) {
        interrupted = true;
        signalGroup(child, "SIGINT");
      }
    };
    child.stdout.on("data", collect(stdout));
    child.stderr.on("data", collect(stderr));
    // A program may end without reading its input: the broken pipe is no failure of ours.
    child.stdin.on("error", () => {});
    child.stdin.end(options.stdin ?? "");
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      clearTimeout(killer);
      signalGroup(child, "SIGKILL");
      const exitCode = signal === null ? (code ?? 0) : 128 + constants.signals[signal];
      resolve({ stdout: text(stdout), stderr: text(stderr), exitCode, timedOut });
    });
  });
}

/** This process's environment without what the test runner added to it. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const added = /^(VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$|DEV$|PROD$|MODE$|SSR$|BASE_URL$|TEST$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks).toString("utf8");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
