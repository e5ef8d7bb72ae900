/** The ways in which a command fails, and their exit statuses. */

export const EXIT_DONE = 0;
/** The script is at fault: a syntax error, a construct that can't be converted. */
export const EXIT_INPUT = 1;
/** The command line is at fault, or names files that can't be read or written. */
export const EXIT_USAGE = 2;
/** py2mp is at fault (EX_SOFTWARE of sysexits.h). */
export const EXIT_INTERNAL = 70;

/** Ends a command with one message on standard error. */
export class Failure extends Error {
  readonly exitStatus: number;

  constructor(message: string, exitStatus: number) {
    super(message);
    this.exitStatus = exitStatus;
  }
}

const reasons = new Map([
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EEXIST", "a file of that name is in the way"],
  ["EISDIR", "is a folder"],
  ["ENAMETOOLONG", "the name is too long"],
  ["ENOENT", "no such file"],
  ["ENOSPC", "no space left on the device"],
  ["ENOTDIR", "a part of the path is not a folder"],
  ["EROFS", "the file system is read-only"],
]);

/** The failure that an error of `node:fs` amounts to. */
export function fileFailure(action: "read" | "write", path: string, error: unknown): Failure {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return new Failure(`cannot ${action} ${path}: ${reasons.get(code) ?? code}`, EXIT_USAGE);
}

/** Says on standard error why a command failed; returns the exit status. */
export function reportFailure(error: unknown): number {
  const isForeseen = error instanceof Failure;
  process.stderr.write(`py2mp: ${isForeseen ? error.message : internalError(error)}\n`);
  return isForeseen ? error.exitStatus : EXIT_INTERNAL;
}

/** An error that no command foresaw: a fault of py2mp itself. */
function internalError(error: unknown): string {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const details = process.env.DEBUG === "py2mp" && error instanceof Error ? `\n${error.stack}` : "";
  return `internal error: ${what}\nThis is a fault of py2mp, please report it (DEBUG=py2mp shows the details).${details}`;
}
