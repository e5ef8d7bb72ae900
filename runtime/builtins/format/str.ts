/** `format(text, spec)` of a string. */
import { ValueError } from "../exceptions.js";
import { prefix } from "../str/search.js";
import { pad } from "./pad.js";
import { parseSpec, ungroupable, unknownCode, type FormatSpec } from "./spec.js";

/** @throws ValueError for what makes no sense with strings */
export function formatStr(text: string, specText: string): string {
  const spec = parseSpec(specText, "str");
  if (spec.type !== "" && spec.type !== "s") {
    unknownCode(spec.type, "str");
  }
  checkFlags(spec);
  return pad(spec.precision < 0 ? text : prefix(text, spec.precision), spec, "<");
}

function checkFlags(spec: FormatSpec): void {
  if (spec.grouping !== "") {
    ungroupable(spec.grouping, "s");
  }
  if (spec.sign !== "") {
    const name = spec.sign === " " ? "Space" : "Sign";
    throw new ValueError(`${name} not allowed in string format specifier`);
  }
  if (spec.coerceZero) {
    throw new ValueError("Negative zero coercion (z) not allowed in string format specifier");
  }
  if (spec.alternate) {
    throw new ValueError("Alternate form (#) not allowed in string format specifier");
  }
  if (spec.align === "=") {
    throw new ValueError("'=' alignment not allowed in string format specifier");
  }
}
