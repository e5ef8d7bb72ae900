/** Branches and loops. */
import { BOOL, INT } from "../kinds.mjs";
import { loopSource } from "../expressions/containers.mjs";
import { P } from "../precedence.mjs";
import { statement, statements } from "./index.mjs";

const few = (g) => g.random.between(1, 2);

export function conditional(g, budget) {
  const condition = () => g.expr(g.random.chance(0.75) ? BOOL : g.kind(1), 2);
  g.emit(`if ${condition()}:`);
  g.block(() => statements(g, few(g), budget));
  while (g.random.chance(0.25)) {
    g.emit(`elif ${condition()}:`);
    g.block(() => statements(g, few(g), budget));
  }
  if (g.random.chance(0.5)) {
    g.emit("else:");
    g.block(() => statements(g, few(g), budget));
  }
}

/** A loop's body, with a `break` or `continue` here and there; nested loops are kept short. */
function loopBody(g, budget, variables, extra = () => {}) {
  g.loops++;
  g.block((scope) => {
    for (const [name, kind] of variables) scope.variables.set(name, kind);
    extra();
    statements(g, few(g), g.loops >= 2 ? 0 : budget);
    if (g.random.chance(0.3)) {
      g.emit(`if ${g.expr(BOOL, 1)}:`);
      g.block(() => {
        if (g.random.chance(0.4)) statement(g, 0);
        g.emit(g.random.pick(["break", "continue"]));
      });
      statement(g, 0);
    }
  });
  g.loops--;
}

function loopElse(g, budget) {
  if (!g.random.chance(0.2)) return;
  g.emit("else:");
  g.block(() => statements(g, 1, Math.min(budget, 0)));
}

export function forLoop(g, budget) {
  const { target, variables, iterable } = loopSource(g, 2);
  // A loop over a name must not add to what it loops over.
  g.emit(`for ${target} in ${/^\w+$/.test(iterable) ? `list(${iterable})` : iterable}:`);
  loopBody(g, budget, variables);
  loopElse(g, budget);
}

export function whileLoop(g, budget) {
  const counter = g.newName();
  g.emit(`${counter} = 0`);
  g.scope.variables.set(counter, INT);
  // Nothing else may change the counter, or the loop may never end.
  const hidden = new Map([[counter, { k: "counter" }]]);
  const limit = g.random.between(1, 4);
  const more = g.random.chance(0.4) ? ` and ${g.expr(BOOL, 1, P.not)}` : "";
  g.emit(`while ${counter} < ${limit}${more}:`);
  loopBody(g, budget, hidden, () => g.emit(`${counter} += 1`));
  loopElse(g, budget);
}
