import { expect, test } from "vitest";
import { tokenize } from "../../transform/emit/tokens.js";

function texts(text: string): string[] {
  return [...tokenize(text)].map((token) => token.text);
}

test.each([
  "const a = `x ${f({ b: `${c}` })} y`; // end\n",
  "/** doc\n */\nfoo(/a'[/\"]/g, b / c / d);",
  "if (x) { a[0] /= 2 } else { b = c! / 2 }\n",
  "type A = Map<string, Array<number>>;\r\n",
  "`${a}${b}`",
])("the tokens of %j make up the text", (text) => {
  expect(texts(text).join("")).toBe(text);
});

test("a template's text is no code", () => {
  expect(texts("`a ${ { b } } /* c */ ${d} e`")).toEqual([
    "`a ${",
    " ",
    "{",
    " ",
    "b",
    " ",
    "}",
    " ",
    "} /* c */ ${",
    "d",
    "} e`",
  ]);
});

test("a slash divides behind an operand and begins a regular expression elsewhere", () => {
  expect(texts("a/b/c")).toEqual(["a", "/", "b", "/", "c"]);
  expect(texts("(a)/b")).toEqual(["(", "a", ")", "/", "b"]);
  expect(texts("x=/b'/g")).toEqual(["x", "=", "/b'/g"]);
  expect(texts("return /[/]/")).toEqual(["return", " ", "/[/]/"]);
});
