/** What every module of the library tells the rest of the runtime about itself. */
import { defineModule, markLibrary } from "../builtins/names.js";
import { registerModule } from "../kernel/registry.js";

/** Classes that CPython writes in C, which messages call by their module: `collections.deque`. */
export function nativeClasses(module: string, classes: Record<string, object>): void {
  for (const [name, of] of Object.entries(classes))
    Object.defineProperty(of, "__tp_name__", { value: `${module}.${name}` });
}

/**
 * Names a library module: its members can be pickled by name and called with keywords, and its classes show it in
 * their repr.
 *
 * @param namespace the module's exports
 * @param classes the classes among them
 */
export function libraryModule(
  name: string,
  namespace: () => Record<string, unknown>,
  classes: Record<string, unknown> = {},
): void {
  defineModule(classes, name);
  markLibrary(namespace());
  registerModule(name, namespace);
}
