/** The pairs of what a mapping is made from. */
import { getattr, hasattr } from "../builtins/attributes.js";
import { call } from "../builtins/call.js";
import { iterate } from "../builtins/iterate.js";
import { getitem } from "../builtins/operators.js";
import { unpack } from "../builtins/unpack.js";

/** The pairs of a mapping, or of an iterable of pairs. */
export function entriesOf(source: unknown): [unknown, unknown][] {
  if (hasattr(source, "keys")) {
    const keys = [...iterate<unknown>(call(getattr(source, "keys")))];
    return keys.map((key) => [key, getitem(source, key) as unknown]);
  }
  return [...iterate<unknown>(source)].map((pair) => unpack(pair, 2) as [unknown, unknown]);
}
