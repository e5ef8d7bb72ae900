/** By which names emitted files import the runtime. */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Turns a module of the runtime into what `import` names. */
type Specifier = (module: string) => string;

const require = createRequire(import.meta.url);

/**
 * `py2mp/main` and its like where the package can be found from the folder of the emitted files; else the installed
 * runtime's own files, so that the result runs from anywhere on this machine.
 */
export function specifierFor(folder: string): Specifier {
  return isResolvableFrom(nearestExisting(resolve(folder))) ? (module) => `py2mp/${module}` : installedSpecifier;
}

/** The absolute path of a runtime module's file, as `import` wants it. */
export function installedSpecifier(module: string): string {
  const file = require.resolve(`py2mp/${module}`);
  const url = pathToFileURL(file).href;
  // A path reads better than a URL and means the same, except on Windows and with characters that a URL escapes.
  return isAbsolute(file) && url === `file://${file}` ? file : url;
}

function nearestExisting(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : nearestExisting(dirname(folder));
}

/** Node's look-up of a package from an ES module: the package around it, then `node_modules` folders upwards. */
function isResolvableFrom(folder: string): boolean {
  const folders = ancestors(folder);
  const scope = folders.find((each) => existsSync(join(each, "package.json")));
  if (scope !== undefined && packageName(scope) === "py2mp") return true;
  return folders.some((each) => existsSync(join(each, "node_modules/py2mp/package.json")));
}

function ancestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
}

function packageName(folder: string): unknown {
  try {
    return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: unknown }).name;
  } catch {
    // not JSON: Node would refuse it too
    return undefined;
  }
}
