/** Statements, chosen at random; each leaves the generator knowing what names it bound. */
import {
  aliasing,
  assignment,
  augmented,
  deletion,
  elementAssignment,
  mutation,
  retyping,
  unpacking,
} from "./assignments.mjs";
import { conditional, forLoop, whileLoop } from "./control.mjs";
import { exceptions, guarded, withBlock } from "./errors.mjs";
import { matching } from "./matching.mjs";
import { printing } from "./printing.mjs";
import { functionDefinition } from "../functions.mjs";

const SIMPLE = [
  [12, assignment],
  [6, augmented],
  [4, unpacking],
  [5, mutation],
  [4, elementAssignment],
  [2, aliasing],
  [2, retyping],
  [1, deletion],
  [12, printing],
];

const COMPOUND = [
  [5, conditional],
  [5, forLoop],
  [2, whileLoop],
  [3, exceptions],
  [2, withBlock],
  [3, matching],
  [1, functionDefinition],
];

/** Some statements; `budget` bounds how deep they nest. */
export function statements(g, number, budget) {
  for (let i = 0; i < number; i++) statement(g, budget);
}

export function statement(g, budget) {
  const compound = budget > 0 && g.random.chance(0.35);
  g.random.weighted(compound ? COMPOUND : SIMPLE)(g, budget - 1);
}

/** Statements at the top of the program: what they raise is caught and printed. */
export function guardedStatements(g, number, budget) {
  for (let left = number; left > 0;) {
    const group = Math.min(left, g.random.between(1, 4));
    if (g.random.chance(0.12)) statements(g, group, budget);
    else guarded(g, () => statements(g, group, budget));
    left -= group;
  }
}
