/** The files that a command writes. */
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import type { EmittedFile, EmittedFiles } from "../emit/index.js";
import { fileFailure } from "./failure.js";

/**
 * Writes the files of a script or module: TypeScript if there is any, JavaScript, and their source maps.
 *
 * @param place their path without extension
 * @returns paths of the files but the maps, as seen from the working folder if they are in it
 * @throws {Failure} when one can't be written
 */
export async function writeFiles({ typescript, javascript }: EmittedFiles, place: string): Promise<string[]> {
  await makeFolder(shortest(dirname(place)));
  const files: [string, EmittedFile][] = [[shortest(`${place}.mjs`), javascript]];
  if (typescript !== null) files.unshift([shortest(`${place}.mts`), typescript]);
  await Promise.all(
    files.flatMap(([path, { text, map }]) => [
      write(path, text + mapComment(basename(path))),
      write(`${path}.map`, map),
    ]),
  );
  return files.map(([path]) => path);
}

function shortest(path: string): string {
  const below = relative("", path);
  return below.startsWith("..") ? path : below || ".";
}

/** What stands at the end of an emitted file. */
export function mapComment(file: string): string {
  return `//# sourceMappingURL=${encodeURIComponent(file)}.map\n`;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw fileFailure("write", folder, error);
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw fileFailure("write", path, error);
  }
}
