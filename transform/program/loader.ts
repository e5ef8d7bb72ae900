/** Reads a script and, from there, the files of all modules that it may import. */
import { readdirSync, readFileSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";
import type * as ast from "../../parser/ast.js";
import { decodeSource, parse, SourceText, type SyntaxError } from "../../parser/index.js";
import { walk } from "../../parser/walk.js";
import type { Diagnostic } from "../diagnostics.js";
import { Finder, type FoundModule } from "./finder.js";
import { importedModules, isImportCall, makeImportsAbsolute } from "./import-names.js";
import { isBeforePath, isStandard } from "./library-names.js";
import { searchPath } from "./search-path.js";
import { parentOf, type ParsedModule } from "./source-module.js";

/** A script's bytes, or its text. */
export type Input = Uint8Array | SourceText;

/** A script as a command was given it. */
export interface Script {
  input: Input;
  /** What messages and tracebacks call it. */
  filename: string;
  /** The file's name without folder and extension. */
  name: string;
  /** False for a script that no other files belong to: its imports are the library's. */
  hasModules: boolean;
}

/** Scripts and the modules that they may import. */
export interface LoadedProgram {
  /** By name. */
  modules: Map<string, ParsedModule>;
  /** Files that would have been read, had they been there. */
  missed: ReadonlySet<string>;
  /** Syntax errors of all files; nothing that has one is in `modules`. */
  diagnostics: Diagnostic[];
}

/**
 * Loads scripts and the modules that they, and those that their modules, may import.
 *
 * @throws {NameClash} when two files of one program have one name
 */
export function loadScripts(scripts: readonly Script[]): LoadedProgram {
  const loaded = scripts.map((script) => new Loader().load(script));
  const [only] = loaded;
  if (loaded.length === 1) return only!;
  const modules = new Map<string, ParsedModule>();
  for (const module of loaded.flatMap((program) => [...program.modules.values()])) {
    const known = modules.get(module.name);
    if (known && !isSameFile(known, module)) throw new NameClash(known.path ?? known.name, module.path ?? module.name);
    if (!known || module.isScript) modules.set(module.name, module);
  }
  const missed = new Set(loaded.flatMap((program) => [...program.missed]));
  return { modules, missed, diagnostics: withoutDuplicates(loaded.flatMap(({ diagnostics }) => diagnostics)) };
}

/** Two files of one program have one name. */
export class NameClash extends Error {
  constructor(one: string, other: string) {
    super(`${one} and ${other} are modules of one name`);
  }
}

const isSameFile = (a: ParsedModule, b: ParsedModule): boolean =>
  a.path === null || b.path === null ? a.path === b.path : resolve(a.path) === resolve(b.path);

/** A module of several scripts is read for each. */
function withoutDuplicates(diagnostics: Diagnostic[]): Diagnostic[] {
  const keyOf = ({ source, start, message }: Diagnostic): string => `${source.filename} ${start} ${message}`;
  return [...new Map(diagnostics.map((diagnostic) => [keyOf(diagnostic), diagnostic])).values()];
}

/** Puts scripts that have modules in common together, since these are converted for all of them at once. */
export function groupScripts(scripts: readonly Script[]): Script[][] {
  const groups: { scripts: Script[]; files: Set<string> }[] = [];
  for (const script of scripts) {
    const { modules } = new Loader().load(script);
    const files = new Set([...modules.values()].flatMap(({ path }) => (path === null ? [] : [resolve(path)])));
    const [first, ...others] = groups.filter((group) => [...files].some((file) => group.files.has(file)));
    const joined = { scripts: [first, ...others].flatMap((group) => group?.scripts ?? []).concat(script), files };
    for (const group of [first, ...others]) group?.files.forEach((file) => files.add(file));
    const left = groups.filter((group) => group !== first && !others.includes(group));
    groups.splice(0, Infinity, ...left, joined);
  }
  return groups.map((group) => group.scripts);
}

class Loader {
  private readonly modules = new Map<string, ParsedModule>();
  private readonly diagnostics: Diagnostic[] = [];
  private readonly finder = new Finder();
  private readonly places = new Map<string, FoundModule | null>();
  private folders: string[] = [];
  /** Messages name files as the script is named: from the root, or from the working folder. */
  private isAbsolute = false;
  /** What may name a module that is imported by a name made at run time. */
  private readonly texts = new Set<string>();
  private importsByName = false;

  load({ input, filename, name, hasModules }: Script): LoadedProgram {
    const script = this.parse(input, { name, path: filename, isPackage: false, isScript: true });
    if (script !== null) {
      this.modules.set(name, script);
      if (hasModules) this.loadModules(script, filename);
    }
    return { modules: this.modules, missed: this.finder.missed, diagnostics: this.diagnostics };
  }

  private loadModules(script: ParsedModule, filename: string): void {
    this.isAbsolute = isAbsolute(filename);
    this.folders = searchPath(script.module, resolve(filename));
    this.follow(script);
    if (!this.importsByName) return;
    for (const text of this.texts) if (/^[^\W\d]\w*(\.[^\W\d]\w*)*$/.test(text)) this.loadNamed(text);
  }

  /** Loads what a module imports, depth first, as Python would. */
  private follow(module: ParsedModule): void {
    this.noteTexts(module.module);
    for (const { name } of importedModules(module)) this.loadNamed(name);
  }

  private loadNamed(name: string): void {
    if (this.modules.has(name)) return;
    const place = this.find(name);
    if (place === null) return;
    const input = place.file === null ? new SourceText("", name) : readFileSync(place.file);
    const isPackage = place.folders !== null;
    const path = place.file === null || this.isAbsolute ? place.file : relative("", place.file);
    const module = this.parse(input, { name, path, isPackage, isScript: false });
    if (module === null) return;
    this.modules.set(name, module);
    this.follow(module);
  }

  private parse(input: Input, of: Pick<ParsedModule, "name" | "path" | "isPackage" | "isScript">): ParsedModule | null {
    const { source, module, diagnostics } = parseScript(input, of.path ?? of.name);
    this.diagnostics.push(...diagnostics);
    if (module === null) return null;
    const parsed = { ...of, source, module };
    makeImportsAbsolute(parsed);
    return parsed;
  }

  /** Where the user's module of a name is; null when there is none, or CPython would find its own. */
  private find(name: string): FoundModule | null {
    let place = this.places.get(name);
    if (place === undefined) this.places.set(name, (place = this.search(name)));
    return place;
  }

  private search(name: string): FoundModule | null {
    const parent = parentOf(name);
    if (parent !== "") {
      const folders = this.find(parent)?.folders ?? null;
      return folders && this.finder.find(name.slice(parent.length + 1), folders);
    }
    if (isBeforePath(name)) return null;
    const found = this.finder.find(name, this.folders);
    // A folder without `__init__.py` is a package only where nothing else of that name is found.
    return found?.file === null && isStandard(name) ? null : found;
  }

  /** Notes the texts that may become names of modules, and loads whole packages whose modules are named by their end. */
  private noteTexts(module: ast.Module): void {
    walk(module, {
      enter: (node) => {
        if (node.kind === "Constant" && node.value.type === "str") this.texts.add(node.value.value);
        if (node.kind === "Call" && isImportCall(node) && node.args[0]?.kind !== "Constant") {
          this.importsByName = true;
          const prefix = prefixOf(node.args[0]);
          if (prefix !== null) this.loadAll(prefix);
        }
      },
    });
  }

  /** Loads the modules whose names begin with the text: `plugins.`, `plugin_`, `pkg.plugin_`. */
  private loadAll(prefix: string): void {
    const parent = parentOf(prefix);
    const start = prefix.slice(parent === "" ? 0 : parent.length + 1);
    if (parent === "" && start === "") return;
    if (parent !== "") this.loadNamed(parent);
    const folders = parent === "" ? this.folders : (this.find(parent)?.folders ?? []);
    for (const folder of folders) {
      for (const entry of readdirSync(folder).sort()) {
        const member = /^([^\W\d]\w*)(?:\.py)?$/.exec(entry)?.[1];
        if (member?.startsWith(start) === true && member !== "__init__" && member !== "__pycache__")
          this.loadNamed(parent === "" ? member : `${parent}.${member}`);
      }
    }
  }
}

/** The text that an expression surely begins with. */
function prefixOf(node: ast.Expression | undefined): string | null {
  if (node?.kind === "BinOp") return prefixOf(node.left);
  if (node?.kind === "Call" && node.func.kind === "Attribute" && node.func.attr === "format")
    return prefixOf(node.func.value);
  const first = node?.kind === "JoinedStr" ? node.values[0] : node;
  return first?.kind === "Constant" && first.value.type === "str" ? first.value.value.replace(/[%{].*/s, "") : null;
}

// -------------------------------------------------------------------------------------------------- one file

/** A syntax tree; `module` is null when there are errors. */
export interface ParsedScript {
  source: SourceText;
  module: ast.Module | null;
  diagnostics: Diagnostic[];
}

/**
 * Decodes and parses a script.
 *
 * @param read `parse` finds the errors of CPython's compiler too; `parseSyntax` only those of its parser, as `ast.parse`
 */
export function parseScript(input: Input, filename: string, read: typeof parse = parse): ParsedScript {
  const source = input instanceof SourceText ? input : decodeSource(input, filename, read === parse ? "file" : "bytes");
  if (!(source instanceof SourceText)) return undecodable(input as Uint8Array, source, filename);
  const { module, errors } = read(source);
  return { source, module, diagnostics: errors.map((error) => syntaxDiagnostic(error, source)) };
}

/** A file that is not text in its encoding: shown byte by byte, so that the place of the error is right. */
function undecodable(bytes: Uint8Array, error: SyntaxError, filename: string): ParsedScript {
  const source = new SourceText(new TextDecoder("latin1").decode(bytes), filename);
  return { source, module: null, diagnostics: [syntaxDiagnostic(error, source)] };
}

function syntaxDiagnostic({ code, message, start, end, errorType }: SyntaxError, source: SourceText): Diagnostic {
  return { code, message: `${errorType}: ${message}`, severity: "error", start, end, source };
}
