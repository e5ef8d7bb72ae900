/** The files that a command writes. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EmittedFiles } from "../emit/index.js";
import { fileFailure } from "./failure.js";

/**
 * Writes the four files of a script.
 *
 * @returns paths of the TypeScript and the JavaScript file
 * @throws {Failure} when one can't be written
 */
export async function writeFiles(
  { mts, mtsMap, mjs, mjsMap }: EmittedFiles,
  folder: string,
  name: string,
): Promise<{ mts: string; mjs: string }> {
  const paths = { mts: join(folder, `${name}.mts`), mjs: join(folder, `${name}.mjs`) };
  await makeFolder(folder);
  await Promise.all([
    write(paths.mts, mts + mapComment(`${name}.mts`)),
    write(`${paths.mts}.map`, mtsMap),
    write(paths.mjs, mjs + mapComment(`${name}.mjs`)),
    write(`${paths.mjs}.map`, mjsMap),
  ]);
  return paths;
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
