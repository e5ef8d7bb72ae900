/** Writes what the examples print into the articles, in the place of the output that they show. */
import { readFile, writeFile } from "node:fs/promises";
import { fileFailure } from "../cli/failure.js";
import type { Verdict } from "./judge.js";

/**
 * Rewrites the documented output of every mismatch. Returns the paths of the articles that were changed.
 *
 * @throws {Failure} when an article can't be written
 */
export async function updateArticles(verdicts: readonly Verdict[]): Promise<string[]> {
  const stale = verdicts.filter(({ status, example }) => status === "mismatch" && example.documented?.place);
  const files = [...new Set(stale.map(({ example }) => example.file))];
  for (const file of files)
    await update(
      file,
      stale.filter(({ example }) => example.file === file),
    );
  return files;
}

async function update(file: string, stale: readonly Verdict[]): Promise<void> {
  try {
    let text = await readFile(file, "utf8");
    // from the end, so that the places before stay where they are
    for (const { example, stdout } of [...stale].reverse()) {
      const { start, end, prefix } = example.documented!.place!;
      const lines = stdout
        .trimEnd()
        .split("\n")
        .map((line) => (prefix + line).trimEnd());
      text = text.slice(0, start) + lines.join("\n") + text.slice(end);
    }
    await writeFile(file, text);
  } catch (error) {
    throw fileFailure("write", file, error);
  }
}
