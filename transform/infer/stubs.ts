/**
 * The `.pyi` stubs that describe the runtime's modules: finding, parsing and looking up their members, all on demand.
 *
 * A stub is a Python file beside the runtime module (`multiprocessing.pool` is runtime/multiprocessing/pool.pyi, `time`
 * runtime/stdlib/time.pyi, a package its index.pyi). Its language is Python's own stub language with PEP 695 generics, and:
 *
 * - `@fields` on `__getattr__`: the attributes are plain properties under any names, of which one that isn't there raises;
 * - `@options("name")` on a def: the parameters from `name` on travel in the trailing options object;
 * - `@applies("target", "args", "kwargs")` on a def: the runtime calls the function given for parameter `target` with the
 *   elements of what is given for `args` (a tuple or list; `"*args"` when it is the varargs parameter itself; leave it out
 *   for none) and the keyword arguments of `kwargs` (a dict; `"**kwargs"` when it is the kwargs parameter itself). Several
 *   may stand on one def (a target and an initializer). `@applies_each("func", "iterable")`: called with the elements of
 *   each element of `iterable`, as `starmap` does;
 * - `@calls("release")` on `__enter__` or `__exit__`: what a `with` statement may call in its stead; `@calls("at", "slice")`
 *   on `__getitem__` and `@calls("set")` on `__setitem__`: what a subscript does, the second for slices without a step;
 * - `@blocks`: it may have to wait, and can be called again after it was left while it waited (kernel/attempt.ts);
 *   `@threads`: it has functions that it is given run in threads; `@steps`: a thread's own method, which may have steps;
 * - a parameter `Callable[[T], R]` says that the runtime calls the function with a T and uses its R; `Callable[..., R]`
 *   without `@applies` that it may be called with anything;
 * - `Reads[T]`: like Any, and in signatures T, where Python's own stubs say T although it may be something else;
 * - a parameter typed `object` is only looked at (printed, compared, hashed); `Any` may be kept and given back as Any;
 * - a parameter `list[T]`, `dict[K, V]`, ... may be written to with a T; `Iterable[T]` and other protocols are read only;
 * - `SmallInt` is an int that is always within ±2 ** 52 (`len`, `find`, `getpid`);
 * - `Literal["i", "l"]` in an overload is chosen when the argument is one of these constants;
 * - a name is public when the stub defines it, or imports it as `X as X` or from a relative module.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type * as ast from "../../parser/ast.js";
import { parse, SourceText } from "../../parser/index.js";
import { makeStubClass, makeStubFunction } from "./stub-members.js";
import { splitStub } from "./stub-text.js";
import type { StubClass, StubFunction } from "./types.js";

/** A public name of a stub module. */
export type StubEntry =
  | StubFunction
  | StubClass
  | { kind: "variable"; annotation: ast.Expression; module: StubModule }
  | { kind: "module"; name: string };

/** One parsed stub file. */
export class StubModule {
  /** Dotted Python name. */
  readonly name: string;
  readonly stubs: Stubs;
  private readonly path: string;
  private readonly isPackage: boolean;
  /** The statements that define each name: their text until the name is asked for. */
  private readonly definitions = new Map<string, string[]>();
  private readonly imports = new Map<string, { module: string; name: string | null; isPublic: boolean }>();
  private readonly starImports: string[] = [];
  private readonly entries = new Map<string, StubEntry | null>();

  constructor(name: string, text: string, file: { path: string; isPackage: boolean }, stubs: Stubs) {
    this.name = name;
    this.stubs = stubs;
    this.path = file.path;
    this.isPackage = file.isPackage;
    for (const statement of splitStub(text)) {
      if (statement.name === null) for (const parsed of this.parse(statement.text)) this.index(parsed);
      else this.define(statement.name, statement.text);
    }
  }

  /** A name that scripts may import; null when the module has none such. */
  member(name: string): StubEntry | null {
    const imported = this.imports.get(name);
    if (imported !== undefined && !imported.isPublic && !this.definitions.has(name)) return null;
    return this.lookup(name);
  }

  /** A name as the stub's own annotations see it. */
  lookup(name: string): StubEntry | null {
    let entry = this.entries.get(name);
    if (entry === undefined) {
      this.entries.set(name, null);
      entry = this.make(name);
      this.entries.set(name, entry);
    }
    return entry;
  }

  /** The names that `from module import *` brings in. */
  publicNames(): string[] {
    const own = [...this.definitions.keys()];
    const imported = [...this.imports].filter(([, entry]) => entry.isPublic).map(([name]) => name);
    const starred = this.starImports.flatMap((module) => this.stubs.module(module)?.publicNames() ?? []);
    return [...own, ...imported, ...starred].filter((name) => !name.startsWith("_"));
  }

  private make(name: string): StubEntry | null {
    const definitions = this.definitions.get(name);
    if (definitions !== undefined) return this.makeDefinition(definitions.flatMap((text) => this.parse(text)));
    const imported = this.imports.get(name);
    if (imported !== undefined) {
      if (imported.name === null) return { kind: "module", name: imported.module };
      return this.stubs.member(imported.module, imported.name);
    }
    for (const module of this.starImports) {
      const entry = this.stubs.module(module)?.member(name);
      if (entry) return entry;
    }
    return null;
  }

