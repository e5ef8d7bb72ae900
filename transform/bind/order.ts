/** Which of a module's statements run first, as far as their places tell. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { positionOf } from "./resolve.js";
import type { Binding, Definition } from "./scopes.js";

/** True when some read of a module's variable may come before it has a value, or after it has lost it. */
export function mayBeUnset(binding: Binding): boolean {
  if (binding.scope.kind !== "module") return false;
  const first = Math.min(...binding.definitions.map(effectOf));
  return binding.definitions.some(({ kind }) => kind === "delete") || binding.reads.some((read) => read.start < first);
}

/** True when a read in the own code of a module or class body is over before any of the definitions takes place. */
export function standsBefore(
  read: ast.Node,
  definitions: readonly Definition[],
  around: ast.Module | ast.FunctionDef | ast.ClassDef,
): boolean {
  if (!definitions.every((each) => read.end <= effectOf(each) && !isInAnnotation(read, each))) return false;
  const places = definitions.map(positionOf);
  let repeats = false;
  walk(around, {
    enter(node) {
      if (node === around) return true;
      if (node.kind === "FunctionDef" || node.kind === "Lambda" || repeats) return false;
      if (node.kind !== "For" && node.kind !== "While") return true;
      const start = node.kind === "For" ? node.body[0]!.start : node.start;
      const end = node.body.at(-1)!.end;
      const holds = (place: number): boolean => start <= place && place < end;
      repeats = holds(read.start) && places.some(holds);
      return true;
    },
  });
  return !repeats;
}

/** True in the annotation of `x: T = value`, which Python evaluates last. */
function isInAnnotation(read: ast.Node, definition: Definition): boolean {
  if (definition.kind !== "assign" || definition.statement.kind !== "AnnAssign") return false;
  const { annotation } = definition.statement;
  return annotation.start <= read.start && read.end <= annotation.end;
}

/** Up to where the code that stands before or in a definition runs before the name has its value. */
function effectOf(definition: Definition): number {
  switch (definition.kind) {
    case "assign": {
      const { statement } = definition;
      const value = "value" in statement ? (statement.value as ast.Expression | null) : null;
      return value?.end ?? statement.start;
    }
    case "loop":
      return definition.statement.iter.end;
    case "function":
    case "class":
      return definition.definition.body[0]!.start;
    default:
      return positionOf(definition);
  }
}
