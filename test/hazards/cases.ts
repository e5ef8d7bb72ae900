/** The scripts under `cases/`: what is reported in a line stands behind it as `# !`. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { analyze, type Diagnostic } from "../../transform/index.js";

export interface HazardCase {
  code: string;
  name: string;
  script: string;
  /** `code line`, of what is to be reported. */
  expected: string[];
}

/** Every script of the folder: one file for each code, its scripts below lines `# === name`. */
export function loadCases(folder: string): HazardCase[] {
  return readdirSync(folder).flatMap((file) => {
    const code = file.replace(/\.py$/, "");
    const parts = readFileSync(join(folder, file), "utf8")
      .split(/^# === (.*)\n/m)
      .slice(1);
    return parts.flatMap((script, index) => {
      if (index % 2 === 0) return [];
      const marked = script.split("\n").flatMap((line, at) => (line.endsWith("# !") ? [`${code} ${at + 1}`] : []));
      return { code, name: parts[index - 1]!, script, expected: marked };
    });
  });
}

/** Every warning of a script. */
export async function warningsOf(script: string): Promise<Diagnostic[]> {
  const input = { input: Buffer.from(script), filename: "a.py", name: "a", hasModules: false };
  return (await analyze([input], { advises: true })).diagnostics;
}

/** `code line` of every warning of a script, but that on fork. */
export async function warnings(script: string): Promise<string[]> {
  const found = (await warningsOf(script)).filter(({ code }) => code !== "depends-on-fork");
  return found.map(({ code, start, source }) => `${code} ${source.position(start).line}`);
}
