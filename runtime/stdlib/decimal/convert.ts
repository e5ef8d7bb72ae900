/** Decimal numbers from Python values. */
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { isFloat, isInt, isIntLike } from "../../builtins/numbers.js";
import { stripSpace } from "../../builtins/str/characters.js";
import { isTuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { finite, fromFloat, fromInt, infinity, NAN, type Num, parseNumber } from "./number.js";
import { ConversionSyntax, FloatOperation, type Status } from "./signals.js";

/** What the constructor takes, exactly. @throws TypeError, ValueError */
export function numberOf(value: unknown, status: Status): Num {
  if (typeof value === "string") {
    const parsed = parseNumber(stripSpace(value));
    if (parsed === null) status.add(ConversionSyntax);
    return parsed ?? NAN;
  }
  if (isIntLike(value)) return fromInt(value);
  if (isFloat(value)) {
    status.add(FloatOperation);
    return fromFloat(Number(value));
  }
  if (Array.isArray(value)) return fromParts(value);
  throw new TypeError(`conversion from ${typeName(value)} to Decimal is not supported`);
}

/** (sign, digits, exponent) */
function fromParts(parts: readonly unknown[]): Num {
  if (parts.length !== 3) throw new ValueError("argument must be a sequence of length 3");
  const [sign, digits, exponent] = parts;
  if (!isInt(sign) || (sign !== 0 && sign !== 1)) {
    throw new ValueError("sign must be an integer with the value 0 or 1");
  }
  const kind = exponent === "n" ? "nan" : exponent === "N" ? "snan" : exponent === "F" ? "inf" : "finite";
  if (kind === "finite" && typeof exponent === "string") {
    throw new ValueError("string argument in the third position must be 'F', 'n' or 'N'");
  }
  if (kind === "finite" && !isInt(exponent)) throw new ValueError("exponent must be an integer");
  if (!isTuple(digits) && !Array.isArray(digits)) throw new ValueError("coefficient must be a tuple of digits");
  const isDigit = (digit: unknown) => isInt(digit) && digit >= 0 && digit <= 9;
  if (!digits.every(isDigit)) throw new ValueError("coefficient must be a tuple of digits");
  if (kind === "inf") return infinity(sign);
  const coef = BigInt(digits.join("") || "0");
  return kind === "finite" ? finite(sign, coef, Number(exponent)) : { sign, kind, coef, exp: 0 };
}
