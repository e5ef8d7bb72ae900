/** Arithmetic on Python floats. Operands are raw numbers, results are in tagged form. */
import { complex } from "../complex.js";
import { OverflowError, ZeroDivisionError } from "../exceptions.js";
import { pow } from "../../libm/pow.js";
import { tagged } from "../numbers.js";

export function truedivFloats(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError("float division by zero");
  return tagged(a / b);
}

/** Quotient rounded down and remainder with the divisor's sign. Mirrors float_divmod of Objects/floatobject.c. */
export function divmodRaw(a: number, b: number): [quotient: number, rest: number] {
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest !== 0) {
    if (b < 0 !== rest < 0) {
      rest += b;
      quotient -= 1;
    }
  } else {
    rest = b < 0 ? -0 : 0;
  }
  if (quotient === 0) return [Math.sign(a / b) < 0 || Object.is(a / b, -0) ? -0 : 0, rest];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, rest];
}

export function floordivFloats(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError("float floor division by zero");
  return tagged(divmodRaw(a, b)[0]);
}

export function modFloats(a: number, b: number): number {
  if (b === 0) throw new ZeroDivisionError("float modulo");
  return tagged(divmodRaw(a, b)[1]);
}

/** Mirrors float_pow: a complex number for a negative base and a fractional exponent. */
export function powFloats(base: number, exponent: number): unknown {
  if (exponent === 0 || base === 1) return tagged(1);
  if (base === 0 && exponent < 0 && exponent !== -Infinity)
    throw new ZeroDivisionError("0.0 cannot be raised to a negative power");
  if (base < 0 && Number.isFinite(base) && Number.isFinite(exponent) && !Number.isInteger(exponent)) {
    return new complex(base, 0).__pow__(new complex(exponent, 0));
  }
  const result = pow(base, exponent);
  if (!Number.isFinite(result) && Number.isFinite(base) && Number.isFinite(exponent)) {
    throw new OverflowError(34, "Numerical result out of range");
  }
  return tagged(result);
}
