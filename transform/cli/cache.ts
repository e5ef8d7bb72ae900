/** Converted scripts kept between runs. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { ProgramConversion, Sources } from "../index.js";
import type { InputScript } from "./input.js";
import { writeFiles } from "./output.js";
import { buildStamp, packageRoot, packageVersion } from "./package.js";

const KEEP_DAYS = 30;

/** What an earlier run found a script to depend on, beside its own text. */
interface Dependencies {
  /** Digests of the files that were read, by their paths. */
  read: Record<string, string>;
  /** Files that would have been read, had they been there. */
  missed: string[];
}

const DEPENDENCIES = "dependencies.json";

/**
 * Path of the JavaScript file of a script: the one of an earlier run if the script, its modules and the converter are the
 * same, else made by `convert` to stand in the folder that it is told. Null when that gives nothing.
 */
export async function cached(
  script: InputScript,
  convert: (folder: string) => Promise<ProgramConversion>,
): Promise<string | null> {
  const folder = await cacheFolder();
  const own = join(folder, keyOf(script));
  const known = await validEntry(own);
  if (known !== null) {
    const now = new Date();
    await utimes(own, now, now).catch(() => {});
    return join(known, `${script.name}.mjs`);
  }
  const draft = await mkdtemp(join(folder, "new-"));
  const { files, sources } = await convert(draft);
  if (files.length === 0) {
    await rm(draft, { recursive: true });
    return null;
  }
  for (const { output, place } of files) await writeFiles(output, place);
  await writeFile(join(draft, DEPENDENCIES), JSON.stringify(dependenciesOn(sources, script)));
  await removeOld(folder);
  return join(await install(draft, own), `${script.name}.mjs`);
}

/** Changes with the script's own text and place, and with the converter. */
function keyOf({ path, bytes }: InputScript): string {
  const converter = [packageVersion(), buildStamp(), packageRoot, resolve(path)].join("\0");
  return createHash("sha256").update(converter).update("\0").update(bytes).digest("hex").slice(0, 32);
}

/** The entry of an earlier run of which all files are as they were; the latest has its own folder. */
async function validEntry(own: string): Promise<string | null> {
  if (!existsSync(own)) return null;
  for (const name of (await readdir(own)).sort().reverse()) {
    const entry = join(own, name);
    if (await isValid(entry)) return entry;
  }
  return null;
}

async function isValid(entry: string): Promise<boolean> {
  try {
    const { read, missed } = JSON.parse(await readFile(join(entry, DEPENDENCIES), "utf8")) as Dependencies;
    return !missed.some(existsSync) && Object.entries(read).every(([path, digest]) => digestOf(path) === digest);
  } catch {
    // An entry that another run is just removing, or a file that is gone.
    return false;
  }
}

function dependenciesOn({ read, missed }: Sources, script: InputScript): Dependencies {
  const paths = read.filter((path) => path !== script.filename).map((path) => resolve(path));
  return {
    read: Object.fromEntries(paths.map((path) => [path, digestOf(path)])),
    missed: missed.map((path) => resolve(path)),
  };
}

const digestOf = (path: string): string => createHash("sha256").update(readFileSync(path)).digest("hex");

/** Puts an entry in place at once, so that another run never sees half of one. */
async function install(draft: string, own: string): Promise<string> {
  await mkdir(own, { recursive: true });
  const entry = join(own, `${Date.now()}-${process.pid}`);
  await rename(draft, entry);
  return entry;
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
