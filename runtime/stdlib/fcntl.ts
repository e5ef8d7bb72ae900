/**
 * Mirrors `fcntl.flock` and `fcntl.lockf` between the processes of one program: other programs don't see these locks, and
 * theirs aren't seen. `lockf` locks whole files.
 */
import { fstatSync } from "node:fs";
import { getattr } from "../builtins/attributes.js";
import { call } from "../builtins/call.js";
import { NotImplementedError, OSError, TypeError, ValueError } from "../builtins/exceptions.js";
import { beforeClosing, descriptorStatus } from "../builtins/io/descriptor.js";
import { osCall } from "../builtins/io/os-call.js";
import { isIntLike, type int } from "../builtins/numbers.js";
import { truth } from "../builtins/truth.js";
import { markRepeatable, once } from "../kernel/attempt.js";
import { lockFile, unlockAll, unlockFile } from "../kernel/file-locks.js";
import { selfPid } from "../kernel/self.js";
import { libraryModule } from "./module.js";
import * as self from "./fcntl.js";

export const LOCK_SH = 1;
export const LOCK_EX = 2;
export const LOCK_NB = 4;
export const LOCK_UN = 8;

const EBADF = 9;
const EAGAIN = 11;

/** @throws TypeError, ValueError for what has no descriptor */
function descriptorOf(fd: unknown): number {
  if (isIntLike(fd)) return Number(fd);
  const fileno: unknown = getattr(fd, "fileno", null);
  if (fileno === null) throw new TypeError("argument must be an int, or have a fileno() method.");
  return Number(call(fileno));
}

/** The file behind a descriptor, by its number in the system. @throws OSError for a descriptor that isn't open */
function fileOf(descriptor: number): string {
  const status = osCall(() => descriptorStatus(descriptor));
  if (status === null) throw new OSError(EBADF, "Bad file descriptor");
  const { dev, ino } = fstatSync(descriptor);
  return `${dev}:${ino}`;
}

function lock(name: string, owner: number, operation: number): void {
  if ((operation & LOCK_UN) !== 0) return unlockFile(name, owner);
  const isShared = (operation & LOCK_SH) !== 0;
  if (!isShared && (operation & LOCK_EX) === 0) throw new OSError(22, "Invalid argument");
  const waits = (operation & LOCK_NB) === 0;
  if (!lockFile(name, owner, { isShared, waits })) throw new OSError(EAGAIN, "Resource temporarily unavailable");
}

/** Mirrors `flock(fd, operation)`: the lock is the open file's. @throws BlockingIOError with LOCK_NB, OSError */
export function flock(fd: unknown, operation: int): void {
  const descriptor = descriptorOf(fd);
  lock(`flock:${fileOf(descriptor)}`, descriptor, Number(operation));
}

/**
 * Mirrors `lockf(fd, cmd, len=0, start=0, whence=0)`: the lock is the process's, which gives it back when it closes any
 * descriptor of the file.
 *
 * @throws BlockingIOError with LOCK_NB, OSError, ValueError, and NotImplementedError for a part of a file
 */
export function lockf(fd: unknown, cmd: int, len: int = 0, start: int = 0, whence: int = 0): void {
  if (truth(len) || truth(start) || truth(whence)) {
    throw new NotImplementedError("lockf() locks whole files only: leave out len, start and whence");
  }
  const operation = Number(cmd);
  if ((operation & (LOCK_SH | LOCK_EX | LOCK_UN)) === 0) throw new ValueError("unrecognized lockf argument");
  const descriptor = descriptorOf(fd);
  const name = `lockf:${fileOf(descriptor)}`;
  const isMissing =
    (operation & LOCK_SH) !== 0 ? lacks(fd, "readable") : (operation & LOCK_EX) !== 0 && lacks(fd, "writable");
  if (isMissing) throw new OSError(EBADF, "Bad file descriptor");
  once(() => lockedBy.set(descriptor, name));
  lock(name, processOwner, operation);
}

/** Owners that are processes have negative numbers, open files their descriptors'. */
const processOwner = -selfPid;
/** The files that this process has locked as its own, by the descriptors. */
const lockedBy = new Map<number, string>();

/** True for a file object that can't be read, or written. */
function lacks(fd: unknown, ability: "readable" | "writable"): boolean {
  const method: unknown = isIntLike(fd) ? null : getattr(fd, ability, null);
  return method !== null && !truth(call(method));
}

beforeClosing((descriptor) => {
  unlockAll(descriptor);
  const name = lockedBy.get(descriptor);
  if (name !== undefined) unlockFile(name, processOwner);
  lockedBy.delete(descriptor);
});

markRepeatable(flock, lockf);
libraryModule("fcntl", () => self);
