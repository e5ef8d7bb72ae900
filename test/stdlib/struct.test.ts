import { expect, test } from "vitest";
import { bytearray } from "../../runtime/builtins/bytes.js";
import { repr } from "../../runtime/builtins/repr.js";
import * as struct from "../../runtime/stdlib/struct.js";
import { expectRecorded } from "../support/recorded.js";

test("struct packs and unpacks as CPython does", () => {
  expectRecorded("struct_bytes", { ...struct } as never);
});

test("packing into a buffer, and formats read once", () => {
  const buffer = new bytearray(8);
  struct.pack_into("<hh", buffer, 2, 1, -2);
  expect(repr(buffer)).toBe("bytearray(b'\\x00\\x00\\x01\\x00\\xfe\\xff\\x00\\x00')");
  expect(() => struct.pack_into("i", new bytearray(2), 0, 1)).toThrow(
    "pack_into requires a buffer of at least 4 bytes for packing 4 bytes at offset 0 (actual buffer size is 2)",
  );
  const pairs = new struct.Struct("<h");
  expect(repr([...pairs.iter_unpack(pairs.pack(7))])).toBe("[(7,)]");
});
