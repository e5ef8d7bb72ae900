/** Converted scripts kept between runs. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import type { EmittedFiles } from "../emit/index.js";
import type { Script } from "./input.js";
import { writeFiles } from "./output.js";
import { buildStamp, packageRoot, packageVersion } from "./package.js";

const KEEP_DAYS = 30;

/**
 * Path of the JavaScript file of a script: the one of an earlier run if script and converter are the same, else made
 * by `convert`. Null when that gives nothing.
 */
export async function cached(
  script: Script,
  sourceUrl: string,
  convert: () => Promise<EmittedFiles | null>,
): Promise<string | null> {
  const folder = await cacheFolder();
  const entry = join(folder, keyOf(script, sourceUrl));
  const program = join(entry, `${script.name}.mjs`);
  if (existsSync(program)) {
    const now = new Date();
    await utimes(entry, now, now).catch(() => {});
    return program;
  }
  const output = await convert();
  if (!output) return null;
  await removeOld(folder);
  await install(output, folder, entry, script.name);
  return program;
}

function keyOf({ bytes }: Script, sourceUrl: string): string {
  const converter = [packageVersion(), buildStamp(), packageRoot, sourceUrl].join("\0");
  return createHash("sha256").update(converter).update("\0").update(bytes).digest("hex").slice(0, 32);
}

/** Puts an entry in place at once, so that another run never sees half of one. */
async function install(output: EmittedFiles, folder: string, entry: string, name: string): Promise<void> {
  const draft = await mkdtemp(join(folder, "new-"));
  await writeFiles(output, draft, name);
  try {
    await rename(draft, entry);
  } catch (error) {
    await rm(draft, { recursive: true });
    // Another run was faster: the same files are there.
    if (!existsSync(entry)) throw error;
  }
}

/** The user's cache folder; a private folder for temporary files where there is none to write to. */
async function cacheFolder(): Promise<string> {
  const folder = join(process.env.XDG_CACHE_HOME || systemCache(), "py2mp");
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return folder;
  } catch {
    return mkdtemp(join(tmpdir(), "py2mp-"));
  }
}

function systemCache(): string {
  if (process.platform === "darwin") return join(homedir(), "Library/Caches");
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? join(homedir(), "AppData/Local");
  return join(homedir(), ".cache");
}

async function removeOld(folder: string): Promise<void> {
  const limit = Date.now() - KEEP_DAYS * 24 * 60 * 60 * 1000;
  for (const name of await readdir(folder)) {
    const entry = join(folder, name);
    // An entry that another run removes at the same time is gone either way.
    const used = await stat(entry).then(
      ({ mtimeMs }) => mtimeMs,
      () => limit,
    );
    if (used < limit) await rm(entry, { recursive: true, force: true });
  }
}
