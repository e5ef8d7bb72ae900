/** Modules of the library that a pickle names and nobody has imported yet. */
import { createRequire } from "node:module";
import { hasModule } from "./registry.js";

const require = createRequire(import.meta.url);

/** Modules whose members are of modules called otherwise. */
const OTHERWISE_NAMED = new Set(["os.path"]);

/**
 * Loads a library module at once, as CPython's unpickler imports what it needs. Returns false when there is none.
 */
export function loadLibrary(name: string): boolean {
  if (!/^[a-z_]+(\.[a-z_]+)*$/.test(name)) return false;
  try {
    requireLibrary(name);
    return hasModule(name) || OTHERWISE_NAMED.has(name);
  } catch {
    return false;
  }
}

/**
 * A module of the library, loaded at once. Asks for it as converted scripts do, by the package's name, since bundling
 * moves this file and not that name.
 *
 * Node 20 calls it an experiment that a module is loaded in this way, and would say so on standard error.
 */
export function requireLibrary(name: string): unknown {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return require(`py2mp/${name.replaceAll(".", "/")}`);
  } finally {
    process.emitWarning = emitWarning;
  }
}
