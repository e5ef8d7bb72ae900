/** The functions of the script that values stand for. */
import type * as ast from "../../parser/ast.js";
import type { Atom } from "./atoms.js";
import type { FunctionNode, Program } from "./program.js";
import { atomsOf } from "./solver.js";
import type { UserClass } from "./types.js";

/** What a call of known functions, methods and classes of the script runs. */
export function calledFunctions(program: Program, call: ast.Call): FunctionNode[] {
  const node = program.expressions.get(call.func);
  return node === undefined ? [] : atomsOf(node).flatMap((atom) => functionsOf(program, atom));
}

/** The function itself, what makes a class's instances, what a call of an instance runs. */
export function functionsOf(program: Program, atom: Atom): FunctionNode[] {
  switch (atom.kind) {
    case "function":
      return atom.of.kind === "user" ? [atom.of.node] : [];
    case "bound":
      return atom.function.kind === "user" ? [atom.function.node] : [];
    case "class":
      return atom.of.kind === "user" ? methodsOf(program, atom.of, MAKERS) : [];
    case "instance":
      return methodsOf(program, atom.of, new Set(["__call__"]));
    default:
      return [];
  }
}

const MAKERS: ReadonlySet<string> = new Set(["__new__", "__init__", "__post_init__"]);

function methodsOf(program: Program, of: UserClass, names: ReadonlySet<string>): FunctionNode[] {
  return program
    .classOf(of)
    .ancestors.flatMap(({ methods }) =>
      [...methods].flatMap(([name, { user }]) => (names.has(name) ? [user.node] : [])),
    );
}
