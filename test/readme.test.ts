/** The README keeps its promises: its example is what the converter writes, its list of modules what the runtime has. */
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
  expect(output!.mts).toBe(block("ts"));
});

test("the list of modules", () => {
  const paragraph = /^- \*\*Modules\*\*[^]*?(?=^- )/m.exec(readme)![0].replaceAll(/\s+/g, " ");
  const [own, others] = paragraph.split("of the standard library") as [string, string];
  expect(names(own).filter((name) => name !== "multiprocessing")).toEqual(stubs("runtime/multiprocessing"));
  expect(names(others).filter((name) => !name.startsWith("."))).toEqual(stubs("runtime/stdlib"));
});

function names(text: string): string[] {
  return [...text.matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name!).filter((name) => !name.includes("/"));
}

/** The modules that have a description; `index` is the package itself. */
function stubs(folder: string): string[] {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith(".pyi"));
  const modules = files.map((file) => file.slice(0, -".pyi".length));
  return modules.filter((name) => !internal.has(name)).sort();
}

/** Described for the types that others give out, not to be imported by scripts. */
const internal = new Set(["index", "barrier", "errors"]);
