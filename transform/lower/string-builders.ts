/**
 * Texts that a loop puts together piece by piece: `out += ch`. Python lets such a text grow in place; V8 keeps each sum as an
 * object of its own until somebody looks into the text. A `StringBuilder` joins some pieces at a time.
 */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import type { Lowering } from "./lowering.js";

type Loop = ast.For | ast.While;

/**
 * True for a local variable that is set once and only appended to in loops through characters or long ranges, none of
 * which reads it.
 */
export function isStringBuilder(binding: Binding | null, lowering: Lowering): boolean {
  if (binding === null || binding.captured || binding.scope.kind !== "function") return false;
  const appends = binding.definitions.flatMap((each) => (each.kind === "augment" ? [each] : []));
  const [first, ...others] = binding.definitions.filter((each) => each.kind !== "augment");
  if (appends.length === 0 || others.length > 0 || first?.kind !== "assign") return false;
  const { statement } = first;
  if (statement.kind !== "Assign" || statement.targets.length > 1 || statement.targets[0] !== first.name) return false;
  if (appends.some((each) => each.statement.op !== "Add")) return false;
  if (lowering.context.types.ofBinding(binding).kind !== "str" || !isDeclaredThere(first.name, lowering)) return false;
  const loops = loopsIn(binding.scope.node);
  const grown = loops.filter((loop) => appends.some((each) => holds(loop, each.statement)));
  if (grown.some((loop) => holds(loop, statement) || binding.reads.some((read) => holds(loop, read)))) return false;
  return grown.some((loop) => isLong(loop, lowering)) && !binding.reads.some((read) => lowering.isUnsure(read));
}

/** True where the statement that sets the variable declares it. */
function isDeclaredThere(name: ast.Name, lowering: Lowering): boolean {
  return lowering.frame.declarations.keyword(name) !== null;
}

/** The loops of a function's own code. */
function loopsIn(node: ast.Node): Loop[] {
  return children(node).flatMap((child) => {
    if (child.kind === "FunctionDef" || child.kind === "Lambda" || child.kind === "ClassDef") return [];
    const own: Loop[] = child.kind === "For" || child.kind === "While" ? [child] : [];
    return [...own, ...loopsIn(child)];
  });
}

function holds(loop: Loop, { start, end }: { start: number; end: number }): boolean {
  return loop.start <= start && end <= loop.end;
}

/** True for a loop through a text, or through numbers of which the script doesn't say how many there are. */
function isLong(loop: Loop, lowering: Lowering): boolean {
  if (loop.kind === "While") return false;
  const { iter } = loop;
  if (lowering.typeOf(iter).kind === "str") return iter.kind !== "Constant";
  if (iter.kind !== "Call" || !lowering.isBuiltin(iter.func, "range")) return false;
  return iter.args.some((each) => each.kind !== "Constant");
}
