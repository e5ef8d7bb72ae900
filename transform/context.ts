/** What every step of one conversion may use. Made anew for each conversion; nothing outlives it. */
import type { SourceText } from "../parser/source.js";
import type * as ast from "../parser/ast.js";
import type { Bindings } from "./bind/scopes.js";
import type { Diagnostics } from "./diagnostics.js";
import type { ExpandedDataclasses } from "./expand/dataclass.js";
import type { Types } from "./infer/types.js";
import type { ImportRequests } from "./emit/imports.js";

export interface Context {
  source: SourceText;
  module: ast.Module;
  diagnostics: Diagnostics;
  bindings: Bindings;
  types: Types;
  dataclasses: ExpandedDataclasses;
  /** What the emitted file imports; filled while lowering. */
  imports: ImportRequests;
}
