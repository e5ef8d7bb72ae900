/**
 * Recovery: replaces the statement that an error is in by one that says nothing, so that another reading finds the next
 * error. Offsets stay what they were, since the replacement is as long as what it replaces.
 */
import type { SyntaxError } from "./errors.js";
import type { SourceText } from "./source.js";
import * as t from "./tokens.js";
import type { Token } from "./tokens.js";

/** Headers that belong to a statement above or below, and what stands for each when it is wrong. */
const CLAUSES: readonly (readonly [RegExp, string])[] = [
  [/^elif\b/, "elif 1:"],
  [/^else\b/, "else:"],
  [/^except\s*\*/, "except*A:"],
  [/^except\b/, "except:"],
  [/^finally\b/, "finally:"],
  [/^try\b/, "try:"],
  [/^match\b/, "match 1:"],
  [/^case\b/, "case _:"],
];
const HEADER = "if 1:";
const STATEMENT = "pass";

/** First and last line, 1-based. */
interface Lines {
  first: number;
  last: number;
}

export interface Repaired {
  source: SourceText;
  /** What was replaced. An error there would be one of the repair. */
  start: number;
  end: number;
}

/** The source without the error; null when there is nothing sensible to go on with. */
export function repair(source: SourceText, tokens: readonly Token[], error: SyntaxError): Repaired | null {
  const line = source.position(error.start).line;
  if (error.message.startsWith("unterminated triple-quoted")) return null;
  if (error.message.startsWith("expected an indented block")) return fillBlock(source, lineAbove(source, line));
  if (error.errorType !== "SyntaxError") return blankLines(source, indentedAlike(source, line));
  return replaceLines(source, statementLines(source, tokens, error));
}

/** The nearest line above that is not blank: the header whose block is missing. */
function lineAbove(source: SourceText, line: number): Lines {
  let above = line;
  // At the end of the file the error is on the header's own line.
  if (!/:\s*(#.*)?$/.test(source.lineText(line))) above--;
  while (above > 1 && isBlank(source.lineText(above))) above--;
  return { first: above, last: above };
}

function isBlank(text: string): boolean {
  return /^\s*(#.*)?$/.test(text);
}

function indentOf(text: string): number {
  return /^[ \t\f]*/.exec(text)![0].length;
}

/** The first words of statements that cannot stand behind a colon. */
const COMPOUND = /^(?:if|elif|else|for|while|with|try|except|finally|def|class|async|match|case|@)/;

/** Makes the line below the block of a header that has none; without such a line the header goes. */
function fillBlock(source: SourceText, header: Lines): Repaired | null {
  const text = source.lineText(header.first);
  let below = header.first + 1;
  while (below < source.lineStarts.length && isBlank(source.lineText(below))) below++;
  const next = source.lineText(below);
  const isSibling = indentOf(next) === indentOf(text) && !isBlank(next) && !COMPOUND.test(next.trimStart());
  if (!isSibling)
    return CLAUSES.some(([word]) => word.test(text.trimStart()))
      ? blankLines(source, header)
      : replaceLines(source, header);
  const colon = source.lineStarts[header.first - 1]! + text.replace(/#.*$/, "").trimEnd().length;
  const behind = source.lineStarts[below - 1]! + indentOf(next);
  return repairedFrom(source, colon, " ".repeat(behind - colon));
}

/** A line and those below it that are indented as much or more. */
function indentedAlike(source: SourceText, line: number): Lines {
  const indent = indentOf(source.lineText(line));
  return { first: line, last: lastLine(source, line, (text) => indentOf(text) >= indent) };
}

function lastLine(source: SourceText, from: number, belongs: (text: string) => boolean): number {
  let last = from;
  for (let line = from + 1; line <= source.lineStarts.length; line++) {
    const text = source.lineText(line);
    if (isBlank(text)) continue;
    if (!belongs(text)) break;
    last = line;
  }
  return last;
}

/** The lines of the logical line that the error is in. */
function statementLines(source: SourceText, tokens: readonly Token[], error: SyntaxError): Lines {
  let first = source.position(error.start).line;
  let last = first;
  let foundEnd = false;
  let startOfLine: Token | null = null;
  for (const token of tokens) {
    const kind = token.tokenType;
    if (kind === t.NEWLINE && token.startOffset >= error.start) {
      last = source.position(token.startOffset).line;
      foundEnd = true;
      break;
    }
    if (kind === t.NEWLINE || kind === t.INDENT || kind === t.DEDENT) startOfLine = null;
    else if (token.startOffset <= error.start) startOfLine ??= token;
  }
  if (startOfLine !== null) first = Math.min(first, source.position(startOfLine.startOffset).line);
  if (!foundEnd) {
    const errorLine = last;
    last = lastIndentedLine(source, first);
    // A bracket that is open further up makes all below one line. For the grammar that bracket is at fault; an error of
    // the lexer's stands for itself.
    if (last < errorLine && tokens[tokens.length - 1]!.startOffset === error.start) {
      first = errorLine;
      last = lastIndentedLine(source, first);
    }
  }
  return { first, last: Math.max(first, last) };
}

/** The last of the lines below `first` that are indented more, or close a bracket. */
function lastIndentedLine(source: SourceText, first: number): number {
  const indent = indentOf(source.lineText(first));
  return lastLine(source, first, (text) => indentOf(text) > indent || /^\s*[)\]}]/.test(text));
}

/** Puts a statement, or a header where a block follows, in place of the lines. */
function replaceLines(source: SourceText, lines: Lines): Repaired | null {
  const text = source.lineText(lines.first);
  const indent = indentOf(text);
  const clause = CLAUSES.find(([word]) => word.test(text.slice(indent)));
  const replacement = clause?.[1] ?? (hasBlock(source, lines.last, indent) ? HEADER : STATEMENT);
  const start = source.lineStarts[lines.first - 1]! + indent;
  const length = lineEnd(source, lines.last) - start;
  if (length < replacement.length) return blankLines(source, indentedAlike(source, lines.first));
  const rest = blank(source.text.slice(start + replacement.length, start + length));
  return repairedFrom(source, start, replacement + rest);
}

function hasBlock(source: SourceText, line: number, indent: number): boolean {
  for (let below = line + 1; below <= source.lineStarts.length; below++) {
    const text = source.lineText(below);
    if (!isBlank(text)) return indentOf(text) > indent;
  }
  return false;
}

function blankLines(source: SourceText, lines: Lines): Repaired | null {
  const start = source.lineStarts[lines.first - 1]!;
  const end = lineEnd(source, lines.last);
  if (end <= start) return null;
  return repairedFrom(source, start, blank(source.text.slice(start, end)));
}

function lineEnd(source: SourceText, line: number): number {
  const next = source.lineStarts[line];
  return next === undefined ? source.text.length : next - 1;
}

/** White space of the same shape. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

function repairedFrom(source: SourceText, start: number, replacement: string): Repaired {
  return { source: source.withReplaced(start, replacement), start, end: start + replacement.length };
}
