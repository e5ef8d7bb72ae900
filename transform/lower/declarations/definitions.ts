/** What the places that give a variable its value can say about its declaration. */
import type * as ast from "../../../parser/ast.js";
import type { Definition } from "../../bind/scopes.js";

/** The node that stands for a definition in the plan. */
export function definitionNode(definition: Definition): ast.Node {
  switch (definition.kind) {
    case "assign":
    case "augment":
    case "loop":
    case "with":
    case "delete":
      return definition.name;
    case "parameter":
    case "type-parameter":
      return definition.parameter;
    case "function":
    case "class":
      return definition.definition;
    case "import":
      return definition.alias;
    case "except":
      return definition.handler;
    case "pattern":
      return definition.pattern;
  }
}

/** True when the definition's own statement can carry the `const` or `let`. */
export function declares(definition: Definition): boolean {
  switch (definition.kind) {
    case "assign": {
      const { statement, name } = definition;
      if (statement.kind === "AnnAssign") return statement.target === name && statement.value !== null;
      return statement.kind === "Assign" && declaresTargets(statement.targets);
    }
    case "loop":
      return definition.statement.kind === "comprehension" || declaresTarget(definition.statement.target);
    case "function":
    case "class":
    case "except":
    case "with":
      return true;
    default:
      return false;
  }
}

/** One target, or a chain of different names. */
function declaresTargets(targets: readonly ast.Expression[]): boolean {
  if (targets.length === 1) return declaresTarget(targets[0]!);
  const names = targets.map((target) => (target.kind === "Name" ? target.id : null));
  return !names.includes(null) && new Set(names).size === names.length;
}

/** A name, or a tuple of names that are declared together. */
function declaresTarget(target: ast.Expression): boolean {
  if (target.kind === "Name") return true;
  if (target.kind === "Starred") return target.value.kind === "Name";
  return (target.kind === "Tuple" || target.kind === "List") && target.elts.every(declaresTarget);
}
