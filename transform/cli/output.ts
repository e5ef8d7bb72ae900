/** The files that a command writes. */
import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, relative } from "node:path";
import type { EmittedFiles } from "../emit/index.js";
import { fileFailure } from "./failure.js";

/**
 * Writes the four files of a script or module.
 *
 * @param place their path without extension
 * @returns paths of the TypeScript and the JavaScript file, as seen from the working folder if they are in it
 * @throws {Failure} when one can't be written
 */
export async function writeFiles(
  { mts, mtsMap, mjs, mjsMap }: EmittedFiles,
  place: string,
): Promise<{ mts: string; mjs: string }> {
  const paths = { mts: shortest(`${place}.mts`), mjs: shortest(`${place}.mjs`) };
  await makeFolder(shortest(dirname(place)));
  await Promise.all([
    write(paths.mts, mts + mapComment(basename(paths.mts))),
    write(`${paths.mts}.map`, mtsMap),
    write(paths.mjs, mjs + mapComment(basename(paths.mjs))),
    write(`${paths.mjs}.map`, mjsMap),
  ]);
  return paths;
}

function shortest(path: string): string {
  const below = relative("", path);
  return below.startsWith("..") ? path : below || ".";
}

function mapComment(file: string): string {
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
