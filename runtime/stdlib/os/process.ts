/** Functions of `os` about processes and the machine. */
import { raiseSignal, SIGKILL } from "../../kernel/signals.js";
import { asCount } from "../../builtins/as-index.js";
import { bytes } from "../../builtins/bytes.js";
import { NotImplementedError, OSError, ProcessLookupError, ValueError } from "../../builtins/exceptions.js";
import { type int } from "../../builtins/numbers.js";
import { set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { finish } from "../../kernel/exit.js";
import { currentPid, kill as signalProcess, parentPid } from "../../kernel/processes.js";
import { systemRandom } from "../random/entropy.js";
import { StructSequence } from "../struct-sequence.js";
import { fspath, type PathArgument } from "./paths.js";

/** The id of this process: the system's for the main process, a number of our own for a child, which is a thread. */
export function getpid(): number {
  return currentPid();
}

export function getppid(): number {
  return parentPid();
}

/** The number of processors, as multiprocessing counts them too. */
export function cpu_count(): number {
  return process.getBuiltinModule("node:os").cpus().length;
}

/** The processors that this process may run on: all. */
export function sched_getaffinity(_pid: int): set<number> {
  return new set(Array.from({ length: cpu_count() }, (_, processor) => processor));
}

/**
 * Sends a signal to a process of the program or of the system.
 *
 * @throws ProcessLookupError when there is none
 */
export function kill(pid: int, signal: int): void {
  const [target, number] = [asCount(pid), asCount(signal)];
  if (target === getpid() && raiseSignal(number)) return;
  if (!signalProcess(target, number)) {
    sendSignal(target, number);
  } else if (target === getpid() && number === SIGKILL) {
    // Nobody comes back from killing himself, however long the broker takes.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

function sendSignal(pid: number, signal: number): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code, errno } = error as { code?: string; errno?: number };
    if (code === "ESRCH") {
      throw new ProcessLookupError(3, "No such process");
    }
    throw new OSError(Math.abs(errno ?? 0), code === "EPERM" ? "Operation not permitted" : String(code));
  }
}

/** Ends this process at once: no `finally`, no exit functions. */
export function _exit(status: int): never {
  return finish(asCount(status) & 0xff);
}

/** @throws the signal SIGABRT: this process ends by it */
export function abort(): never {
  return finish(-6);
}

export function urandom(size: int): bytes {
  const count = asCount(size);
  if (count < 0) {
    throw new ValueError("negative argument not allowed");
  }
  return bytes.wrap(systemRandom(count));
}

/** Runs a command in a shell; returns its status as wait() has it: the exit code in the higher byte. */
export function system(command: PathArgument): number {
  const { spawnSync } = process.getBuiltinModule("node:child_process");
  const { status, signal } = spawnSync("/bin/sh", ["-c", fspath(command)], { stdio: "inherit" });
  return status === null
    ? (process.getBuiltinModule("node:os").constants.signals[signal ?? "SIGKILL"] ?? 0)
    : status << 8;
}

/** Mirrors `os.uname_result`. */
export class uname_result extends StructSequence {
  static override readonly title = "posix.uname_result";
  static override readonly visible = 5;
  static override readonly fields = ["sysname", "nodename", "release", "version", "machine"];
  declare readonly sysname: string;
  declare readonly nodename: string;
  declare readonly release: string;
  declare readonly version: string;
  declare readonly machine: string;
}

export function uname(): uname_result {
  const os = process.getBuiltinModule("node:os");
  return new uname_result([os.type(), os.hostname(), os.release(), os.version(), os.machine()]);
}

/** Mirrors `os.terminal_size`. */
export class terminal_size extends StructSequence {
  static override readonly title = "os.terminal_size";
  static override readonly visible = 2;
  static override readonly fields = ["columns", "lines"];
  declare readonly columns: number;
  declare readonly lines: number;
}

/** @throws OSError where standard output is no terminal */
export function get_terminal_size(fd: int = 1): terminal_size {
  const { isatty, WriteStream } = process.getBuiltinModule("node:tty");
  if (!isatty(asCount(fd))) {
    throw new OSError(25, "Inappropriate ioctl for device");
  }
  return new terminal_size(new WriteStream(asCount(fd)).getWindowSize());
}

export function getloadavg(): tuple<[number, number, number]> {
  return tuple.of(...(process.getBuiltinModule("node:os").loadavg() as [number, number, number]));
}

export function getuid(): number {
  return posixId("getuid");
}

export function geteuid(): number {
  return posixId("geteuid");
}

export function getgid(): number {
  return posixId("getgid");
}

export function getegid(): number {
  return posixId("getegid");
}

function posixId(name: "getuid" | "geteuid" | "getgid" | "getegid"): number {
  const ask = process[name];
  if (ask === undefined) {
    throw new NotImplementedError(`os.${name}() does not exist on this system`);
  }
  return ask.call(process);
}

/** @throws OSError where nobody is logged in */
export function getlogin(): string {
  return process.getBuiltinModule("node:os").userInfo().username;
}
