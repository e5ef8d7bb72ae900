/** The scripts that a command reads. */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileFailure } from "./failure.js";

export interface Script {
  /** As the user gave it; `-` for standard input. */
  path: string;
  /** What messages call it. */
  filename: string;
  /** File name without folder and extension. */
  name: string;
  bytes: Uint8Array;
}

export const STANDARD_INPUT = "-";

/** @throws {Failure} when the file can't be read */
export async function readScript(path: string): Promise<Script> {
  if (path === STANDARD_INPUT) return { path, filename: "<stdin>", name: "stdin", bytes: await readStandardInput() };
  try {
    const bytes = await readFile(path);
    return { path, filename: path, name: scriptName(path), bytes };
  } catch (error) {
    throw fileFailure("read", path, error);
  }
}

/** The emitted files' name: the script's without `.py`; other extensions are part of it. */
function scriptName(path: string): string {
  const extension = extname(path);
  return basename(path, extension === ".py" || extension === ".pyw" ? extension : "");
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
