/** Docstrings. */
import { getattr } from "../../builtins/attributes.js";
import { isBoundMethod } from "../../builtins/bound-method.js";
import { methodOwner } from "../../builtins/class-attributes.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { isType } from "../../builtins/type-name.js";

/** Mirrors `inspect.cleandoc(doc)`: without the indentation that all lines but the first share. */
export function cleandoc(doc: string): string {
  const [first, ...others] = expandTabs(doc).split("\n") as [string, ...string[]];
  const margins = others.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  const lines = [first.trimStart(), ...others.map((line) => (margin === Infinity ? line : line.slice(margin)))];
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  while (lines.length > 0 && lines[0] === "") lines.shift();
  return lines.join("\n");
}

const TAB = 8;

function expandTabs(text: string): string {
  let column = 0;
  let expanded = "";
  for (const character of text) {
    const shown = character === "\t" ? " ".repeat(TAB - (column % TAB)) : character;
    column = character === "\n" ? 0 : column + shown.length;
    expanded += shown;
  }
  return expanded;
}

/** Mirrors `inspect.getdoc(object)`: its docstring, else that of what it overrides. */
export function getdoc(object: unknown): string | null {
  const own: unknown = getattr(object, "__doc__", null);
  if (typeof own === "string") return cleandoc(own);
  const inherited = inheritedDoc(object);
  return typeof inherited === "string" ? cleandoc(inherited) : null;
}

function inheritedDoc(object: unknown): unknown {
  if (isType(object)) return firstDoc(mroOf(object as Class).filter(({ name }) => name !== "object"));
  if (typeof object !== "function") return null;
  const cls = classOf(object);
  return cls === null ? null : firstDoc(mroOf(cls).map((level) => getattr(level, object.__name__, null) as unknown));
}

/** The class that a method belongs to; null for another function. */
function classOf(fn: AnyFunction): Class | null {
  if (isBoundMethod(fn)) {
    const self = fn.__self__ as object;
    return (isType(self) ? self : self.constructor) as Class;
  }
  return methodOwner(fn) ?? null;
}

function firstDoc(holders: readonly unknown[]): unknown {
  return holders.map((each) => getattr(each, "__doc__", null) as unknown).find((doc) => typeof doc === "string");
}
