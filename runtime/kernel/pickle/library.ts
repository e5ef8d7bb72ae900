/** Modules of the library that a pickle names and nobody has imported yet. */
import { createRequire } from "node:module";
import { hasModule } from "../registry.js";

const require = createRequire(import.meta.url);

/**
 * Loads a library module at once, as CPython's unpickler imports what it needs. Returns false when there is none.
 */
export function loadLibrary(name: string): boolean {
  if (!/^[a-z_]+(\.[a-z_]+)*$/.test(name)) return false;
  return load(`py2mp/${name.replaceAll(".", "/")}`) && hasModule(name);
}

/**
 * Asks for a module as converted scripts do, by the package's name, since bundling moves this file and not that name.
 *
 * Node 20 calls it an experiment that a module is loaded in this way, and would say so on standard error.
 */
function load(path: string): boolean {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    require(path);
    return true;
  } catch {
    return false;
  } finally {
    process.emitWarning = emitWarning;
  }
}
