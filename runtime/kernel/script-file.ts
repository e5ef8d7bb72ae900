/** The Python file that the program comes from. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assignment } from "./self.js";
import { sourceFiles } from "./source-positions.js";

function pythonFile(): string {
  if (assignment === null) return "";
  const beside = fileURLToPath(assignment.entry).replace(/\.m[jt]s$/, ".py");
  if (existsSync(beside)) return beside;
  return sourceFiles(assignment.entry)[0] ?? beside;
}

/** Python's `__file__` in the script: the path of the Python file, whether or not it is still there. */
export const __file__ = pythonFile();
