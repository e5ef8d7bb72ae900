/**
 * What each local variable holds at one place of the program: the values that reach it, not all that it ever holds.
 *
 * Only variables that no inner function writes are followed so; all others have one type for the whole program.
 */
import type { Binding } from "../bind/scopes.js";
import type { Program } from "./program.js";
import type { TypeNode } from "./solver.js";

/** null: the place can't be reached. */
export type Flow = ReadonlyMap<Binding, TypeNode> | null;

export function withVersion(flow: Flow, binding: Binding, node: TypeNode): Flow {
  return flow === null ? null : new Map(flow).set(binding, node);
}

export function without(flow: Flow, binding: Binding): Flow {
  if (flow === null) return null;
  const rest = new Map(flow);
  rest.delete(binding);
  return rest;
}

/** What holds where several ways meet. */
export function join(program: Program, ...flows: Flow[]): Flow {
  const [first, ...others] = flows.filter((flow) => flow !== null);
  if (first === undefined) return null;
  if (others.every((flow) => flow === first)) return first;
  const joined = new Map(first);
  const made = new Map<Binding, TypeNode>();
  for (const flow of others) {
    for (const [binding, node] of flow) {
      const known = joined.get(binding);
      if (known === undefined) joined.set(binding, node);
      else if (known !== node) joined.set(binding, meet(program, made, binding, known, node));
    }
  }
  return joined;
}

function meet(
  program: Program,
  made: Map<Binding, TypeNode>,
  binding: Binding,
  known: TypeNode,
  added: TypeNode,
): TypeNode {
  let node = made.get(binding);
  if (node === undefined) {
    node = program.node();
    made.set(binding, node);
    program.solver.edge(known, node);
  }
  program.solver.edge(added, node);
  return node;
}
