/**
 * Python's int and float on JavaScript's numbers.
 *
 * Tagged form (anything in a container, a field or untyped code): an int is an integral `number` within ±(2^53−1) or,
 * outside of that range only, a `bigint`; a float is a non-integral `number` (nan and ±inf too) or a boxed `Float`
 * when its value is integral or −0. Raw form: any `number`, in code that is known to hold a float.
 */

/** A Python int: a `number` within ±(2^53−1), a `bigint` outside. */
export type int = number | bigint;

/** A float whose value is integral (so that a bare `number` would read as an int). */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return String(this.value);
  }
}

/** The tagged form of a raw float. Typed `number`, since a `Float` coerces in arithmetic and comparison. */
export function tagged(value: number): number {
  return Number.isInteger(value) ? (new Float(value) as unknown as number) : value;
}

/** True for the tagged form of a Python float. */
export function isFloat(value: unknown): value is number | Float {
  return typeof value === "number" ? !Number.isInteger(value) : value instanceof Float;
}

/** True for the tagged form of a Python int, bool excluded. */
export function isInt(value: unknown): value is int {
  return typeof value === "number" ? Number.isInteger(value) : typeof value === "bigint";
}

/** True for what Python calls an int instance: ints and bools. */
export function isIntLike(value: unknown): value is int | boolean {
  return typeof value === "boolean" || isInt(value);
}

/** True for int, bool and float. */
export function isReal(value: unknown): value is int | boolean | Float {
  const kind = typeof value;
  return kind === "number" || kind === "boolean" || kind === "bigint" || value instanceof Float;
}

/** The canonical int of a bigint: a `number` if it is safe. */
export function shrink(value: bigint): int {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

/** The int equal to an integral raw number of any size (2^53 and above become a bigint). */
export function intFromNumber(value: number): int {
  return Number.isSafeInteger(value) ? value + 0 : BigInt(value);
}
