/** Nested functions that the module makes anew for a forked child (`fork/closures.ts`): they are called as the first one is. */
import type * as ast from "../../parser/ast.js";
import { evaluate } from "./expressions.js";
import type { Atom } from "./atoms.js";
import type { FunctionInfo, Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import type { Walker } from "./walker.js";

/** Lets a copy have what the function that was made first is called with, and what its variables hold at any time. */
export function walkRemaking(walker: Walker, maker: ast.Call, made: TypeNode): void {
  const { program } = walker;
  const copies = evaluate(walker, maker);
  program.solver.on(made, (first) => program.solver.on(copies, (copy) => linkParameters(program, first, copy)));
  program.solver.on(evaluate(walker, maker.func), (atom) => {
    const info = functionOf(program, atom);
    for (const argument of maker.args) {
      const captured = argument.kind === "Name" ? program.bindings.resolve(argument) : null;
      const parameter = argument.kind === "Name" ? info?.parameters.get(argument.id) : undefined;
      if (captured !== null && parameter !== undefined) program.solver.edge(program.total(captured), parameter);
    }
  });
}

function linkParameters(program: Program, first: Atom, copy: Atom): void {
  const [from, to] = [functionOf(program, first), functionOf(program, copy)];
  if (from === null || to === null || from === to) return;
  to.called = true;
  for (const [name, node] of from.parameters) program.solver.edge(node, to.parameters.get(name)!);
}

function functionOf(program: Program, atom: Atom): FunctionInfo | null {
  return atom.kind === "function" && atom.of.kind === "user" ? program.functionOf(atom.of) : null;
}
