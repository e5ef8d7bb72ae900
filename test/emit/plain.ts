/**
 * A lowering that keeps nothing of a script but its shape: a simple statement of line 7 becomes `line7(…)` with the items
 * of its display or call, compound statements become their nearest relatives. It leaves the emitter alone to be tested.
 */
import { ts } from "ts-morph";
import { parse, SourceText } from "../../parser/index.js";
import type * as ast from "../../parser/ast.js";
import { bind } from "../../transform/bind/index.js";
import type { Context } from "../../transform/context.js";
import { documented, docstringOf } from "../../transform/emit/docstring.js";
import { ImportRequests } from "../../transform/emit/imports.js";
import { emit, type EmittedFiles } from "../../transform/emit/index.js";
import { at } from "../../transform/emit/origin.js";

const f = ts.factory;

/** Emits the shape of a script. */
export async function emitPlain(python: string): Promise<EmittedFiles> {
  const source = new SourceText(python, "plain.py");
  const { module, errors } = parse(source);
  if (!module) throw new Error(`plain.py: ${errors[0]!.message}`);
  const imports = new ImportRequests(new Set());
  imports.start();
  const statements = new PlainLowering(source, imports).statements(withoutDocstring(module.body));
  // The emitter does not ask for types.
  const context = { source, module, bindings: bind(module), imports } as unknown as Context;
  const options = { name: "plain", sourceUrl: "plain.py", specifier: (name: string) => `py2mp/${name}` };
  return emit(statements, context, options);
}

function withoutDocstring(body: ast.Statement[]): ast.Statement[] {
  return docstringOf(body) === null ? body : body.slice(1);
}

function specifier(module: string, separator = "/"): string {
  return module.replaceAll(".", separator);
}

function named(name: string): string {
  return name === "*" ? "all" : name;
}

class PlainLowering {
  private readonly source: SourceText;
  private readonly imports: ImportRequests;

  constructor(source: SourceText, imports: ImportRequests) {
    this.source = source;
    this.imports = imports;
  }

  statements(body: readonly ast.Statement[]): ts.Statement[] {
    return body.flatMap((node) => this.statement(node).map((each) => at(each, node)));
  }

  private statement(node: ast.Statement): ts.Statement[] {
    switch (node.kind) {
      case "Import":
        for (const { name, asname } of node.names)
          this.imports.namespace(specifier(name), asname ?? specifier(name, "_"));
        return [];
      case "ImportFrom":
        for (const { name, asname } of node.names)
          this.imports.named(specifier(node.module ?? ""), named(name), asname ?? named(name));
        return [];
      case "Pass":
      case "Global":
      case "Nonlocal":
        return [];
      case "FunctionDef":
      case "AsyncFunctionDef":
        return [this.functionDeclaration(node)];
      case "ClassDef":
        return [documented(this.classDeclaration(node), docstringOf(node.body))];
      case "If":
        return [f.createIfStatement(this.line(node), this.block(node.body), this.alternative(node))];
      case "While":
        return [f.createWhileStatement(this.line(node), this.block(node.body))];
      case "For":
      case "AsyncFor":
        return [f.createForOfStatement(undefined, this.variable("_"), this.line(node), this.block(node.body))];
      case "Try":
      case "TryStar":
        return [this.tryStatement(node)];
      case "With":
      case "AsyncWith":
        return [f.createTryStatement(this.block(node.body), undefined, f.createBlock([]))];
      case "Match":
        return [
          f.createSwitchStatement(this.line(node), f.createCaseBlock(node.cases.map((each) => this.clause(each)))),
        ];
      case "Return":
        return [f.createReturnStatement(node.value ? this.items(node.value) : undefined)];
      case "Expr":
      case "Assign":
        return [f.createExpressionStatement(this.items(node.value))];
      default:
        return [f.createExpressionStatement(this.line(node))];
    }
  }

  /** `[a, b]` and `g(a, b)` keep their items, `x if y else z` its parts; anything else becomes `lineN`. */
  private items(node: ast.Expression): ts.Expression {
    if (node.kind === "List")
      return at(f.createArrayLiteralExpression(node.elts.map((each) => this.items(each))), node);
    if (node.kind !== "Call") return at(this.line(node), node);
    return at(
      f.createCallExpression(
        this.line(node.func),
        undefined,
        node.args.map((each) => this.items(each)),
      ),
      node,
    );
  }

  private line(node: ast.Node): ts.Expression {
    return f.createIdentifier(`line${this.source.position(node.start).line}`);
  }

  private block(body: ast.Statement[]): ts.Block {
    const statements = this.statements(withoutDocstring(body));
    return at(f.createBlock(statements, true), { start: body[0]!.start, end: body.at(-1)!.end });
  }

  private alternative({ orelse }: ast.If): ts.Statement | undefined {
    if (orelse.length === 0) return undefined;
    const isElif = this.source.text.startsWith("elif", orelse[0]!.start);
    return isElif ? this.statements(orelse)[0] : this.block(orelse);
  }

  private functionDeclaration(node: ast.FunctionDef | ast.AsyncFunctionDef): ts.Statement {
    const body = this.block(node.body);
    const declaration = f.createFunctionDeclaration(undefined, undefined, node.name, undefined, [], undefined, body);
    return documented(declaration, docstringOf(node.body));
  }

  private classDeclaration(node: ast.ClassDef): ts.ClassDeclaration {
    const members = withoutDocstring(node.body).flatMap((member) => this.member(member));
    return f.createClassDeclaration(undefined, node.name, undefined, undefined, members);
  }

  private member(node: ast.Statement): ts.ClassElement[] {
    if (node.kind === "Pass") return [];
    const name = `line${this.source.position(node.start).line}`;
    const isMethod = node.kind === "FunctionDef";
    const element = isMethod
      ? f.createMethodDeclaration(
          undefined,
          undefined,
          node.name,
          undefined,
          undefined,
          [],
          undefined,
          this.block(node.body),
        )
      : f.createPropertyDeclaration(undefined, name, undefined, undefined, undefined);
    return [at(isMethod ? documented(element, docstringOf(node.body)) : element, node)];
  }

  private tryStatement(node: ast.Try | ast.TryStar): ts.Statement {
    const [handler] = node.handlers;
    const caught = handler && f.createCatchClause(undefined, this.block(handler.body));
    const inner = [...node.body, ...node.orelse, ...node.handlers.slice(1).flatMap(({ body }) => body)];
    const final = node.finalbody.length > 0 ? this.block(node.finalbody) : undefined;
    return f.createTryStatement(this.block(inner), caught, final);
  }

  private clause({ body }: ast.MatchCase): ts.CaseClause {
    return f.createCaseClause(this.line(body[0]!), [this.block(body)]);
  }

  private variable(name: string): ts.VariableDeclarationList {
    return f.createVariableDeclarationList([f.createVariableDeclaration(name)], ts.NodeFlags.Const);
  }
}
