/** Members of modules as values. */
import type { ImportTarget } from "../program/program.js";
import { produce } from "./annotations.js";
import type { Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import type { StubEntry } from "./stubs.js";

/** The value of a stub's public name; the same node at each use of a variable. */
export function atomOfEntry(program: Program, entry: StubEntry): TypeNode {
  let node = program.entryNodes.get(entry);
  if (node === undefined) program.entryNodes.set(entry, (node = makeNode(program, entry)));
  return node;
}

function makeNode(program: Program, entry: StubEntry): TypeNode {
  switch (entry.kind) {
    case "module":
      return program.node(entry);
    case "variable":
      return produce(program, { annotation: entry.annotation, environment: new Map(), module: entry.module });
    case "stub":
      return "ownMember" in entry
        ? program.node({ kind: "class", of: entry })
        : program.node({ kind: "function", of: entry });
  }
}

/** The value of what an import of one of the program's own modules brings in. */
export function atomOfTarget(program: Program, target: ImportTarget): TypeNode {
  switch (target.kind) {
    case "module":
      return program.node({ kind: "module", name: target.module.name });
    case "variable":
      return program.total(target.binding);
    case "absent":
      return program.node();
  }
}

/** The value of a builtin name; null when there is none such. */
export function builtinValue(program: Program, name: string): TypeNode | null {
  const entry = program.stubs.builtin(name);
  return entry === null ? null : atomOfEntry(program, entry);
}
