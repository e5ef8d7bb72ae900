/** Comments and blank lines: where the script's own end up. `lineN` stands for the code of line N, see plain.ts. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { parse, SourceText } from "../../parser/index.js";
import { tokenize } from "../../transform/emit/tokens.js";
import { findCPython } from "../support/cpython.js";
import { emitPlain } from "./plain.js";

const start = 'import "py2mp/main";\n';

/** Checks what stands behind the runtime's import; a line in `typescript` begins behind its margin. */
async function expectBelowImport(python: string[], typescript: string[]): Promise<void> {
  const files = await emitPlain(`${python.join("\n")}\n`);
  expect(files.typescript!.text).toBe(`${start}\n${typescript.join("\n")}\n`);
}

async function expectAll(python: string[], typescript: string[]): Promise<void> {
  const files = await emitPlain(`${python.join("\n")}\n`);
  expect(files.typescript!.text).toBe(`${typescript.join("\n")}\n`);
}

describe("around statements", () => {
  test("above, behind and between", () =>
    expectBelowImport(
      ["a", "# above", "b  # behind", "", "# apart", "", "c"],
      ["line1;", "// above", "line3; // behind", "", "// apart", "", "line7;"],
    ));

  test("two statements on a line", () => expectBelowImport(["a; b  # both"], ["line1;", "line1; // both"]));

  test("several blank lines become one", () => expectBelowImport(["a", "", "", "", "b"], ["line1;", "", "line5;"]));

  test("at the end of a block, by their indentation", () =>
    expectBelowImport(
      ["while a:", "    if b:", "        c", "        # c", "    # b", "# a", "    # not deeper again", "d"],
      [
        "while (line1) {",
        "  if (line2) {",
        "    line3;",
        "    // c",
        "  }",
        "  // b",
        "}",
        "// a",
        "// not deeper again",
        "line8;",
      ],
    ));

  test("at the end of the file", () =>
    expectBelowImport(
      ["while a:", "    b", "    # inner", "", "# outer"],
      ["while (line1) {", "  line2;", "  // inner", "}", "", "// outer"],
    ));

  test("behind a header", () =>
    expectBelowImport(["while a:  # header", "    b"], ["while (line1) {", "  // header", "  line2;", "}"]));

  test("around the branches of an if", () =>
    expectBelowImport(
      [
        "if a:",
        "    b",
        "    # end of b",
        "# elif",
        "elif c:  # c",
        "    d",
        "# else",
        "else:  # e",
        "    # f",
        "    g",
      ],
      [
        "if (line1) {",
        "  line2;",
        "  // end of b",
        "} else if (line5) {",
        "  // elif",
        "  // c",
        "  line6;",
        "} else {",
        "  // else",
        "  // e",
        "  // f",
        "  line10;",
        "}",
      ],
    ));

  test("in a body without code", () =>
    expectBelowImport(
      ["def f():", "    # nothing", "    pass  # yet", "if a:", "    pass", "    # none"],
      ["function f() {", "  // nothing", "  // yet", "}", "if (line4) {", "  // none", "}"],
    ));

  test("of a statement that leaves no code", () =>
    expectBelowImport(
      ["def f():", "    # why", "    global x  # x", "    a"],
      ["function f() {", "  // why", "  // x", "  line4;", "}"],
    ));

  test("around a decorator and a docstring", () =>
    expectBelowImport(
      ["# above", "@a  # decorator", "# between", "def f():", '    """Text."""', "    # first", "    b"],
      ["// above", "// decorator", "// between", "/** Text. */", "function f() {", "  // first", "  line7;", "}"],
    ));

  test("in a class", () =>
    expectBelowImport(
      ["class A:", "    # first", "    x = 1  # x", "", "    # method", "    def m(self):", "        a", "    # end"],
      ["class A {", "  // first", "  line3; // x", "", "  // method", "  m() {", "    line7;", "  }", "  // end", "}"],
    ));
});

describe("inside expressions", () => {
  test("between the items of a list or call", () =>
    expectBelowImport(
      ["f([", "    a,  # a", "    # above b", "    b,", "    c  # c", "])"],
      ["line1([", "  line2, // a", "  // above b", "  line4,", "  line5, // c", "]);"],
    ));

  test("only where both sides leave room", () =>
    expectBelowImport(["x = (a[0]  # why", "     + b[1])"], ["// why", "line1;"]));

  test("in front of the statement where there are no items", () =>
    expectBelowImport(["x = (a +  # why", "     b)"], ["// why", "line1;"]));
});

describe("at the top", () => {
  test("the opening comment stands above the imports, shebang and coding are left out", () =>
    expectAll(
      [
        "#!/usr/bin/env python3",
        "# -*- coding: utf-8 -*-",
        "# Title",
        "",
        "import os  # for pids",
        "import sys",
        "",
        "a",
      ],
      [
        "// Title",
        "",
        start.trim(),
        'import * as os from "py2mp/os"; // for pids',
        'import * as sys from "py2mp/sys";',
        "",
        "line8;",
      ],
    ));

  test("a comment right above the imports stays there", () =>
    expectAll(
      ['"""Title."""', "# modules", "import os", "# more", "from a import b, c"],
      [
        "/** Title. */",
        "",
        "// modules",
        start.trim(),
        'import * as os from "py2mp/os";',
        "// more",
        'import { b, c } from "py2mp/a";',
      ],
    ));

  test("a comment right above the code stays with it", () =>
    expectAll(["# Title", "", "# code", "a"], ["// Title", "", start.trim(), "", "// code", "line4;"]));

  test("a script of comments only", () =>
    expectAll(["# One", "", "# Two"], ["// One", "", "// Two", "", start.trim()]));
});

describe("spelling", () => {
  test.each([
    ["#text", "// text"],
    ["#  text  ", "//  text"],
    ["#", "//"],
    ["## two", "// # two"],
    ["# a\u2028b", "// a b"],
    ["# */ // `", "// */ // `"],
  ])("%j", (python, typescript) => expectBelowImport(["a", python, "b"], ["line1;", typescript, "line3;"]));
});

const python = findCPython();

describe.skipIf(python === null)("every comment of CPython's own modules is kept, once, in both files", () => {
  test.each(["argparse", "locale", "os", "random", "threading", "multiprocessing.pool"])("%s", async (module) => {
    const code = `import ${module} as m; print(m.__file__)`;
    const path = execFileSync(python!.executable, ["-c", code], { encoding: "utf8" }).trim();
    const source = new SourceText(readFileSync(path, "utf8"), path);
    const wanted = parse(source)
      .module!.comments.filter(({ text }) => !text.startsWith("#!"))
      .map(words);
    const { typescript, javascript } = await emitPlain(source.text);
    for (const { text } of [typescript!, javascript]) {
      const comments = [...tokenize(text)].filter(({ kind }) => kind === ts.SyntaxKind.SingleLineCommentTrivia);
      expect(comments.map(words).sort()).toEqual(wanted.sort());
    }
  });
});

/** A comment without its spelling. */
function words({ text }: { text: string }): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}
