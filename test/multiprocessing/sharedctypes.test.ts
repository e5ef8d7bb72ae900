import { describe, expect, test } from "vitest";
import { bytes } from "../../runtime/builtins/bytes.js";
import { BaseException } from "../../runtime/builtins/exceptions.js";
import { Float } from "../../runtime/builtins/numbers.js";
import { repr, slice } from "../../runtime/main.js";
import { dumps } from "../../runtime/kernel/pickle.js";
import { Array as SharedArray, RawArray, RawValue, Value } from "../../runtime/multiprocessing/sharedctypes.js";
import { Lock } from "../../runtime/multiprocessing/synchronize.js";
import * as ctypes from "../../runtime/stdlib/ctypes.js";

/** What an expression gives: its repr, or the class and text of what it raises. Addresses are masked. */
function outcome(run: () => unknown): string {
  try {
    return repr(run()).replace(/0x[0-9a-f]+/g, "0x…");
  } catch (error) {
    if (!(error instanceof BaseException)) throw error;
    return `${error.constructor.name}: ${String(error.args[0]).replace(/0x[0-9a-f]+/g, "0x…")}`;
  }
}

function stored(code: string, value: unknown): string {
  return outcome(() => {
    const shared = Value(code);
    shared.value = value;
    return shared.value;
  });
}

const NOT_AN_INT = (kind: string) => `TypeError: '${kind}' object cannot be interpreted as an integer`;

describe("Value", () => {
  test.each([
    ["c", "<Synchronized wrapper for c_char(b'\\x00')>"],
    ["u", "<Synchronized wrapper for c_wchar('\\x00')>"],
    ["b", "<Synchronized wrapper for c_byte(0)>"],
    ["B", "<Synchronized wrapper for c_ubyte(0)>"],
    ["h", "<Synchronized wrapper for c_short(0)>"],
    ["H", "<Synchronized wrapper for c_ushort(0)>"],
    ["i", "<Synchronized wrapper for c_int(0)>"],
    ["I", "<Synchronized wrapper for c_uint(0)>"],
    ["l", "<Synchronized wrapper for c_long(0)>"],
    ["L", "<Synchronized wrapper for c_ulong(0)>"],
    ["q", "<Synchronized wrapper for c_long(0)>"],
    ["Q", "<Synchronized wrapper for c_ulong(0)>"],
    ["f", "<Synchronized wrapper for c_float(0.0)>"],
    ["d", "<Synchronized wrapper for c_double(0.0)>"],
  ])("of type %s", (code, text) => {
    expect(outcome(() => Value(code))).toBe(text);
  });

  // what CPython stores of -1, 2**31, 2**63 and 2**64 + 5
  test.each([
    ["b", "-1", "0", "0", "5"],
    ["B", "255", "0", "0", "5"],
    ["h", "-1", "0", "0", "5"],
    ["H", "65535", "0", "0", "5"],
    ["i", "-1", "-2147483648", "0", "5"],
    ["I", "4294967295", "2147483648", "0", "5"],
    ["l", "-1", "2147483648", "-9223372036854775808", "5"],
    ["L", "18446744073709551615", "2147483648", "9223372036854775808", "5"],
    ["q", "-1", "2147483648", "-9223372036854775808", "5"],
    ["Q", "18446744073709551615", "2147483648", "9223372036854775808", "5"],
    ["f", "-1.0", "2147483648.0", "9.223372036854776e+18", "1.8446744073709552e+19"],
    ["d", "-1.0", "2147483648.0", "9.223372036854776e+18", "1.8446744073709552e+19"],
  ])("of type %s wraps as C does", (code, ...expected) => {
    expect([-1, 2 ** 31, 2n ** 63n, 2n ** 64n + 5n].map((value) => stored(code, value))).toEqual(expected);
  });

  test("takes only integers into an integer", () => {
    for (const code of "bBhHiIlLqQ") {
      expect(stored(code, 1.5)).toBe(NOT_AN_INT("float"));
      expect(stored(code, new Float(2))).toBe(NOT_AN_INT("float"));
      expect(stored(code, "1")).toBe(NOT_AN_INT("str"));
      expect(stored(code, null)).toBe(NOT_AN_INT("NoneType"));
      expect(stored(code, true)).toBe("1");
    }
    expect(outcome(() => Value("i", "1"))).toBe(NOT_AN_INT("str"));
  });

  test("takes only real numbers into a float", () => {
    expect(stored("d", "x")).toBe("TypeError: must be real number, not str");
    expect(stored("f", null)).toBe("TypeError: must be real number, not NoneType");
    expect(stored("f", 3.1)).toBe("3.0999999046325684");
    expect(stored("f", 1e300 + 0.5)).toBe("inf");
    expect(stored("d", true)).toBe("1.0");
  });

  test("takes one character", () => {
    const wrong = "TypeError: one character bytes, bytearray or integer expected";
    expect(stored("c", new bytes([97]))).toBe("b'a'");
    expect(stored("c", 255)).toBe("b'\\xff'");
    expect(stored("c", 256)).toBe(wrong);
    expect(stored("c", "a")).toBe(wrong);
    expect(stored("u", "😀")).toBe("'😀'");
    expect(stored("u", "ab")).toBe("TypeError: one character unicode string expected");
    expect(stored("u", 1)).toBe("TypeError: unicode string expected instead of int instance");
  });

  test("of a ctypes class", () => {
    expect(outcome(() => Value(ctypes.c_bool, 5))).toBe("<Synchronized wrapper for c_bool(True)>");
    expect(outcome(() => Value(ctypes.c_double, 2).value)).toBe("2.0");
    expect(outcome(() => Value("x"))).toBe("TypeError: this type has no size");
    expect(outcome(() => Value("i", 1, 2))).toBe("TypeError: __init__ expected at most 1 argument, got 2");
  });

  test("has a lock unless told otherwise", () => {
    const value = Value<number>("i", 7);
    expect(outcome(() => value.get_lock())).toBe("<RLock(None, 0)>");
    expect(outcome(() => value.get_obj())).toBe("c_int(7)");
    expect(value.acquire()).toBe(true);
    value.value += 1;
    expect(value.release()).toBeNull();
    expect(value.value).toBe(8);
    expect(outcome(() => Value("i", 5, { lock: false }))).toBe("c_int(5)");
    expect(outcome(() => Value("i", 5, { lock: new Lock() }).get_lock())).toBe("<Lock(owner=None)>");
    expect(outcome(() => Value("i", 5, { lock: 3 as never }))).toBe("AttributeError: 3 has no method 'acquire'");
  });

  test("can't be pickled but for a new process", () => {
    expect(outcome(() => dumps(Value("i")))).toBe(
      "RuntimeError: Synchronized objects should only be shared between processes through inheritance",
    );
    expect(outcome(() => dumps(SharedArray("i", 1)))).toBe(
      "RuntimeError: SynchronizedArray objects should only be shared between processes through inheritance",
    );
  });
});

