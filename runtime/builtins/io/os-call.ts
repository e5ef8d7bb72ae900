/** Node's file-system errors as Python's. */
import { OSError } from "../exceptions.js";

interface SystemError {
  errno: number;
  code: string;
  syscall: string;
}

/** Node's own wording of an errno ("EACCES: permission denied, open 'x'") without code and call. */
const MESSAGES: Record<string, string> = {
  EACCES: "Permission denied",
  EBADF: "Bad file descriptor",
  EBUSY: "Device or resource busy",
  EEXIST: "File exists",
  EINVAL: "Invalid argument",
  EISDIR: "Is a directory",
  ELOOP: "Too many levels of symbolic links",
  EMFILE: "Too many open files",
  ENAMETOOLONG: "File name too long",
  ENOENT: "No such file or directory",
  ENOSPC: "No space left on device",
  ENOTDIR: "Not a directory",
  ENOTEMPTY: "Directory not empty",
  ENXIO: "No such device or address",
  EPERM: "Operation not permitted",
  EPIPE: "Broken pipe",
  EROFS: "Read-only file system",
  ESPIPE: "Illegal seek",
  EXDEV: "Invalid cross-device link",
};

/** Runs a call of Node's fs module. @throws OSError (its subclass by errno) naming the file */
export function osCall<T>(run: () => T, ...filenames: unknown[]): T {
  try {
    return run();
  } catch (error) {
    const { errno, code } = error as SystemError;
    if (typeof code !== "string" || typeof errno !== "number") throw error;
    const [filename, filename2] = filenames;
    const text = MESSAGES[code] ?? code;
    const number = Math.abs(errno);
    if (filename === undefined) throw new OSError(number, text);
    throw filename2 === undefined
      ? new OSError(number, text, filename)
      : new OSError(number, text, filename, null, filename2);
  }
}
