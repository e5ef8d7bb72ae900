/** What a child has by fork alone. */
import type { Context } from "../context.js";
import type { ForkDependence } from "../fork/advice.js";

/** Warns of what a file's code takes from fork; without a guard, that its top level runs again is said already. */
export function forkOnly(file: Context, dependences: readonly ForkDependence[], isUnguarded: boolean): void {
  for (const { module, of, message, hint, ...place } of dependences) {
    if (module !== file.file || (of === "statement" && isUnguarded)) continue;
    file.diagnostics.warning("depends-on-fork", place, message, hint);
  }
}
