/** Programs without a command line around them, for tests of the converter's steps. */
import type { Module } from "../../parser/index.js";
import type { SourceText } from "../../parser/index.js";
import { Stubs } from "../../transform/infer/stubs.js";
import { bindProgram, type SourceProgram } from "../../transform/program/program.js";
import type { ParsedModule, SourceModule } from "../../transform/program/source-module.js";

/** The program that a script alone is, expanded and bound. */
export function bindScript(source: SourceText, module: Module, stubs: Stubs): [SourceProgram, SourceModule] {
  const script: ParsedModule = { name: "script", path: "script.py", isPackage: false, isScript: true, source, module };
  const program = bindProgram(new Map([["script", script]]), (name) => stubs.module(name)?.publicNames() ?? null);
  return [program, program.find("script")!];
}
