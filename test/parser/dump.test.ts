/** The tree is CPython's: the same `ast.dump` for the samples (recorded) and for a part of its standard library (asked). */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dump } from "../../parser/dump.js";
import { decodeSource, parseSyntax, SourceText } from "../../parser/index.js";
import { python313, runPython, standardLibrary } from "./support.js";

const SAMPLES = new URL("../../fixtures/syntax/", import.meta.url);

function dumpOf(bytes: Uint8Array, filename: string): string {
  const source = decodeSource(bytes, filename);
  if (!(source instanceof SourceText)) return source.message;
  const { module, errors } = parseSyntax(source);
  return module === null ? errors[0]!.message : dump(module, source);
}

describe("samples", () => {
  const samples = readdirSync(SAMPLES).filter((name) => name.endsWith(".py") && name !== "record.py");
  test.each(samples)("%s", (name) => {
    const url = new URL(name, SAMPLES);
    const recorded = readFileSync(new URL(name.replace(/\.py$/, ".dump"), SAMPLES), "utf8");
    expect(dumpOf(readFileSync(url), name)).toBe(recorded);
  });
});

const DUMPS = `
import ast, hashlib, sys
for path in sys.stdin.read().split("\\n"):
    try:
        text = ast.dump(ast.parse(open(path, "rb").read()), include_attributes=True)
    except SyntaxError as error:
        text = error.msg
    print(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())
`;

describe.skipIf(python313 === null)("standard library (skipped without python3.13)", () => {
  // A tenth of it here; bench/parser-library.mjs compares all of it, for every installed version.
  const files = python313 === null ? [] : standardLibrary().filter((_, i) => i % 10 === 3);
  const expected = python313 === null ? [] : runPython(DUMPS, files.join("\n")).trim().split("\n");

  test("every tenth file has CPython's tree or CPython's error", () => {
    expect(files.length).toBeGreaterThan(100);
    const different = files.filter((file, i) => {
      const text = dumpOf(readFileSync(file), file);
      return createHash("sha256").update(text, "utf8").digest("hex") !== expected[i];
    });
    expect(different).toEqual([]);
  });
});

describe("Python 3.14", () => {
  const treeOf = (text: string): string => {
    const source = new SourceText(text, "new.py");
    const { module } = parseSyntax(source);
    return dump(module!, source).replace(
      /, lineno=\d+, col_offset=\d+, end_lineno=\d+, end_col_offset=\d+|lineno=\d+, col_offset=\d+, end_lineno=\d+, end_col_offset=\d+/g,
      "",
    );
  };

  test("template strings", () => {
    expect(treeOf("t'a{ b !r:>{c}}' rt'\\d'")).toBe(
      "Module(body=[Expr(value=TemplateStr(values=[Constant(value='a'), " +
        "Interpolation(value=Name(id='b', ctx=Load()), str=' b', conversion=114, format_spec=JoinedStr(values=[" +
        "Constant(value='>'), FormattedValue(value=Name(id='c', ctx=Load()), conversion=-1)])), " +
        "Constant(value='\\\\d')]))])",
    );
  });

  test("except without parentheses", () => {
    expect(treeOf("try: pass\nexcept A, B: pass\n")).toBe(
      "Module(body=[Try(body=[Pass()], handlers=[ExceptHandler(" +
        "type=Tuple(elts=[Name(id='A', ctx=Load()), Name(id='B', ctx=Load())], ctx=Load()), body=[Pass()])])])",
    );
  });
});
