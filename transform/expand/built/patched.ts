/** Classes that a script changes from outside: `Account.show = show`, `del Account.show`, `setattr(Account, name, f)`. */
import type * as ast from "../../../parser/ast.js";
import { walk } from "../../../parser/walk.js";
import { dottedName } from "../names.js";

type Classes = ReadonlyMap<string, ast.ClassDef[]>;

/** The classes that get, lose or replace members that their bodies don't assign. */
export function patchedClasses(module: ast.Module, byName: Classes): Set<ast.ClassDef> {
  const found = new Set<ast.ClassDef>();
  walk(module, {
    enter(node) {
      for (const changed of changedClasses(node, byName)) found.add(changed);
    },
  });
  return found;
}

function changedClasses(node: ast.Node, byName: Classes): ast.ClassDef[] {
  if (node.kind === "Attribute" && node.ctx !== "Load") {
    const known = byName.get(dottedName(node.value) ?? "") ?? [];
    return node.ctx === "Del" ? known : known.filter((of) => !assigns(of, node.attr));
  }
  if (node.kind !== "Call" || node.func.kind !== "Name") return [];
  const [first] = node.args;
  const isChange = node.func.id === "setattr" || node.func.id === "delattr";
  return isChange && first ? (byName.get(dottedName(first) ?? "") ?? []) : [];
}

/** True when the class's body assigns the attribute. */
function assigns(of: ast.ClassDef, name: string): boolean {
  return of.body.some((statement) => {
    if (statement.kind === "Assign")
      return statement.targets.some((target) => target.kind === "Name" && target.id === name);
    return statement.kind === "AnnAssign" && statement.target.kind === "Name" && statement.target.id === name;
  });
}
