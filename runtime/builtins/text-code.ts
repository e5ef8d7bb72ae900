/** What converted code of `eval` and `exec` needs: names that live in dicts, and errors in the text. */
import type { Lookup } from "../stdlib/eval_text.js";
import { requireLibrary } from "../kernel/library.js";
import { lookup } from "../kernel/registry.js";
import { dict } from "./dict.js";
import type { Dynamic } from "./dynamic.js";
import { NameError, TypeError } from "./exceptions.js";
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
  if (withBuiltins(namespaces.at(-1))) return builtin(name);
  throw undefinedName(name);
}

function builtin(name: string): unknown {
  const found = lookup("builtins", name);
  if (found === undefined) throw undefinedName(name);
  return found;
}

const undefinedName = (name: string): NameError => new NameError(`name '${name}' is not defined`, { name });

/**
 * Mirrors `eval(code)` of a text that is made when the program runs.
 *
 * @param names the variables that the text may name, each followed by the function that reads it
 * @throws SyntaxError, NameError, and whatever the text's own code raises
 */
export function __eval__(code: unknown, ...names: unknown[]): Dynamic {
  const readers = new Map<string, () => unknown>();
  for (let at = 0; at < names.length; at += 2) readers.set(names[at] as string, names[at + 1] as () => unknown);
  return evaluated(code, (name) => (readers.has(name) ? readers.get(name)!() : builtin(name)));
}

/** Mirrors `eval(code, globals, locals)`: as `__eval__`, the names being those of the dicts, the first first. */
export function __eval_in__(code: unknown, ...namespaces: unknown[]): Dynamic {
  return evaluated(code, (name) => __name_in__(name, ...namespaces));
}

/**
 * The variables that have a value, as `globals()` would give them.
 *
 * @param names each followed by the function that reads it
 */
export function __namespace__(...names: unknown[]): dict<string, unknown> {
  const found = new dict<string, unknown>();
  for (let at = 0; at < names.length; at += 2) {
    const value = valueOf(names[at + 1] as () => unknown);
    if (value !== undefined) found.__setitem__(names[at] as string, value);
  }
  return found;
}

function valueOf(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function evaluated(code: unknown, names: Lookup): unknown {
  if (typeof code !== "string") throw new TypeError("eval() arg 1 must be a string, bytes or code object");
  const { evaluateText } = requireLibrary("eval_text") as typeof import("../stdlib/eval_text.js");
  return evaluateText(code, names);
}

function withBuiltins(globals: unknown): boolean {
  return !contains(globals, "__builtins__");
}

/** `raise error` as an expression. */
export function __raise__(error: unknown): never {
  throw raise(error);
}