  private makeDefinition(definitions: ast.Statement[]): StubEntry | null {
    const last = definitions[definitions.length - 1]!;
    switch (last.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        return makeStubFunction(definitions.filter(isFunction), this, null);
      case "ClassDef":
        return makeStubClass(last, this);
      case "AnnAssign":
        return { kind: "variable", annotation: last.annotation, module: this };
      case "Assign":
        return this.alias(last.value);
      default:
        return null;
    }
  }

  /** `name = other`: another name for the same thing. */
  private alias(value: ast.Expression): StubEntry | null {
    if (value.kind === "Name") return this.lookup(value.id) ?? this.stubs.builtin(value.id);
    if (value.kind !== "Attribute" || value.value.kind !== "Name") return null;
    const module = this.lookup(value.value.id);
    return module?.kind === "module" ? this.stubs.member(module.name, value.attr) : null;
  }

  private parse(text: string): ast.Statement[] {
    const { module, errors } = parse(new SourceText(text, this.path));
    if (module === null) throw new Error(`${this.path}: ${errors[0]?.message ?? "does not parse"} in:\n${text}`);
    return module.body;
  }

  private index(statement: ast.Statement): void {
    if (statement.kind === "ImportFrom") return this.indexImportFrom(statement);
    if (statement.kind !== "Import") return;
    for (const alias of statement.names) {
      const local = alias.asname ?? alias.name.split(".")[0]!;
      const module = alias.asname === null ? local : alias.name;
      this.imports.set(local, { module, name: null, isPublic: alias.asname === alias.name });
    }
  }

  private indexImportFrom(statement: ast.ImportFrom): void {
    const module = this.absolute(statement);
    for (const alias of statement.names) {
      if (alias.name === "*") {
        this.starImports.push(module);
        continue;
      }
      const isPublic = statement.level > 0 || alias.asname === alias.name;
      this.imports.set(alias.asname ?? alias.name, { module, name: alias.name, isPublic });
    }
  }

  private absolute(statement: ast.ImportFrom): string {
    if (statement.level === 0) return statement.module ?? "";
    const parts = this.name.split(".");
    const kept = parts.slice(0, parts.length - statement.level + (this.isPackage ? 1 : 0));
    return [...kept, ...(statement.module === null ? [] : [statement.module])].join(".");
  }

  private define(name: string, text: string): void {
    const known = this.definitions.get(name);
    if (known === undefined) this.definitions.set(name, [text]);
    else known.push(text);
  }
}

/** All stubs of one conversion. Parses a file when one of its names is first asked for. */
export class Stubs {
  private readonly root: string;
  private readonly modules = new Map<string, StubModule | null>();

  /** @param root the folder with the runtime's stubs; that of this package unless a test has its own */
  constructor(root: string = join(packageRoot(), "runtime")) {
    this.root = root;
  }

  /** The stub of a module; null when there is none. */
  module(name: string): StubModule | null {
    let module = this.modules.get(name);
    if (module === undefined) {
      this.modules.set(name, null);
      module = this.load(name);
      this.modules.set(name, module);
    }
    return module;
  }

  /** A public member of a module: what its stub says, or a submodule. */
  member(module: string, name: string): StubEntry | null {
    const entry = this.module(module)?.member(name) ?? null;
    if (entry !== null) return entry;
    const submodule = `${module}.${name}`;
    return this.module(submodule) === null ? null : { kind: "module", name: submodule };
  }

  builtin(name: string): StubEntry | null {
    return this.module("builtins")?.member(name) ?? null;
  }

  /** A class of the builtins by name, such as `list`; also those without a public name, `Iterator` and `Generator`. */
  builtinClass(name: string): StubClass | null {
    const entry = this.builtin(name) ?? this.member("builtins.protocols", name);
    return entry !== null && "ownMember" in entry ? entry : null;
  }

  private load(name: string): StubModule | null {
    for (const path of candidates(name)) {
      const file = join(this.root, path);
      if (!existsSync(file)) continue;
      return new StubModule(
        name,
        readFileSync(file, "utf8"),
        { path: file, isPackage: path.endsWith("index.pyi") },
        this,
      );
    }
    return null;
  }
}

function candidates(module: string): string[] {
  if (module === "builtins") return ["builtins/builtins.pyi"];
  if (!/^\w+(\.\w+)*$/.test(module)) return [];
  const path = module.replaceAll(".", "/");
  return [`${path}.pyi`, `${path}/index.pyi`, `stdlib/${path}.pyi`, `stdlib/${path}/index.pyi`];
}

function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

function isFunction(statement: ast.Statement): statement is ast.FunctionDef | ast.AsyncFunctionDef {
  return statement.kind === "FunctionDef" || statement.kind === "AsyncFunctionDef";
}
