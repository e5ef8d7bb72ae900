/**
 * Modules that scripts have in common are written for all of them: what types a module's values have depends on who uses
 * it. So a module that stands in the folder already, for a script that is not converted now, can't be written anew.
 */
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { ConvertedFile } from "../index.js";
import { EXIT_INPUT, Failure } from "./failure.js";
import { mapComment } from "./output.js";

const IMPORT = /^(?:import|\} from|import .* from) "(\.[^"]+\.mjs)";$/gm;

/** @throws {Failure} when other programs in the files' folders use a module that is written otherwise for them */
export async function checkSharedModules(files: readonly ConvertedFile[]): Promise<void> {
  const own = new Set(files.map(({ place }) => resolve(`${place}.mjs`)));
  const changed = new Set<string>();
  for (const { place, isScript, output } of files) {
    const path = resolve(`${place}.mjs`);
    const before = isScript ? null : await readFile(path, "utf8").catch(() => null);
    if (before !== null && before !== output.javascript.text + mapComment(basename(path))) changed.add(path);
  }
  if (changed.size === 0) return;
  for (const folder of new Set(files.map(({ place }) => dirname(place)))) {
    for (const name of await readdir(folder).catch(() => [])) {
      const path = resolve(join(folder, name));
      if (!name.endsWith(".mjs") || own.has(path)) continue;
      const module = importsOf(await readFile(path, "utf8"), path).find((imported) => changed.has(imported));
      if (module !== undefined) throw conflict(module, path, files);
    }
  }
}

function importsOf(text: string, path: string): string[] {
  return [...text.matchAll(IMPORT)].map(([, specifier]) => resolve(dirname(path), specifier!));
}

function conflict(module: string, user: string, files: readonly ConvertedFile[]): Failure {
  const shown = (path: string): string => relative("", path) || path;
  const scripts = files.filter(({ isScript }) => isScript).map(({ place }) => basename(place));
  return new Failure(
    `${shown(module)} was written for ${shown(user)} too, and is not the same for ${scripts.join(", ")}: ` +
      "convert these scripts with one command, or into different folders",
    EXIT_INPUT,
  );
}