describe("Array", () => {
  test("of a length or of items", () => {
    expect(outcome(() => [...SharedArray("i", 3)])).toBe("[0, 0, 0]");
    expect(outcome(() => SharedArray("d", [1, new Float(2), 2.5]).__getitem__(slice(null, null)))).toBe(
      "[1.0, 2.0, 2.5]",
    );
    expect(outcome(() => SharedArray("i", [1, 2]))).toBe(
      "<SynchronizedArray wrapper for <multiprocessing.sharedctypes.c_int_Array_2 object at 0x…>>",
    );
    expect(outcome(() => RawArray("i", [1, 2]))).toBe("<multiprocessing.sharedctypes.c_int_Array_2 object at 0x…>");
    expect(outcome(() => RawValue("i", 5))).toBe("c_int(5)");
  });

  test("refuses what is no length and no sequence", () => {
    expect(outcome(() => SharedArray("i", -1))).toBe("ValueError: Array length must be >= 0, not -1");
    expect(outcome(() => SharedArray("i", 1.5))).toBe("TypeError: object of type 'float' has no len()");
    expect(outcome(() => SharedArray("i", "ab"))).toBe(NOT_AN_INT("str"));
    expect(outcome(() => SharedArray("i", [1, 2.5]))).toBe(NOT_AN_INT("float"));
    expect(outcome(() => SharedArray("x", 3))).toBe("TypeError: this type has no size");
  });

  test("is indexed and sliced", () => {
    const array = SharedArray("i", [10, 20, 30, 40]);
    expect(array.__len__()).toBe(4);
    expect(outcome(() => array.__getitem__(-1))).toBe("40");
    expect(outcome(() => array.__getitem__(4))).toBe("IndexError: invalid index");
    expect(outcome(() => array.__getitem__(-5))).toBe("IndexError: invalid index");
    expect(outcome(() => array.__setitem__(4, 1))).toBe("IndexError: invalid index");
    expect(outcome(() => array.__getitem__("x"))).toBe("TypeError: indices must be integers");
    expect(outcome(() => array.__getitem__(1.5))).toBe("TypeError: indices must be integers");
    expect(outcome(() => array.__getitem__(slice(null, null, 2)))).toBe("[10, 30]");
    expect(outcome(() => array.__getitem__(slice(null, null, -1)))).toBe("[40, 30, 20, 10]");
    array.__setitem__(slice(0, 2), [1, 2]);
    array.__setitem__(3, 2 ** 31);
    expect(outcome(() => [...array])).toBe("[1, 2, 30, -2147483648]");
    expect(outcome(() => array.__setitem__(slice(0, 2), [1, 2, 3]))).toBe(
      "ValueError: Can only assign sequence of same size",
    );
    expect(outcome(() => array.__setitem__(slice(0, 2), 5))).toBe("ValueError: Can only assign sequence of same size");
    expect(outcome(() => array.__setitem__(0, 1.5))).toBe(NOT_AN_INT("float"));
  });

  test("of characters is a byte string", () => {
    const text = SharedArray("c", 10) as unknown as { value: unknown; raw: unknown } & ReturnType<typeof SharedArray>;
    text.value = bytes.wrap(Buffer.from("hi"));
    expect(outcome(() => [text.value, text.raw])).toBe("[b'hi', b'hi\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00']");
    expect(outcome(() => [text.__getitem__(0), text.__getitem__(slice(0, 3))])).toBe("[b'h', b'hi\\x00']");
    expect(outcome(() => (text.value = new bytes(new Uint8Array(11))))).toBe("ValueError: byte string too long");
    expect(outcome(() => (text.value = "x"))).toBe("TypeError: bytes expected instead of str instance");
    expect(outcome(() => SharedArray("c", bytes.wrap(Buffer.from("hello"))).__getitem__(slice(1, 3)))).toBe("b'el'");
    expect(outcome(() => SharedArray("u", "hello").__getitem__(slice(null, null)))).toBe("'hello'");
    expect(outcome(() => (SharedArray("u", "hello").get_obj() as { value: unknown }).value)).toBe("'hello'");
  });
});
