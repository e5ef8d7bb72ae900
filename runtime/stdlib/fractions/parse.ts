/** Fractions from text and from floats. */
import { OverflowError, ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { stripSpace } from "../../builtins/str/characters.js";

export type Ratio = [numerator: bigint, denominator: bigint];

const TEXT =
  /^([-+]?)(?=\d|\.\d)(\d*|\d+(?:_\d+)*)(?:\/(\d+(?:_\d+)*)|(?:\.(\d*|\d+(?:_\d+)*))?(?:[eE]([-+]?\d+(?:_\d+)*))?)$/;

/** `"3/4"`, `"0.75"`, `"1e-3"`. @throws ValueError "Invalid literal for Fraction: 'x'" */
export function parseRatio(text: string): Ratio {
  const match = TEXT.exec(stripSpace(text));
  if (match === null) {
    throw new ValueError(`Invalid literal for Fraction: ${repr(text)}`);
  }
  const plain = (digits: string | undefined) => (digits ?? "").replaceAll("_", "");
  const [sign, whole, below, fraction, exponentText] = match.slice(1).map(plain);
  let [numerator, denominator]: Ratio = [BigInt(whole || "0"), 1n];
  if (below !== "") {
    denominator = BigInt(below);
  } else {
    numerator = BigInt(whole + fraction || "0");
    const exponent = Number(exponentText || "0") - fraction.length;
    if (exponent >= 0) {
      numerator *= 10n ** BigInt(exponent);
    } else {
      denominator = 10n ** BigInt(-exponent);
    }
  }
  return [sign === "-" ? -numerator : numerator, denominator];
}

/** A float's exact value. @throws ValueError, OverflowError for nan and infinities */
export function floatRatio(x: number): Ratio {
  if (Number.isNaN(x)) {
    throw new ValueError("cannot convert NaN to integer ratio");
  }
  if (!Number.isFinite(x)) {
    throw new OverflowError("cannot convert Infinity to integer ratio");
  }
  let [whole, shift] = [x, 0];
  while (!Number.isInteger(whole)) {
    whole *= 2 ** 60;
    shift += 60;
  }
  return [BigInt(whole), 1n << BigInt(shift)];
}
