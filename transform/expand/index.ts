/** What Python makes of some classes when they stand, written out in the tree before binding. */
import type * as ast from "../../parser/ast.js";
import { expandClassBases } from "./class-bases.js";
import { expandDataclasses, type ExpandedDataclasses } from "./dataclass.js";
import { expandEnums } from "./enum.js";

/** Expands a module's classes in place. */
export function expand(module: ast.Module): ExpandedDataclasses {
  expandClassBases(module);
  expandEnums(module);
  return expandDataclasses(module);
}
