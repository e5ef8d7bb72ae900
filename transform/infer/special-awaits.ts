/** Functions of asyncio that give on what others' coroutines and futures give. */
import { NONE, UNKNOWN, type Atom } from "./atoms.js";
import { asyncResult, awaited } from "./coroutines.js";
import type { CallArguments, Program } from "./program.js";
import type { TypeNode } from "./solver.js";

export const ASYNCIO: Record<string, (program: Program, given: CallArguments, result: TypeNode) => void> = {
  "asyncio.gather": (program, given, result) => {
    const element = program.node();
    for (const { node } of given.positional) program.solver.edge(awaited(program, node), element);
    if (given.starred !== null) program.solver.edge(awaited(program, given.starred), element);
    const returned = given.keywords.get("return_exceptions")?.expression;
    const isNot = returned?.kind === "Constant" && returned.value.type === "bool" && !returned.value.value;
    const mayRaise = returned !== undefined && !isNot;
    if (mayRaise || given.doubleStarred !== null) program.solver.add(element, UNKNOWN);
    program.solver.add(result, future(program, program.node(program.generic("list", element))));
  },
  "asyncio.shield": (program, given, result) => {
    program.solver.add(result, future(program, awaited(program, firstOf(program, given))));
  },
  "asyncio.wait_for": (program, given, result) => {
    program.solver.add(result, asyncResult(program, "Coroutine", awaited(program, firstOf(program, given))));
  },
};

const firstOf = (program: Program, { positional, keywords }: CallArguments): TypeNode =>
  (positional[0] ?? keywords.get("fut"))?.node ?? program.unknown();

function future(program: Program, of: TypeNode): Atom {
  const entry = program.stubs.member("asyncio", "Future");
  return entry !== null && "ownMember" in entry ? program.generic(entry, of) : NONE;
}
