/** Calls of `range`: the bounds of the numbers that it has, and of those that a loop over it gets. */
import { INT, naturalWithin, type Atom, type IntAtom } from "./atoms.js";
import { intLiteral } from "./operators.js";
import type { CallArguments, Program } from "./program.js";
import { COUNTER_BITS, LARGEST_STEP } from "./ranges.js";
import type { TypeNode } from "./solver.js";

/**
 * The bounds of a range are those of its ends; which of them keeps it from below depends on the step. Loops over it get
 * no further than a counter does, wherever the range ends.
 */
export function range(program: Program, given: CallArguments, result: TypeNode): void {
  const { solver } = program;
  const [element, counted] = [program.node(), program.node()];
  solver.add(result, program.generic("range", element, counted));
  const [first, second, third] = given.positional;
  if (given.starred !== null || first === undefined) {
    solver.add(element, INT);
    return solver.add(counted, INT);
  }
  const ends = second === undefined ? { start: null, stop: first } : { start: first, stop: second };
  const step = third === undefined ? 1n : third.expression === null ? null : intLiteral(third.expression);
  if (step !== null && step < 0n) {
    const stop = ends.stop.expression === null ? null : intLiteral(ends.stop.expression);
    // Downwards no number is below one more than the stop.
    if (stop === null || stop < -1n) solver.on(ends.stop.node, (atom) => solver.add(element, asInt(atom)));
    const least = stop === null || stop < -1n ? -Infinity : stop < 0n ? 0 : 1;
    solver.on(first.node, (atom) => solver.add(element, { ...asInt(atom), least }));
    return solver.edge(element, counted);
  }
  solver.on(third?.node ?? program.node(ONE), (by) => {
    const isUp = by.kind === "int" && by.least >= 0;
    const isStep = step !== null && step <= LARGEST_STEP;
    solver.on(ends.start?.node ?? program.node(ZERO), (atom) => {
      const start = asInt(atom);
      // Where the start is not negative, the stop is a bound for all.
      const from = isUp && start.least >= 0 ? { ...start, bits: 0 } : start;
      solver.add(element, from);
      solver.add(counted, from);
      solver.on(ends.stop.node, (end) => {
        const stop = asInt(end);
        const to = isUp ? naturalWithin(stop.bits, 1) : stop;
        solver.add(element, to);
        const endsCounting = isStep && start.bits <= COUNTER_BITS;
        solver.add(counted, endsCounting ? { ...to, bits: Math.min(to.bits, COUNTER_BITS) } : to);
      });
    });
  });
}

const ZERO = naturalWithin(0);
const ONE = naturalWithin(0, 1);

/** An atom as a bound: what is no int may be any. */
export function asInt(atom: Atom): IntAtom {
  if (atom.kind === "int") return atom;
  return atom.kind === "bool" ? naturalWithin(8) : INT;
}
