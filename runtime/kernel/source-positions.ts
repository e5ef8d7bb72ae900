/** Where a line of a converted file comes from: positions in the Python source, by the source map beside the file. */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";

/** A place in a Python file. Lines count from 1. */
export interface SourcePosition {
  readonly file: string;
  readonly line: number;
  /** The name of the code around the place, as the map gives it; null if it gives none. */
  readonly code: string | null;
  /** The text of the line, without the white space around it; empty if it isn't known. */
  readonly text: string;
}

interface MappedFile {
  readonly map: SourceMap;
  readonly url: string;
  readonly payload: SourceMapPayload;
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
  const sourceUrl = new URL(entry.originalSource, file.url);
  const path = fileURLToPath(sourceUrl);
  const original = entry.originalLine + 1;
  return {
    file: path,
    line: original,
    code: (entry as { name?: string }).name ?? null,
    text: sourceLine(file.payload, entry.originalSource, path, original),
  };
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
    const payload = JSON.parse(text) as SourceMapPayload;
    return { map: new SourceMap(payload), payload, url: mapUrl.protocol === "data:" ? url : mapUrl.href };
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

function sourceLine(payload: SourceMapPayload, source: string, path: string, line: number): string {
  let lines = sources.get(path);
  if (lines === undefined) {
    lines = readSource(payload, source, path).split(/\r\n|\r|\n/);
    sources.set(path, lines);
  }
  return lines[line - 1]?.trim() ?? "";
}

function readSource(payload: SourceMapPayload, source: string, path: string): string {
  const content = payload.sourcesContent?.[payload.sources.indexOf(source)];
  if (content !== undefined && content !== null) return content;
  try {
    return readFileSync(path, "utf8");
  } catch {
    // CPython too leaves the source line out when the file is gone
    return "";
  }
}
