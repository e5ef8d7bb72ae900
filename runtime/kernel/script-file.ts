/** The Python files that the program comes from. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assignment } from "./self.js";
import { sourceFiles } from "./source-positions.js";

/** The path of the Python file that a converted file comes from, whether or not it is still there. */
export function pythonFileOf(url: string): string {
  const beside = fileURLToPath(url).replace(/\.m[jt]s$/, ".py");
  if (existsSync(beside)) return beside;
  return sourceFiles(url)[0] ?? beside;
}

/** Python's `__file__` in the script. */
export const __file__ = assignment === null ? "" : pythonFileOf(assignment.entry);
