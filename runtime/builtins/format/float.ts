/** `format(x, spec)` of a float. */
import { nonFiniteText } from "../number-text.js";
import { exponentDigits, fixedDigits, generalDigits, shortestDigits, withPoint } from "./digits.js";
import { padNumber } from "./pad.js";
import { parseSpec, unknownCode, type FormatSpec } from "./spec.js";

const FLOAT_TYPES = "eEfFgGn%";

/**
 * @param x a raw number
 * @param kind the type name of the value, for error messages
 * @throws ValueError with CPython's texts
 */
export function formatFloat(x: number, specText: string, kind = "float"): string {
  const spec = parseSpec(specText, kind);
  if (spec.type !== "" && !FLOAT_TYPES.includes(spec.type)) {
    unknownCode(spec.type, kind);
  }
  const [sign, text] = floatText(x, spec);
  if (spec.grouping === "") {
    return spec.width < 0 ? sign + text : padNumber(sign, text, "", spec, 3);
  }
  const split = /^\d*/.exec(text)?.[0].length ?? 0;
  return padNumber(sign, text.slice(0, split), text.slice(split), spec, 3);
}

/** Sign and digits of a float, as yet without separators and padding. */
export function floatText(value: number, spec: FormatSpec): [sign: string, text: string] {
  const x = spec.type === "%" ? value * 100 : value;
  const capital = spec.type === "E" || spec.type === "F" || spec.type === "G";
  const small = Number.isFinite(x) ? finiteText(Math.abs(x), spec) : nonFiniteText(Math.abs(x));
  const text = (capital ? small.toUpperCase() : small) + (spec.type === "%" ? "%" : "");
  const negative =
    (x < 0 || Object.is(x, -0)) && !(spec.coerceZero && !/[1-9]/.test(small.split("e")[0]) && isFinite(x));
  return [negative ? "-" : spec.sign === "-" ? "" : spec.sign, text];
}

function finiteText(x: number, spec: FormatSpec): string {
  const precision = spec.precision < 0 ? 6 : spec.precision;
  switch (spec.type) {
    case "f":
    case "F":
    case "%":
      return alternated(fixedDigits(x, precision), spec);
    case "e":
    case "E":
      return alternated(exponentDigits(x, precision), spec);
    case "":
      return spec.precision < 0 ? shortestDigits(x, spec.alternate) : generalDigits(x, precision, spec.alternate, true);
    default:
      return generalDigits(x, precision, spec.alternate, false);
  }
}

function alternated(digits: string, spec: FormatSpec): string {
  return spec.alternate ? withPoint(digits) : digits;
}
