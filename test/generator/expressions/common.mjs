/** Expressions of any kind: choices, calls, elements of containers, names bound on the way. */
import { P } from "../precedence.mjs";
import { BOOL, INT, STR, dict, list, object, same } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";

/** A call of a function of the program that returns the kind. */
function ownCall(g, d, kind) {
  const found = g.functions.filter((each) => same(each.result, kind) && !each.busy);
  return found.length === 0 ? null : g.random.pick(found).call(g, d);
}

/** An attribute, property or method's result. */
function member(g, d, kind) {
  const found = g.classes.flatMap((cls) =>
    cls.members.filter((each) => same(each.kind, kind)).map((each) => [cls, each]),
  );
  if (found.length === 0) return null;
  const [cls, each] = g.random.pick(found);
  const receiver = g.variable(object(cls)) ?? (cls.constructible ? cls.construct(g, 0) : null);
  return receiver === null ? null : each.read(g, d, receiver);
}

function conditional(g, d, kind) {
  const [yes, no] = [g.expr(kind, d, P.or), g.expr(kind, d, P.conditional)];
  return [`${yes} if ${g.expr(BOOL, d, P.or)} else ${no}`, P.conditional];
}

function either(g, d, kind) {
  const [operator, precedence] = g.random.pick([["or", P.or], ["and", P.and]]); // prettier-ignore
  return [`${g.expr(kind, d, precedence)} ${operator} ${g.expr(kind, d, precedence + 1)}`, precedence];
}

function element(g, d, kind) {
  const index = g.random.chance(0.85) ? g.random.pick(["0", "0", "-1", "1"]) : g.expr(INT, d);
  return `${g.expr(list(kind), d, P.primary)}[${index}]`;
}

function valueOfDict(g, d, kind) {
  const key = g.random.chance(0.6) ? STR : INT;
  const receiver = g.expr(dict(key, kind), d, P.primary);
  return g.random.pick([
    () => `${receiver}[${g.expr(key, d)}]`,
    () => `${receiver}.get(${g.expr(key, d)}, ${g.expr(kind, d)})`,
    () => `${receiver}.pop(${g.expr(key, d)}, ${g.expr(kind, d)})`,
    () => `${receiver}.setdefault(${g.expr(key, d)}, ${g.expr(kind, d)})`,
  ])();
}

function bound(g, d, kind) {
  if (g.noWalrus) return null;
  const [name] = g.random.pick([...g.assignable((other) => same(other, kind)), [null]]);
  return name === null || g.frame.fixed.has(name) ? null : `(${name} := ${g.expr(kind, d)})`;
}

function lambdaCall(g, d, kind) {
  const of = g.kind(1);
  const name = g.newName();
  const body = withoutWalrus(g, () => g.within([[name, of]], () => g.expr(kind, d)));
  return `(lambda ${name}: ${body})(${g.expr(of, d)})`;
}

/** In a lambda or a comprehension a walrus means another variable. */
export function withoutWalrus(g, write) {
  const before = g.noWalrus;
  g.noWalrus = true;
  const text = write();
  g.noWalrus = before;
  return text;
}

function first(g, d, kind) {
  return `next(iter(${g.expr(list(kind), d)}), ${g.expr(kind, d)})`;
}

function reduced(g, d, kind) {
  const of = g.kind(0);
  const [x, y] = ["acc", "item"];
  const params = [[x, kind], [y, of]]; // prettier-ignore
  const body = withoutWalrus(g, () => g.within(params, () => g.expr(kind, Math.min(d, 1))));
  return `functools.reduce(lambda ${x}, ${y}: ${body}, ${g.expr(list(of), d)}, ${g.expr(kind, d)})`;
}

function picked(g, d, kind) {
  const items = [g.expr(kind, d), g.expr(kind, d)].join(", ");
  return g.random.chance(0.5) ? `(${items})[${g.expr(BOOL, d)}]` : `[${items}][${smallInt(g.random)} % 2]`;
}

function inDisplay(g, d, kind) {
  return `{"a": ${g.expr(kind, d)}, "b": ${g.expr(kind, d)}}[${g.expr(STR, 0)} and ${g.random.pick(['"a"', '"b"'])}]`;
}

export const COMMON = [
  [9, ownCall],
  [9, member],
  [3, conditional],
  [2, either],
  [3, element],
  [2, valueOfDict],
  [1, bound],
  [1, lambdaCall],
  [1, first],
  [1, reduced],
  [1, picked],
  [1, inDisplay],
];
