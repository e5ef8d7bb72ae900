import { test } from "vitest";
import { bytes } from "../../runtime/builtins/bytes.js";
import { ascii, repr } from "../../runtime/builtins/repr.js";
import { resolveSlice, slice } from "../../runtime/builtins/slice.js";
import { strItem, strLength, strSlice } from "../../runtime/builtins/str/code-points.js";
import * as str from "../../runtime/builtins/str/methods.js";
import { strContains } from "../../runtime/builtins/str/search.js";
import { expectRecorded } from "../support/recorded.js";

test("str methods answer as CPython's do", () => {
  expectRecorded("str_methods", {
    ...str,
    repr,
    ascii,
    len: strLength,
    item: strItem,
    contains: strContains,
    slice: (text: string, start: unknown, stop: unknown, step: unknown) => {
      const bounds = resolveSlice(slice(start, stop, step), strLength(text));
      return strSlice(text, bounds.start, bounds.stop, bounds.step);
    },
  });
});

test("text is encoded and decoded as CPython does", () => {
  expectRecorded("codecs_text", {
    encode: str.encode,
    decode: (data: bytes, encoding?: string, errors?: string) => data.decode(encoding, errors),
  });
});
