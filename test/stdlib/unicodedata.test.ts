import { test } from "vitest";
import * as unicodedata from "../../runtime/stdlib/unicodedata.js";
import { expectRecorded } from "../support/recorded.js";

test("properties, names and normal forms are CPython's", () => {
  expectRecorded("unicodedata_calls", unicodedata as unknown as Parameters<typeof expectRecorded>[1]);
});
