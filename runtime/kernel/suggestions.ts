/** What a misspelt name was perhaps meant to be. Mirrors Python/suggestions.c of CPython 3.11. */
import { AttributeError, NameError, type BaseException } from "../builtins/exceptions.js";
import { dir } from "../builtins/functions/objects.js";
import { framesOf } from "../builtins/traceback.js";
import { membersOfModule } from "./registry.js";

const MOVE_COST = 2;
const CASE_COST = 1;
const MOST_CANDIDATES = 750;
const LONGEST_NAME = 40;
const MODULE_ATTRIBUTES = ["__name__", "__doc__", "__package__", "__loader__", "__spec__", "__file__"];

/** `. Did you mean: 'print'?` for an error about a name that is nearly another; else empty. */
export function suggestion(error: BaseException): string {
  const { name } = error as NameError;
  if (typeof name !== "string") return "";
  const found = candidates(error)
    .map((names) => nearest(name, names))
    .find((each) => each !== null);
  return found === undefined ? "" : `. Did you mean: '${found}'?`;
}

/** The names that could be meant, the likelier kinds first. */
function candidates(error: BaseException): readonly (readonly string[])[] {
  switch (error.constructor) {
    case AttributeError:
      return attributesOf((error as AttributeError).obj);
    case NameError:
      return variables(error);
    default:
      return [];
  }
}

function attributesOf(obj: unknown): string[][] {
  try {
    return obj === undefined || obj === null ? [] : [dir(obj)];
  } catch {
    // CPython too shows the error without a suggestion
    return [];
  }
}

function variables(error: BaseException): (readonly string[])[] {
  const all = framesOf(error);
  const code = all.at(-1)?.code;
  if (!code) return [];
  const reached = all.findLast((frame) => frame.code?.name === "<module>")?.line ?? Infinity;
  const globals = code.globals.filter(([, line]) => line < reached).map(([name]) => name);
  return [code.locals, [...MODULE_ATTRIBUTES, ...globals], Object.keys(membersOfModule("builtins"))];
}

function nearest(name: string, names: readonly string[]): string | null {
  if (names.length >= MOST_CANDIDATES) return null;
  let best: string | null = null;
  let least = Infinity;
  for (const each of names) {
    if (each === name) continue;
    const most = Math.min(Math.floor(((name.length + each.length + 3) * MOVE_COST) / 6), least - 1);
    const distance = levenshtein(name, each, most);
    if (distance > most) continue;
    best = each;
    least = distance;
  }
  return best;
}

/** What it costs to make one name of the other, up to a limit. */
function levenshtein(left: string, right: string, most: number): number {
  const [a, b] = withoutCommonEnds(left, right);
  if (a.length === 0 || b.length === 0) return (a.length + b.length) * MOVE_COST;
  if (b.length > LONGEST_NAME || (b.length - a.length) * MOVE_COST > most) return most + 1;
  const costs = Array.from(a, (_, at) => (at + 1) * MOVE_COST);
  let result = 0;
  for (let row = 0; row < b.length; row++) {
    let distance = (result = row * MOVE_COST);
    let least = Infinity;
    for (let at = 0; at < a.length; at++) {
      const substituted = distance + substitution(b[row]!, a[at]!);
      distance = costs[at]!;
      result = Math.min(Math.min(result, distance) + MOVE_COST, substituted);
      costs[at] = result;
      least = Math.min(least, result);
    }
    if (least > most) return most + 1;
  }
  return result;
}

/** The parts in which two names differ, the shorter first. */
function withoutCommonEnds(left: string, right: string): [string, string] {
  let [a, b] = [left, right];
  while (a !== "" && b !== "" && a[0] === b[0]) [a, b] = [a.slice(1), b.slice(1)];
  while (a !== "" && b !== "" && a.at(-1) === b.at(-1)) [a, b] = [a.slice(0, -1), b.slice(0, -1)];
  return a.length <= b.length ? [a, b] : [b, a];
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}
