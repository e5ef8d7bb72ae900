/** Mirrors the module `numbers`: the classes that say what kind of number something is. */
import { complex } from "../builtins/complex.js";
import { isFloat, isIntLike } from "../builtins/numbers.js";
import { special } from "../builtins/protocol.js";
import { libraryModule } from "./module.js";
import * as self from "./numbers.js";

/** True for an instance of a class of the program that derives from an abstract one. */
function derives(owner: { prototype: object }, value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.prototype.isPrototypeOf.call(owner.prototype, value);
}

const isFraction = (value: unknown): boolean => special(value, "limit_denominator") !== undefined;
const isDecimal = (value: unknown): boolean => special(value, "quantize") !== undefined;

export class Number {
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Complex || isDecimal(value) || derives(this, value);
  }
}

export class Complex extends Number {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof complex || value instanceof Real || derives(this, value);
  }
}

export class Real extends Complex {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isFloat(value) || value instanceof Rational || derives(this, value);
  }
}

export class Rational extends Real {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isFraction(value) || value instanceof Integral || derives(this, value);
  }
}

export class Integral extends Rational {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isIntLike(value) || derives(this, value);
  }
}

libraryModule("numbers", () => self, { Complex, Integral, Number, Rational, Real });
