/** What `struct.unpack` gives, by the format where that is a literal. */
import { BOOL, BYTES, FLOAT, INT, UNKNOWN, type Atom } from "./atoms.js";
import { text } from "./literals.js";
import type { CallArguments, Program } from "./program.js";
import type { TypeNode } from "./solver.js";

/** A tuple has no more elements of its own; those of longer ones are joined. */
const MOST_ITEMS = 64;

const ITEMS: Record<string, Atom> = {
  "?": BOOL,
  ...Object.fromEntries([..."bBhHiIlLqQnNP"].map((code) => [code, INT])),
  ...Object.fromEntries([..."efd"].map((code) => [code, FLOAT])),
  ...Object.fromEntries([..."csp"].map((code) => [code, BYTES])),
};

export const STRUCT: Record<string, (program: Program, given: CallArguments, result: TypeNode) => void> = {
  "struct.unpack": unpacked,
  "struct.unpack_from": unpacked,
  "struct.iter_unpack": (program, given, result) => {
    const row = program.node();
    unpacked(program, given, row);
    program.solver.add(result, program.generic("iterable", row));
  },
};

function unpacked(program: Program, { positional }: CallArguments, result: TypeNode): void {
  const items = itemsOf(text(positional[0]?.expression ?? null));
  if (items === null) program.solver.add(result, program.generic("tuple-of", program.unknown()));
  else program.solver.add(result, { kind: "tuple", elements: items.map((item) => program.node(item)) });
}

/** The items of a format such as `"<2ih4s"`; null when they can't be told. */
function itemsOf(format: string | null): Atom[] | null {
  if (format === null || !/^[@=<>!]?(\s*\d*[xcbBhHiIlLqQnNPefdsp?])*\s*$/.test(format)) return null;
  const items = [...format.matchAll(/(\d*)([a-zA-Z?])/g)].flatMap(([, count, code]) => {
    if (code === "x") return [];
    const times = code === "s" || code === "p" || count === "" ? 1 : Math.min(Number(count), MOST_ITEMS + 1);
    return Array.from({ length: times }, () => ITEMS[code!] ?? UNKNOWN);
  });
  return items.length > MOST_ITEMS ? null : items;
}
