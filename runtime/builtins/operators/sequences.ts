/** `+`, `*` and `%` on strings, lists and tuples. */
import { indexSized, requireMultiplier } from "../as-index.js";
import { MemoryError, OverflowError, TypeError } from "../exceptions.js";
import { percentFormat } from "../format/percent.js";
import { plain } from "../classes/native-value.js";
import { NotImplemented } from "../protocol.js";
import { isTuple, tuple } from "../tuple.js";

import { isType, typeName } from "../type-name.js";
import { UnionType } from "../union-type.js";

/** Mirrors sq_concat. Raises TypeError: can only concatenate str (not "int") to str. */
export function concatenate(a: unknown, b: unknown): unknown {
  if (typeof a === "string") {
    const other = plain(b);
    if (typeof other === "string") return a + other;
  } else if (Array.isArray(a)) {
    if (Array.isArray(b) && isTuple(a) === isTuple(b)) return isTuple(a) ? new tuple([...a, ...b]) : [...a, ...b];
  } else {
    return NotImplemented;
  }
  const kind = typeof a === "string" ? "str" : isTuple(a) ? "tuple" : "list";
  throw new TypeError(`can only concatenate ${kind} (not "${typeName(b)}") to ${kind}`);
}

type Sequence = string | readonly unknown[];

function isSequence(value: unknown): value is Sequence {
  return typeof value === "string" || Array.isArray(value);
}

/** Mirrors sq_repeat, from either side. Raises TypeError: can't multiply sequence by non-int of type 'float'. */
export function repeat(a: unknown, b: unknown): unknown {
  const [sequence, times] = isSequence(a) ? [a, b] : [b, a];
  if (!isSequence(sequence)) return NotImplemented;
  requireMultiplier(times);
  return repeated(sequence, Math.max(0, indexSized(times)));
}

/** Beyond this V8 makes a map of places of `new Array(count)`. */
const LARGEST = 2 ** 25;

function repeated(sequence: Sequence, count: number): Sequence {
  if (typeof sequence === "string" && sequence.length * count >= 2 ** 63)
    throw new OverflowError("repeated string is too long");
  if (sequence.length * count > 2 ** 32 - 2) throw new MemoryError();
  if (typeof sequence === "string") return sequence.repeat(count);
  const isFilled = sequence.length === 1 && count <= LARGEST;
  const items: unknown[] = isFilled ? new Array(count).fill(sequence[0]) : [];
  if (!isFilled) for (let time = 0; time < count; time++) for (const item of sequence) items.push(item);
  return isTuple(sequence) ? new tuple(items) : items;
}

/** `"..." % values`. */
export function formatPercent(a: unknown, b: unknown): unknown {
  return typeof a === "string" ? percentFormat(a, b) : NotImplemented;
}

/** `int | str`: a union of classes. */
export function unite(a: unknown, b: unknown): unknown {
  const isMember = (value: unknown): boolean => value === null || isType(value);
  return isMember(a) && isMember(b) && (a !== null || b !== null) ? new UnionType([a, b]) : NotImplemented;
}
