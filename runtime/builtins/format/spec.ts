/** The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import { ValueError } from "../exceptions.js";

export interface FormatSpec {
  /** What fills the field: a space unless given, `0` after a leading zero. */
  fill: string;
  /** "" when none was given. */
  align: "" | "<" | ">" | "=" | "^";
  sign: "" | "+" | "-" | " ";
  /** `z`: a negative zero after rounding loses its sign. */
  coerceZero: boolean;
  /** `#` */
  alternate: boolean;
  /** A zero before the width; numbers then fill after their sign. */
  zero: boolean;
  /** -1 when none was given. */
  width: number;
  grouping: "" | "," | "_";
  /** -1 when none was given. */
  precision: number;
  /** The presentation type, "" when none was given. */
  type: string;
}

const PATTERN = /^(?:([^])?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?(,_|_,|,|_)?(?:\.(\d*))?/u;

/** Types that go with each separator; "" is checked by the formatter that knows its default. */
const GROUPED_TYPES = { ",": "defgEG%F", _: "defgEG%FboxX" };

/** Parsed specs by text: a program uses few of them, each often. Emptied when full. */
const parsed = new Map<string, FormatSpec>();
const CACHE_LIMIT = 500;

/**
 * @param kind the type name of the value, for error messages
 * @throws ValueError with CPython's texts
 */
export function parseSpec(text: string, kind: string): FormatSpec {
  let spec = parsed.get(text);
  if (spec === undefined) {
    spec = readSpec(text, kind);
    if (parsed.size >= CACHE_LIMIT) {
      parsed.clear();
    }
    parsed.set(text, spec);
  }
  return spec;
}

function readSpec(text: string, kind: string): FormatSpec {
  // every part of the pattern is optional: it always matches
  const match = PATTERN.exec(text) as RegExpExecArray;
  const [whole, fill, align, sign, z, hash, zero, width, grouping, precision] = match;
  checkNumber(width);
  if (grouping?.length === 2) {
    throw new ValueError("Cannot specify both ',' and '_'.");
  }
  if (precision === "") {
    throw new ValueError("Format specifier missing precision");
  }
  checkNumber(precision);
  const type = Array.from(text.slice(whole.length));
  if (type.length > 1) {
    throw new ValueError(`Invalid format specifier '${text}' for object of type '${kind}'`);
  }
  if (grouping !== undefined && type.length > 0 && !GROUPED_TYPES[grouping as "," | "_"].includes(type[0])) {
    ungroupable(grouping, type[0]);
  }
  return {
    fill: fill ?? (zero !== undefined ? "0" : " "),
    align: (align ?? "") as FormatSpec["align"],
    sign: (sign ?? "") as FormatSpec["sign"],
    coerceZero: z !== undefined,
    alternate: hash !== undefined,
    zero: zero !== undefined && fill === undefined,
    width: width === undefined ? -1 : Number(width),
    grouping: (grouping ?? "") as FormatSpec["grouping"],
    precision: precision === undefined ? -1 : Number(precision),
    type: type[0] ?? "",
  };
}

function checkNumber(digits: string | undefined): void {
  if (digits !== undefined && Number(digits) > Number.MAX_SAFE_INTEGER) {
    throw new ValueError("Too many decimal digits in format string");
  }
}

/** @throws ValueError "Cannot specify ',' with 's'." */
export function ungroupable(grouping: string, type: string): never {
  throw new ValueError(`Cannot specify '${grouping}' with '${shownCode(type)}'.`);
}

/** @throws ValueError "Unknown format code 'd' for object of type 'str'" */
export function unknownCode(type: string, kind: string): never {
  throw new ValueError(`Unknown format code '${shownCode(type)}' for object of type '${kind}'`);
}

function shownCode(type: string): string {
  const code = type.codePointAt(0) as number;
  return code > 32 && code < 128 ? type : "\\x" + code.toString(16);
}
