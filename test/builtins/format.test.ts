import { test } from "vitest";
import type { bytes } from "../../runtime/builtins/bytes.js";
import { format } from "../../runtime/builtins/format/format.js";
import { percentFormat } from "../../runtime/builtins/format/percent.js";
import * as str from "../../runtime/builtins/str/methods.js";
import { expectRecorded } from "../support/recorded.js";
import type { dict } from "../../runtime/builtins/dict.js";

test("format(), str.format and % give CPython's text and errors", () => {
  expectRecorded("format", {
    format,
    "str.format": (template: string, args: unknown[], keywords: dict<string, unknown>) =>
      str.format(template, ...args, Object.fromEntries(keywords.entries())),
    "str.format_map": str.format_map,
    percent: (template: string | bytes, values: unknown) =>
      typeof template === "string" ? percentFormat(template, values) : template.__mod__(values),
  });
});
