/** What every step of one conversion may use. Made anew for each conversion; nothing outlives it. */
import type { SourceText } from "../parser/source.js";
import type * as ast from "../parser/ast.js";
import type { Bindings } from "./bind/scopes.js";
import type { Diagnostics } from "./diagnostics.js";
import type { Types } from "./infer/types.js";
import type { ImportRequests } from "./emit/imports.js";
import type { SourceProgram } from "./program/program.js";
import type { SourceModule } from "./program/source-module.js";

/** One file of the program. */
export interface Context {
  file: SourceModule;
  program: SourceProgram;
  source: SourceText;
  module: ast.Module;
  diagnostics: Diagnostics;
  bindings: Bindings;
  types: Types;
  /** What the emitted file imports; filled while lowering. */
  imports: ImportRequests;
  /** What the file exports of what Python knows of a module: set while any file of the program is lowered. */
  identity: Set<"__name__" | "__file__">;
  /** The context of another file of the program. */
  fileOf: (module: SourceModule) => Context;
}
