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
  adoptOrigins(statements, null);
  const around = { node: null, statement: null };
  return statements.map((statement) => markNode(statement, around) as ts.Statement);
}

/** The origins of the nearest marked node and of the nearest marked statement around a node. */
interface Around {
  node: PythonRange | null;
  statement: PythonRange | null;
}

function markNode(node: ts.Node, around: Around): ts.Node {
  const range = originOf(node);
  const kind = kindOf(node);
  const within: Around = {
    node: range ?? around.node,
    statement: kind === "statement" && range ? range : around.statement,
  };
  for (const list of entryLists(node)) adoptOrigins(list, within.statement);
  const inner = fillEmptyBlock(ts.visitEachChild(node, (child) => markNode(child, within), undefined));
  // A name or literal that begins where the node around it does would tell nothing new, unless it stands for more.
  const isTold =
    kind === "part" && range?.start === around.node?.start && range!.end <= around.node!.end && isLeaf(inner);
  if (range && !isTold) wrap(inner, kind, range);
  return inner;
}

function isLeaf(node: ts.Node): boolean {
  return !ts.forEachChild(node, () => true);
}

function entryLists(node: ts.Node): (readonly ts.Node[])[] {
  if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) return [node.statements];
  if (ts.isCaseBlock(node)) return [node.clauses];
  if (ts.isClassLike(node)) return [node.members];
  return [];
}

/** An entry that the lowering added belongs to the one it follows; at the start of a list, to the statement around. */
function adoptOrigins(entries: readonly ts.Node[], statement: PythonRange | null): void {
  let owner = statement ?? entries.map(originOf).find((range) => range !== null);
  if (!owner) return;
  for (const entry of entries) {
    const own = originOf(entry);
    if (own) owner = own;
    else at(entry, { start: owner.start, end: owner.start });
  }
}

/** True for an entry that the lowering added to what the script says. */
export function isAddition({ range }: Marker): boolean {
  return range.start === range.end;
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
