/**
 * Mirrors the module `os` of a POSIX system. Differs: a process of the program is a thread, so that `chdir` and
 * `environ` belong to it alone, and `fork` is elsewhere (posix.ts); paths are text, not bytes.
 */
import { libraryModule } from "./module.js";
import * as self from "./os.js";
import { stat_result } from "./os/stat.js";
import { DirEntry } from "./os/scan.js";
import { statvfs_result, times_result } from "./os/system.js";
import { terminal_size, uname_result } from "./os/process.js";

export { OSError as error } from "../builtins/exceptions.js";
export { altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep } from "./os/path.js";
export { environ, getenv, putenv, unsetenv } from "./os/environ.js";
export * from "./os/constants.js";
export * from "./os/descriptors.js";
export * from "./os/files.js";
export * as path from "./os/path.js";
export { fspath, type PathLike } from "./os/paths.js";
export { type CommandFile as _wrap_close, popen } from "./os/popen.js";
export * from "./os/process.js";
export { DirEntry, listdir, scandir, type ScandirIterator as _ScandirIterator, walk } from "./os/scan.js";
export type { Environ as _Environ } from "./os/environ.js";
export { fstat, lstat, stat, stat_result } from "./os/stat.js";
export * from "./os/system.js";

export const name: string = "posix";
export const linesep = "\n";

libraryModule("os", () => self, { DirEntry, stat_result, statvfs_result, terminal_size, times_result, uname_result });
