/** `format(n, spec)` of an int. */
import { OverflowError, ValueError } from "../exceptions.js";
import { intText } from "../number-text.js";
import { formatFloat } from "./float.js";
import { padNumber } from "./pad.js";
import { parseSpec, unknownCode, type FormatSpec } from "./spec.js";

const RADIX: Record<string, number> = { b: 2, o: 8, x: 16, X: 16 };

/**
 * @param kind the type name of the value (int or bool), for error messages
 * @throws ValueError, OverflowError with CPython's texts
 */
export function formatInt(n: number | bigint, specText: string, kind = "int"): string {
  const spec = parseSpec(specText, kind);
  switch (spec.type) {
    case "":
    case "d":
    case "n":
    case "b":
    case "o":
    case "x":
    case "X":
      checkFlags(spec);
      return integerText(n, spec);
    case "c":
      checkFlags(spec);
      return characterText(n, spec);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
    case "%":
      return formatFloat(intToFloat(n), specText, kind);
    default:
      return unknownCode(spec.type, kind);
  }
}

function checkFlags(spec: FormatSpec): void {
  if (spec.precision >= 0) {
    throw new ValueError("Precision not allowed in integer format specifier");
  }
  if (spec.coerceZero) {
    throw new ValueError("Negative zero coercion (z) not allowed in integer format specifier");
  }
}

function integerText(n: number | bigint, spec: FormatSpec): string {
  const negative = n < 0;
  const radix = RADIX[spec.type] ?? 10;
  const text = radix === 10 ? intText(n) : n.toString(radix);
  const digits = negative ? text.slice(1) : text;
  const prefix = spec.alternate && radix !== 10 ? "0" + spec.type : "";
  const sign = negative ? "-" : spec.sign === "-" ? "" : spec.sign;
  return padNumber(sign + prefix, spec.type === "X" ? digits.toUpperCase() : digits, "", spec, radix === 10 ? 3 : 4);
}

function characterText(n: number | bigint, spec: FormatSpec): string {
  if (spec.sign !== "") {
    throw new ValueError("Sign not allowed with integer format specifier 'c'");
  }
  if (spec.alternate) {
    throw new ValueError("Alternate form (#) not allowed with integer format specifier 'c'");
  }
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    throw new OverflowError("Python int too large to convert to C long");
  }
  if (n < 0 || n > 0x10ffff) {
    throw new OverflowError("%c arg not in range(0x110000)");
  }
  return padNumber("", "", String.fromCodePoint(Number(n)), spec, 3);
}

/**
 * An int as the nearest float.
 *
 * @throws OverflowError "int too large to convert to float"
 */
export function intToFloat(n: number | bigint): number {
  const x = Number(n);
  if (!Number.isFinite(x)) {
    throw new OverflowError("int too large to convert to float");
  }
  return x;
}
