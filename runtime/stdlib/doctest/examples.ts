/** The examples of a docstring. */
import { ValueError } from "../../builtins/exceptions.js";
import { repr } from "../../builtins/repr.js";
import { FLAGS } from "./flags.js";

export interface Example {
  /** Python code, each line with its end. */
  readonly source: string;
  /** What it should print. */
  readonly want: string;
  /** The last lines of the traceback that it should end with. */
  readonly message: string | null;
  /** The line of the docstring, counted from 0. */
  readonly line: number;
  /** Which flags it sets and which it takes back. */
  readonly options: ReadonlyMap<number, boolean>;
}

const PROMPT = /^( *)>>>(.*)$/;
const EXPECTED_ERROR = /^Traceback \((?:most recent call last|innermost last)\):\s*$[^]*?^(\w+[^]*)/m;
const DIRECTIVE = /#\s*doctest:\s*([^\n'"]*)$/gm;

/**
 * The examples in a docstring.
 *
 * @param name of what has the docstring, for messages
 * @throws ValueError for examples that are not written as they should be
 */
export function examplesOf(docstring: string, name: string): Example[] {
  const lines = docstring.split("\n").map((line) => line.replaceAll("\t", "        "));
  const found: Example[] = [];
  for (let at = 0; at < lines.length; at++) {
    const prompt = PROMPT.exec(lines[at]!);
    if (prompt === null) continue;
    const start = at;
    const [, indent] = prompt as unknown as [string, string];
    const code = [codeOf(lines[at]!, indent, at, name)];
    while (isContinuation(lines[at + 1], indent)) code.push(codeOf(lines[++at]!, indent, at, name));
    const wanted: string[] = [];
    while (isWanted(lines[at + 1])) wanted.push(withoutIndent(lines[++at]!, indent, at, name));
    found.push(exampleOf(code, wanted, start, name));
  }
  return found;
}

const isContinuation = (line: string | undefined, indent: string): boolean =>
  line?.startsWith(`${indent}...`) === true && (line.length === indent.length + 3 || line[indent.length + 3] === " ");

const isWanted = (line: string | undefined): boolean => line !== undefined && line.trim() !== "" && !PROMPT.test(line);

/** The code behind `>>> ` or `... `. */
function codeOf(line: string, indent: string, at: number, name: string): string {
  const text = line.slice(indent.length + 3);
  if (text !== "" && !text.startsWith(" ")) {
    const prompt = line.slice(indent.length, indent.length + 3);
    throw new ValueError(`line ${at + 1} of the docstring for ${name} lacks blank after ${prompt}: ${repr(line)}`);
  }
  return text.slice(1);
}

function withoutIndent(line: string, indent: string, at: number, name: string): string {
  if (line.startsWith(indent)) return line.slice(indent.length);
  throw new ValueError(
    `line ${at + 1} of the docstring for ${name} has inconsistent leading whitespace: ${repr(line)}`,
  );
}

function exampleOf(code: readonly string[], wanted: readonly string[], line: number, name: string): Example {
  const source = code.map((each) => `${each}\n`).join("");
  const want = wanted.map((each) => `${each.trimEnd()}\n`).join("");
  const message = EXPECTED_ERROR.exec(want)?.[1] ?? null;
  return { source, want, message, line, options: optionsIn(source, line, name) };
}

/** `# doctest: +ELLIPSIS, -SKIP` */
function optionsIn(source: string, line: number, name: string): Map<number, boolean> {
  const options = new Map<number, boolean>();
  for (const [, text] of source.matchAll(DIRECTIVE)) {
    for (const option of text!.replaceAll(",", " ").trim().split(/\s+/)) {
      const flag = FLAGS[option.slice(1)];
      if (flag === undefined || !"+-".includes(option[0]!))
        throw new ValueError(`line ${line + 1} of the doctest for ${name} has an invalid option: ${repr(option)}`);
      options.set(flag, option.startsWith("+"));
    }
  }
  return options;
}
