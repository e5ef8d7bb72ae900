/** The class `Sniffer`, which guesses a dialect from a sample. */
import { complex } from "../../builtins/complex.js";
import { object } from "../../builtins/object.js";
import { OverflowError, ValueError } from "../../builtins/exceptions.js";
import { strLength } from "../../builtins/str/code-points.js";
import { StringIO } from "../io/string-io.js";
import { Dialect, Error, QUOTE_MINIMAL } from "./dialect.js";
import { reader } from "./reader.js";

/** What can be read off a sample. */
interface Guess {
  quotechar: string;
  doublequote: boolean;
  delimiter: string;
  skipinitialspace: boolean | number;
}

/** Quoted fields between delimiters, at the start of a line, at its end, alone in it. */
const QUOTED_FIELDS = [
  /(?<delim>[^\p{L}\p{N}_\n"'])(?<space> ?)(?<quote>["']).*?\k<quote>\k<delim>/gmsu,
  /(?:^|\n)(?<quote>["']).*?\k<quote>(?<delim>[^\p{L}\p{N}_\n"'])(?<space> ?)/gmsu,
  /(?<delim>[^\p{L}\p{N}_\n"'])(?<space> ?)(?<quote>["']).*?\k<quote>(?:$|\n)/gmsu,
  /(?:^|\n)(?<quote>["']).*?\k<quote>(?:$|\n)/gmsu,
];

/** Mirrors `csv.Sniffer`. */
export class Sniffer extends object {
  declare preferred: string[];

  override __init__(): void {
    this.preferred = [",", "\t", ";", " ", ":"];
  }

  /** A class that describes the dialect of a sample. @throws Error */
  sniff(sample: string, delimiters: string | null = null): typeof Dialect {
    const quoted = fromQuotes(sample, delimiters);
    const guess = quoted.delimiter === "" ? { ...quoted, ...this.#fromCounts(sample, delimiters) } : quoted;
    if (guess.delimiter === "") throw new Error("Could not determine delimiter");
    class dialect extends Dialect {
      static readonly _name = "sniffed";
      static override lineterminator: unknown = "\r\n";
      static override quoting: unknown = QUOTE_MINIMAL;
      static override doublequote: unknown = guess.doublequote;
      static override delimiter: unknown = guess.delimiter;
      static override quotechar: unknown = guess.quotechar || '"';
      static override skipinitialspace: unknown = guess.skipinitialspace;
    }
    Object.defineProperty(dialect, "__module__", { value: "csv" });
    Object.defineProperty(dialect, "__qualname__", { value: "Sniffer.sniff.<locals>.dialect" });
    return dialect;
  }

  /** The delimiter is the character that most lines have equally often. */
  #fromCounts(sample: string, delimiters: string | null): Pick<Guess, "delimiter" | "skipinitialspace"> {
    const lines = sample.split("\n").filter((line) => line !== "");
    const size = Math.min(10, lines.length);
    const counts = new Map<string, Map<number, number>>();
    const modes = new Map<string, [number, number]>();
    let found = new Map<string, [number, number]>();
    for (let start = 0, round = 1; start < lines.length; start += size, round++) {
      for (const line of lines.slice(start, start + size)) count(line, counts);
      updateModes(counts, modes);
      const total = Math.min(size * round, lines.length);
      found = consistent(modes, total, delimiters, found);
      if (found.size === 1) return chosen([...found.keys()][0]!, lines[0]!);
    }
    if (found.size === 0) return { delimiter: "", skipinitialspace: 0 };
    const preferred = this.preferred.find((delimiter) => found.has(delimiter));
    if (preferred !== undefined) return chosen(preferred, lines[0]!);
    const ranked = [...found].sort(([a, [m, n]], [b, [o, p]]) => m - o || n - p || (a < b ? -1 : 1));
    return chosen(ranked.at(-1)![0], lines[0]!);
  }

  /** True when the first row of a sample looks different from those below. @throws Error */
  has_header(sample: string): boolean {
    const rows = reader(new StringIO(sample), this.sniff(sample));
    const header = rows.__next__() as string[];
    const kinds = new Map<number, "number" | number | null>(header.map((_, at) => [at, null]));
    let checked = 0;
    for (const row of rows as Iterable<string[]>) {
      if (checked > 20) break;
      checked += 1;
      if (row.length !== header.length) continue;
      for (const [column, kind] of [...kinds]) {
        const own = isNumberText(row[column]!) ? "number" : strLength(row[column]!);
        if (own === kind) continue;
        if (kind === null) kinds.set(column, own);
        else kinds.delete(column);
      }
    }
    let votes = 0;
    for (const [column, kind] of kinds) {
      const name = header[column]!;
      const differs = typeof kind === "number" ? strLength(name) !== kind : kind === null || !isNumberText(name);
      votes += differs ? 1 : -1;
    }
    return votes > 0;
  }
}

function fromQuotes(sample: string, delimiters: string | null): Guess {
  const none: Guess = { quotechar: "", doublequote: false, delimiter: "", skipinitialspace: 0 };
  const matches = QUOTED_FIELDS.map((pattern) => [...sample.matchAll(pattern)]).find((list) => list.length > 0);
  if (matches === undefined) return none;
  const quotes = new Map<string, number>();
  const delims = new Map<string, number>();
  let spaces = 0;
  const more = (table: Map<string, number>, key: string) => table.set(key, (table.get(key) ?? 0) + 1);
  for (const { groups } of matches) {
    const { quote, delim, space } = groups as { quote: string; delim?: string; space?: string };
    more(quotes, quote);
    if (delim === undefined) continue;
    if (delim !== "" && (delimiters === null || delimiters.includes(delim))) more(delims, delim);
    if (space) spaces += 1;
  }
  const quotechar = mostFrequent(quotes);
  const most = delims.size === 0 ? "" : mostFrequent(delims);
  const skipinitialspace = delims.size === 0 ? 0 : delims.get(most) === spaces;
  const delimiter = most === "\n" ? "" : most;
  return { quotechar, delimiter, skipinitialspace, doublequote: hasDoubledQuotes(sample, delimiter, quotechar) };
}

function hasDoubledQuotes(sample: string, delimiter: string, quote: string): boolean {
  const escaped = delimiter.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
  const inner = `[^${escaped}\\n]*`;
  const space = "[^\\p{L}\\p{N}_]*";
  const pattern = `((${escaped})|^)${space}${quote}${inner}${quote}${inner}${quote}${space}((${escaped})|$)`;
  return new RegExp(pattern, "mu").test(sample);
}

/** The first key with the highest count. */
function mostFrequent(table: ReadonlyMap<string, number>): string {
  const highest = Math.max(...table.values());
  return [...table].find(([, times]) => times === highest)![0];
}

const ASCII = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code));

/** Notes how often each character is in a line. */
function count(line: string, counts: Map<string, Map<number, number>>): void {
  for (const char of ASCII) {
    const times = line.split(char).length - 1;
    const table = counts.get(char) ?? new Map<number, number>();
    counts.set(char, table.set(times, (table.get(times) ?? 0) + 1));
  }
}

/** The number of times that a character is in most lines, with by how much these outnumber the others. */
function updateModes(counts: ReadonlyMap<string, Map<number, number>>, modes: Map<string, [number, number]>): void {
  for (const [char, table] of counts) {
    const items = [...table];
    if (items.length === 1 && items[0]![0] === 0) continue;
    const highest = Math.max(...items.map(([, lines]) => lines));
    const mode = items.find(([, lines]) => lines === highest)!;
    const others = items.reduce((sum, [, lines]) => sum + lines, 0) - mode[1];
    modes.set(char, [mode[0], mode[1] - others]);
  }
}

/** The characters that meet their mode in enough lines, with the strictest demand that any of them meets. */
function consistent(
  modes: ReadonlyMap<string, [number, number]>,
  total: number,
  delimiters: string | null,
  before: Map<string, [number, number]>,
): Map<string, [number, number]> {
  const found = new Map(before);
  for (let demand = 1; found.size === 0 && demand >= 0.9; demand -= 0.01) {
    for (const [char, [times, lines]] of modes) {
      const meets = times > 0 && lines > 0 && lines / total >= demand;
      if (meets && (delimiters === null || delimiters.includes(char))) found.set(char, [times, lines]);
    }
  }
  return found;
}

function chosen(delimiter: string, line: string): Pick<Guess, "delimiter" | "skipinitialspace"> {
  const times = (part: string) => line.split(part).length - 1;
  return { delimiter, skipinitialspace: times(delimiter) === times(`${delimiter} `) };
}

function isNumberText(field: string): boolean {
  try {
    new complex(field as never);
    return true;
  } catch (error) {
    if (error instanceof ValueError || error instanceof OverflowError) return false;
    throw error;
  }
}
