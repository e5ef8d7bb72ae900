import { expect, test } from "vitest";
import { docComment } from "../../transform/emit/docstring.js";

// What the lines are is CPython's inspect.cleandoc.
test.each([
  ["One line.", "/** One line. */"],
  ["\n    Only line.\n    ", "/** Only line. */"],
  ["First.\n\n    Indented.\n      More.\n    ", "/**\n * First.\n *\n * Indented.\n *   More.\n */"],
  ["a\n\tb\n\t    c", "/**\n * a\n * b\n *     c\n */"],
  ["ends */ early", "/** ends *\\/ early */"],
])("%j", (docstring, comment) => {
  expect(docComment(docstring)).toBe(comment);
});

test("nothing to say", () => {
  expect(docComment("  \n  ")).toBeNull();
});
