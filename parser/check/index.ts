/** What is wrong with a file whose grammar is right: the errors of CPython's compiler, its symbol table first. */
import type { Module } from "../ast.js";
import type { SyntaxError } from "../errors.js";
import type { SourceText } from "../source.js";
import { readFuture } from "./future.js";
import { checkPlacement } from "./placement.js";
import { checkSymbols } from "./symbols.js";

/** All errors, in the order in which CPython's passes find them: the first is the one that CPython reports. */
export function check(module: Module, source: SourceText): SyntaxError[] {
  const future = readFuture(module, source);
  return [...future.errors, ...checkSymbols(module, future.annotations), ...checkPlacement(module, future.end)];
}
