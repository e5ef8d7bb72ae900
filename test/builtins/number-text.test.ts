import { expect, test } from "vitest";
import { parseComplex, parseFloatText, parseHexFloat, parseInteger } from "../../runtime/builtins/number-parse.js";
import { complexRepr, floatHex, intText } from "../../runtime/builtins/number-text.js";
import { tagged } from "../../runtime/builtins/numbers.js";
import { repr } from "../../runtime/builtins/repr.js";
import { expectRecorded } from "../support/recorded.js";

test("numbers are written and read as CPython does", () => {
  expectRecorded("number_text", {
    repr,
    hex: (x: number) => floatHex(Number(x)),
    complex: (re: number, im: number) => complexRepr(Number(re), Number(im)),
    int: parseInteger,
    float: (text: string) => tagged(parseFloatText(text)),
    parse_complex: (text: string) => echo(complexRepr(...parseComplex(text))),
    fromhex: (text: string) => tagged(parseHexFloat(text)),
  });
});

/** A value whose repr is the text itself. */
function echo(text: string): { __repr__(): string } {
  return { __repr__: () => text };
}

test("an int of more than 4,300 digits has no text", () => {
  expect(intText(10n ** 4299n)).toHaveLength(4300);
  expect(() => intText(10n ** 4300n)).toThrow("Exceeds the limit (4300 digits) for integer string conversion");
});
