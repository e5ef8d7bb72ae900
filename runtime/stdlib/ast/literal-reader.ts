/** Reads the text of a Python literal, as `ast.literal_eval` does. */
import { bytes } from "../../builtins/bytes.js";
import { complex } from "../../builtins/complex.js";
import { dict } from "../../builtins/dict.js";
import { SyntaxError, ValueError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { parseFloatText, parseInteger } from "../../builtins/number-parse.js";
import { isFloat, isReal, tagged } from "../../builtins/numbers.js";
import { add, neg, pos, sub } from "../../builtins/operators.js";
import { set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";
import { unescapeBytes, unescapeText } from "./escapes.js";

const SPACE = /(?:[ \t\f]|\\\n)*/y;
const SPACE_AND_LINES = /(?:[ \t\f\n]|\\\n|#[^\n]*)*/y;
const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:(?:\d(?:_?\d)*)?\.\d(?:_?\d)*|\d(?:_?\d)*\.?)(?:[eE][+-]?\d(?:_?\d)*)?)[jJ]?/y;
const STRING =
  /([rRuUbB]|[rR][bB]|[bB][rR])?(?:"""((?:[^\\]|\\[^])*?)"""|'''((?:[^\\]|\\[^])*?)'''|"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)')/y;
const WORD = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;

const CONSTANTS: Record<string, unknown> = { None: null, True: true, False: false };

/** The value of a literal's text. @throws SyntaxError, ValueError "malformed node or string" */
export function readLiteral(text: string): unknown {
  return new LiteralReader(text.replace(/^[ \t]+/, "").replace(/\r\n?/g, "\n")).whole();
}

class LiteralReader {
  private readonly text: string;
  private at = 0;
  /** How many brackets are open, within which lines may end. */
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    this.match(SPACE_AND_LINES);
    const value = this.items();
    this.match(SPACE_AND_LINES);
    if (this.at < this.text.length) throw this.wrong();
    return value;
  }

  /** One value, or a tuple without parentheses. */
  private items(): unknown {
    const first = this.sum();
    if (!this.take(",")) return first;
    const values = [first];
    while (this.at < this.text.length && !/[)\n]/.test(this.text[this.at]!)) {
      values.push(this.sum());
      if (!this.take(",")) break;
    }
    return new tuple(values);
  }

  /** A value, or a complex number as the sum of a real and an imaginary one. */
  private sum(): unknown {
    let left = this.signed();
    for (;;) {
      const isSum = this.take("+");
      if (!isSum && !this.take("-")) return left;
      const right = this.signed();
      if (!isReal(left) || typeof left === "boolean" || !(right instanceof complex)) throw this.malformed("BinOp");
      left = isSum ? add(left, right) : sub(left, right);
    }
  }

  private signed(): unknown {
    const isMinus = this.take("-");
    if (!isMinus && !this.take("+")) return this.atom();
    const value = this.signed();
    const isNumber = (isReal(value) && typeof value !== "boolean") || value instanceof complex;
    if (!isNumber) throw this.malformed("UnaryOp");
    return isMinus ? neg(value) : pos(value);
  }

  private atom(): unknown {
    const character = this.text[this.at] ?? "";
    if (character === "(") return this.parenthesised();
    if (character === "[") return this.bracketed("]");
    if (character === "{") return this.braced();
    const string = this.match(STRING);
    if (string) return this.strings(string);
    const number = this.match(NUMBER);
    if (number && number[0] !== "") return this.number(number[0]);
    const word = this.match(WORD);
    if (!word) throw this.wrong();
    if (Object.hasOwn(CONSTANTS, word[0])) return CONSTANTS[word[0]];
    if (word[0] === "set" && this.text.slice(this.at).startsWith("()")) {
      this.at += 2;
      return new set();
    }
    throw this.malformed("Name");
  }

  private parenthesised(): unknown {
    this.open();
    if (this.close(")")) return new tuple([]);
    const value = this.items();
    if (!this.close(")")) throw this.wrong();
    return value;
  }

  private bracketed(end: string): unknown[] {
    this.open();
    const values: unknown[] = [];
    while (!this.close(end)) {
      values.push(this.sum());
      if (this.take(",")) continue;
      if (!this.close(end)) throw this.wrong();
      break;
    }
    return values;
  }

  private braced(): unknown {
    this.open();
    if (this.close("}")) return new dict();
    const first = this.sum();
    if (!this.take(":")) {
      const values = [first];
      while (this.take(",") && this.text[this.at] !== "}") values.push(this.sum());
      if (!this.close("}")) throw this.wrong();
      return new set(values);
    }
    const made = new dict([[first, this.sum()]]);
    while (this.take(",") && this.text[this.at] !== "}") {
      const key = this.sum();
      if (!this.take(":")) throw this.wrong();
      made.__setitem__(key, this.sum());
    }
    if (!this.close("}")) throw this.wrong();
    return made;
  }

  private number(text: string): unknown {
    this.space();
    const plain = text.replaceAll("_", "");
    if (/j$/i.test(plain)) return new complex(0, tagged(Number(plain.slice(0, -1))));
    if (/^0[xob]/i.test(plain)) return parseInteger(plain, 0);
    if (!/[.eE]/.test(plain)) {
      if (/^0+[1-9]/.test(plain)) throw this.wrong();
      return parseInteger(plain, 10);
    }
    const value = parseFloatText(plain, plain);
    return isFloat(value) ? value : tagged(value);
  }

  /** Adjacent literals are one string. */
  private strings(first: RegExpExecArray): unknown {
    const parts = [first];
    this.space();
    for (let next = this.match(STRING); next; next = this.match(STRING)) {
      parts.push(next);
      this.space();
    }
    const isBytes = parts.map(([, prefix]) => /b/i.test(prefix ?? ""));
    if (new Set(isBytes).size > 1) throw new SyntaxError("cannot mix bytes and nonbytes literals");
    const bodies = parts.map(([, prefix, ...quoted]) => ({
      raw: /r/i.test(prefix ?? ""),
      body: quoted.find((part) => part !== undefined)!,
    }));
    if (!isBytes[0]) return bodies.map(({ raw, body }) => (raw ? body : unescapeText(body))).join("");
    const codes = bodies.flatMap(({ raw, body }) => unescapeBytes(body, raw));
    return new bytes(codes);
  }

  // ------------------------------------------------------------------------------------------------ text

  private open(): void {
    this.at++;
    this.depth++;
    this.space();
  }

  private close(bracket: string): boolean {
    if (this.text[this.at] !== bracket) return false;
    this.at++;
    this.depth--;
    this.space();
    return true;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.space();
    return true;
  }

  private space(): void {
    this.match(this.depth > 0 ? SPACE_AND_LINES : SPACE);
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** What stands here continues no literal: an operation, or no Python. */
  private wrong(): SyntaxError | ValueError {
    if (/^(?:[*/%@&|^<>]|==|!=)/.test(this.text.slice(this.at))) return this.malformed("BinOp");
    const line = this.text.slice(0, this.at).split("\n").length;
    const column = this.at - this.text.lastIndexOf("\n", this.at - 1);
    const text = this.text.split("\n")[line - 1] ?? "";
    return new SyntaxError("invalid syntax", new tuple(["<unknown>", line, column, text]));
  }

  private malformed(node: string): ValueError {
    const line = this.text.slice(0, this.at).split("\n").length;
    return new ValueError(`malformed node or string on line ${line}: <ast.${node} object at ${addressOf({})}>`);
  }
}
