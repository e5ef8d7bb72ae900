/** What builtin functions, methods and operators say to arguments that they can't take, in converted code. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runConverted } from "../support/converted.js";

const recorded = join(dirname(fileURLToPath(import.meta.url)), "../recorded/wrong_calls.json");

/** Prints an expression's repr, or the error, on a line of its own. */
const attempt = (expression: string): string =>
  [
    "try:",
    `    shown = repr(${expression})`,
    "except Exception as error:",
    "    shown = f'{type(error).__name__}: {error}'",
    "print(ascii(shown))",
    "",
  ].join("\n");

test("wrong calls raise what CPython raises", async () => {
  const rows = JSON.parse(await readFile(recorded, "utf8")) as [string, unknown, string | null, string?][];
  const folder = await mkdtemp(join(tmpdir(), "wrong-calls-"));
  try {
    const script = join(folder, "wrong_calls.py");
    await writeFile(script, rows.map(([expression]) => attempt(expression)).join(""));
    const { stdout, stderr } = await runConverted(script, [], { cwd: folder, limitSeconds: 60 });
    const ours = stdout.split("\n").map((line, index) => `${rows[index]?.[0]} -> ${line}`);
    const shown = rows.map(([expression, , result, error]) => `${expression} -> ${asciiOf(result ?? error!)}`);
    expect(stderr.replace(/^.*(Syntax|Deprecation)Warning.*\n.*\n?/gm, "")).toBe("");
    expect(ours.slice(0, -1)).toEqual(shown);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 120_000);

/** As Python's `ascii`, for text without astral characters. */
function asciiOf(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[\\\n]|[^ -~]/g, (character) => {
    if (character === "\\" || character === "\n") return character === "\n" ? "\\n" : "\\\\";
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
