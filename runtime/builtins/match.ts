/** The shapes of `match` patterns. Mirrors MATCH_SEQUENCE, MATCH_MAPPING and MATCH_CLASS of CPython's interpreter. */
import { dict } from "./dict.js";
import { TypeError } from "./exceptions.js";
import { range } from "./range.js";

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parts of an unknown subject
type Parts = any[] | null;

/**
 * The items of a list, tuple or range of the wanted length, else null.
 *
 * With `after` there is a starred pattern between the first `before` and the last `after` items; what it takes is a
 * list in its place.
 */
export function match_sequence(subject: unknown, before: number, after?: number): Parts {
  const items = Array.isArray(subject) ? [...(subject as unknown[])] : subject instanceof range ? [...subject] : null;
  if (items === null) return null;
  if (after === undefined) return items.length === before ? items : null;
  if (items.length < before + after) return null;
  const end = items.length - after;
  return [...items.slice(0, before), items.slice(before, end), ...items.slice(end)];
}

/** The values of the keys, and behind them a dict of all other items; null when a key is missing. */
export function match_mapping(subject: unknown, keys: readonly unknown[]): Parts {
  if (!(subject instanceof dict)) return null;
  const rest = new dict<unknown, unknown>(subject.items());
  const values: unknown[] = [];
  for (const key of keys) {
    const missing = Symbol("missing");
    const value: unknown = rest.pop(key, missing);
    if (value === missing) return null;
    values.push(value);
  }
  return [...values, rest];
}

/** Builtins whose single positional pattern is the subject itself. */
const SELF_MATCHING = [
  "bool",
  "bytearray",
  "bytes",
  "dict",
  "float",
  "frozenset",
  "int",
  "list",
  "set",
  "str",
  "tuple",
];

/** Makes `match_class`, which needs the look-ups of other families. */
export function classMatcher(
  isinstance: (value: unknown, of: unknown) => boolean,
  getattr: (value: unknown, name: string, otherwise: unknown) => unknown,
  nameOf: (of: unknown) => string,
) {
  /** The values of the positional patterns (by `__match_args__`) and then of the named attributes, else null. */
  return function match_class(subject: unknown, of: unknown, positional: number, names: readonly string[]): Parts {
    if (!isinstance(subject, of)) return null;
    const values: unknown[] = [];
    if (positional === 1 && SELF_MATCHING.includes(nameOf(of))) values.push(subject);
    else if (positional > 0) {
      const declared = (of as { __match_args__?: Iterable<string> }).__match_args__ ?? [];
      const args = [...declared];
      if (args.length < positional) {
        const accepts = `${nameOf(of)}() accepts ${args.length} positional sub-pattern${args.length === 1 ? "" : "s"}`;
        throw new TypeError(`${accepts} (${positional} given)`);
      }
      names = [...args.slice(0, positional), ...names];
    }
    for (const name of names) {
      const missing = Symbol("missing");
      const value = getattr(subject, name, missing);
      if (value === missing) return null;
      values.push(value);
    }
    return values;
  };
}
