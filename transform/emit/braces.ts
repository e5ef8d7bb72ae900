/**
 * `if (done) break;`: an `if` without `else`, or a loop, whose body is one short statement stands on one line. A body that
 * the script sets apart, by a comment or a blank line, keeps its braces.
 */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";
import { blankLineBefore } from "./comments.js";
import { LINE_WIDTH } from "./format.js";
import { originOf } from "./origin.js";

const INDENTATION = 2;

type OneBody = ts.IfStatement | ts.ForOfStatement | ts.ForStatement | ts.WhileStatement;

/** The same statements, without the braces that they can do without. */
export function dropBraces(
  statements: readonly ts.Statement[],
  comments: readonly ast.Comment[],
  source: SourceText,
): ts.Statement[] {
  const dropper = new BraceDropper(comments, source);
  return statements.map((statement) => dropper.visit(statement, 0) as ts.Statement);
}

class BraceDropper {
  private readonly comments: readonly ast.Comment[];
  private readonly source: SourceText;
  private readonly printer = ts.createPrinter({ removeComments: true });
  private readonly file = ts.createSourceFile("line.ts", "", ts.ScriptTarget.Latest);

  constructor(comments: readonly ast.Comment[], source: SourceText) {
    this.comments = comments;
    this.source = source;
  }

  visit(node: ts.Node, depth: number): ts.Node {
    const inner = ts.isBlock(node) || ts.isClassLike(node) ? depth + 1 : depth;
    const branch = ts.isIfStatement(node) ? node.elseStatement : undefined;
    const visitChild = (child: ts.Node): ts.Node =>
      child === branch ? this.branch(child, inner) : this.visit(child, inner);
    const visited = ts.visitEachChild(node, visitChild, undefined);
    return hasOneBody(visited) ? this.onOneLine(visited, depth) : visited;
  }

  /** The `else` of an `if`: the arms of `else if` all have braces. */
  private branch(node: ts.Node, depth: number): ts.Node {
    if (!ts.isIfStatement(node)) return this.visit(node, depth);
    const { expression, thenStatement, elseStatement } = node;
    const [test, yes] = [this.visit(expression, depth), this.visit(thenStatement, depth)];
    const no = elseStatement && (this.branch(elseStatement, depth) as ts.Statement);
    return ts.factory.updateIfStatement(node, test as ts.Expression, yes as ts.Statement, no);
  }

  private onOneLine(node: OneBody, depth: number): OneBody {
    const body = bodyOf(node);
    if (!ts.isBlock(body) || body.statements.length !== 1 || this.isSetApart(node, body)) return node;
    const [only] = body.statements;
    if (!isSimple(only!)) return node;
    const shorter = withBody(node, only!);
    return this.fits(shorter, depth) ? shorter : node;
  }

  /** True when the script has a comment beside the body or below it, or a blank line above it. */
  private isSetApart(node: OneBody, body: ts.Block): boolean {
    const [around, within] = [originOf(node), originOf(body)];
    if (around === null || within === null) return false;
    const [header, first] = [this.source.position(around.start), this.source.position(within.start)];
    const isBelow = ({ start, ownLine }: ast.Comment): boolean =>
      ownLine &&
      this.source.position(start).column > header.column &&
      this.source.text.slice(within.end, start).trim() === "";
    const isOfBody = (comment: ast.Comment): boolean =>
      comment.start > around.start && (comment.start < within.end || isBelow(comment));
    if (this.comments.some(isOfBody)) return true;
    return first.line > header.line && blankLineBefore(within.start, this.source);
  }

  private fits(node: OneBody, depth: number): boolean {
    const text = this.printer.printNode(ts.EmitHint.Unspecified, node, this.file);
    const [head, body, ...more] = text.split("\n");
    const width = depth * INDENTATION + head!.length + 1 + (body ?? "").trim().length;
    return more.length === 0 && width <= LINE_WIDTH;
  }
}

function hasOneBody(node: ts.Node): node is OneBody {
  if (ts.isIfStatement(node)) return node.elseStatement === undefined;
  return ts.isForOfStatement(node) || ts.isForStatement(node) || ts.isWhileStatement(node);
}

const bodyOf = (node: OneBody): ts.Statement => (ts.isIfStatement(node) ? node.thenStatement : node.statement);

function isSimple(node: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isReturnStatement(node) ||
    ts.isBreakStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isThrowStatement(node)
  );
}

function withBody(node: OneBody, body: ts.Statement): OneBody {
  const { factory } = ts;
  if (ts.isIfStatement(node)) return factory.updateIfStatement(node, node.expression, body, undefined);
  if (ts.isWhileStatement(node)) return factory.updateWhileStatement(node, node.expression, body);
  if (ts.isForStatement(node)) {
    return factory.updateForStatement(node, node.initializer, node.condition, node.incrementor, body);
  }
  return factory.updateForOfStatement(node, node.awaitModifier, node.initializer, node.expression, body);
}
