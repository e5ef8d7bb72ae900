import { defineModule, markLibrary } from "../builtins/names.js";
import { className, isClass } from "../builtins/type-name.js";

/**
 * The names of functions and classes: what `module.qualname` stands for, and what an object is called.
 *
 * Pickle writes functions and classes by name, so every process needs the same two-way table. Emitted code fills it
 * with `define({ f, C })`; a module of the runtime announces its namespace once with `registerModule("math", namespace)`,
 * which costs nothing until something has to be looked up.
 */

/** A function or a class: whatever pickle writes as a name. */
export type Named = object;

export interface GlobalName {
  module: string;
  qualname: string;
}

/** The members of a module, or a function that gives them when they are first needed. */
type Namespace = Record<string, unknown> | (() => Record<string, unknown>);

interface Module {
  /** Namespaces announced for this module, the latest last. */
  namespaces: Namespace[];
  /** True for a module of the runtime, false for one of the program. */
  isLibrary: boolean;
  /** The Python file the module was written in, for messages. */
  file: string | null;
  /** False while the namespaces hold objects that `names` does not know yet. */
  indexed: boolean;
}

const modules = new Map<string, Module>();
const names = new WeakMap<Named, GlobalName>();

/** A child imports the entry module anew under this name; both names mean the same module, in every process. */
const MAIN_ALIAS = "__mp_main__";
const MAIN = "__main__";

/**
 * Registers functions and classes of a converted module under their names, so that they can be pickled.
 *
 * @param members the objects by their Python names
 * @param module the module's Python name
 */
export function define(members: Record<string, unknown>, module = MAIN): void {
  addNamespace(module, members);
}

/**
 * Announces a namespace of the runtime under a Python module name, which becomes the `__module__` of its functions and
 * classes. The objects in it are indexed when one of them is first pickled; several namespaces for one module add up.
 */
export function registerModule(name: string, namespace: Namespace): Module {
  if (typeof namespace !== "function") markLibrary(namespace);
  const module = addNamespace(name, namespace);
  module.isLibrary = true;
  return module;
}

function addNamespace(name: string, namespace: Namespace): Module {
  const key = canonical(name);
  if (typeof namespace !== "function" && key !== "__main__") defineModule(namespace, name);
  let module = modules.get(key);
  if (module === undefined)
    modules.set(key, (module = { namespaces: [], isLibrary: false, file: null, indexed: false }));
  module.namespaces.push(namespace);
  module.indexed = false;
  return module;
}

/** What was pickled before the module's own `define` ran, by the names that the objects claim. */
const early = new Map<string, Named>();

/** Takes an object by its word while its module has defined nothing yet. False when it has. */
export function defineEarly(value: Named, { module, qualname }: GlobalName): boolean {
  const key = canonical(module);
  if (modules.has(key)) return false;
  early.set(`${key}.${qualname}`, value);
  return true;
}

/** What `value` is called, or null when no registered name leads to it. */
export function globalName(value: Named): GlobalName | null {
  const known = names.get(value);
  if (known !== undefined) return known;
  indexModules();
  return names.get(value) ?? null;
}

/** True for a module that the program itself defines. */
export function isProgramModule(name: string): boolean {
  return modules.get(canonical(name))?.isLibrary === false;
}

/** True when a module of this name has been registered. */
export function hasModule(name: string): boolean {
  return modules.has(canonical(name));
}

/** The object that `module.qualname` stands for, or undefined. A dotted qualname walks through class attributes. */
export function lookup(module: string, qualname: string): unknown {
  const found = modules.get(canonical(module));
  if (found === undefined) return early.get(`${canonical(module)}.${qualname}`);
  const [first, ...rest] = qualname.split(".") as [string, ...string[]];
  for (let i = found.namespaces.length - 1; i >= 0; i--) {
    const namespace = membersOf(found, i);
    if (!Object.hasOwn(namespace, first)) continue;
    let value = namespace[first];
    for (const part of rest) value = member(value, part);
    return value;
  }
  return undefined;
}

/** All members of a module by their names. */
export function membersOfModule(module: string): Record<string, unknown> {
  const found = modules.get(canonical(module));
  return Object.assign({}, ...(found?.namespaces ?? []).map((_, at) => membersOf(found!, at))) as Record<
    string,
    unknown
  >;
}

/** `<module 'name' from 'file'>` as CPython shows a module. */
export function moduleRepr(name: string): string {
  const module = modules.get(canonical(name));
  const file = module?.file ?? (canonical(name) === "__main__" ? entryFile() : null);
  return file === null ? `<module '${name}'>` : `<module '${name}' from '${file}'>`;
}

function canonical(module: string): string {
  return module === MAIN_ALIAS ? "__main__" : module;
}

/** The Python file of the running program, judged by the name of its converted file. */
function entryFile(): string | null {
  const entry = process.argv[1];
  return entry === undefined ? null : entry.replace(/\.m[jt]s$/, ".py");
}

/** `value.name` for the walk along a qualified name: a static member, or a method of the class. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== "function" && (typeof value !== "object" || value === null)) return undefined;
  const direct: unknown = (value as Record<string, unknown>)[name];
  // a JavaScript class has `length` and `name` of its own, which are no members of the Python class
  if (typeof direct === "function" || typeof direct === "object") return direct ?? undefined;
  const prototype: unknown = (value as { prototype?: unknown }).prototype;
  if (typeof prototype !== "object" || prototype === null) return undefined;
  return Object.getOwnPropertyDescriptor(prototype, name)?.value;
}

function membersOf(module: Module, i: number): Record<string, unknown> {
  const namespace = module.namespaces[i]!;
  if (typeof namespace !== "function") return namespace;
  const members = namespace();
  module.namespaces[i] = members;
  return members;
}

function indexModules(): void {
  for (const [name, module] of modules) {
    if (module.indexed) continue;
    module.indexed = true;
    module.namespaces.forEach((_, i) => indexNamespace(name, membersOf(module, i)));
  }
}

function indexNamespace(module: string, namespace: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(namespace)) {
    if (isNamed(value)) remember(value, { module, qualname: key }, key);
  }
}

/** Notes the name of a function or class and, for a class, of everything that hangs on it. */
function remember(value: Named, name: GlobalName, key: string): void {
  const known = names.get(value);
  // `B = C` gives a class two names: the one it was defined under counts
  if (known !== undefined && (known.module !== name.module || ownName(value) !== key)) return;
  names.set(value, name);
  if (known === undefined && (isClass(value) || isNativeClass(value))) indexMembers(value, name);
}

/** What a class or function is called, also when it has an attribute `name`. */
const ownName = (value: Named): unknown => (isClass(value) ? className(value) : (value as { name?: unknown }).name);

function indexMembers(owner: Named, name: GlobalName): void {
  for (const holder of [owner, (owner as { prototype?: object }).prototype]) {
    if (holder === undefined) continue;
    for (const key of Object.getOwnPropertyNames(holder)) {
      if (key === "constructor" || key === "prototype") continue;
      const value: unknown = Object.getOwnPropertyDescriptor(holder, key)?.value;
      if (typeof value === "function") remember(value, { ...name, qualname: `${name.qualname}.${key}` }, key);
    }
  }
}

/** True for the class objects of numbers, strings and lists, which are functions with their methods as properties. */
function isNativeClass(value: Named): boolean {
  return typeof value === "function" && Object.hasOwn(value, Symbol.hasInstance);
}

function isNamed(value: unknown): value is Named {
  return typeof value === "function" || (typeof value === "object" && value !== null && "__name__" in value);
}
