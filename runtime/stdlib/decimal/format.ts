/** `format(decimal, spec)`. */
import { ValueError } from "../../builtins/exceptions.js";
import { padNumber } from "../../builtins/format/pad.js";
import { type FormatSpec, parseSpec } from "../../builtins/format/spec.js";
import { adjusted, digitCount, finite, type Num, numberText, splitAt } from "./number.js";
import { rescaled, type Rounding } from "./rounding.js";

/** @throws ValueError "invalid format string" */
export function formatNumber(a: Num, spec: string, rounding: Rounding, capitals: boolean): string {
  const parsed = readSpec(spec);
  const type = parsed.type === "" ? (capitals ? "G" : "g") : parsed.type === "n" ? "g" : parsed.type;
  if (a.kind !== "finite") {
    const body = numberText({ ...a, sign: 0 }, true) + (type === "%" ? "%" : "");
    const plain: FormatSpec = { ...parsed, grouping: "", zero: false };
    return padNumber(signText(a, parsed), body, "", parsed.zero ? { ...plain, fill: " ", align: ">" } : plain, 3);
  }
  const rounded = roundFor(type === "%" ? finite(a.sign, a.coef, a.exp + 2) : a, type, parsed.precision, rounding);
  const digits = rounded.coef.toString();
  const left = rounded.exp + digits.length;
  const point = pointPlace(rounded, type, left, parsed.precision);
  const [whole, fraction] = splitAt(digits, point);
  const exponent = left - point;
  const showsExponent = exponent !== 0 || /e/i.test(type);
  const mark = type === "E" || type === "G" ? "E" : "e";
  const tail =
    (fraction !== "" ? `.${fraction}` : "") +
    (showsExponent ? `${mark}${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}` : "") +
    (type === "%" ? "%" : "");
  return padNumber(
    signText(parsed.coerceZero && rounded.coef === 0n ? { ...rounded, sign: 0 } : rounded, parsed),
    whole,
    tail,
    parsed,
    3,
  );
}

function readSpec(spec: string): FormatSpec {
  let parsed: FormatSpec;
  try {
    parsed = parseSpec(spec, "decimal.Decimal");
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new ValueError("invalid format string");
  }
  const isKnown = parsed.type === "" || "eEfFgGn%".includes(parsed.type);
  if (!isKnown || parsed.alternate || parsed.grouping === "_") throw new ValueError("invalid format string");
  return parsed;
}

function roundFor(a: Num, type: string, precision: number, rounding: Rounding): Num {
  const isFixed = "fF%".includes(type);
  let result = a;
  if (precision >= 0) {
    if (/e/i.test(type)) result = roundDigits(a, precision + 1, rounding);
    else if (isFixed) result = rescaled(a, -precision, rounding);
    else if (digitCount(a.coef) > precision) result = roundDigits(a, Math.max(1, precision), rounding);
  }
  return isFixed && result.coef === 0n && result.exp > 0 ? rescaled(result, 0, rounding) : result;
}

/** A number with so many digits. */
function roundDigits(a: Num, places: number, rounding: Rounding): Num {
  if (a.coef === 0n) return a;
  const result = rescaled(a, adjusted(a) + 1 - places, rounding);
  return adjusted(result) === adjusted(a) ? result : rescaled(result, adjusted(result) + 1 - places, rounding);
}

function pointPlace(a: Num, type: string, left: number, precision: number): number {
  if (/e/i.test(type)) return a.coef === 0n && precision >= 0 ? 1 - precision : 1;
  if ("fF%".includes(type)) return left;
  return a.exp <= 0 && left > -6 ? left : 1;
}

function signText({ sign }: Num, spec: FormatSpec): string {
  if (sign === 1) return "-";
  return spec.sign === "+" || spec.sign === " " ? spec.sign : "";
}
