/** What is wrong with a file whose grammar is right: the errors of CPython's compiler, its symbol table first. */
import type { Module } from "../ast.js";
import type { SyntaxError } from "../errors.js";
import type { SourceText } from "../source.js";
import { readFuture } from "./future.js";
import { checkPlacement } from "./placement.js";
import { checkSymbols } from "./symbols.js";

/** All errors: first the one that CPython's passes come to first, then the others in source order. */
export function check(module: Module, source: SourceText): SyntaxError[] {
  const future = readFuture(module, source);
  const symbols = checkSymbols(module, future.annotations);
  const [first, ...others] = [...future.errors, ...symbols, ...checkPlacement(module, future.end)];
  return first === undefined ? [] : [first, ...others.sort((a, b) => a.start - b.start)];
}
