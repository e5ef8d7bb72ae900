/** Reprs that know of recursion, depth and order, and the order in which `pprint` shows what has none. */
import { lt } from "../../builtins/compare.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { format as format_ } from "../../builtins/format/format.js";
import { id } from "../../builtins/functions/objects.js";
import { isInt } from "../../builtins/numbers.js";
import { repr } from "../../builtins/repr.js";
import { special } from "../../builtins/protocol.js";
import { sortInPlace } from "../../builtins/sort.js";
import { truth } from "../../builtins/truth.js";
import { isTuple } from "../../builtins/tuple.js";
import { typeOf } from "../../builtins/type.js";
import { typeName } from "../../builtins/type-name.js";

/** A text; whether `eval` could read it; whether it contains itself. */
export type Safe = [text: string, isReadable: boolean, isRecursive: boolean];

/** The containers that are being shown. */
export type Open = Set<unknown>;

/** Formats one object, at a depth below a limit (null for none). */
export type Format = (object: unknown, open: Open, maxLevels: number | null, level: number) => Safe;

/** Orders what can't be compared by type and identity. Mirrors _safe_key. */
class SafeKey {
  readonly #object: unknown;

  constructor(object: unknown) {
    this.#object = object;
  }

  __lt__(other: SafeKey): boolean {
    const [a, b] = [this.#object, other.#object];
    try {
      return truth(lt(a, b));
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      const [kind, otherKind] = [repr(typeOf(a)), repr(typeOf(b))];
      return kind === otherKind ? id(a) < id(b) : kind < otherKind;
    }
  }
}

/** A sorted list of anything. */
export function safelySorted<T>(items: Iterable<T>, keyOf: (item: T) => unknown = (item) => item): T[] {
  const list = [...items];
  sortInPlace(list, { key: (item) => new SafeKey(keyOf(item)) });
  return list;
}

/** True for a dict that shows itself as dicts do. */
export const isPlainDict = (object: unknown): object is dict =>
  object instanceof dict && special(object, "__repr__") === dict.prototype.__repr__;

/** True for a list or tuple that shows itself as these do. */
export const isPlainSequence = (object: unknown): object is readonly unknown[] =>
  Array.isArray(object) && special(object, "__repr__") === undefined;

export const recursion = (object: unknown): string => `<Recursion on ${typeName(object)} with id=${id(object)}>`;

/** Mirrors PrettyPrinter._safe_repr. `format` is asked for the parts, so that a subclass can change them. */
export function safeRepr(
  format: Format,
  options: { sort_dicts: unknown; underscore_numbers: unknown },
  ...[object, open, maxLevels, level]: Parameters<Format>
): Safe {
  if (isInt(object)) return [truth(options.underscore_numbers) ? format_(object, "_d") : repr(object), true, false];
  if (!isPlainDict(object) && !isPlainSequence(object)) {
    const shown = repr(object);
    return [shown, isScalar(object) || (shown !== "" && !shown.startsWith("<")), false];
  }
  const [start, end] = bracketsOf(object);
  const parts = isPlainDict(object) ? pairsOf(object, truth(options.sort_dicts)) : object.map((item) => [item]);
  if (parts.length === 0) return [start + end, true, false];
  if (maxLevels !== null && maxLevels > 0 && level >= maxLevels) return [`${start}...${end}`, false, open.has(object)];
  if (open.has(object)) return [recursion(object), false, true];
  open.add(object);
  const results = parts.map((part) => part.map((item) => format(item, open, maxLevels, level + 1)));
  open.delete(object);
  const all = results.flat();
  const text = results.map((part) => part.map(([shown]) => shown).join(": ")).join(", ");
  return [start + text + end, all.every(([, readable]) => readable), all.some(([, , recursive]) => recursive)];
}

function bracketsOf(object: dict | readonly unknown[]): [string, string] {
  if (object instanceof dict) return ["{", "}"];
  return isTuple(object) ? ["(", object.length === 1 ? ",)" : ")"] : ["[", "]"];
}

/** The pairs of a dict in the order to show. */
export function pairsOf(object: dict, isSorted: boolean): [unknown, unknown][] {
  const pairs = [...object.entries()] as [unknown, unknown][];
  return isSorted ? safelySorted(pairs, ([key]) => key) : pairs;
}

const isScalar = (object: unknown): boolean => typeof object === "string" || object === null;
