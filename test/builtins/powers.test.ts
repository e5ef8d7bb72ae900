import { test } from "vitest";
import { pow } from "../../runtime/main.js";
import { expectRecorded } from "../support/recorded.js";

test("powers of floats agree with libm to the last digit", () => {
  expectRecorded("powers", { pow });
});
