/**
 * Mirrors the module `importlib` of CPython 3.11. Differs: only modules of the program that were there at its conversion,
 * and those of the library, can be imported by a name made at run time.
 */
import { TypeError } from "../builtins/exceptions.js";
import { loadLibrary, requireLibrary } from "../kernel/library.js";
import { hasImportable, importModule } from "../kernel/modules.js";
import * as self from "./importlib.js";
import { libraryModule } from "./module.js";

/** @throws ModuleNotFoundError for a module that the program does not have, TypeError for `.name` without a package */
export function import_module(name: string, package_: string | null = null): unknown {
  const level = /^\.*/.exec(name)![0].length;
  if (level === 0) return hasImportable(name) || !loadLibrary(name) ? importModule(name) : requireLibrary(name);
  if (package_ === null) {
    throw new TypeError(`the 'package' argument is required to perform a relative import for '${name}'`);
  }
  const parts = package_.split(".");
  const base = parts.slice(0, parts.length - level + 1).join(".");
  return importModule([base, name.slice(level)].filter((part) => part !== "").join("."));
}

/** Files are looked for at conversion: nothing is remembered. */
export function invalidate_caches(): void {}

libraryModule("importlib", () => self);
