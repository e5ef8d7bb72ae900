/**
 * Compares the parser with CPython 3.13 on every file of the standard libraries of some CPythons: the dump where CPython
 * parses the file, message and line where it does not. Shows the counts and names each file that differs.
 *
 *     npm run build && node bench/parser-library.mjs PYTHON3.13 [PYTHON...]
 *
 * The first is the judge, and like the others gives its library's files.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { dump } from "../dist/parser/dump.js";
import { decodeSource, parseSyntax, SourceText } from "../dist/parser/index.js";

const BATCH = 200;
const JUDGE = `
import ast, hashlib, json, sys
sys.setrecursionlimit(20000)
for path in json.load(sys.stdin):
    try:
        text = ast.dump(ast.parse(open(path, "rb").read()), include_attributes=True)
        print(json.dumps([hashlib.md5(text.encode("utf-8", "surrogatepass")).hexdigest(), None]))
    except SyntaxError as error:
        print(json.dumps([error.msg, error.lineno]))
`;

const [judge, ...others] = process.argv.slice(2);
if (judge === undefined) throw new Error("usage: parser-library.mjs PYTHON3.13 [PYTHON...]");
const differing = [];
for (const python of [judge, ...others]) compareLibrary(python);
for (const line of differing) console.log(line);
process.exitCode = differing.length === 0 ? 0 : 1;

function compareLibrary(python) {
  const root = execFileSync(python, ["-c", "import os; print(os.path.dirname(os.__file__), end='')"], {
    encoding: "utf8",
  });
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".py") && !name.includes("site-packages"))
    .map((name) => join(root, name));
  const count = { parsed: 0, rejected: 0, different: 0 };
  for (let from = 0; from < files.length; from += BATCH) {
    const batch = files.slice(from, from + BATCH);
    const output = execFileSync(judge, ["-W", "ignore", "-c", JUDGE], {
      input: JSON.stringify(batch),
      encoding: "utf8",
    });
    output
      .trim()
      .split("\n")
      .forEach((line, i) => compareFile(batch[i], JSON.parse(line), count));
  }
  const { parsed, rejected, different } = count;
  console.log(`${root}: ${files.length} files; same tree ${parsed}, same error ${rejected}, different ${different}`);
}

function compareFile(file, [expected, expectedLine], count) {
  const [found, line] = verdict(file);
  // CPython counts line 0, or none, where a file cannot be decoded.
  const isSameLine = line === expectedLine || !expectedLine;
  if (found !== expected || !isSameLine) {
    count.different++;
    differing.push(`${file}: ${found} (line ${line}) for ${expected} (line ${expectedLine})`);
  } else if (line === null) count.parsed++;
  else count.rejected++;
}

function verdict(file) {
  const source = decodeSource(readFileSync(file), file);
  if (!(source instanceof SourceText)) return [source.message, 0];
  const { module, errors } = parseSyntax(source);
  if (module === null) return [errors[0].message, source.position(errors[0].start).line];
  return [createHash("md5").update(dump(module, source), "utf8").digest("hex"), null];
}
