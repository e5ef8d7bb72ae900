/** `str.format` and `str.format_map`: replacement fields with indices, attributes, items, conversions and nested specs. */
import { getattr } from "../attributes.js";
import { IndexError, KeyError, ValueError } from "../exceptions.js";
import { getitem } from "../operators.js";
import { ascii, repr, text as toText } from "../repr.js";
import { digitValue } from "../str/characters.js";
import { format } from "./format.js";

/** Where replacement fields get their values: positional arguments (none for format_map) and a look-up of names. */
export interface FormatArguments {
  positional: readonly unknown[] | null;
  named: (name: string) => unknown;
}

/** How deep fields may nest: a field's spec may hold fields, those may not. */
const DEPTH = 2;

/**
 * The text of `template` with its replacement fields filled in.
 *
 * @throws ValueError, KeyError, IndexError with CPython's texts, and whatever an attribute, item or `__format__` raises
 */
export function fillTemplate(template: string, args: FormatArguments): string {
  return new TemplateFiller(args).fill(template, DEPTH);
}

/** One parsed replacement field: `{name!conversion:spec}`. */
export interface Field {
  name: string;
  conversion: string;
  spec: string;
  nested: boolean;
  /** Offset after the closing brace. */
  end: number;
}

class TemplateFiller {
  private readonly args: FormatArguments;
  private numbering: "undecided" | "automatic" | "manual" = "undecided";
  private nextIndex = 0;

  constructor(args: FormatArguments) {
    this.args = args;
  }

  fill(template: string, depth: number): string {
    if (depth <= 0) {
      throw new ValueError("Max string recursion exceeded");
    }
    let result = "";
    for (const { literal, field } of templateParts(template)) {
      result += literal;
      if (field !== null) result += this.render(field, depth);
    }
    return result;
  }

  private render(field: Field, depth: number): string {
    const value = convert(this.lookup(field.name), field.conversion);
    const spec = field.nested ? this.fill(field.spec, depth - 1) : field.spec;
    return format(value, spec);
  }

