/** What a source map calls the Python file: a URL, as maps demand. */
import { existsSync, realpathSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { STANDARD_INPUT_NAME } from "./input.js";

/** The script's place as seen from the folder of the emitted files, so that both can move together. */
export function relativeSource(folder: string, script: string): string {
  if (script === STANDARD_INPUT_NAME) return script;
  // Node resolves a map's sources from the real place of the file.
  const from = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const path = relative(from, resolve(script)).split(sep).join("/");
  return path.replace(/[%#?:]/g, encodeURIComponent);
}

export function absoluteSource(script: string): string {
  return script === STANDARD_INPUT_NAME ? script : pathToFileURL(resolve(script)).href;
}
