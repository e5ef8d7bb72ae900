/** What Python makes of some classes when they stand, written out in the tree before binding. */
import { expandBuiltClasses, type SourceTree } from "./built/built-classes.js";
import { expandClassBases } from "./class-bases.js";
import { expandCoroutines } from "./coroutines.js";
import { expandDataclasses, type ExpandedDataclasses } from "./dataclass.js";
import { expandEnums, refuseLateGenerators } from "./enum.js";
import { expandTypeParameters } from "./type-parameters.js";

/** Expands the classes of a program's modules in place; the modules stand behind those that they import. */
export function expand(modules: readonly SourceTree[]): ExpandedDataclasses {
  for (const { module } of modules) {
    expandCoroutines(module);
    expandTypeParameters(module);
    refuseLateGenerators(module);
  }
  expandBuiltClasses(modules);
  for (const { module } of modules) {
    expandClassBases(module);
    expandEnums(module);
  }
  return expandDataclasses(modules);
}
