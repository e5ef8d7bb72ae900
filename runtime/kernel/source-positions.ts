/** Where a line of a converted file comes from: positions in the Python source, by the source map beside the file. */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";

/** A place in a Python file. Lines count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  /** The code around the place; null if the map doesn't say. */
  readonly code: Code | null;
  /** The text of the line, without the white space around it; empty if it isn't known. */
  readonly text: string;
  /** What stands under the text to point out the part that failed; empty if that is the whole line. */
  readonly carets: string;
  /** `carets` where an attribute is missing of which the place is a call. */
  readonly attributeCarets: string;
}

/** The code that a place belongs to: the same object for all its places. */
export interface Code {
  /** Its name, as Python shows it. */
  readonly name: string;
  /** The variables that it has, and those of the module with the line from which on each may have a value. */
  readonly locals: readonly string[];
  readonly globals: readonly (readonly [name: string, line: number])[];
  /** Of a comprehension or class, where in the code around it that stands. */
  readonly calledAt: SourcePosition | null;
}

interface MappedFile {
  readonly map: SourceMap;
  readonly url: string;
  readonly payload: MapPayload;
  readonly codes: Map<number, Code>;
}

type Position = [line: number, column: number];
type End = [end: Position, mark?: [begin: number, end: number] | 0, callee?: Position];

/** The fields of a map that `transform/emit/places.ts` writes. */
interface MapPayload extends SourceMapPayload {
  x_python?: {
    codes: [name: string, outer: number, ...place: [] | [start: Position, ...End]][];
    locals: string[][];
    globals: [name: string, line: number][];
    lines: Record<number, [column: number, code: number, ...End][]>;
  };
}

const MAP_COMMENT = /^\/\/# sourceMappingURL=(\S+)\s*$/m;
const files = new Map<string, MappedFile | null>();
const sources = new Map<string, string[]>();

/** The Python place of a position (counted from 1) in a JavaScript file, or null if the file has no map for it. */
export function pythonPosition(url: string, line: number, column: number): SourcePosition | null {
  const file = mappedFile(url);
  if (file === null) return null;
  const entry = file.map.findEntry(line - 1, column - 1);
  if (!("originalSource" in entry)) return null;
  const { originalSource, originalLine, originalColumn, generatedLine, generatedColumn } = entry;
  const start: Position = [originalLine + 1, originalColumn];
  const known = file.payload.x_python?.lines[generatedLine]?.find(([at]) => at === generatedColumn);
  if (known === undefined) return positionOf(file, originalSource, null, start);
  const [, code, ...end] = known;
  return positionOf(file, originalSource, codeOf(file, originalSource, code), start, ...end);
}

function positionOf(
  file: MappedFile,
  source: string,
  code: Code | null,
  start: Position,
  ...[end, mark = 0, callee = end]: Partial<End>
): SourcePosition {
  const path = fileURLToPath(new URL(source, file.url));
  const [line] = start;
  const whole = sourceLine(file.payload, source, path, line);
  const carets = caretsUnder(whole, start, end, mark);
  const attributeCarets = callee === end ? carets : caretsUnder(whole, start, callee, 0);
  return { file: path, line, code, text: whole.trim(), carets, attributeCarets };
}

function codeOf(file: MappedFile, source: string, index: number): Code {
  let code = file.codes.get(index);
  if (code === undefined) {
    const { codes, locals, globals } = file.payload.x_python!;
    const [name, outer, ...place] = codes[index]!;
    const calledAt = place.length === 0 ? null : positionOf(file, source, codeOf(file, source, outer), ...place);
    code = { name, locals: locals[index]!, globals, calledAt };
    file.codes.set(index, code);
  }
  return code;
}

/**
 * `~~^~~` or `^^^^` under the part of a line that failed; empty if nothing is known of its end, or if the whole line failed.
 * Columns count UTF-16 units. Mirrors `StackSummary.format_frame_summary` of CPython 3.11.
 */
function caretsUnder(
  whole: string,
  [line, start]: Position,
  end: Position | undefined,
  mark: [begin: number, end: number] | 0,
): string {
  if (end === undefined) return "";
  const [endLine, endColumn] = end;
  const length = (from: number, to: number): number => [...whole.slice(from, to)].length;
  const indent = " ".repeat(length(whole.length - whole.trimStart().length, start));
  const marked = length(start, endLine === line ? endColumn : whole.trimEnd().length);
  if (mark === 0 || endLine !== line) {
    return marked < [...whole.trim()].length ? indent + "^".repeat(marked) : "";
  }
  // what a converted class's body stands for may mark more than the line has
  const [from, to] = mark.map((at) => Math.min(length(start, start + at), marked)) as [number, number];
  return indent + "~".repeat(from) + "^".repeat(to - from) + "~".repeat(marked - to);
}

/** The paths of the Python files that a JavaScript file was made from; none if it has no map. */
export function sourceFiles(url: string): string[] {
  const file = mappedFile(url);
  return file === null ? [] : file.payload.sources.map((source) => fileURLToPath(new URL(source, file.url)));
}

function mappedFile(url: string): MappedFile | null {
  let file = files.get(url);
  if (file === undefined) {
    file = readMap(url);
    files.set(url, file);
  }
  return file;
}

function readMap(url: string): MappedFile | null {
  try {
    const reference = MAP_COMMENT.exec(readFileSync(fileURLToPath(url), "utf8"))?.[1] ?? `${url}.map`;
    const mapUrl = new URL(reference, url);
    const text = mapUrl.protocol === "data:" ? inlineMap(mapUrl.href) : readFileSync(fileURLToPath(mapUrl), "utf8");
    const payload = JSON.parse(text) as MapPayload;
    const base = mapUrl.protocol === "data:" ? url : mapUrl.href;
    return { map: new SourceMap(payload), payload, url: base, codes: new Map() };
  } catch {
    // no map, or none that can be read: the position stays JavaScript's
    return null;
  }
}

function inlineMap(href: string): string {
  const comma = href.indexOf(",");
  const body = href.slice(comma + 1);
  return href.slice(0, comma).endsWith(";base64")
    ? Buffer.from(body, "base64").toString("utf8")
    : decodeURIComponent(body);
}

function sourceLine(payload: MapPayload, source: string, path: string, line: number): string {
  let lines = sources.get(path);
  if (lines === undefined) {
    lines = readSource(payload, source, path).split(/\r\n|\r|\n/);
    sources.set(path, lines);
  }
  return lines[line - 1] ?? "";
}

function readSource(payload: MapPayload, source: string, path: string): string {
  const content = payload.sourcesContent?.[payload.sources.indexOf(source)];
  if (content !== undefined && content !== null) return content;
  try {
    return readFileSync(path, "utf8");
  } catch {
    // CPython too leaves the source line out when the file is gone
    return "";
  }
}
