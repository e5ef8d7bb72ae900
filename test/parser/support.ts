/** What the parser's tests share: the judge, and the files that it is asked about. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** CPython 3.13 by pyenv or on the path; null where there is none, and the tests that ask it are left out. */
export const python313: string | null = findPython();

function findPython(): string | null {
  const versions = join(homedir(), ".pyenv", "versions");
  const installed = existsSync(versions) ? readdirSync(versions).filter((name) => name.startsWith("3.13")) : [];
  for (const command of [...installed.map((name) => join(versions, name, "bin", "python3")), "python3.13"]) {
    try {
      const version = execFileSync(command, ["-V"], { encoding: "utf8" });
      if (version.startsWith("Python 3.13")) return command;
    } catch {
      continue;
    }
  }
  return null;
}

/** Runs a Python program with `input`; returns what it prints. */
export function runPython(program: string, input: string): string {
  return execFileSync(python313!, ["-W", "ignore", "-c", program], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONIOENCODING: "utf-8:surrogatepass" },
  });
}

/** The files of CPython 3.13's standard library, its tests included. */
export function standardLibrary(): string[] {
  const root = runPython("import os; print(os.path.dirname(os.__file__))", "").trim();
  const all = readdirSync(root, { recursive: true, encoding: "utf8" });
  return all
    .filter((name) => name.endsWith(".py") && !name.includes("site-packages"))
    .sort()
    .map((name) => join(root, name));
}
