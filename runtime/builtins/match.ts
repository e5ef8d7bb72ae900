/** The shapes of `match` patterns. Mirrors MATCH_SEQUENCE, MATCH_MAPPING and MATCH_CLASS of CPython's interpreter. */
import { getattr } from "./attributes.js";
import { dict } from "./dict.js";
import { TypeError } from "./exceptions.js";
import { iterate } from "./iterate.js";
import { type Class, mroOf } from "./mro.js";
import { moduleOf } from "./names.js";
import { isinstance } from "./type.js";
import { className, isType } from "./type-name.js";

const MISSING = Symbol("missing");

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parts of an unknown subject
type Parts = any[] | null;

/** The library's sequences besides lists and tuples; texts and bytes are none to a pattern. */
const SEQUENCES: ReadonlySet<string> = new Set(["range", "memoryview", "deque", "array"]);

function itemsOf(subject: unknown): unknown[] | null {
  if (Array.isArray(subject)) return [...(subject as unknown[])];
  if (typeof subject !== "object" || subject === null) return null;
  const isSequence = mroOf(subject.constructor as unknown as Class).some((cls) => SEQUENCES.has(className(cls)));
  return isSequence ? [...iterate<unknown>(subject)] : null;
}

/**
 * The items of a sequence of the wanted length, else null.
 *
 * With `after` there is a starred pattern between the first `before` and the last `after` items; what it takes is a
 * list in its place.
 */
export function match_sequence(subject: unknown, before: number, after?: number): Parts {
  const items = itemsOf(subject);
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
    const value: unknown = rest.pop(key, MISSING);
    if (value === MISSING) return null;
    values.push(value);
  }
  return [...values, rest];
}

/** Builtins, and what is derived from them, whose single positional pattern is the subject itself. */
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

/** The values of the positional patterns (by `__match_args__`) and then of the named attributes, else null. */
export function match_class(subject: unknown, of: unknown, positional: number, names: readonly string[]): Parts {
  if (!isType(of)) throw new TypeError("called match pattern must be a type");
  if (!isinstance(subject, of)) return null;
  const values: unknown[] = [];
  if (positional === 1 && matchesItself(of)) values.push(subject);
  else if (positional > 0) names = [...positionalNames(of, positional), ...names];
  for (const name of names) {
    const value: unknown = getattr(subject, name, MISSING);
    if (value === MISSING) return null;
    values.push(value);
  }
  return values;
}

function matchesItself(of: Class): boolean {
  if ("__match_args__" in of) return false;
  return mroOf(of).some((cls) => SELF_MATCHING.includes(className(cls)) && moduleOf(cls) === "builtins");
}

/** The attributes that positional patterns stand for. @throws TypeError when there are too many */
function positionalNames(of: Class, count: number): string[] {
  const declared = [...((of as { __match_args__?: Iterable<string> }).__match_args__ ?? [])];
  if (declared.length >= count) return declared.slice(0, count);
  const accepted = matchesItself(of) ? 1 : declared.length;
  const accepts = `${className(of)}() accepts ${accepted} positional sub-pattern${accepted === 1 ? "" : "s"}`;
  throw new TypeError(`${accepts} (${count} given)`);
}
