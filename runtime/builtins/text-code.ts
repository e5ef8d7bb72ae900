/** What converted code of `eval` and `exec` needs: names that live in dicts, and errors in the text. */
import { lookup } from "../kernel/registry.js";
import type { Dynamic } from "./dynamic.js";
import { NameError } from "./exceptions.js";
import { getitem, contains } from "./operators.js";
import { raise } from "./raise.js";

/**
 * A name in the first of the namespaces that has it, else a builtin, unless the last of them, the globals, says in
 * `__builtins__` that there are none.
 *
 * @throws NameError
 */
export function __name_in__(name: string, ...namespaces: unknown[]): Dynamic {
  for (const namespace of namespaces) if (contains(namespace, name)) return getitem(namespace, name);
  const builtin = withBuiltins(namespaces.at(-1)) ? lookup("builtins", name) : undefined;
  if (builtin === undefined) throw new NameError(`name '${name}' is not defined`, { name });
  return builtin;
}

function withBuiltins(globals: unknown): boolean {
  return !contains(globals, "__builtins__");
}

/** `raise error` as an expression. */
export function __raise__(error: unknown): never {
  throw raise(error);
}
