/** The README keeps its promises: its example is what the converter writes, the modules it lists are there. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { convert } from "../transform/index.js";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const readme = readFileSync(join(root, "README.md"), "utf8");

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(readme)![1]!;
}

test("the example", async () => {
  const options = { name: "example", sourceUrl: "example.py", specifier: (module: string) => `py2mp/${module}` };
  const { output, diagnostics } = await convert(new TextEncoder().encode(block("python")), "example.py", options);
  expect(diagnostics).toEqual([]);
  expect(output!.typescript!.text).toBe(block("ts"));
});

test("the modules it lists are there", () => {
  const paragraph = /^- \*\*Modules\*\*[^]*?(?=^- )/m.exec(readme)![0].replaceAll(/\s+/g, " ");
  const [own, others] = paragraph.split("of the standard library") as [string, string];
  const packageParts = names(own).filter((name) => name !== "multiprocessing" && name !== "concurrent.futures");
  expect(stubs("runtime/multiprocessing")).toEqual(expect.arrayContaining(packageParts));
  const standard = names(others).filter((name) => !name.startsWith("."));
  expect(standard.length).toBeGreaterThan(10);
  expect(stubs("runtime/stdlib")).toEqual(expect.arrayContaining(standard));
});

function names(text: string): string[] {
  return [...text.matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name!).filter((name) => !name.includes("/"));
}

/** The modules that have a description. */
function stubs(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".pyi"));
  return files.map((file) => file.slice(0, -".pyi".length));
}
