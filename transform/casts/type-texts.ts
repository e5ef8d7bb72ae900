/** Types of TypeScript's checker as text for the emitted file. */
import { ts } from "ts-morph";
import type { ImportRequests } from "../emit/imports.js";
import type { Checked } from "./checker.js";

const FLAGS =
  ts.NodeBuilderFlags.NoTruncation |
  ts.NodeBuilderFlags.UseAliasDefinedOutsideCurrentScope |
  ts.NodeBuilderFlags.UseStructuralFallback |
  ts.NodeBuilderFlags.WriteTypeParametersInQualifiedName;

export class TypeTexts {
  private readonly checked: Checked;
  private readonly imports: ImportRequests;
  private readonly printer = ts.createPrinter({ removeComments: true });
  private helpers: ReadonlySet<string> | null = null;

  constructor(checked: Checked, imports: ImportRequests) {
    this.checked = checked;
    this.imports = imports;
  }

  /** Null for a type that can't be said in the file, or says nothing. */
  write(type: ts.Type): string | null {
    if ((type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Never | ts.TypeFlags.Unknown)) !== 0) return null;
    const { checker, file } = this.checked;
    const node = checker.typeToTypeNode(type, file, FLAGS);
    if (node === undefined) return null;
    const written = this.printer.printNode(ts.EmitHint.Unspecified, node, file);
    const parsed = ts.createSourceFile("type.ts", `type T = ${written};`, ts.ScriptTarget.Latest, true);
    const alias = parsed.statements[0] as ts.TypeAliasDeclaration;
    return this.spell(alias.type);
  }

  /** The type's text with the names of the runtime as the file imports them. */
  private spell(type: ts.TypeNode): string | null {
    const changes: { start: number; end: number; text: string }[] = [];
    let isSayable = true;
    const visit = (node: ts.Node): void => {
      const name = importedName(node);
      if (name !== null) {
        const known = this.nameOf(name.text);
        if (known === null) isSayable = false;
        else changes.push({ start: name.start, end: name.end, text: known });
        if (!ts.isImportTypeNode(node)) return;
        node.typeArguments?.forEach(visit);
        return;
      }
      // What has no name outside the runtime: a symbol as a property's name, a type parameter.
      if (ts.isComputedPropertyName(node) || node.kind === ts.SyntaxKind.AnyKeyword) isSayable = false;
      ts.forEachChild(node, visit);
    };
    visit(type);
    if (!isSayable) return null;
    const source = type.getSourceFile();
    let text = source.text.slice(0, type.end);
    for (const { start, end, text: name } of changes.reverse()) text = text.slice(0, start) + name + text.slice(end);
    return text.slice(type.getStart(source)).replace(/\s+/g, " ");
  }

  /** By what name the file knows a type; null when it can't know it. */
  private nameOf(name: string): string | null {
    const { checker, file } = this.checked;
    const symbol = checker.resolveName(name, file, ts.SymbolFlags.Type, false);
    if (symbol !== undefined) return name;
    return this.mainExports().has(name) ? this.imports.typeHelper(name) : null;
  }

  private mainExports(): ReadonlySet<string> {
    const { checker, file } = this.checked;
    const main = file.statements.find(
      (statement): statement is ts.ImportDeclaration =>
        ts.isImportDeclaration(statement) && statement.moduleSpecifier.getText(file).includes("py2mp/main"),
    );
    const module = main && checker.getSymbolAtLocation(main.moduleSpecifier);
    this.helpers ??= new Set(module ? checker.getExportsOfModule(module).map((symbol) => symbol.name) : []);
    return this.helpers;
  }
}

/** The name of a type that may need an import, and where it stands: `T` or `import("…").T`. */
function importedName(node: ts.Node): { text: string; start: number; end: number } | null {
  if (ts.isImportTypeNode(node)) {
    const name = node.qualifier;
    const isPlain = name !== undefined && ts.isIdentifier(name) && !node.isTypeOf;
    return isPlain ? { text: name.text, start: node.getStart(), end: name.end } : null;
  }
  if (ts.isIdentifier(node) && ts.isTypeReferenceNode(node.parent) && node.parent.typeName === node) {
    return { text: node.text, start: node.getStart(), end: node.end };
  }
  return null;
}
