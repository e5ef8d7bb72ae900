/** `template % values`: printf-style formatting. */
import { OverflowError, TypeError, ValueError } from "../exceptions.js";
import { getitem } from "../operators.js";
import { ascii, repr, text as toText } from "../repr.js";
import { isAstral, strLength } from "../str/code-points.js";
import { prefix } from "../str/search.js";
import { isTuple } from "../tuple.js";
import { typeName } from "../type-name.js";
import { parseSpec, type FormatSpec } from "./spec.js";
import { floatText } from "./float.js";
import { intText } from "../number-text.js";
import { percentFloat, percentIndex, percentInteger } from "./percent-numbers.js";

/** The parts of a conversion: `%[(key)][flags][width][.precision][length]type`. */
const CONVERSION = /([-+ #0]*)(\*|\d*)(?:(\.)(\*|\d*))?[hlL]?/y;
const LARGEST = 2 ** 63 - 1;

interface Conversion {
  leftJustify: boolean;
  sign: "" | "+" | " ";
  alternate: boolean;
  zero: boolean;
  width: number;
  /** -1 when none was given. */
  precision: number;
  type: string;
}

/**
 * `template % values`; a tuple holds the arguments, a mapping serves `%(key)s`, anything else is the only argument.
 *
 * @throws TypeError, ValueError, OverflowError, KeyError with CPython's texts
 */
export function percentFormat(template: string, values: unknown): string {
  return new PercentFormatter(template, values, STRING_TEMPLATE).run();
}

/** What differs between formatting text and bytes. */
export interface PercentTemplate {
  /** What error messages call the template. */
  kind: "string" | "bytes";
  /** True for an argument that serves `%(key)s`. */
  isMapping(values: unknown): boolean;
  /** The key of a mapping that a text of the template names. */
  keyOf(text: string): unknown;
  /** The text of a conversion that isn't numeric, null for the others. */
  textOf(type: string, value: unknown): string | null;
}

const STRING_TEMPLATE: PercentTemplate = { kind: "string", isMapping, keyOf: (text) => text, textOf };

/** The text of a conversion that isn't numeric, null for the others. */
function textOf(type: string, value: unknown): string | null {
  switch (type) {
    case "s":
      return toText(value);
    case "r":
      return repr(value);
    case "a":
      return ascii(value);
    case "c":
      return character(value);
  }
  return null;
}

/** One run of formatting. */
export class PercentFormatter {
  private readonly rules: PercentTemplate;
  private readonly template: string;
  private readonly source: unknown;
  private readonly mapping: boolean;
  private values: readonly unknown[];
  private used = 0;
  private at = 0;

  constructor(template: string, values: unknown, rules: PercentTemplate) {
    this.rules = rules;
    this.template = template;
    this.source = values;
    this.mapping = rules.isMapping(values);
    this.values = isTuple(values) ? values : [values];
  }

  run(): string {
    const { template } = this;
    let result = "";
    for (;;) {
      const percent = template.indexOf("%", this.at);
      if (percent < 0) {
        result += template.slice(this.at);
        break;
      }
      result += template.slice(this.at, percent);
      this.at = percent + 1;
      if (template[this.at] === "%") {
        result += "%";
        this.at += 1;
      } else {
        result += this.convert();
      }
    }
    if (this.used < this.values.length && !this.mapping) {
      throw new TypeError(`not all arguments converted during ${this.rules.kind} formatting`);
    }
    return result;
  }

  private next(): unknown {
    if (this.used >= this.values.length) {
      throw new TypeError("not enough arguments for format string");
    }
    return this.values[this.used++];
  }

  private convert(): string {
    if (this.template[this.at] === "(") {
      this.selectKey();
    }
    const conversion = this.readConversion();
    const value = this.next();
    const text = this.rules.textOf(conversion.type, value);
    if (text !== null) {
      return justify(conversion.type === "c" ? text : truncate(text, conversion), conversion);
    }
    switch (conversion.type) {
      case "d":
      case "i":
      case "u":
      case "o":
      case "x":
      case "X":
        return integer(value, conversion);
      case "e":
      case "E":
      case "f":
      case "F":
      case "g":
      case "G":
        return float(value, conversion);
    }
    return this.unsupported(conversion.type);
  }

  private unsupported(type: string): never {
    const code = type.codePointAt(0) as number;
    const shown = code >= 31 && code <= 126 ? type : "?";
    const index = strLength(this.template.slice(0, this.at)) - 1;
    throw new ValueError(`unsupported format character '${shown}' (0x${code.toString(16)}) at index ${index}`);
  }

  /** `%(key)s`: the value of the key becomes the only argument. */
  private selectKey(): void {
    if (!this.mapping) {
      throw new TypeError("format requires a mapping");
    }
    const start = this.at + 1;
    let depth = 1;
    let end = start;
    for (; end < this.template.length && depth > 0; end += 1) {
      depth += this.template[end] === "(" ? 1 : this.template[end] === ")" ? -1 : 0;
    }
    if (depth > 0) {
      throw new ValueError("incomplete format key");
    }
    this.values = [getitem(this.source, this.rules.keyOf(this.template.slice(start, end - 1)))];
    this.used = 0;
    this.at = end;
  }

  private readConversion(): Conversion {
    CONVERSION.lastIndex = this.at;
    const [whole, flags, width, point, precision] = CONVERSION.exec(this.template) as RegExpExecArray;
    const columns = width === "*" ? this.star() : asSize(width, "width too big");
    // a precision from an argument that is negative counts as 0
    const places =
      point === undefined ? -1 : precision === "*" ? Math.max(0, this.star()) : asSize(precision, "precision too big");
    this.at += whole.length;
    if (this.at >= this.template.length) {
      throw new ValueError("incomplete format");
    }
    const type = String.fromCodePoint(this.template.codePointAt(this.at) as number);
    this.at += type.length;
    return {
      leftJustify: flags.includes("-") || columns < 0,
      sign: flags.includes("+") ? "+" : flags.includes(" ") ? " " : "",
      alternate: flags.includes("#"),
      zero: flags.includes("0"),
      width: Math.abs(columns),
      precision: places,
      type,
    };
  }

  private star(): number {
    const value = this.next();
    if (typeof value !== "number" || !Number.isInteger(value)) {
      if (typeof value === "boolean") {
        return Number(value);
      }
      throw new TypeError("* wants int");
    }
    return value;
  }
}

function asSize(digits: string, message: string): number {
  const size = Number(digits);
  if (size > LARGEST) {
    throw new ValueError(message);
  }
  return size;
}

/** What CPython's PyMapping_Check accepts, tuples and strings aside: anything with items. */
export function isMapping(values: unknown): boolean {
  if (typeof values !== "object" || values === null || isTuple(values)) {
    return false;
  }
  return Array.isArray(values) || typeof (values as { __getitem__?: unknown }).__getitem__ === "function";
}

function truncate(text: string, { precision }: Conversion): string {
  return precision < 0 ? text : prefix(text, precision);
}

function justify(text: string, { width, leftJustify }: Conversion): string {
  const missing = width - (isAstral(text) ? strLength(text) : text.length);
  if (missing <= 0) {
    return text;
  }
  return leftJustify ? text + " ".repeat(missing) : " ".repeat(missing) + text;
}

/** A number: zeros fill the field between sign and digits. */
function justifyNumber(head: string, digits: string, conversion: Conversion): string {
  const missing = conversion.width - head.length - digits.length;
  return conversion.zero && !conversion.leftJustify && missing > 0
    ? head + "0".repeat(missing) + digits
    : justify(head + digits, conversion);
}

function character(value: unknown): string {
  if (typeof value === "string") {
    if (strLength(value) === 1) {
      return value;
    }
  } else {
    const code = percentIndex(value);
    if (code !== null) {
      if (code < 0 || code > 0x10ffff) {
        throw new OverflowError("%c arg not in range(0x110000)");
      }
      return String.fromCodePoint(Number(code));
    }
  }
  throw new TypeError("%c requires int or char");
}

function integer(value: unknown, conversion: Conversion): string {
  const { type, precision, alternate } = conversion;
  const radix = type === "o" ? 8 : type === "x" || type === "X" ? 16 : 10;
  const n = radix === 10 ? percentInteger(value) : percentIndex(value);
  if (n === null) {
    const wanted = radix === 10 ? "a real number is required" : "an integer is required";
    throw new TypeError(`%${type} format: ${wanted}, not ${typeName(value)}`);
  }
  const text = radix === 10 ? intText(n) : n.toString(radix);
  const digits = (n < 0 ? text.slice(1) : text).padStart(precision, "0");
  const head = (n < 0 ? "-" : conversion.sign) + (alternate && radix !== 10 ? "0" + type : "");
  return justifyNumber(head, type === "X" ? digits.toUpperCase() : digits, conversion);
}

function float(value: unknown, conversion: Conversion): string {
  const x = percentFloat(value);
  if (x === null) {
    throw new TypeError(`must be real number, not ${typeName(value)}`);
  }
  const spec: FormatSpec = { ...parseSpec("", "float"), ...conversion, sign: conversion.sign };
  const [sign, digits] = floatText(x, spec);
  return justifyNumber(sign, digits, conversion);
}
