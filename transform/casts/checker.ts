/** TypeScript's own checker over an emitted file. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Project, ts } from "ts-morph";

/** Emitted files are read as a TypeScript project of today would read them. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  verbatimModuleSyntax: true,
};

/** A file of this package, so that `py2mp/…` means the runtime beside which this converter stands. */
const PATH = join(dirname(fileURLToPath(import.meta.url)), "checked.mts");

/** How files of the runtime import each other, and the checked file them. */
export const packageSpecifier = (module: string): string => `py2mp/${module}`;

/** A file with what the checker says about it. */
export interface Checked {
  file: ts.SourceFile;
  checker: ts.TypeChecker;
  complaints: readonly ts.Diagnostic[];
}

/** Keeps the library's and the runtime's declarations, which never change, from one file to the next. */
let project: Project | null = null;

export function check(text: string): Checked {
  project ??= new Project({ compilerOptions: OPTIONS, skipAddingFilesFromTsConfig: true });
  project.createSourceFile(PATH, text, { overwrite: true });
  const program = project.getProgram().compilerObject;
  const file = program.getSourceFile(PATH)!;
  return { file, checker: program.getTypeChecker(), complaints: program.getSemanticDiagnostics(file) };
}

/** True for a text without errors of syntax. */
export function isReadable(text: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, compilerOptions: OPTIONS });
  return diagnostics.every(({ category }) => category !== ts.DiagnosticCategory.Error);
}
