/** The imports of the emitted file, collected while lowering and written once. */

/** One imported name: `name` of the module under `local` in the file. */
export interface ImportedName {
  name: string;
  local: string;
  typeOnly: boolean;
}

export interface ModuleImport {
  /**
   * Specifier without the package's name (`main`, `multiprocessing/pool`); for a module of the program `./` and its Python
   * name (`./shapes.square`).
   */
  module: string;
  /** `import * as namespace from`. */
  namespaces: string[];
  names: ImportedName[];
  /** What the file hands on: `export { name as local } from`, `export * as local from` where there is no name. */
  exports: { name: string | null; local: string }[];
  /** True when the file is loaded for what its code does, whether or not anything of it is used. */
  runs: boolean;
}

/** Helpers and modules that the emitted code uses, in order of first use (`main` first). */
export class ImportRequests {
  private readonly modules = new Map<string, ModuleImport>();
  private readonly taken: ReadonlySet<string>;

  /** @param taken names that the script itself binds; a helper of such a name is imported as `py_name` */
  constructor(taken: ReadonlySet<string>) {
    this.taken = taken;
  }

  /** True for a name that the script itself binds. */
  isBound(name: string): boolean {
    return this.taken.has(name);
  }

  /** Records the use of a helper of `py2mp/main`; returns the name under which the file knows it. */
  helper(name: string): string {
    return this.named("main", name, this.helperName(name));
  }

  /** The name under which the file would know a helper of `py2mp/main`. */
  helperName(name: string): string {
    return this.taken.has(name) ? `py_${name}` : name;
  }

  /** As {@link helper}, for a name used in types only. */
  typeHelper(name: string): string {
    return this.named("main", name, this.helperName(name), true);
  }

  /** Records `import { name as local } from "py2mp/module"`; a use as a value outweighs uses as a type. */
  named(module: string, name: string, local: string, typeOnly = false): string {
    const entry = this.entry(module);
    const known = entry.names.find((other) => other.name === name && other.local === local);
    if (known) known.typeOnly &&= typeOnly;
    else entry.names.push({ name, local, typeOnly });
    return local;
  }

  /** Records `import * as local from "py2mp/module"`. */
  namespace(module: string, local: string): string {
    const { namespaces } = this.entry(module);
    if (!namespaces.includes(local)) namespaces.push(local);
    return local;
  }

  /** Records `export { name as local } from`; `export * as local from` where the name is null. */
  exported(module: string, name: string | null, local: string): void {
    const { exports } = this.entry(module);
    if (!exports.some((other) => other.local === local)) exports.push({ name, local });
  }

  /** A module's code is to run, even where nothing of it is used. */
  run(module: string): void {
    this.entry(module).runs = true;
  }

  /** The runtime is imported, even by a script that uses nothing of it: its import starts the program. */
  start(): void {
    this.run("main");
  }

  /** True when another module's thing already has the name in the file. */
  isTaken(local: string, module: string, name: string | null): boolean {
    return [...this.modules.values()].some(
      (entry) =>
        entry.names.some((other) => other.local === local && (entry.module !== module || other.name !== name)) ||
        (entry.namespaces.includes(local) && (entry.module !== module || name !== null)),
    );
  }

  all(): ModuleImport[] {
    return [...this.modules.values()].sort((a, b) => Number(b.module === "main") - Number(a.module === "main"));
  }

  private entry(module: string): ModuleImport {
    let entry = this.modules.get(module);
    if (!entry) this.modules.set(module, (entry = { module, namespaces: [], names: [], exports: [], runs: false }));
    return entry;
  }
}
