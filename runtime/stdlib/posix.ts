/** Mirrors the part of the module `posix` that `os` can't have here: processes that split in two. */
import { ChildProcessError } from "../builtins/exceptions.js";
import { asCount } from "../builtins/as-index.js";
import type { int } from "../builtins/numbers.js";
import { tuple } from "../builtins/tuple.js";
import { wait as waitForAny } from "../multiprocessing/connection.js";
import { ForkProcess } from "../multiprocessing/context.js";
import { libraryModule } from "./module.js";
import * as self from "./posix.js";

export const WNOHANG = 1;

const children = new Map<number, ForkProcess>();

/**
 * Mirrors `os.fork()` where the child does something of its own and ends: gives the child's process id to the parent.
 *
 * @param child what the script does where CPython's `fork` returns 0
 */
export function fork(child: () => unknown): number {
  const process = new ForkProcess({ target: child });
  process.start();
  children.set(process.pid!, process);
  return process.pid!;
}

/** Mirrors `os.wait()`. @throws ChildProcessError when there is no child */
export function wait(): tuple<[pid: number, status: number]> {
  return waitpid(-1, 0);
}

/** Mirrors `os.waitpid(pid, options)`. @throws ChildProcessError when there is no such child */
export function waitpid(pid: int, options: int): tuple<[pid: number, status: number]> {
  const wanted = asCount(pid);
  const candidates = [...children.values()].filter((child) => wanted === -1 || child.pid === wanted);
  if (candidates.length === 0) throw new ChildProcessError(10, "No child processes");
  const timeout = (asCount(options) & WNOHANG) === 0 ? null : 0;
  waitForAny(
    candidates.map(({ sentinel }) => sentinel),
    timeout,
  );
  const ended = candidates.find((child) => child.exitcode !== null);
  if (ended === undefined) return tuple.of(0, 0);
  children.delete(ended.pid!);
  const code = ended.exitcode!;
  return tuple.of(ended.pid!, code < 0 ? -code : code << 8);
}

export function WIFEXITED(status: int): boolean {
  return (asCount(status) & 0x7f) === 0;
}

export function WEXITSTATUS(status: int): number {
  return (asCount(status) >> 8) & 0xff;
}

export function WIFSIGNALED(status: int): boolean {
  return (asCount(status) & 0x7f) !== 0;
}

export function WTERMSIG(status: int): number {
  return asCount(status) & 0x7f;
}

/** Mirrors `os.waitstatus_to_exitcode(status)`. */
export function waitstatus_to_exitcode(status: int): number {
  return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

libraryModule("posix", () => self);
