/** How annotations are shown. */
import { moduleOf } from "../../builtins/names.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { isType } from "../../builtins/type-name.js";

/** Mirrors `formatannotation(annotation)`. */
export function formatannotation(annotation: unknown): string {
  if (isType(annotation)) {
    const cls = annotation as unknown as AnyFunction;
    const module = moduleOf(cls);
    return module === "builtins" ? cls.__qualname__ : `${module}.${cls.__qualname__}`;
  }
  return repr(annotation).replaceAll(/\btyping\./g, "");
}
