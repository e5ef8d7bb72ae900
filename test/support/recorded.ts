import { readFileSync } from "node:fs";
import { join, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { bytearray, bytes } from "../../runtime/builtins/bytes.js";
import { complex } from "../../runtime/builtins/complex.js";
import { dict } from "../../runtime/builtins/dict.js";
import { BaseException } from "../../runtime/builtins/exceptions.js";
import { shrink, tagged } from "../../runtime/builtins/numbers.js";
import { repr, text } from "../../runtime/builtins/repr.js";
import { set } from "../../runtime/builtins/set.js";
import { tuple } from "../../runtime/builtins/tuple.js";
import { typeName } from "../../runtime/builtins/type-name.js";

/** A recorded call: function name, encoded arguments, repr of the result or else the error. */
type Row = [name: string, args: unknown[], result: string | null, error?: string];

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "recorded");

/** What CPython answered to the calls of an area (test/recorded/AREA.json, written by record.py). */
function recorded(area: string): Row[] {
  return JSON.parse(readFileSync(join(folder, `${area}.json`), "utf8")) as Row[];
}

type Encoded = { [kind: string]: unknown };

/** Decodes one argument: the inverse of `encode` in record.py. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  const [kind, content] = Object.entries(value as Encoded)[0]!;
  switch (kind) {
    case "int":
      return shrink(BigInt(content as string));
    case "float":
      return tagged(floatOf(content as string));
    case "complex":
      return new complex(...(content as string[]).map(floatOf));
    case "bytes":
      return bytes.fromhex(content as string);
    case "bytearray":
      return bytearray.fromhex(content as string);
    case "tuple":
      return new tuple((content as unknown[]).map(decode));
    case "set":
      return new set((content as unknown[]).map(decode));
    case "dict":
      return new dict((content as [unknown, unknown][]).map((pair) => pair.map(decode) as [unknown, unknown]));
  }
  return value;
}

/** A float's repr as a raw number. */
export function floatOf(shown: string): number {
  return shown.endsWith("inf") || shown.endsWith("nan") ? Number(shown.replace("inf", "Infinity")) : Number(shown);
}

type Functions = Record<string, (...args: never[]) => unknown>;

/**
 * Makes every recorded call of an area and expects CPython's answers.
 *
 * @param only the names to check, where the functions of an area are tested in several places
 */
export function expectRecorded(area: string, functions: Functions): void {
  const wrong: string[] = [];
  for (const [name, args, result, error] of recorded(area)) {
    if (!(name in functions)) continue;
    const ours = answer(functions[name] as (...args: unknown[]) => unknown, args.map(decode));
    const theirs = result ?? error!;
    if (ours !== theirs) wrong.push(differing(name, args, ours, theirs));
  }
  expect(wrong.length === 0 ? "" : `${wrong.length} differ (ours, CPython's):\n${wrong.slice(0, 40).join("\n")}`).toBe(
    "",
  );
}

/** A report of a difference; long answers are cut to the surroundings of the first difference. */
function differing(name: string, args: unknown[], ours: string, theirs: string): string {
  let at = 0;
  while (ours[at] === theirs[at]) at += 1;
  const from = Math.max(0, at - 100);
  const shown = [ours, theirs].map((text) => (from > 0 ? "…" : "") + text.slice(from, from + 300));
  return `${name}(${args
    .map((arg) => JSON.stringify(arg))
    .join(", ")
    .slice(0, 300)})\n  ${shown.join("\n  ")}`;
}

function answer(call: (...args: unknown[]) => unknown, args: unknown[]): string {
  try {
    return repr(call(...args));
  } catch (error) {
    return error instanceof BaseException ? `${typeName(error)}: ${text(error)}` : `${String((error as Error).stack)}`;
  }
}
