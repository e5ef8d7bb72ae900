/** Which of a variable's values may still be there where it is read. */
import type * as ast from "../../parser/ast.js";
import type { Binding, Definition } from "../bind/scopes.js";
import { type Loop, type Survey } from "./survey.js";

/**
 * The definitions that may reach a read: those behind the last one that surely ran before it, and those that a loop around
 * both brings back. All of them where another function reads or writes the variable.
 */
export function definitionsAt(read: ast.Name, binding: Binding, survey: Survey): readonly Definition[] {
  const { definitions } = binding;
  const around = survey.functionAround(read);
  const isLocal = definitions.every((each) => nodeOf(each) !== null && survey.functionAround(nodeOf(each)!) === around);
  if (definitions.length < 2 || !isLocal) return definitions;
  const surely = definitions.findLast((each) => nodeOf(each)!.start < read.start && runsBefore(each, read, survey));
  if (surely === undefined) return definitions;
  const from = nodeOf(surely)!.start;
  const loops = survey.loopsAround(read).filter((loop) => !isIn(nodeOf(surely)!, loop));
  return definitions.filter((each) => {
    const { start } = nodeOf(each)!;
    return (start >= from && start < read.start) || loops.some((loop) => isIn(nodeOf(each)!, loop));
  });
}

const nodeOf = (definition: Definition): ast.Name | null => ("name" in definition ? definition.name : null);

const isIn = ({ start, end }: ast.Node, loop: Loop): boolean => start >= loop.start && end <= loop.end;

/** True for a definition in a block that the read stands in as well, or in the head of a statement around it. */
function runsBefore(definition: Definition, read: ast.Node, survey: Survey): boolean {
  if (!("statement" in definition) || definition.statement.kind === "comprehension") return false;
  const { statement } = definition;
  if (statement.kind === "For" || statement.kind === "AsyncFor")
    return blockAround(read, statement, survey) === statement.body;
  const parent = survey.parentOf(statement);
  if (parent === null || !("body" in parent)) return false;
  const own = blockAround(statement, parent, survey);
  return own !== null && own === blockAround(read, parent, survey);
}

/** The list of statements of `of` that a node stands in. */
function blockAround(node: ast.Node, of: ast.Node, survey: Survey): readonly ast.Node[] | null {
  let at = node;
  for (const each of survey.around(node)) {
    if (each === of) break;
    at = each;
  }
  const blocks: (readonly ast.Node[])[] = [];
  if ("body" in of && Array.isArray(of.body)) blocks.push(of.body);
  if ("orelse" in of && Array.isArray(of.orelse)) blocks.push(of.orelse);
  if ("finalbody" in of) blocks.push(of.finalbody);
  return blocks.find((block) => block.includes(at)) ?? null;
}
