/** What every module of the library tells the rest of the runtime about itself. */
import { defineModule } from "../builtins/names.js";
import { registerModule } from "../kernel/registry.js";

/**
 * Names a library module: its members can be pickled by name, and its classes show it in their repr.
 *
 * @param namespace the module's exports; asked for only when something is pickled
 * @param classes the classes among them
 */
export function libraryModule(
  name: string,
  namespace: () => Record<string, unknown>,
  classes: Record<string, unknown> = {},
): void {
  defineModule(classes, name);
  registerModule(name, namespace);
}
