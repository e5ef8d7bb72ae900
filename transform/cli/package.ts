/** Facts about the installed package. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with the package.json that this file belongs to. */
export const packageRoot = findRoot(dirname(fileURLToPath(import.meta.url)));

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")) as { version: string };
  return version;
}

/** Changes whenever another build of the same version is put in place. */
export function buildStamp(): string {
  const record = join(packageRoot, "dist/.tsbuildinfo");
  return existsSync(record) ? String(statSync(record).mtimeMs) : "";
}

function findRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findRoot(dirname(folder));
}
