/** JavaScript stacks as Python frames: the program's own, by their Python names and places, without the runtime's. */
import { pythonPosition, type SourcePosition } from "./source-positions.js";

/** One line of a traceback. */
export interface Frame extends SourcePosition {
  /** The function's name as Python shows it; `<module>` at module level. */
  readonly name: string;
}

/** Node keeps the innermost 10 calls unless told otherwise; a traceback begins with the outermost. */
Error.stackTraceLimit = Infinity;

const RUNTIME = new URL("../", import.meta.url).href;
const SITE = /^ {4}at (?:(.+?) \()?((?:file:|data:|\/)[^)]*):(\d+):(\d+)\)?$/;
const ALIAS = / \[as (.+)\]$/;

/**
 * The frames of an error's stack, the outermost first.
 * With the stack of a later point of the same run (`since`), only those from the function on in which the two part: where
 * the error was caught, as Python's traceback of a caught exception begins there.
 */
export function frames(stack: string | undefined, since?: string): Frame[] {
  const own = sites(stack);
  const common = since === undefined ? 0 : commonLength(own, sites(since));
  return framesOf(withoutHelpers(own.slice(common).filter(isPythons)));
}

/** False for the calls that only JavaScript makes: of a constructor that no `__init__` became, of a class's body. */
function isPythons(site: Site, index: number, all: readonly Site[]): boolean {
  if (all[index + 1]?.name?.endsWith("<static_initializer>")) return false;
  return site.name?.startsWith("new ") !== true || placeOf(site)?.code?.name === "__init__";
}

/** Functions that the conversion put into a function are no calls of Python's: what holds is where they are. */
function withoutHelpers(own: Site[]): Site[] {
  return own.filter((site, index) => {
    const inner = own[index + 1];
    if (inner === undefined || inner.name !== undefined) return true;
    const code = placeOf(inner)?.code ?? null;
    return code === null || code.name === "<lambda>" || code.name === "<genexpr>" || code !== placeOf(site)?.code;
  });
}

/** The frames of sites. Comprehensions and classes are code of their own in Python, and often not so in JavaScript. */
function framesOf(own: Site[]): Frame[] {
  let last: SourcePosition | null = null;
  return own.flatMap((site) => {
    const place = placeOf(site);
    const around = place === null ? [] : callersWithin(place, last);
    last = place;
    return [...around.map((each) => ({ ...each, name: each.code!.name })), toFrame(site, place)];
  });
}

/** Where the comprehensions and classes around a place are run, the outermost first, up to what has a frame already. */
function callersWithin(place: SourcePosition, last: SourcePosition | null): SourcePosition[] {
  const around: SourcePosition[] = [];
  for (let at = place.code?.calledAt ?? null; at !== null; at = at.code?.calledAt ?? null) {
    if (last !== null && (at.code === last.code || place.code === last.code)) break;
    around.unshift(at);
  }
  return around;
}

/** The places of the sites seen so far: a deep recursion has few of them, each many times. */
const places = new Map<string, SourcePosition | null>();

function placeOf({ url, line, column }: Site): SourcePosition | null {
  const key = `${url}:${line}:${column}`;
  let place = places.get(key);
  if (place === undefined) places.set(key, (place = pythonPosition(url, line, column)));
  return place;
}

interface Site {
  readonly name: string | undefined;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

/** The sites of the program itself, the outermost first. */
function sites(stack: string | undefined): Site[] {
  const found: Site[] = [];
  for (const text of stack?.split("\n") ?? []) {
    const match = SITE.exec(text);
    if (match === null) continue;
    const [, name, url, line, column] = match as unknown as [string, string | undefined, string, string, string];
    if (url.startsWith(RUNTIME) || url.startsWith("node:")) continue;
    found.push({ name, url, line: Number(line), column: Number(column) });
  }
  return found.reverse();
}

function commonLength(own: Site[], later: Site[]): number {
  let length = 0;
  while (length < own.length - 1 && length < later.length && isSame(own[length]!, later[length]!)) length++;
  return length;
}

function isSame(a: Site, b: Site): boolean {
  return a.line === b.line && a.column === b.column && a.url === b.url;
}

function toFrame(site: Site, place: SourcePosition | null): Frame {
  // What the conversion added to a function may have its place outside of it.
  const isAdded = place?.code?.name === "<module>" && site.name !== undefined;
  const name = (isAdded ? null : place?.code?.name) ?? pythonName(site.name);
  if (place !== null) return { ...place, name };
  return {
    file: site.url.replace(/^file:\/\//, ""),
    line: site.line,
    text: "",
    carets: "",
    attributeCarets: "",
    code: null,
    name,
  };
}

/** "new C" is `__init__`, "C.method" is `method`; what has no name is the module, or a lambda inside a function. */
function pythonName(name: string | undefined): string {
  if (name === undefined) return "<module>";
  const plain = (ALIAS.exec(name)?.[1] ?? name).replace(/^async /, "");
  if (plain.startsWith("new ")) return "__init__";
  const last = plain.slice(plain.lastIndexOf(".") + 1).replace(/^(?:get|set) /, "");
  return last.startsWith("<") ? "<lambda>" : last;
}
