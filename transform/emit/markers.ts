/**
 * Origins made visible: comments in the printed text that say where a piece of the script begins and ends.
 *
 * TypeScript's printer tells nobody where in the text it puts a node. So each node with an origin is wrapped in two
 * marker comments before printing; `weave.ts` reads them off the tokens and leaves them out.
 */
import { ts } from "ts-morph";
import { at, originOf, type PythonRange } from "./origin.js";

/** What stands between two markers: an entry of a statement list or class body, a block, anything else. */
export type MarkedKind = "statement" | "block" | "part";

export interface Marker {
  opens: boolean;
  kind: MarkedKind;
  range: PythonRange;
}

const letters: Record<MarkedKind, string> = { statement: "s", block: "b", part: "p" };
const kinds = new Map<string, MarkedKind>([
  ["s", "statement"],
  ["b", "block"],
  ["p", "part"],
]);
const pattern = /^\/\*@([<>])([sbp])(\d+):(\d+)\*\/$/;

/** The marker that a comment is, or null for a comment of the script or the lowering. */
export function readMarker(comment: string): Marker | null {
  const match = pattern.exec(comment);
  if (!match) return null;
  const [, side, letter, start, end] = match as unknown as [string, string, string, string, string];
  return { opens: side === "<", kind: kinds.get(letter)!, range: { start: Number(start), end: Number(end) } };
}

/** The same statements, with markers around every node that has an origin. */
export function mark(statements: readonly ts.Statement[]): ts.Statement[] {
  adoptOrigins(statements);
  return statements.map((statement) => markNode(statement, null) as ts.Statement);
}

/** @param outer where the origin of the nearest marked node around begins: a part that begins there too needs no marks */
function markNode(node: ts.Node, outer: number | null): ts.Node {
  for (const list of entryLists(node)) adoptOrigins(list);
  const range = originOf(node);
  const visit = (child: ts.Node): ts.Node => markNode(child, range?.start ?? outer);
  const inner = fillEmptyBlock(ts.visitEachChild(node, visit, undefined));
  const kind = kindOf(inner);
  if (range && (kind !== "part" || range.start !== outer)) wrap(inner, kind, range);
  return inner;
}

function entryLists(node: ts.Node): (readonly ts.Node[])[] {
  if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) return [node.statements];
  if (ts.isCaseBlock(node)) return [node.clauses];
  if (ts.isClassLike(node)) return [node.members];
  return [];
}

/** An entry that the lowering added belongs to the one it follows; at the start of a list, to the one it precedes. */
function adoptOrigins(entries: readonly ts.Node[]): void {
  let owner = entries.map(originOf).find((range) => range !== null);
  if (!owner) return;
  for (const entry of entries) {
    const own = originOf(entry);
    if (own) owner = own;
    else at(entry, { start: owner.start, end: owner.start });
  }
}

/** The printer gives an empty function body no comments: an empty statement, which the formatter drops, carries them. */
function fillEmptyBlock(node: ts.Node): ts.Node {
  if (!ts.isBlock(node) || node.statements.length > 0) return node;
  const range = originOf(node);
  if (!range) return node;
  const filler = ts.factory.createEmptyStatement();
  wrap(filler, "block", range);
  return ts.factory.updateBlock(node, [filler]);
}

function kindOf(node: ts.Node): MarkedKind {
  if (ts.isBlock(node)) return "block";
  return ts.isStatement(node) || ts.isClassElement(node) || ts.isCaseOrDefaultClause(node) ? "statement" : "part";
}

function wrap(node: ts.Node, kind: MarkedKind, range: PythonRange): void {
  const leading = ts.getSyntheticLeadingComments(node) ?? [];
  const trailing = ts.getSyntheticTrailingComments(node) ?? [];
  ts.setSyntheticLeadingComments(node, [marker("<", kind, range), ...leading]);
  ts.setSyntheticTrailingComments(node, [...trailing, marker(">", kind, range)]);
}

function marker(side: "<" | ">", kind: MarkedKind, range: PythonRange): ts.SynthesizedComment {
  const text = `@${side}${letters[kind]}${range.start}:${range.end}`;
  return { kind: ts.SyntaxKind.MultiLineCommentTrivia, pos: -1, end: -1, text };
}
