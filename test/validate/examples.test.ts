/** What counts as an example, and as its output. */
import { expect, test } from "vitest";
import { examplesIn } from "../../transform/validate/examples.js";

const fence = (info: string, ...lines: string[]): string => ["```" + info, ...lines, "```", ""].join("\n");

const summary = (markdown: string) =>
  examplesIn("docs/article.md", markdown).map(({ name, line, documented, attributes }) => ({
    name,
    line,
    shows: documented?.lines ?? null,
    attributes,
  }));

test("fences that import something, and whole programs that print, are examples; pieces and other languages are not", () => {
  const markdown = [
    fence("python", "import os", "print(os.sep)"),
    fence("python", "print('whole')"),
    fence("python", "p.start()", "print(p)"),
    fence("python", "def f(:"),
    fence("", "from time import sleep"),
    fence("", "print('of no language')"),
    fence("js", "import x from 'y'"),
    fence("python{1,3}", "import sys"),
    "- in a list\n\n  " + fence("py", "import re").replaceAll("\n", "\n  "),
  ].join("\n");
  expect(summary(markdown).map(({ line }) => line)).toEqual([1, 6, 19, 31, 37]);
});

test("the output is the next fence, where the text says so or nothing stands between", () => {
  const program = fence("python", "import os", "print(1)");
  const shown = (...between: string[]) => summary([program, ...between].join("\n"))[0]!.shows;
  expect(shown(fence("", "1"))).toEqual(["1"]);
  expect(shown("The output is:\n", fence("python", "1 2"))).toEqual(["1 2"]);
  expect(shown("这个程序的输出结果是：\n", fence("python", "Result(in p1): [1]"))).toEqual(["Result(in p1): [1]"]);
  expect(shown("Its types are these.\n", fence("", "'i': int"))).toBeNull();
  expect(shown("This prints more:\n", fence("python", "import re"))).toBeNull();
  expect(shown(fence("json", "{}"))).toBeNull();
});

test("the output is a comment that closes the program, or remarks behind its calls of print", () => {
  const closing = fence("python", "import os", "print(5)", "", "# Output:", "# 5 apples  # a remark", "#", "# 6");
  expect(summary(closing)[0]!.shows).toEqual(["5 apples", "", "6"]);
  const chinese = fence("python", "import os", "# 输出：  ", "# {0: 0}");
  expect(summary(chinese)[0]!.shows).toEqual(["{0: 0}"]);
  const remarks = fence("python", "import os", "print(f'sum {x}')  # expected: 2 * 3 = 6", "x = 1  # expected: 7");
  const [example] = examplesIn("a.md", remarks);
  expect(example!.documented).toEqual({ kind: "ends", lines: ["6"], place: null });
});

test("attributes stand in the info string or in a comment before the fence", () => {
  const markdown = [
    fence('python title="x" timeout=10 order=any stdin="a\\nb"', "import os"),
    '<!-- py2mp: skip="needs a camera" -->\n',
    fence("python", "import os"),
    "<!-- another comment -->\n",
    fence("python expect-error=NameError endless", "import os"),
  ].join("\n");
  expect(summary(markdown).map(({ attributes }) => attributes)).toEqual([
    { timeout: 10, order: "any", stdin: "a\nb" },
    { skip: "needs a camera" },
    { expectError: "NameError", endless: true },
  ]);
});

test.each([
  ["python skip", "docs/article.md:1: 'skip' needs a reason"],
  ["python timeout=soon", "docs/article.md:1: 'timeout' needs a number of seconds"],
  ["python order=some", "docs/article.md:1: 'order' must be one of exact, by-process, any"],
])("%s is refused", (info, message) => {
  expect(() => summary(fence(info, "import os"))).toThrow(message);
});

test("an unknown word in a comment of ours is refused", () => {
  const markdown = `<!-- py2mp: tiemout=5 -->\n\n${fence("python", "import os")}`;
  expect(() => summary(markdown)).toThrow("docs/article.md:3: 'tiemout' is no attribute");
});

test("fences of a group are one file, with the output of the last", () => {
  const markdown = [
    fence("python group=one", "import random", "def roll(): return 4"),
    "and then\n",
    fence("python group=one", "print(roll())"),
    fence("", "4"),
  ].join("\n");
  const [example, ...others] = examplesIn("a.md", markdown);
  expect(others).toEqual([]);
  expect(example!.source).toBe("import random\ndef roll(): return 4\n\nprint(roll())\n");
  expect(example!.documented?.lines).toEqual(["4"]);
});
