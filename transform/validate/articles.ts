/** The articles that a command names: files, folders and globs. */
import { readFile, stat } from "node:fs/promises";
import { glob } from "tinyglobby";
import { EXIT_USAGE, Failure, fileFailure } from "../cli/failure.js";

export interface Article {
  readonly path: string;
  readonly text: string;
}

/**
 * Reads every article that is named, each once: a folder stands for the Markdown files in it and below.
 *
 * @throws {Failure} for what can't be read, and for a pattern that nothing matches
 */
export async function readArticles(patterns: readonly string[]): Promise<Article[]> {
  const paths = new Set<string>();
  for (const pattern of patterns) {
    const found = await pathsFor(pattern);
    if (found.length === 0) throw new Failure(`${pattern}: no article`, EXIT_USAGE);
    for (const path of found) paths.add(path);
  }
  return Promise.all([...paths].map(async (path) => ({ path, text: await readText(path) })));
}

async function pathsFor(pattern: string): Promise<string[]> {
  const kind = await stat(pattern).catch(() => null);
  if (kind?.isFile()) return [pattern];
  if (kind?.isDirectory()) return (await glob("**/*.md", { cwd: pattern, absolute: true })).sort();
  if (!/[*?[{]/.test(pattern)) throw fileFailure("read", pattern, Object.assign(new Error(), { code: "ENOENT" }));
  return (await glob(pattern)).sort();
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw fileFailure("read", path, error);
  }
}
