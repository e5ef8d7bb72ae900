import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/**
 * What a fixture's `case.json` may say. Every field may be left out, and so may the file: a case without one takes no
 * arguments, prints what `expected.out` holds in that order, leaves standard error empty and exits with status 0.
 */
export interface CaseOptions {
  /** `any` where the program leaves the order of its lines to the scheduler: lines are compared as a multiset. */
  order?: "fixed" | "any";
  /**
   * The program never ends. It is interrupted (SIGINT to its process group, as a terminal's Ctrl-C does) once it has
   * printed every line of `expected.out`; it must then stop with status 130 and KeyboardInterrupt on standard error.
   * It may print the lines of `expected.out` as often as it likes, and no other line.
   */
  endless?: boolean;
  /** The program is interrupted as an endless one is, once it has printed this line; then what it does is compared. */
  interruptAfter?: string;
  /** Seconds after which the program counts as hanging: killed, and the case fails. 30 where nothing is said. */
  limitSeconds?: number;
  /** The exit status; that of a process that ends by a signal is 128 + the signal's number. 0 where nothing is said. */
  exitCode?: number;
  /** The last line on standard error, where the rest of it does not matter. */
  stderrLast?: string;
  /** Command-line arguments of the script. */
  args?: string[];
  /** Text on standard input; nothing and closed where nothing is said. */
  stdin?: string;
  /** Files that the script leaves in its working folder, compared with those of the same name in `expected-files/`. */
  files?: string[];
  /** Regular expressions: whatever one matches in the output becomes `#`, in what is recorded as in what is compared. */
  mask?: string[];
  /** Regular expressions: a line that one matches whole may be there or not, as the program leaves it to a race. */
  optional?: string[];
  /** The default start method, in CPython as in the converted program; theirs on Linux, `fork`, where nothing is said. */
  startMethod?: "fork" | "spawn";
  /** The converter must refuse the script with exactly these diagnostics, and write nothing. */
  refused?: Refusal[];
  /**
   * Why the converted program does not do yet what CPython does. The case is expected to fail: it is reported as soon as
   * it succeeds, so that this goes.
   */
  gap?: string;
  /** As `gap`, for emitted TypeScript that `tsc --strict` does not accept yet: what it says first. */
  typeGap?: string;
}

/** A diagnostic that a fixture expects. */
export interface Refusal {
  line: number;
  /** Counts characters from 1, as CPython's do for a syntax error. */
  column: number;
  /** The stable word code, such as `unsupported-exec`. */
  code?: string;
  /** A syntax error's kind and text as CPython words them: `SyntaxError: expected ':'`. */
  message?: string;
}

/** A folder under `fixtures/`: a program and what it must do. */
export interface FixtureCase {
  /** The folder's path below `fixtures/`, with forward slashes: the name of the test. */
  name: string;
  folder: string;
  options: CaseOptions;
  /** `expected.out`, or null where the case has none (it is refused, or not recorded yet). */
  expectedOut: string | null;
  /** `expected.err`, the whole of standard error after masking, or null where the case does not fix it. */
  expectedErr: string | null;
  /** `expected.mts`, the TypeScript that the script becomes, in cases whose point is how it looks; null in others. */
  expectedTypeScript: string | null;
}

const optionNames: Record<keyof CaseOptions, true> = {
  order: true,
  endless: true,
  interruptAfter: true,
  limitSeconds: true,
  exitCode: true,
  stderrLast: true,
  args: true,
  stdin: true,
  files: true,
  mask: true,
  optional: true,
  startMethod: true,
  refused: true,
  gap: true,
  typeGap: true,
};

/**
 * Every case below a folder, sorted by name.
 *
 * @throws Error when a `case.json` cannot be parsed or has a field that `CaseOptions` does not know.
 */
export function loadCases(root: string): FixtureCase[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === "input.py")
    .map((entry) => loadCase(root, entry.parentPath))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function loadCase(root: string, folder: string): FixtureCase {
  return {
    name: relative(root, folder).split(sep).join("/"),
    folder,
    options: loadOptions(join(folder, "case.json")),
    expectedOut: readIfThere(join(folder, "expected.out")),
    expectedErr: readIfThere(join(folder, "expected.err")),
    expectedTypeScript: readIfThere(join(folder, "expected.mts")),
  };
}

function loadOptions(path: string): CaseOptions {
  const text = readIfThere(path);
  if (text === null) return {};
  const options = JSON.parse(text) as CaseOptions;
  for (const name of Object.keys(options)) {
    if (!(name in optionNames)) throw new Error(`${path}: unknown field ${JSON.stringify(name)}`);
  }
  return options;
}

function readIfThere(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
