/** The class `string.Formatter`. */
import { dict } from "../../builtins/dict.js";
import { ValueError } from "../../builtins/exceptions.js";
import { followPath, splitName, templateParts } from "../../builtins/format/template.js";
import { format } from "../../builtins/format/format.js";
import { object } from "../../builtins/object.js";
import type { int } from "../../builtins/numbers.js";
import { getitem } from "../../builtins/operators.js";
import { isOptions } from "../../builtins/protocol.js";
import { ascii, repr, text } from "../../builtins/repr.js";
import { set } from "../../builtins/set.js";
import { tuple } from "../../builtins/tuple.js";

type Key = int | string;
type Part = tuple<[string, string | null, string | null, string | null]>;

/** How deep fields may nest. */
const DEPTH = 2;

const SWITCHED = "cannot switch from manual field specification to automatic field numbering";

/** How the fields of a template are numbered: by the count of those without a number, or by hand. */
interface Numbering {
  next: number | "manual";
}

/** Mirrors `string.Formatter`, whose methods a subclass may replace. */
export class Formatter extends object {
  /** Mirrors `format(format_string, /, *args, **kwargs)`. */
  format(format_string: string, ...values: unknown[]): string {
    const last = values.at(-1);
    const [args, keywords] = isOptions(last) ? [values.slice(0, -1), last] : [values, {}];
    return this.vformat(format_string, new tuple(args), new dict(Object.entries(keywords)));
  }

  /** @throws ValueError, KeyError, IndexError */
  vformat(format_string: string, args: unknown, kwargs: unknown): string {
    const used = new set<Key>();
    const result = this.#filled(format_string, { args, kwargs, used, numbering: { next: 0 } }, DEPTH);
    this.check_unused_args(used, args, kwargs);
    return result;
  }

  #filled(
    template: string,
    given: { args: unknown; kwargs: unknown; used: set<Key>; numbering: Numbering },
    depth: number,
  ): string {
    if (depth < 0) throw new ValueError("Max string recursion exceeded");
    let result = "";
    for (const [literal, field, spec, conversion] of this.parse(template)) {
      result += literal;
      if (field === null) continue;
      const [value, key] = this.get_field(numbered(field, given.numbering), given.args, given.kwargs);
      given.used.add(key as Key);
      const converted = this.convert_field(value, conversion);
      result += this.format_field(converted, this.#filled(spec ?? "", given, depth - 1));
    }
    return result;
  }

  /** The texts and fields of a template: text, field name, format, conversion. */
  *parse(format_string: string): IterableIterator<Part> {
    for (const { literal, field } of templateParts(format_string)) {
      yield field === null
        ? tuple.of(literal, null, null, null)
        : tuple.of(literal, field.name, field.spec, field.conversion === "" ? null : field.conversion);
    }
  }

  get_field(field_name: string, args: unknown, kwargs: unknown): tuple<[unknown, unknown]> {
    const [first, path] = splitName(field_name);
    return tuple.of(followPath(this.get_value(first, args, kwargs), path), first);
  }

  get_value(key: Key, args: unknown, kwargs: unknown): unknown {
    return getitem(typeof key === "string" ? kwargs : args, key);
  }

  /** Does nothing; a subclass may raise here for what was given and not used. */
  check_unused_args(_used_args: set<Key>, _args: unknown, _kwargs: unknown): void {}

  format_field(value: unknown, format_spec: string): string {
    return format(value, format_spec);
  }

  /** @throws ValueError for a conversion other than s, r and a */
  convert_field(value: unknown, conversion: string | null): unknown {
    switch (conversion) {
      case null:
        return value;
      case "s":
        return text(value);
      case "r":
        return repr(value);
      case "a":
        return ascii(value);
    }
    throw new ValueError(`Unknown conversion specifier ${conversion}`);
  }
}

/** A field's name with the number that it stands for. @throws ValueError */
function numbered(name: string, numbering: Numbering): string {
  if (name === "") {
    if (numbering.next === "manual") throw new ValueError(SWITCHED);
    return String(numbering.next++);
  }
  if (/^\p{Nd}+$/u.test(name)) {
    if (numbering.next !== "manual" && numbering.next > 0) throw new ValueError(SWITCHED);
    numbering.next = "manual";
  }
  return name;
}
