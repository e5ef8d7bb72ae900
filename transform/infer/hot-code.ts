/** Which code may run often: loops, and functions that are called from loops or from functions that are. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import { calledFunctions } from "./called-functions.js";
import type { FunctionNode, Program } from "./program.js";

/** The innermost function around a place (null: the module itself), and whether a loop of it is. */
interface Place {
  readonly of: FunctionNode | null;
  readonly loops: boolean;
}

/** The `try` statements of the program that may run often. */
export function findHotTries(program: Program): Set<ast.Node> {
  const tries: { node: ast.Node; place: Place }[] = [];
  const calls: { callees: FunctionNode[]; place: Place }[] = [];
  const visit = (node: ast.Node, place: Place): void => {
    if (node.kind === "Try") tries.push({ node, place });
    if (node.kind === "Call") calls.push({ callees: calledFunctions(program, node), place });
    const inside = placeInside(node, place);
    for (const child of children(node)) visit(child, inside);
  };
  for (const { module } of program.source.modules.values()) visit(module, { of: null, loops: false });
  const hot = new Set<FunctionNode>();
  const isHot = ({ of, loops }: Place): boolean => loops || (of !== null && hot.has(of));
  for (let before = -1; before < hot.size;) {
    before = hot.size;
    for (const { callees, place } of calls) if (isHot(place)) callees.forEach((callee) => hot.add(callee));
  }
  return new Set(tries.filter(({ place }) => isHot(place)).map(({ node }) => node));
}

function placeInside(node: ast.Node, place: Place): Place {
  switch (node.kind) {
    case "FunctionDef":
    case "AsyncFunctionDef":
    case "Lambda":
      return { of: node, loops: false };
    case "While":
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return { ...place, loops: true };
    case "For":
      return isDisplay(node.iter) ? place : { ...place, loops: true };
    default:
      return place;
  }
}

/** What a loop is soon through with. */
function isDisplay({ kind }: ast.Expression): boolean {
  return kind === "List" || kind === "Tuple" || kind === "Set" || kind === "Dict" || kind === "Constant";
}