  /** The value of a field name such as `0.name[key]`. */
  private lookup(name: string): unknown {
    const end = name.search(/[.[]/);
    const first = end < 0 ? name : name.slice(0, end);
    const index = this.resolveIndex(first);
    const value = index === null ? this.args.named(first) : this.positional(index);
    return end < 0 ? value : followPath(value, name.slice(end));
  }

  private positional(index: number): unknown {
    const { positional } = this.args;
    if (positional === null) {
      throw new ValueError("Format string contains positional fields");
    }
    if (index >= positional.length) {
      throw new IndexError(`Replacement index ${index} out of range for positional args tuple`);
    }
    return positional[index];
  }

  /** The positional index that a field's first part means, or null for a name. */
  private resolveIndex(first: string): number | null {
    const automatic = first === "";
    const index = automatic ? this.nextIndex : integerOrNull(first);
    if (index === null) {
      return null;
    }
    const wanted = automatic ? "automatic" : "manual";
    if (this.numbering === "undecided") {
      this.numbering = wanted;
    } else if (this.numbering !== wanted) {
      throw new ValueError(
        automatic
          ? "cannot switch from manual field specification to automatic field numbering"
          : "cannot switch from automatic field numbering to manual field specification",
      );
    }
    this.nextIndex += automatic ? 1 : 0;
    return index;
  }
}

/** The parts of a template: a text (up to a doubled brace, of which it has one) and the field behind it. @throws ValueError */
export function* templateParts(template: string): Generator<{ literal: string; field: Field | null }> {
  let at = 0;
  while (at < template.length) {
    const brace = nextBrace(template, at);
    if (brace < 0) {
      yield { literal: template.slice(at), field: null };
      return;
    }
    const char = template[brace];
    if (template[brace + 1] === char) {
      yield { literal: template.slice(at, brace + 1), field: null };
      at = brace + 2;
      continue;
    }
    if (char === "}" || brace + 1 === template.length) {
      throw new ValueError(`Single '${char}' encountered in format string`);
    }
    const field = parseField(template, brace + 1);
    yield { literal: template.slice(at, brace), field };
    at = field.end;
  }
}

/** A field's name as the argument that it begins with, and the attributes and items behind. */
export function splitName(name: string): [first: number | string, path: string] {
  const end = name.search(/[.[]/);
  const first = end < 0 ? name : name.slice(0, end);
  return [integerOrNull(first) ?? first, end < 0 ? "" : name.slice(end)];
}

function nextBrace(template: string, from: number): number {
  const open = template.indexOf("{", from);
  const close = template.indexOf("}", from);
  return open < 0 || (close >= 0 && close < open) ? close : open;
}

/** Parses the field that starts after the brace before `start`. */
function parseField(template: string, start: number): Field {
  let at = endOfName(template, start);
  const field: Field = { name: template.slice(start, at), conversion: "", spec: "", nested: false, end: at + 1 };
  if (at >= template.length) {
    throw new ValueError("expected '}' before end of string");
  }
  if (template[at] === "}") {
    return field;
  }
  if (template[at] === "!") {
    if (at + 1 >= template.length) {
      throw new ValueError("end of string while looking for conversion specifier");
    }
    field.conversion = String.fromCodePoint(template.codePointAt(at + 1) as number);
    at += 1 + field.conversion.length;
    if (template[at] === "}") {
      return { ...field, end: at + 1 };
    }
    if (at < template.length && template[at] !== ":") {
      throw new ValueError("expected ':' after conversion specifier");
    }
  }
  return { ...field, ...parseNestedSpec(template, at + 1) };
}

function endOfName(template: string, start: number): number {
  let at = start;
  for (; at < template.length; at += 1) {
    const char = template[at];
    if (char === "{") {
      throw new ValueError("unexpected '{' in field name");
    }
    if (char === "[") {
      const close = template.indexOf("]", at);
      at = close < 0 ? template.length : close;
    } else if (char === "}" || char === ":" || char === "!") {
      break;
    }
  }
  return Math.min(at, template.length);
}

function parseNestedSpec(template: string, start: number): Pick<Field, "spec" | "nested" | "end"> {
  let depth = 1;
  let nested = false;
  for (let at = start; at < template.length; at += 1) {
    if (template[at] === "{") {
      nested = true;
      depth += 1;
    } else if (template[at] === "}") {
      depth -= 1;
      if (depth === 0) {
        return { spec: template.slice(start, at), nested, end: at + 1 };
      }
    }
  }
  throw new ValueError("unmatched '{' in format spec");
}

/** Follows `.name` and `[key]` parts. */
export function followPath(value: unknown, path: string): unknown {
  let at = 0;
  let current = value;
  while (at < path.length) {
    if (path[at] === ".") {
      const length = path.slice(at + 1).search(/[.[]/);
      const end = length < 0 ? path.length : at + 1 + length;
      current = getattr(current, nonEmpty(path.slice(at + 1, end)));
      at = end;
    } else if (path[at] === "[") {
      const end = path.indexOf("]", at);
      if (end < 0) {
        throw new ValueError("Missing ']' in format string");
      }
      const key = nonEmpty(path.slice(at + 1, end));
      current = getitem(current, integerOrNull(key) ?? key);
      at = end + 1;
    } else {
      throw new ValueError("Only '.' or '[' may follow ']' in format field specifier");
    }
  }
  return current;
}

function nonEmpty(name: string): string {
  if (name === "") {
    throw new ValueError("Empty attribute in format string");
  }
  return name;
}

/** The value of a run of decimal digits of any script; null for another text. */
function integerOrNull(text: string): number | null {
  if (!/^\p{Nd}+$/u.test(text)) {
    return null;
  }
  const value = Array.from(text).reduce((sum, digit) => sum * 10 + digitValue(digit), 0);
  if (value > Number.MAX_SAFE_INTEGER) {
    throw new ValueError("Too many decimal digits in format string");
  }
  return value;
}

function convert(value: unknown, conversion: string): unknown {
  switch (conversion) {
    case "":
      return value;
    case "r":
      return repr(value);
    case "s":
      return toText(value);
    case "a":
      return ascii(value);
  }
  const code = conversion.codePointAt(0) as number;
  const shown = code > 32 && code < 127 ? conversion : "\\x" + code.toString(16);
  throw new ValueError(`Unknown conversion specifier ${shown}`);
}

/** Look-up of keyword arguments, raising KeyError as `str.format` does. */
export function namedArguments(keywords: Record<string, unknown>): (name: string) => unknown {
  return (name) => {
    if (!Object.hasOwn(keywords, name)) {
      throw new KeyError(name);
    }
    return keywords[name];
  };
}
