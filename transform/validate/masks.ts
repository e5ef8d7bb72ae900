/** What may differ between two right runs of a program, and so is not compared. */

/** One kind of thing that is hidden: how reports call it, and what it looks like. */
interface Mask {
  readonly name: string;
  readonly pattern: RegExp;
}

const NUMBER = String.raw`\d+(?:\.\d+)?(?:e[+-]?\d+)?`;

/** In this order: a date is no time, a time no number. */
const MASKS: readonly Mask[] = [
  { name: "addresses", pattern: /\b0x[0-9a-f]{4,}\b/gi },
  {
    name: "dates",
    pattern: /\b(?:\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}|\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?)?)\b/g,
  },
  { name: "times", pattern: /\b\d{1,2}:\d\d:\d\d(?:[.,]\d+)?\b/g },
  { name: "timestamps", pattern: /\b1[5-9]\d{8}(?:\.\d+)?\b/g },
  { name: "ids", pattern: /(?<![\d.])\d{12,}(?![\d.])/g },
  { name: "pids", pattern: /(?<=(?:\bp?pid|\bprocess id|进程\s?id|进程号)\s*(?:is|=|:|：|为)?\s*\(?)\d+/gi },
  {
    name: "durations",
    pattern: new RegExp(
      String.raw`(?<![\w.])\d+\.\d+(?= ?(?:s|ms|sec|secs|seconds?|秒|毫秒)\b|秒|毫秒)|(?<=(?:took|time|elapsed|duration|耗时|用时|时间)[^\d\n]{0,12})${NUMBER}`,
      "gi",
    ),
  },
  { name: "worker names", pattern: /(?<=\b(?:Fork|Spawn|ForkServer)?(?:PoolWorker|Process|Thread)-)\d+(?::\d+)*/g },
];

export interface Masked {
  readonly text: string;
  /** The names of the masks that hid something. */
  readonly hidden: readonly string[];
}

/** Hides process ids, addresses, dates, times, durations and the numbers of workers. */
export function masked(text: string): Masked {
  const hidden: string[] = [];
  let result = text.replaceAll("\r\n", "\n");
  for (const { name, pattern } of MASKS) {
    const next = result.replaceAll(pattern, "#");
    if (next !== result) hidden.push(name);
    result = next;
  }
  return { text: result, hidden };
}

/** The lines that count: without spaces at their ends, and without empty lines around the whole. */
export function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const first = lines.findIndex((line) => line !== "");
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex((line) => line !== "") + 1);
}

const NUMBERS = new RegExp(NUMBER, "g");

/** A line without its numbers. */
const shapeOf = (line: string): string => line.replaceAll(NUMBERS, "#");

/** Hides in a line the numbers that differ from run to run of one program. */
export type Volatile = (line: string) => string;

/**
 * Learns from the lines of several runs of one program which of its numbers differ between runs: those at some place of
 * lines that are else alike. What all agree in stays compared.
 */
export function learnVolatile(runs: readonly (readonly string[])[]): Volatile {
  const [first = new Map<string, string[][]>(), ...others] = runs.map(valuesByShape);
  const places = new Map<string, Set<number>>();
  for (const [shape, columns] of first) {
    const differs = (values: string[], at: number): boolean =>
      others.some((other) => other.get(shape)?.[at]?.join() !== values.join());
    places.set(shape, new Set(columns.flatMap((values, at) => (differs(values, at) ? [at] : []))));
  }
  return (line) => {
    const found = places.get(shapeOf(line));
    let at = 0;
    return found === undefined ? line : line.replaceAll(NUMBERS, (number) => (found.has(at++) ? "#" : number));
  };
}

/** For each shape of line: the sorted numbers that stand at its first place, at its second, … */
function valuesByShape(lines: readonly string[]): Map<string, string[][]> {
  const found = new Map<string, string[][]>();
  for (const line of lines) {
    const columns = found.get(shapeOf(line)) ?? [];
    [...line.matchAll(NUMBERS)].forEach(([number], at) => (columns[at] ??= []).push(number));
    found.set(shapeOf(line), columns);
  }
  for (const columns of found.values()) for (const values of columns) values.sort();
  return found;
}
