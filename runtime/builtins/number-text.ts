/** Text of numbers exactly as CPython writes it: `repr(float)`, `str(int)`, `repr(complex)`, `float.hex()`. */
import { ValueError } from "./exceptions.js";

/** Python refuses to read or write an int of more decimal digits than this; 0 stands for any number. */
let maxStrDigits = 4300;

/** Mirrors `sys.get_int_max_str_digits()`. */
export function get_int_max_str_digits(): number {
  return maxStrDigits;
}

/** Mirrors `sys.set_int_max_str_digits(maxdigits)`. @throws ValueError for a limit between 0 and 640 */
export function limitStrDigits(maxdigits: number): void {
  if (maxdigits !== 0 && maxdigits < 640) throw new ValueError("maxdigits must be 0 or larger than 640");
  maxStrDigits = maxdigits;
}

/** True for more digits than Python converts from or to decimal text. */
export function exceedsLimit(digits: number): boolean {
  return digits > maxStrDigits && maxStrDigits !== 0;
}

/**
 * `repr(x)` of a float, given as a raw number.
 *
 * JavaScript and CPython agree on the shortest digits that read back as the same float; only the layout differs:
 * CPython always shows that it is a float, and turns to exponents below 1e-4 and from 1e16 on.
 */
export function floatRepr(x: number): string {
  const magnitude = Math.abs(x);
  if (magnitude >= 1e-4 && magnitude < 1e16) {
    return Number.isInteger(x) ? x + ".0" : String(x);
  }
  if (x === 0) {
    return Object.is(x, -0) ? "-0.0" : "0.0";
  }
  if (!Number.isFinite(x)) {
    return nonFiniteText(x);
  }
  return padExponent(x.toExponential());
}

/** `nan`, `inf` or `-inf`. */
export function nonFiniteText(x: number): string {
  return x !== x ? "nan" : x > 0 ? "inf" : "-inf";
}

/** JavaScript's exponents as C writes them, with at least two digits: `1e+5` becomes `1e+05`. */
export function padExponent(text: string): string {
  const sign = text.length - 2;
  return text[sign] === "-" || text[sign] === "+" ? text.slice(0, sign + 1) + "0" + text[sign + 1] : text;
}

/** `str(n)` of an int. @throws ValueError for more digits than `sys.get_int_max_str_digits()` */
export function intText(n: number | bigint): string {
  const text = String(n);
  if (text.length > 640 && exceedsLimit(text.length - (text[0] === "-" ? 1 : 0))) {
    throw new ValueError(
      `Exceeds the limit (${maxStrDigits} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  return text;
}

/** `repr(complex(re, im))`: `1j`, `(1+2j)`, `(-0-1j)`. */
export function complexRepr(re: number, im: number): string {
  const imaginary = partText(im) + "j";
  if (Object.is(re, 0)) {
    return imaginary;
  }
  const sign = imaginary[0] === "-" ? "" : "+";
  return `(${partText(re)}${sign}${imaginary})`;
}

/** A part of a complex number: the float's repr, without `.0`. */
function partText(x: number): string {
  const text = floatRepr(x);
  return text.endsWith(".0") ? text.slice(0, -2) : text;
}

const bits = new DataView(new ArrayBuffer(8));

/** `x.hex()` of a float: `0x1.8000000000000p+1`. */
export function floatHex(x: number): string {
  if (!Number.isFinite(x)) {
    return nonFiniteText(x);
  }
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) {
    return sign + "0x0.0p+0";
  }
  bits.setFloat64(0, x);
  const biased = (bits.getUint16(0) >> 4) & 0x7ff;
  const mantissa = (bits.getBigUint64(0) & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const exponent = biased === 0 ? -1022 : biased - 1023;
  return `${sign}0x${biased === 0 ? 0 : 1}.${mantissa}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}
