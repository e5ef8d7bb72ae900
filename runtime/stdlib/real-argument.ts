/** Arguments that Python takes as floats: ints, bools, floats and what has `__float__`. */
import { TypeError } from "../builtins/exceptions.js";
import { percentFloat } from "../builtins/format/percent-numbers.js";
import { typeName } from "../builtins/type-name.js";

/**
 * The raw float of a real number.
 *
 * @throws TypeError "must be real number, not str"; OverflowError for an int beyond the floats
 */
export function realArgument(value: unknown): number {
  if (typeof value === "number") {
    return value;
  }
  const real = percentFloat(value);
  if (real === null) {
    throw new TypeError(`must be real number, not ${typeName(value)}`);
  }
  return real;
}
