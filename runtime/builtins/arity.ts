/** How many arguments builtin functions take, where CPython words the error in ways of its own. */
import { TypeError } from "./exceptions.js";
import { moduleOf } from "./names.js";
import type { AnyFunction } from "./protocol.js";

const ONE = new Set(
  ["abs", "all", "any", "ascii", "bin", "callable", "chr", "hash", "hex", "id", "len", "oct", "ord", "repr"], //
);

/** The least and the most arguments by position. */
const RANGES: Record<string, readonly [number, number]> = {
  delattr: [2, 2],
  dir: [0, 1],
  divmod: [2, 2],
  filter: [2, 2],
  format: [1, 2],
  getattr: [2, 3],
  hasattr: [2, 2],
  input: [0, 1],
  isinstance: [2, 2],
  issubclass: [2, 2],
  iter: [1, 2],
  max: [1, Infinity],
  min: [1, Infinity],
  next: [1, 2],
  setattr: [3, 3],
  sorted: [1, 1],
  vars: [0, 1],
};

/** @throws TypeError "abs() takes exactly one argument (2 given)", "divmod expected 2 arguments, got 1" */
export function checkArity(fn: AnyFunction, name: string, count: number): void {
  if (ONE.has(name)) {
    if (count !== 1 && moduleOf(fn) === "builtins")
      throw new TypeError(`${name}() takes exactly one argument (${count} given)`);
    return;
  }
  if (!Object.hasOwn(RANGES, name) || moduleOf(fn) !== "builtins") return;
  const [least, most] = RANGES[name]!;
  if (count >= least && count <= most) return;
  const bound = count < least ? least : most;
  const limit = least === most ? "" : count < least ? "at least " : "at most ";
  throw new TypeError(`${name} expected ${limit}${bound} argument${bound === 1 ? "" : "s"}, got ${count}`);
}
