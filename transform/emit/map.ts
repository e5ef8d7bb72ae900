/** Source maps from the formatted files to the Python file. */
import { addSegment, GenMapping, setSourceContent, toEncodedMap } from "@jridgewell/gen-mapping";
import type { SourceText } from "../../parser/source.js";
import type { Bindings } from "../bind/scopes.js";
import type { Anchors } from "./anchors.js";
import type { Code } from "./codes.js";
import type { PythonRange } from "./origin.js";
import { PlaceTable } from "./places.js";
import { isTrivia, tokenize } from "./tokens.js";
import type { WovenToken } from "./weave.js";

export interface MapNames {
  /** The emitted file's name. */
  file: string;
  /** The Python file, relative to the emitted one. */
  source: string;
}

interface FormattedToken {
  text: string;
  line: number;
  column: number;
}

/** Where mappings lead: the Python source, the code that each offset of it belongs to, what to point out in a range. */
export interface MapSource {
  text: SourceText;
  bindings: Bindings;
  codeAt: (offset: number) => Code;
  anchorsOf: (range: PythonRange) => Anchors | null;
}

/**
 * The map of `formatted`, the text that the formatter made of the woven tokens, as JSON. The name of a mapping is that of
 * the Python code around it, as tracebacks show it; what else tracebacks need is in the field `x_python`.
 *
 * Formatting changes white space, quotes, parentheses, commas and semicolons, so the other tokens of both texts stand
 * in the same order, and what is known of one holds for the other.
 */
export function sourceMap(woven: readonly WovenToken[], formatted: string, source: MapSource, names: MapNames): string {
  const map = new GenMapping({ file: names.file });
  const places = new PlaceTable(source);
  const before = comparable(woven);
  const after = formattedTokens(formatted);
  let line = -1;
  let origin: PythonRange | null = null;
  for (const [tokenBefore, token] of align(before, after)) {
    const isNewLine = token.line !== line;
    if (isNewLine || !isSameRange(tokenBefore.origin, origin)) {
      addMapping(map, token, tokenBefore.origin, isNewLine, source, names.source);
      if (tokenBefore.origin !== null) places.add(token, tokenBefore.origin);
    }
    line = token.line;
    origin = tokenBefore.origin;
  }
  setSourceContent(map, names.source, source.text.text);
  return JSON.stringify({ ...toEncodedMap(map), x_python: places.table });
}

function isSameRange(a: PythonRange | null, b: PythonRange | null): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}

function addMapping(
  map: GenMapping,
  token: FormattedToken,
  origin: PythonRange | null,
  isNewLine: boolean,
  source: MapSource,
  sourceName: string,
): void {
  if (origin !== null) {
    const { line, column } = source.text.position(origin.start);
    addSegment(map, token.line, token.column, sourceName, line - 1, column, source.codeAt(origin.start).name);
  } else if (!isNewLine) {
    // Ends the reach of the segment to its left.
    addSegment(map, token.line, token.column);
  }
}

/** Tokens that the formatter adds and leaves out. */
const punctuation: ReadonlySet<string> = new Set(["(", ")", ",", ";", "|"]);

/**
 * The tokens that the formatter leaves as they are, and the parentheses of `f(x)(y)`: there is the place of the second
 * call.
 */
function comparable<T extends { text: string }>(tokens: readonly T[]): T[] {
  return tokens.flatMap((token, index) => {
    if (!punctuation.has(token.text)) return [token];
    const isCall = token.text === "(" && /^[)\]]$/.test(tokens[index - 1]?.text ?? "");
    return isCall ? [{ ...token, text: "()" }] : [];
  });
}

function formattedTokens(text: string): FormattedToken[] {
  const tokens: FormattedToken[] = [];
  let line = 0;
  let lineStart = 0;
  for (const token of tokenize(text)) {
    if (!isTrivia(token.kind)) tokens.push({ text: token.text, line, column: token.start - lineStart });
    for (let at = token.text.indexOf("\n"); at !== -1; at = token.text.indexOf("\n", at + 1)) {
      line++;
      lineStart = token.start + at + 1;
    }
  }
  return comparable(tokens);
}

/** Pairs of tokens that are the same; where the texts differ, goes on at the next pair of equal ones. */
function* align(
  before: readonly WovenToken[],
  after: readonly FormattedToken[],
): Generator<[WovenToken, FormattedToken]> {
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (isSame(before[i]!.text, after[j]!.text)) {
      yield [before[i++]!, after[j++]!];
      continue;
    }
    const [skipBefore, skipAfter] = nextMeeting(before, after, i, j);
    [i, j] = [i + skipBefore, j + skipAfter];
  }
}

/** How many tokens to leave out on each side, fewest first. */
function nextMeeting(
  before: readonly WovenToken[],
  after: readonly FormattedToken[],
  i: number,
  j: number,
): [number, number] {
  for (let distance = 1; distance < before.length + after.length; distance++) {
    for (let left = 0; left <= distance; left++) {
      const [a, b] = [before[i + left], after[j + distance - left]];
      if (a && b && isSame(a.text, b.text)) return [left, distance - left];
    }
  }
  return [before.length, after.length];
}

/** Quotes, digits' spelling and quoted keys are the formatter's choice. */
function isSame(left: string, right: string): boolean {
  return left === right || (isLiteral(left) && isLiteral(right)) || unquoted(left) === unquoted(right);
}

function isLiteral(text: string): boolean {
  return /^(['"]|\.?\d)/.test(text);
}

function unquoted(text: string): string {
  return text.replace(/^["'](.*)["']$/s, "$1");
}
