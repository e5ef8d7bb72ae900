/** What `await`, `async for` and `async with` give. */
import { UNKNOWN, type Atom } from "./atoms.js";
import { callMethod } from "./attributes.js";
import { raisedArguments } from "./calls.js";
import { escapeAtom } from "./escape.js";
import { positionalArguments, type Program } from "./program.js";
import type { TypeNode } from "./solver.js";

/** The object that a call of an `async def` makes. */
export function asyncResult(program: Program, kind: "Coroutine" | "AsyncGenerator", of: TypeNode): Atom {
  const entry = program.stubs.member("builtins.protocols", kind);
  if (entry?.kind !== "stub" || !("bases" in entry)) throw new Error(`no stub of ${kind}`);
  return program.generic(entry, of);
}

/** What waiting for a value gives. */
export function awaited(program: Program, value: TypeNode): TypeNode {
  const result = program.node();
  program.solver.on(value, (atom) => {
    const given = awaitedOf(program, atom);
    if (given === null) program.solver.add(result, UNKNOWN);
    else program.solver.edge(given, result);
  });
  return result;
}

function awaitedOf(program: Program, atom: Atom): TypeNode | null {
  if (atom.kind === "generic" && typeof atom.of !== "string") {
    const isAwaitable = atom.of.name === "builtins.protocols.Coroutine" || atom.of.member("__await__") !== null;
    if (isAwaitable) return atom.parameters[0] ?? null;
  }
  escapeAtom(program, atom);
  return null;
}

/** The elements of what `async for` goes through. */
export function asyncElements(program: Program, iterable: TypeNode): TypeNode {
  const elements = program.node();
  program.solver.on(iterable, (atom) => {
    if (
      atom.kind === "generic" &&
      typeof atom.of !== "string" &&
      atom.of.name === "builtins.protocols.AsyncGenerator"
    ) {
      const [element] = atom.parameters;
      if (element !== undefined) return program.solver.edge(element, elements);
    }
    escapeAtom(program, atom);
    const iterator = methodResult(program, atom, "__aiter__");
    program.solver.on(iterator, (each) => {
      program.solver.edge(awaited(program, methodResult(program, each, "__anext__")), elements);
    });
  });
  return elements;
}

/** What entering a manager in `async with` gives. */
export function asyncEntered(program: Program, manager: TypeNode): TypeNode {
  const entered = program.node();
  program.solver.on(manager, (atom) => {
    program.solver.edge(awaited(program, methodResult(program, atom, "__aenter__")), entered);
    if (atom.kind === "instance") callMethod(program, atom, "__aexit__", raisedArguments(program), program.node());
  });
  return entered;
}

function methodResult(program: Program, atom: Atom, name: string): TypeNode {
  if (atom.kind === "unknown") return program.unknown();
  const result = program.node();
  callMethod(program, atom, name, positionalArguments(), result);
  return result;
}
