import { describe, expect, test } from "vitest";
import * as py from "../../runtime/main.js";

const { repr, str, tuple } = py;

describe("exceptions show themselves as CPython's do", () => {
  test.each([
    [new py.ValueError("x"), "x", "ValueError('x')"],
    [new py.ValueError("x", 1), "('x', 1)", "ValueError('x', 1)"],
    [new py.ValueError(), "", "ValueError()"],
    [new py.KeyError("k"), "'k'", "KeyError('k')"],
    [new py.KeyError("k", 1), "('k', 1)", "KeyError('k', 1)"],
    [new py.OSError(2, "No such file", "f"), "[Errno 2] No such file: 'f'", "FileNotFoundError(2, 'No such file')"],
    [new py.OSError(2, "x", "a", null, "b"), "[Errno 2] x: 'a' -> 'b'", "FileNotFoundError(2, 'x')"],
    [new py.OSError("text"), "text", "OSError('text')"],
    [new py.SystemExit(3), "3", "SystemExit(3)"],
    [new py.StopIteration(1), "1", "StopIteration(1)"],
    [
      new py.UnicodeEncodeError("ascii", "abé", 2, 3, "ordinal not in range(128)"),
      "'ascii' codec can't encode character '\\xe9' in position 2: ordinal not in range(128)",
      "UnicodeEncodeError('ascii', 'abé', 2, 3, 'ordinal not in range(128)')",
    ],
    [
      new py.UnicodeDecodeError("utf-8", new py.bytes([97, 98, 255]), 2, 3, "invalid start byte"),
      "'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
      "UnicodeDecodeError('utf-8', b'ab\\xff', 2, 3, 'invalid start byte')",
    ],
    [
      new py.SyntaxError("bad", tuple.of("f/x.py", 1, 2, "txt")),
      "bad (x.py, line 1)",
      "SyntaxError('bad', ('f/x.py', 1, 2, 'txt'))",
    ],
    [
      new py.ExceptionGroup("g", [new py.ValueError(1), new py.TypeError(2)]),
      "g (2 sub-exceptions)",
      "ExceptionGroup('g', [ValueError(1), TypeError(2)])",
    ],
  ])("%#: %s", (error, text, shown) => {
    expect(str(error)).toBe(text);
    expect(repr(error)).toBe(shown);
  });
});

test("an errno chooses the class of an OSError", () => {
  const classes = [1, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 99].map((errno) => [
    errno,
    new py.OSError(errno, "").constructor.name,
  ]);
  expect(classes).toEqual([
    [1, "PermissionError"],
    [3, "ProcessLookupError"],
    [4, "InterruptedError"],
    [10, "ChildProcessError"],
    [11, "BlockingIOError"],
    [13, "PermissionError"],
    [17, "FileExistsError"],
    [20, "NotADirectoryError"],
    [21, "IsADirectoryError"],
    [32, "BrokenPipeError"],
    [103, "ConnectionAbortedError"],
    [104, "ConnectionResetError"],
    [110, "TimeoutError"],
    [111, "ConnectionRefusedError"],
    [99, "OSError"],
  ]);
});

test("fields, cause and notes are no attributes of the instance's dict", () => {
  const error = new py.OSError(2, "No such file", "f");
  expect([error.errno, error.strerror, error.filename]).toEqual([2, "No such file", "f"]);
  error.__cause__ = new py.ValueError("first");
  error.add_note("look here");
  py.setattr(error, "mine", 1);
  expect(repr(py.vars(error))).toBe("{'mine': 1}");
  expect([error.__suppress_context__, error.__notes__]).toEqual([true, ["look here"]]);
});

test("a program's exception gets args from what its constructor passes on", () => {
  class Coded extends py.Exception {
    code: number;
    constructor(code: number, message: string) {
      super(message);
      this.code = code;
    }
  }
  class Late extends py.ValueError {
    declare code: number;
    override __init__(code: number) {
      this.code = code;
    }
  }
  const coded = new Coded(5, "bad");
  expect([repr(coded), repr(coded.args), coded.code]).toEqual(["Coded('bad')", "('bad',)", 5]);
  const late = new Late(7);
  expect([repr(late.args), late.code, late instanceof py.ValueError]).toEqual(["(7,)", 7, true]);
});

test("groups divide by class, nested ones too", () => {
  const nested = new py.ExceptionGroup("n", [new py.TypeError(2), new py.KeyError(3)]);
  const group = new py.BaseExceptionGroup("g", [new py.ValueError(1), nested]) as unknown as py.ExceptionGroup;
  expect(group).toBeInstanceOf(py.ExceptionGroup);
  expect(group instanceof py.BaseExceptionGroup).toBe(true);
  expect(repr(py.callmethod(group, "split", py.ValueError))).toBe(
    "(ExceptionGroup('g', [ValueError(1)]), ExceptionGroup('g', [ExceptionGroup('n', [TypeError(2), KeyError(3)])]))",
  );
  expect(repr(py.callmethod(group, "subgroup", py.OSError))).toBe("None");
});
