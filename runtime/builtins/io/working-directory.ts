/**
 * The working directory of this process. A worker thread can't change the one that the system knows, since all threads
 * share it; so a change is remembered here, and relative paths are resolved before they go to the system.
 */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { NotADirectoryError } from "../exceptions.js";
import { inheritState } from "../../kernel/inheritance.js";
import { osCall } from "./os-call.js";

let directory: string | null = null;

inheritState(
  "os",
  () => directory ?? undefined,
  (inherited: string) => (directory = inherited),
);

/** Mirrors `os.getcwd()`. */
export function currentDirectory(): string {
  return directory ?? process.cwd();
}

/** Mirrors `os.chdir(path)`. @throws OSError */
export function changeDirectory(path: string): void {
  const target = resolve(currentDirectory(), path);
  if (!osCall(() => statSync(target), path).isDirectory()) {
    throw new NotADirectoryError(20, "Not a directory", path);
  }
  directory = target;
}

/** A path as the system has to be asked for it. */
export function located<P extends string | Buffer>(path: P): P | string {
  return directory === null || typeof path !== "string" ? path : resolve(directory, path);
}
