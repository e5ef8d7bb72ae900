/** `format(value, spec)`. */
import { complex } from "../complex.js";
import { TypeError } from "../exceptions.js";
import { Float } from "../numbers.js";
import { special } from "../protocol.js";
import { text as toText } from "../repr.js";
import { typeName } from "../type-name.js";
import { formatComplex } from "./complex.js";
import { formatFloat } from "./float.js";
import { formatInt } from "./int.js";
import { formatStr } from "./str.js";

/**
 * Mirrors `format(value, format_spec="")`, on values in tagged form.
 *
 * @throws TypeError "unsupported format string passed to list.__format__"; ValueError for a spec that is wrong
 */
export function format(value: unknown, spec = ""): string {
  if (typeof spec !== "string") {
    throw new TypeError(`format() argument 2 must be str, not ${typeName(spec)}`);
  }
  switch (typeof value) {
    case "string":
      return spec === "" ? value : formatStr(value, spec);
    case "number":
      return Number.isInteger(value) ? formatInt(value, spec) : formatFloat(value, spec);
    case "bigint":
      return formatInt(value, spec);
    case "boolean":
      return spec === "" ? toText(value) : formatInt(value ? 1 : 0, spec, "bool");
  }
  if (value instanceof Float) {
    return formatFloat(value.value, spec);
  }
  if (value instanceof complex) {
    return formatComplex(Number(value.real), Number(value.imag), spec);
  }
  const method = special(value, "__format__");
  if (method !== undefined) {
    const formatted = method.call(value, spec);
    if (typeof formatted !== "string") {
      throw new TypeError(`__format__ must return a str, not ${typeName(formatted)}`);
    }
    return formatted;
  }
  if (spec !== "") {
    throw new TypeError(`unsupported format string passed to ${typeName(value)}.__format__`);
  }
  return toText(value);
}
