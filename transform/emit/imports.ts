/** The imports of the emitted file, collected while lowering and written once. */

/** One imported name: `name` of the module under `local` in the file. */
export interface ImportedName {
  name: string;
  local: string;
  typeOnly: boolean;
}

export interface ModuleImport {
  /** Specifier without the package's name: `main`, `multiprocessing`, `time`. */
  module: string;
  /** `import * as namespace from`. */
  namespace: string | null;
  names: ImportedName[];
}

/** Helpers and modules that the emitted code uses, in order of first use (`main` first). */
export class ImportRequests {
  private readonly modules = new Map<string, ModuleImport>();
  private readonly taken: ReadonlySet<string>;

  /** @param taken names that the script itself binds; a helper of such a name is imported as `py_name` */
  constructor(taken: ReadonlySet<string>) {
    this.taken = taken;
  }

  /** Records the use of a helper of `py2mp/main`; returns the name under which the file knows it. */
  helper(name: string): string {
    return this.named("main", name, this.taken.has(name) ? `py_${name}` : name);
  }

  /** As {@link helper}, for a name used in types only. */
  typeHelper(name: string): string {
    return this.named("main", name, this.taken.has(name) ? `py_${name}` : name, true);
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
    this.entry(module).namespace = local;
    return local;
  }

  /** The runtime is imported, even by a script that uses nothing of it: its import starts the program. */
  start(): void {
    this.entry("main");
  }

  all(): ModuleImport[] {
    return [...this.modules.values()].sort((a, b) => Number(b.module === "main") - Number(a.module === "main"));
  }

  private entry(module: string): ModuleImport {
    let entry = this.modules.get(module);
    if (!entry) this.modules.set(module, (entry = { module, namespace: null, names: [] }));
    return entry;
  }
}
