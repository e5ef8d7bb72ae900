/** The pages about diagnostics: each code has one, whose example leads to it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { analyze, type Diagnostic } from "../transform/index.js";
import { INSTEAD } from "../transform/lower/calls/builtin-calls.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "docs/diagnostics");
const INDEX = "README.md";
const pages = readdirSync(folder).filter((file) => file !== INDEX);
const workspace = mkdtempSync(join(tmpdir(), "py2mp-diagnostics-"));

afterAll(() => rmSync(workspace, { recursive: true }));

/** The codes that the converter's sources name. */
function codes(): string[] {
  const sources = readdirSync(join(root, "transform"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => readFileSync(join(root, "transform", file), "utf8"));
  const named = /"(unsupported-[a-z-]+)"|(?:code: |warning\(\s*)"([a-z]+(?:-[a-z]+)+)"/g;
  const found = sources.flatMap((text) => [...text.matchAll(named)].map(([, refused, warned]) => refused ?? warned!));
  const calls = Object.keys(INSTEAD).map((name) => `unsupported-${name.replaceAll("_", "")}`);
  return [...new Set([...found, ...calls, "syntax"])];
}

/** A page's first program and its second, and the files beside them. */
function programsOf(page: string): { programs: string[]; files: [name: string, text: string][] } {
  const blocks = [...page.matchAll(/```python(?: file=(\S+))?\n([^]*?)```/g)];
  return {
    programs: blocks.filter(([, file]) => file === undefined).map(([, , text]) => text!),
    files: blocks.flatMap(([, file, text]) => (file === undefined ? [] : [[file, text!] as [string, string]])),
  };
}

async function diagnose(text: string): Promise<Diagnostic[]> {
  const filename = join(workspace, "example.py");
  const input = { input: Buffer.from(text), filename, name: "example", hasModules: true };
  return (await analyze([input], { advises: true })).diagnostics;
}

/** The code that names a page: one page is about all errors of syntax. */
const pageOf = ({ code }: Diagnostic): string => `${code.replace(/^syntax-.*/, "syntax")}.md`;

test("each code has a page", () => {
  expect(pages.toSorted()).toEqual(
    codes()
      .map((code) => `${code}.md`)
      .sort(),
  );
});

test.each(pages)("%s: its first program leads to it and to nothing else, its second to nothing", async (file) => {
  const { programs, files } = programsOf(readFileSync(join(folder, file), "utf8"));
  // What no script should lead to has no example.
  if (programs.length === 0) return;
  for (const [name, text] of files) writeFileSync(join(workspace, name), text);
  const found = await diagnose(programs[0]!);
  expect([...new Set(found.map(pageOf))]).toEqual([file]);
  expect(await diagnose(programs[1]!)).toEqual([]);
});

test("the index lists the pages (UPDATE=1 writes it)", () => {
  const entries = pages.map((file) => {
    const [, about] = readFileSync(join(folder, file), "utf8").split("\n\n");
    const [sentence] = /^[^]*?[.:](?=\s|$)/.exec(about!.replaceAll("\n", " "))!;
    return `- [${file.replace(".md", "")}](${file}): ${sentence.replace(/:$/, ".")}`;
  });
  const head = "# Diagnostics\n\nWhat `convert` refuses and `check` warns of, by the codes of the messages.\n";
  const index = `${head}\n${entries.join("\n")}\n`;
  if (process.env.UPDATE) writeFileSync(join(folder, INDEX), index);
  expect(readFileSync(join(folder, INDEX), "utf8")).toBe(index);
});
