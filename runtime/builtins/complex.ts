import { exp } from "../libm/exp.js";
import { hypot } from "../libm/hypot.js";
import { atan2 } from "../libm/inverse-trig.js";
import { log } from "../libm/log.js";
import { pow } from "../libm/pow.js";
import { cos, sin } from "../libm/trig.js";
import { OverflowError, TypeError, ValueError, ZeroDivisionError } from "./exceptions.js";
import { hash } from "./hash.js";
import { parseComplex } from "./number-parse.js";
import { complexRepr } from "./number-text.js";
import { type int, isReal, shrink, tagged } from "./numbers.js";
import { NotImplemented, special } from "./protocol.js";
import { typeName } from "./type-name.js";

/** The complex number that a value stands for, `undefined` for what is no number. */
function toComplex(value: unknown): complex | undefined {
  if (value instanceof complex) return value;
  return isReal(value) ? new complex(Number(value), 0) : undefined;
}

/** A binary method that takes any number on the other side. */
function lifted(other: unknown, compute: (other: complex) => complex): unknown {
  const operand = toComplex(other);
  return operand === undefined ? NotImplemented : compute(operand);
}

/** Mirrors `complex`. */
export class complex {
  readonly #re: number;
  readonly #im: number;

  /** `complex("1+2j")`, `complex(x)`, `complex(re, im)`. Raises ValueError, TypeError. */
  constructor(real: unknown = 0, imag?: unknown) {
    if (typeof real === "string") {
      if (imag !== undefined) throw new TypeError("complex() can't take second arg if first is a string");
      [this.#re, this.#im] = parseComplex(real);
      return;
    }
    if (typeof real === "number" && typeof imag === "number") {
      [this.#re, this.#im] = [real, imag];
      return;
    }
    if (typeof imag === "string") throw new TypeError("complex() second arg can't be a string");
    const re = part(real, "first argument must be a string or a number");
    const im = part(imag === undefined ? 0 : imag, "second argument must be a number");
    this.#re = re.#re - im.#im;
    this.#im = imag === undefined ? re.#im : re.#im === 0 ? im.#re : re.#im + im.#re;
  }

  get real(): number {
    return tagged(this.#re);
  }

  get imag(): number {
    return tagged(this.#im);
  }

  conjugate(): complex {
    return new complex(this.#re, -this.#im);
  }

  __add__(other: unknown): unknown {
    return lifted(other, (b) => new complex(this.#re + b.#re, this.#im + b.#im));
  }

  __radd__(other: unknown): unknown {
    return this.__add__(other);
  }

  __sub__(other: unknown): unknown {
    return lifted(other, (b) => new complex(this.#re - b.#re, this.#im - b.#im));
  }

  __rsub__(other: unknown): unknown {
    return lifted(other, (b) => b.__sub__(this) as complex);
  }

  __mul__(other: unknown): unknown {
    return lifted(other, (b) => new complex(this.#re * b.#re - this.#im * b.#im, this.#re * b.#im + this.#im * b.#re));
  }

  __rmul__(other: unknown): unknown {
    return lifted(other, (b) => b.__mul__(this) as complex);
  }

  __truediv__(other: unknown): unknown {
    return lifted(other, (b) => this.#divide(b));
  }

  __rtruediv__(other: unknown): unknown {
    return lifted(other, (b) => b.#divide(this));
  }

  /** Smith's method, as CPython divides. */
  #divide(b: complex): complex {
    if (b.#re === 0 && b.#im === 0) throw new ZeroDivisionError("complex division by zero");
    if (Math.abs(b.#re) >= Math.abs(b.#im)) {
      const ratio = b.#im / b.#re;
      const bottom = b.#re + b.#im * ratio;
      return new complex((this.#re + this.#im * ratio) / bottom, (this.#im - this.#re * ratio) / bottom);
    }
    const ratio = b.#re / b.#im;
    const bottom = b.#re * ratio + b.#im;
    return new complex((this.#re * ratio + this.#im) / bottom, (this.#im * ratio - this.#re) / bottom);
  }

  __pow__(other: unknown, modulus?: unknown): unknown {
    if (modulus !== undefined) throw new ValueError("complex modulo");
    return lifted(other, (b) => this.#power(b));
  }

  __rpow__(other: unknown): unknown {
    return lifted(other, (b) => b.#power(this));
  }

  #power(b: complex): complex {
    if (b.#im === 0 && Number.isInteger(b.#re) && Math.abs(b.#re) <= 100) return this.#integerPower(b.#re);
    if (b.#re === 0 && b.#im === 0) return new complex(1, 0);
    if (this.#re === 0 && this.#im === 0) {
      if (b.#im !== 0 || b.#re < 0) throw new ZeroDivisionError("0.0 to a negative or complex power");
      return new complex(0, 0);
    }
    const size = hypot([this.#re, this.#im]);
    const angle = atan2(this.#im, this.#re);
    let length = pow(size, b.#re);
    let phase = angle * b.#re;
    if (b.#im !== 0) {
      length /= exp(angle * b.#im);
      phase += b.#im * log(size);
    }
    // libm calls the cosine of an infinite angle a domain error, which CPython takes for this one.
    if (Math.abs(phase) === Infinity) throw new ZeroDivisionError("0.0 to a negative or complex power");
    return new complex(length * cos(phase), length * sin(phase)).#finite();
  }

  #integerPower(exponent: number): complex {
    if (exponent < 0) {
      const power = this.#integerPower(-exponent);
      if (power.#re === 0 && power.#im === 0) throw new ZeroDivisionError("0.0 to a negative or complex power");
      return new complex(1, 0).#divide(power);
    }
    let result = new complex(1, 0);
    let square = new complex(this.#re, this.#im);
    for (let left = exponent; left > 0; left >>= 1) {
      if ((left & 1) === 1) result = result.__mul__(square) as complex;
      square = square.__mul__(square) as complex;
    }
    return result.#finite();
  }

  #finite(): complex {
    if (Math.abs(this.#re) !== Infinity && Math.abs(this.#im) !== Infinity) return this;
    throw new OverflowError("complex exponentiation");
  }

  __neg__(): complex {
    return new complex(-this.#re, -this.#im);
  }

  __pos__(): complex {
    return this;
  }

  __abs__(): number {
    const size = hypot([this.#re, this.#im]);
    if (size === Infinity && Number.isFinite(this.#re) && Number.isFinite(this.#im)) {
      throw new OverflowError("absolute value too large");
    }
    return tagged(size);
  }

  __bool__(): boolean {
    return this.#re !== 0 || this.#im !== 0;
  }

  __eq__(other: unknown): unknown {
    const operand = toComplex(other);
    return operand === undefined ? NotImplemented : this.#re === operand.#re && this.#im === operand.#im;
  }

  __hash__(): int {
    const mixed = BigInt(hash(tagged(this.#re))) + 1000003n * BigInt(hash(tagged(this.#im)));
    const result = BigInt.asIntN(64, mixed);
    return result === -1n ? -2 : shrink(result);
  }

  __repr__(): string {
    return complexRepr(this.#re, this.#im);
  }
}

/** One argument of `complex()`. */
function part(value: unknown, problem: string): complex {
  const method = special(value, "__complex__") ?? special(value, "__float__") ?? special(value, "__index__");
  const number = toComplex(method === undefined ? value : method.call(value));
  if (number !== undefined) return number;
  throw new TypeError(`complex() ${problem}, not '${typeName(value)}'`);
}
