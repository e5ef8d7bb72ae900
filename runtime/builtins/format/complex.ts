/** `format(z, spec)` of a complex number. */
import { ValueError } from "../exceptions.js";
import { floatText } from "./float.js";
import { pad, separate } from "./pad.js";
import { parseSpec, unknownCode, type FormatSpec } from "./spec.js";

const COMPLEX_TYPES = "eEfFgGn";

/** @throws ValueError with CPython's texts */
export function formatComplex(re: number, im: number, specText: string): string {
  const spec = parseSpec(specText, "complex");
  if (spec.type !== "" && !COMPLEX_TYPES.includes(spec.type)) {
    unknownCode(spec.type, "complex");
  }
  if (spec.fill === "0" && (spec.zero || spec.align !== "")) {
    throw new ValueError("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align === "=") {
    throw new ValueError("'=' alignment flag is not allowed in complex format specifier");
  }
  return pad(complexText(re, im, spec), spec, ">");
}

function complexText(re: number, im: number, spec: FormatSpec): string {
  if (spec.type === "" && Object.is(re, 0)) {
    return part(im, spec) + "j";
  }
  const body = part(re, spec) + part(im, { ...spec, sign: "+" }) + "j";
  return spec.type === "" ? `(${body})` : body;
}

function part(x: number, spec: FormatSpec): string {
  // without a type, a part is written as repr does, without ".0"; with a precision as "g" does
  const [sign, text] = floatText(x, spec.type === "" && spec.precision >= 0 ? { ...spec, type: "g" } : spec);
  const short = spec.type === "" && spec.precision < 0 ? text.replace(/\.0$/, spec.alternate ? "." : "") : text;
  const digits = /^\d*/.exec(short)?.[0] ?? "";
  const grouped = spec.grouping === "" || digits === "" ? digits : separate(digits, spec.grouping, 3, 0);
  return sign + grouped + short.slice(digits.length);
}
