/** Finds the files of the user's modules. Mirrors FileFinder and PathFinder of Lib/importlib/_bootstrap_external.py. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";

/** Where a module is. */
export interface FoundModule {
  /** Its Python file; null for a namespace package. */
  file: string | null;
  /** A package's folders, in which its submodules are; null for a module that is no package. */
  folders: string[] | null;
}

/** Looks a name up in folders. Remembers which files it looked for in vain, since one of them may appear later. */
export class Finder {
  readonly missed = new Set<string>();

  /** @param name the last part of a module's dotted name */
  find(name: string, folders: readonly string[]): FoundModule | null {
    const portions: string[] = [];
    for (const folder of folders) {
      const inside = join(folder, name);
      const init = join(inside, "__init__.py");
      if (this.isFile(init)) return { file: init, folders: [inside] };
      if (this.isFile(`${inside}.py`)) return { file: `${inside}.py`, folders: null };
      if (isFolder(inside)) portions.push(inside);
    }
    return portions.length > 0 ? { file: null, folders: portions } : null;
  }

  private isFile(path: string): boolean {
    const isThere = existsSync(path) && statSync(path).isFile();
    if (!isThere) this.missed.add(path);
    return isThere;
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
