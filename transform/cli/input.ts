/** The scripts that a command reads. */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileFailure } from "./failure.js";

export interface InputScript {
  /** As the user gave it; `-` for standard input. */
  path: string;
  /** What messages call it. */
  filename: string;
  /** File name without folder and extension. */
  name: string;
  bytes: Uint8Array;
}

export const STANDARD_INPUT = "-";
/** What messages call a script from standard input. */
export const STANDARD_INPUT_NAME = "<stdin>";

/** @throws {Failure} when the file can't be read */
export async function readScript(path: string): Promise<InputScript> {
  if (path === STANDARD_INPUT) return standardInput();
  try {
    const bytes = await readFile(path);
    return { path, filename: path, name: scriptName(path), bytes };
  } catch (error) {
    throw fileFailure("read", path, error);
  }
}

async function standardInput(): Promise<InputScript> {
  const bytes = await readStandardInput();
  return { path: STANDARD_INPUT, filename: STANDARD_INPUT_NAME, name: "stdin", bytes };
}

/** The emitted files' name: the script's without `.py`; other extensions are part of it. */
export function scriptName(path: string): string {
  const extension = extname(path);
  return basename(path, extension === ".py" || extension === ".pyw" ? extension : "");
}

async function readStandardInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
