/** The program's own modules: their names and files, and their code where it waits for the first import. */
import { AttributeError, ImportError, ModuleNotFoundError } from "../builtins/exceptions.js";
import { pythonFileOf } from "./script-file.js";
import { assignment } from "./self.js";
import { lookup } from "./registry.js";

/** Python's `__name__` in a module, whose converted file may also be the program itself. */
export function module_name(name: string, meta: ImportMeta): string {
  if (assignment === null || assignment.entry !== meta.url) return name;
  return assignment.role === "main" ? "__main__" : "__mp_main__";
}

/** Python's `__file__` in a module. */
export function module_file(meta: ImportMeta): string {
  return pythonFileOf(meta.url);
}

/**
 * `__setattr__` of a module: gives its variables the values that other modules store in it.
 *
 * @param variables for each variable that some module stores, how it gets its value
 */
export function setters(variables: Record<string, (value: never) => void>): (name: string, value: unknown) => void {
  return (name, value) => {
    const set = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (set === undefined) throw new AttributeError(`py2mp can't give a module the attribute '${name}' here`);
    set(value as never);
  };
}

// ---------------------------------------------------------------------------------------------- lazy modules

interface Load {
  (): void;
  readonly isRunning: () => boolean;
  readonly hides: (name: string, value: unknown) => boolean;
}

interface LazyModule {
  readonly name: string;
  readonly url: string;
}

const lazyModules = new Map<string, Load>();
const described = new WeakMap<Load, LazyModule>();

/**
 * The code of a module that runs at its first import. The function that runs it does so once; while the code is running,
 * modules that it imports may import this one and find what there is. Code that raises runs again at the next import.
 */
export function module_body(name: string, meta: ImportMeta, body: () => void): Load {
  let state: "new" | "running" | "done" = "new";
  const load = (): void => {
    if (state !== "new") return;
    state = "running";
    try {
      body();
      state = "done";
    } finally {
      if (state === "running") state = "new";
    }
  };
  const isRunning = (): boolean => state === "running";
  // Functions and classes stand in the file from the start; the code registers each where Python defines it.
  const hides = (member: string, value: unknown): boolean =>
    isRunning() && typeof value === "function" && lookup(name, member) !== value;
  const result = Object.assign(load, { isRunning, hides });
  lazyModules.set(name, result);
  described.set(result, { name, url: meta.url });
  return result;
}

const importable = new Map<string, Namespace>();

/** Makes modules of the program known by their names to {@link importModule}. */
export function importables(modules: Record<string, Namespace>): void {
  for (const [name, namespace] of Object.entries(modules)) importable.set(name, namespace);
}

/** The module of a name made at run time, imported with its packages. Raises ModuleNotFoundError. */
export function importModule(name: string): Namespace {
  const parts = name.split(".");
  let module: Namespace | undefined;
  parts.forEach((_, index) => {
    const part = parts.slice(0, index + 1).join(".");
    const parent = parts.slice(0, index).join(".");
    module = importable.get(part);
    if (module === undefined) throw no_module(part, isPackage(parent) ? undefined : parent);
    runModule(part);
  });
  return module!;
}

/** True for a module of the program. */
export function hasImportable(name: string): boolean {
  return importable.has(name);
}

/** True for a name of which others are parts, and for none. */
function isPackage(name: string): boolean {
  return name === "" || [...importable.keys()].some((other) => other.startsWith(`${name}.`));
}

/** Runs the code of a module that pickle or import_module asks for by name, if it is one whose code waits. */
export function runModule(name: string): void {
  lazyModules.get(name)?.();
}

// ---------------------------------------------------------------------------------------------- failing imports

/** What JavaScript has of a module. */
type Namespace = Readonly<Record<string, unknown>>;

/** For `from module import name` of what may not be there, or not yet. Raises ImportError while there is no such name. */
export function import_name(namespace: Namespace, name: string): void {
  const load = namespace.__load__ as Load | undefined;
  const value = namespace[name];
  if (value !== undefined && load?.hides(name, value) !== true) return;
  if (load === undefined) throw no_name(namespace, name);
  const { name: module, url } = described.get(load)!;
  const file = pythonFileOf(url);
  const state = load.isRunning() ? "partially initialized module " : "";
  const reason = load.isRunning() ? "most likely due to a circular import) (" : "";
  throw importError(`cannot import name '${name}' from ${state}'${module}' (${reason}${file})`, module, file);
}

/** ImportError for `from module import name` where the module has no such name. */
export function no_name(namespace: Namespace, name: string): ImportError {
  const { __name__: module, __file__: file } = namespace as { __name__: string; __file__: string };
  return importError(`cannot import name '${name}' from '${module}' (${file})`, module, file);
}

function importError(message: string, name: string, path: string): ImportError {
  return Object.assign(new ImportError(message), { name, path });
}

/** ModuleNotFoundError for a module that is nowhere; `parent` where what should hold it is no package. */
export function no_module(name: string, parent?: string): ModuleNotFoundError {
  const reason = parent === undefined ? "" : `; '${parent}' is not a package`;
  return Object.assign(new ModuleNotFoundError(`No module named '${name}'${reason}`), { name });
}

/** ImportError for a relative import in a file that is in no package. */
export function no_package(): ImportError {
  return new ImportError("attempted relative import with no known parent package");
}
