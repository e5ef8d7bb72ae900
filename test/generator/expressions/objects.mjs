/** Expressions that give instances of the program's classes, and functions. */
import { P } from "../precedence.mjs";
import { INT, STR, same } from "../kinds.mjs";
import { withoutWalrus } from "./common.mjs";

export const OBJECT_EXPRESSIONS = [
  [8, (g, d, { cls }) => cls.construct(g, d)],
  [4, (g, d, { cls }) => (cls.operators.length === 0 ? null : g.random.pick(cls.operators)(g, d, cls))],
];

function lambda(g, d, kind) {
  const params = kind.params.map((of, i) => [["x", "y", "z", "new", "length"][i + g.random.below(2)], of]);
  if (new Set(params.map(([name]) => name)).size < params.length) return null;
  const body = withoutWalrus(g, () => g.within(params, () => g.expr(kind.result, Math.min(d, 1))));
  return [`lambda ${params.map(([name]) => name).join(", ")}: ${body}`, P.lambda];
}

/** A function of the program, a builtin, a bound method, where its signature fits. */
function known(g, d, kind) {
  const own = g.functions
    .filter((each) => each.positional !== null && !each.busy && same(each.result, kind.result))
    .filter(
      ({ positional }) =>
        positional.length === kind.params.length && positional.every((p, i) => same(p, kind.params[i])),
    )
    .map((each) => each.name);
  const [from] = kind.params;
  if (kind.params.length === 1 && kind.result === INT) {
    if (from === INT) own.push("abs", "int", "(5).__add__", "operator.neg");
    if (from === STR) own.push("len", '"abca".count');
  }
  if (kind.params.length === 1 && kind.result === STR) {
    if (from === STR) own.push("str.upper", "str.strip", "str");
    else if (from === INT) own.push("str", "repr", "hex");
  }
  return own.length === 0 ? null : g.random.pick(own);
}

export const FUNCTION_EXPRESSIONS = [
  [4, lambda],
  [5, known],
];
