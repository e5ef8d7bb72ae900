/** Where each comment of the script belongs: which statement it precedes, follows or stands in. */
import type * as ast from "../../parser/ast.js";
import type { SourceText } from "../../parser/source.js";

/** A run of statements that share an indentation: a body, an `else`, a handler's body... */
export interface Suite {
  statements: PlacedStatement[];
  /** The statement it is part of; null for the module. */
  owner: PlacedStatement | null;
}

/** A statement with the comments that belong to it. */
export interface PlacedStatement {
  node: ast.Statement;
  /** Offset of its first character, decorators included. */
  start: number;
  end: number;
  indentation: number;
  suite: Suite;
  /** Comments on the lines above it. */
  before: ast.Comment[];
  /** Comments inside it, in a multi-line expression or header. */
  inside: ast.Comment[];
  /** Comments behind it, on its last line. */
  trailing: ast.Comment[];
  /** Comments on the lines below it, at the end of its suite. */
  after: ast.Comment[];
}

export interface Placement {
  /** Every statement of the module, nested ones included, in source order. */
  statements: PlacedStatement[];
  /** Comments of a module without statements. */
  orphans: ast.Comment[];
}

/** Gives every comment of the module to a statement. A shebang and a coding cookie say nothing in TypeScript: dropped. */
export function placeComments(module: ast.Module, source: SourceText): Placement {
  const statements: PlacedStatement[] = [];
  collect(module.body, null, source, statements);
  const comments = module.comments.filter((comment) => !isInterpreterLine(comment, source));
  if (statements.length === 0) return { statements, orphans: comments };
  const placer = new Placer(statements, source);
  for (const comment of comments) placer.place(comment);
  return { statements, orphans: [] };
}

/** True when the line above the one at `offset` is blank. */
export function blankLineBefore(offset: number, source: SourceText): boolean {
  const { line } = source.position(offset);
  return line > 1 && source.lineText(line - 1).trim() === "";
}

/** The statement suites directly inside a statement, in source order. */
function suitesOf(node: ast.Statement): ast.Statement[][] {
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "ClassDef":
    case "With":
    case "AsyncWith":
      return [node.body];
    case "For":
    case "AsyncFor":
    case "While":
    case "If":
      return [node.body, node.orelse];
    case "Try":
    case "TryStar":
      return [node.body, ...node.handlers.map((handler) => handler.body), node.orelse, node.finalbody];
    case "Match":
      return node.cases.map((clause) => clause.body);
    default:
      return [];
  }
}

function collect(
  body: ast.Statement[],
  owner: PlacedStatement | null,
  source: SourceText,
  into: PlacedStatement[],
): void {
  const suite: Suite = { statements: [], owner };
  for (const node of body.filter(isWritten)) {
    const start = outerStart(node, source);
    const placed: PlacedStatement = {
      ...{ node, start, end: node.end, indentation: indentationAt(start, source), suite },
      ...{ before: [], inside: [], trailing: [], after: [] },
    };
    suite.statements.push(placed);
    into.push(placed);
    for (const inner of suitesOf(node)) collect(inner, placed, source, into);
  }
}

/** False for what the transform added: it takes no room in the source. */
function isWritten(node: ast.Statement): boolean {
  return node.end > node.start;
}

/** A definition begins at its first decorator's `@`. */
function outerStart(node: ast.Statement, source: SourceText): number {
  const first = "decorator_list" in node ? node.decorator_list[0] : undefined;
  return first ? source.text.lastIndexOf("@", first.start) : node.start;
}

function indentationAt(offset: number, source: SourceText): number {
  const { line, column } = source.position(offset);
  let width = 0;
  for (const character of source.lineText(line).slice(0, column)) width += character === "\t" ? 8 - (width % 8) : 1;
  return width;
}

function isInterpreterLine(comment: ast.Comment, source: SourceText): boolean {
  const { line } = source.position(comment.start);
  if (line === 1 && comment.text.startsWith("#!")) return true;
  return line <= 2 && comment.ownLine && /coding[:=][ \t]*[-\w.]+/.test(comment.text);
}

/** Places comments one after the other, in source order. */
class Placer {
  private readonly statements: PlacedStatement[];
  private readonly source: SourceText;
  /** Index of the first statement that begins behind the comment at hand. */
  private nextIndex = 0;
  /** Indentation of the last comment given to a place between two statements: those below it can't stand deeper. */
  private cap = Infinity;

  constructor(statements: PlacedStatement[], source: SourceText) {
    this.statements = statements;
    this.source = source;
  }

  place(comment: ast.Comment): void {
    while (this.statements[this.nextIndex] && this.statements[this.nextIndex]!.start < comment.start) {
      this.nextIndex++;
      this.cap = Infinity;
    }
    const previous = this.statements[this.nextIndex - 1];
    const next = this.statements[this.nextIndex];
    if (!previous) next!.before.push(comment);
    else if (comment.start < previous.end) this.placeInside(comment, previous, next);
    else if (comment.ownLine) this.placeBetween(comment, previous, next);
    else if (!next || this.onSameLine(previous.end, comment.start)) previous.trailing.push(comment);
    // Behind `else:`, `except E:` and their like.
    else next.before.push(comment);
  }

  /** In a multi-line expression, in a header, or between a header and its first statement. */
  private placeInside(comment: ast.Comment, around: PlacedStatement, next: PlacedStatement | undefined): void {
    const isBody = next !== undefined && next.suite.owner === around;
    // Around `case` there is no better place than the case's body.
    const isAroundCase = around.node.kind === "Match" && comment.start >= around.node.subject.end;
    if (isBody && (isAroundCase || this.onlyCommentsBetween(comment.end, next))) next.before.push(comment);
    else around.inside.push(comment);
  }

  /** At the end of the deepest suite that its indentation fits, or else above the next statement. */
  private placeBetween(comment: ast.Comment, previous: PlacedStatement, next: PlacedStatement | undefined): void {
    const column = Math.min(indentationAt(comment.start, this.source), this.cap);
    const level = next ? this.levelOfGap(comment, next) : -1;
    let place: PlacedStatement | null = previous;
    while (place && place.end <= comment.start && place.indentation > column) place = place.suite.owner;
    if (place && place.end <= comment.start && place.indentation > level) place.after.push(comment);
    else if (next) next.before.push(comment);
    else this.lastOfModule().after.push(comment);
    this.cap = column;
  }

  /** Indentation of the line of code below the comment: the next statement's, or that of the `else:` above it. */
  private levelOfGap(comment: ast.Comment, next: PlacedStatement): number {
    const clauseBetween = next.suite.owner !== null && !this.onlyCommentsBetween(comment.end, next);
    return clauseBetween ? next.suite.owner!.indentation : next.indentation;
  }

  private onlyCommentsBetween(offset: number, next: PlacedStatement): boolean {
    return this.source.text.slice(offset, next.start).replace(/#.*/g, "").trim() === "";
  }

  private onSameLine(left: number, right: number): boolean {
    return !this.source.text.slice(left, right).includes("\n");
  }

  private lastOfModule(): PlacedStatement {
    return this.statements.findLast((statement) => statement.suite.owner === null)!;
  }
}
