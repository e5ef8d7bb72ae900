/** Expressions that give lists, tuples, dicts and sets. */
import { P } from "../precedence.mjs";
import {
  BOOL,
  BYTEARRAY,
  COUNTER,
  INT,
  RANGE,
  STR,
  callable,
  defaultdict,
  deque,
  dict,
  list,
  same,
  scalar,
  set,
  tuple,
} from "../kinds.mjs";
import { isBuiltin, smallInt } from "../literals.mjs";
import { withoutWalrus } from "./common.mjs";
import { slice } from "./strings.mjs";

const count = (g) => g.random.below(4);
const many = (n, write) => Array.from({ length: n }, write).join(", ");

/** The `for` and `if` clauses of a comprehension; `write` writes what they are to bear. */
function comprehension(g, d, write) {
  return withoutWalrus(g, () => {
    const clauses = [];
    const known = [];
    for (let i = g.random.chance(0.2) ? 2 : 1; i > 0; i--) {
      const { target, variables, iterable } = g.within(known, () => loopSource(g, d));
      clauses.push(`for ${target} in ${iterable}`);
      known.push(...variables);
      if (g.random.chance(0.35)) clauses.push(`if ${g.within(known, () => g.expr(BOOL, d, P.or))}`);
    }
    return `${g.within(known, write)} ${clauses.join(" ")}`;
  });
}

/** Something to loop over, with the names that a loop binds. */
export function loopSource(g, d) {
  const kind = scalar(g.random);
  const [x, y] = distinctNames(g);
  return g.random.weighted([
    [5, () => ({ target: x, variables: [[x, INT]], iterable: range(g) })],
    [5, () => ({ target: x, variables: [[x, kind]], iterable: g.expr(list(kind), d, P.or) })],
    [2, () => ({ target: x, variables: [[x, STR]], iterable: g.expr(STR, d, P.or) })],
    [2, () => {
      const [key, value] = [g.random.pick([STR, INT]), scalar(g.random)];
      const iterable = `${g.expr(dict(key, value), d, P.primary)}.items()`;
      return { target: `${x}, ${y}`, variables: [[x, key], [y, value]], iterable };
    }],
    [2, () => ({ target: `${x}, ${y}`, variables: [[x, INT], [y, kind]], iterable: `enumerate(${g.expr(list(kind), d)})` })],
    [2, () => {
      const other = scalar(g.random);
      const iterable = `zip(${g.expr(list(kind), d)}, ${g.expr(list(other), d)})`;
      return { target: `${x}, ${y}`, variables: [[x, kind], [y, other]], iterable };
    }],
    [1, () => ({ target: x, variables: [[x, kind]], iterable: `reversed(${g.expr(list(kind), d)})` })],
    [1, () => ({ target: x, variables: [[x, INT]], iterable: `sorted(${g.expr(set(INT), d)})` })],
    [1, () => ({ target: x, variables: [[x, INT]], iterable: g.expr(set(INT), d, P.or) })],
    [1, () => ({ target: x, variables: [[x, STR]], iterable: g.expr(dict(STR, INT), d, P.or) })],
    [1, () => ({ target: x, variables: [[x, INT]], iterable: g.expr(tuple(INT, INT, INT), d, P.or) })],
    [1, () => ({ target: `(${x}, ${y})`, variables: [[x, INT], [y, kind]], iterable: g.expr(list(tuple(INT, kind)), d, P.or) })],
  ])(); // prettier-ignore
}

/** Names for a loop's target. No builtin's: an earlier clause of a comprehension may call it. */
function distinctNames(g) {
  const x = plainName(g);
  return [x, g.within([[x, INT]], () => plainName(g))];
}

function plainName(g) {
  for (;;) {
    const name = g.newName();
    if (!isBuiltin(name)) return name;
  }
}

function range(g) {
  return g.random.pick([
    () => `range(${g.random.between(0, 5)})`,
    () => `range(${g.random.between(-3, 3)}, ${g.random.between(0, 6)})`,
    () => `range(${g.random.between(3, 9)}, ${g.random.between(-2, 2)}, -${g.random.between(1, 3)})`,
    () => `range(${g.random.between(0, 2)}, ${g.random.between(3, 9)}, ${g.random.between(1, 3)})`,
    () => `range(len(${g.expr(list(INT), 1)}))`,
  ])();
}

/** A function for a parameter of the kind, as `key=` or for map. */
const functionOf = (g, d, from, to) => g.expr(callable([from], to), d, P.conditional);

/** A kind that sorts. */
function isOrdered(kind) {
  return ["int", "float", "bool", "str", "bytes"].includes(kind.k) || (kind.k === "tuple" && kind.of.every(isOrdered));
}

function sorted(g, d, kind) {
  const key =
    isOrdered(kind.of) && g.random.chance(0.5) ? "" : `, key=${functionOf(g, d, kind.of, g.random.pick([INT, STR]))}`;
  return `sorted(${g.expr(kind, d)}${key}${g.random.chance(0.3) ? ", reverse=True" : ""})`;
}

function stream(g, d, kind) {
  const own = () => g.expr(kind, d);
  return `list(${g.random.pick([
    () => `itertools.chain(${own()}, ${own()})`,
    () => `itertools.islice(${own()}, ${smallInt(g.random)})`,
    () => `itertools.islice(itertools.cycle(${own()}), ${smallInt(g.random)})`,
    () => `itertools.takewhile(${functionOf(g, d, kind.of, BOOL)}, ${own()})`,
    () => `itertools.dropwhile(${functionOf(g, d, kind.of, BOOL)}, ${own()})`,
    () => `itertools.repeat(${g.expr(kind.of, d)}, ${smallInt(g.random)})`,
    () => `itertools.compress(${own()}, ${g.expr(list(BOOL), d)})`,
    () => `itertools.filterfalse(${functionOf(g, d, kind.of, BOOL)}, ${own()})`,
    () => `itertools.chain.from_iterable([${own()}, ${own()}])`,
    () => `filter(${g.random.chance(0.3) ? "None" : functionOf(g, d, kind.of, BOOL)}, ${own()})`,
    () => `reversed(${own()})`,
    () => `iter(${own()})`,
    () => `collections.deque(${own()}, maxlen=${smallInt(g.random)})`,
    () => `tuple(${own()})`,
    () => `${g.expr(dict(INT, kind.of), d, P.primary)}.values()`,
    () => `dict.fromkeys(${isOrdered(kind.of) ? own() : "[]"})`,
  ])()})`;
}

function mapped(g, d, kind) {
  const from = scalar(g.random);
  return `list(map(${functionOf(g, d, from, kind.of)}, ${g.expr(list(from), d)}))`;
}

/** Lists whose elements have a kind that some function gives. */
function special(g, d, kind) {
  const { of } = kind;
  if (same(of, INT)) {
    return g.random.pick([
      () => `list(${range(g)})`,
      () => `list(${g.expr(STR, d, P.primary)}.encode())`,
      () => `list(itertools.accumulate(${g.expr(kind, d)}))`,
      () => `list(itertools.accumulate(${g.expr(kind, d)}, operator.sub))`,
      () => `[*range(${smallInt(g.random)})]`,
      () => `list(${g.expr(g.random.pick([RANGE, BYTEARRAY, deque(INT)]), d)})`,
      () => `list(reversed(${g.expr(RANGE, d)}))`,
      () => `sorted(${g.expr(COUNTER, d, P.primary)}.values())`,
      () => `sorted(${g.expr(set(INT), d)})`,
      () => `list(${g.expr(set(INT), d)})`,
      () => `list(map(len, ${g.expr(list(STR), d)}))`,
      () => `list(map(ord, ${g.expr(STR, d)}))`,
      () => `list(collections.Counter(${g.expr(STR, d)}).values())`,
      () => `list(map(operator.add, ${g.expr(kind, d)}, ${g.expr(kind, d)}))`,
    ])();
  }
  if (same(of, STR)) {
    return g.random.pick([
      () => `list(${g.expr(STR, d)})`,
      () => `${g.expr(STR, d, P.primary)}.split()`,
      () => `${g.expr(STR, d, P.primary)}.split(${g.expr(STR, d)})`,
      () => `${g.expr(STR, d, P.primary)}.split(",", ${smallInt(g.random)})`,
      () => `${g.expr(STR, d, P.primary)}.rsplit(" ", 1)`,
      () => `${g.expr(STR, d, P.primary)}.splitlines()`,
      () => `list(${g.expr(dict(STR, INT), d)})`,
      () => `list(map(str, ${g.expr(list(scalar(g.random)), d)}))`,
      () => `re.findall(r"[a-z]+", ${g.expr(STR, d)})`,
      () => `sorted(set(${g.expr(STR, d)}))`,
      () => `list(collections.Counter(${g.expr(STR, d)}).elements())`,
      () => `sorted(${g.expr(defaultdict(STR, list(STR)), d)})`,
    ])();
  }
  if (of.k === "tuple" && of.of.length === 2) {
    const [a, b] = of.of;
    return g.random.pick([
      () => `list(zip(${g.expr(list(a), d)}, ${g.expr(list(b), d)}))`,
      () =>
        same(a, STR) && same(b, INT)
          ? `collections.Counter(${g.expr(STR, d)}).most_common(${smallInt(g.random)})`
          : null,
      () => (same(a, INT) ? `list(enumerate(${g.expr(list(b), d)}, ${smallInt(g.random)}))` : null),
      () => (isOrdered(a) ? `list(${g.expr(dict(a, b), d, P.primary)}.items())` : null),
      () => `list(itertools.product(${g.expr(list(a), d)}, ${g.expr(list(b), d)}))`,
      () =>
        same(a, b)
          ? `list(itertools.${g.random.pick(["combinations", "permutations", "combinations_with_replacement"])}(${g.expr(list(a), 0)}, 2))`
          : null,
      () => (same(a, b) ? `list(itertools.pairwise(${g.expr(list(a), d)}))` : null),
    ])();
  }
  if (of.k === "list" && isOrdered(of.of)) {
    return `[list(group) for _, group in itertools.groupby(${g.expr(of, d)})]`;
  }
  return null;
}

export const LIST_EXPRESSIONS = [
  [9, (g, d, kind) => `[${many(count(g), () => g.expr(kind.of, d))}]`],
  [2, (g, d, kind) => `[*${g.expr(kind, d, P.bitOr)}, ${g.expr(kind.of, d)}]`],
  [9, (g, d, kind) => `[${comprehension(g, d, () => g.expr(kind.of, d))}]`],
  [4, (g, d, kind) => [`${g.expr(kind, d, P.sum)} + ${g.expr(kind, d, P.term)}`, P.sum]],
  [2, (g, d, kind) => [`${g.expr(kind, d, P.term)} * ${smallInt(g.random)}`, P.term]],
  [1, (g, d, kind) => [`${smallInt(g.random)} * ${g.expr(kind, d, P.unary)}`, P.term]],
  [4, (g, d, kind) => `${g.expr(kind, d, P.primary)}${slice(g, d)}`],
  [4, sorted],
  [6, stream],
  [3, mapped],
  [8, special],
  [1, (g, d, kind) => `list(${g.expr(kind, d)})`],
  [1, (g, d, kind) => `${g.expr(kind, d, P.primary)}.copy()`],
  [1, (g, d, kind) => `list(${comprehension(g, d, () => g.expr(kind.of, d))})`],
];

function specialTuple(g, d, kind) {
  if (kind.of.length === 2 && kind.of.every((of) => same(of, INT))) {
    return `divmod(${g.expr(INT, d)}, ${g.expr(INT, d)})`;
  }
  if (kind.of.length === 3 && kind.of.every((of) => same(of, STR))) {
    return `${g.expr(STR, d, P.primary)}.${g.random.pick(["partition", "rpartition"])}(${g.expr(STR, d)})`;
  }
  return null;
}

function concatenated(g, d, kind) {
  if (kind.of.length < 2) return null;
  const [first, ...rest] = kind.of;
  return [`${g.expr(tuple(first), d, P.sum)} + ${g.expr(tuple(...rest), d, P.term)}`, P.sum];
}

export const TUPLE_EXPRESSIONS = [
  [6, (g, d, kind) => `(${kind.of.map((of) => g.expr(of, d)).join(", ")}${kind.of.length === 1 ? "," : ""})`],
  [2, concatenated],
  [3, specialTuple],
];

const entry = (g, d, kind) => `${g.expr(kind.key, d)}: ${g.expr(kind.value, d)}`;

function specialDict(g, d, kind) {
  if (same(kind.key, STR) && same(kind.value, INT) && g.random.chance(0.4)) {
    return `dict(collections.Counter(${g.expr(g.random.pick([STR, list(STR)]), d)}))`;
  }
  if (same(kind.key, STR)) {
    const names = g.random.sample(["a", "b", "key", "length", "constructor", "__proto__", "new", "toString"], 2);
    return `dict(${names.map((name) => `${name}=${g.expr(kind.value, d)}`).join(", ")})`;
  }
  return null;
}

export const DICT_EXPRESSIONS = [
  [8, (g, d, kind) => `{${many(count(g), () => entry(g, d, kind))}}`],
  [6, (g, d, kind) => `{${comprehension(g, d, () => entry(g, d, kind))}}`],
  [2, (g, d, kind) => `{**${g.expr(kind, d, P.bitOr)}, ${entry(g, d, kind)}}`],
  [2, (g, d, kind) => [`${g.expr(kind, d, P.bitOr)} | ${g.expr(kind, d, P.bitXor)}`, P.bitOr]],
  [3, (g, d, kind) => `dict(zip(${g.expr(list(kind.key), d)}, ${g.expr(list(kind.value), d)}))`],
  [1, (g, d, kind) => `dict(${g.expr(list(tuple(kind.key, kind.value)), d)})`],
  [2, (g, d, kind) => `dict.fromkeys(${g.expr(list(kind.key), d)}, ${g.expr(kind.value, d)})`],
  [1, (g, d, kind) => `${g.expr(kind, d, P.primary)}.copy()`],
  [3, specialDict],
  [1, (g, d, kind) => `dict(sorted(${g.expr(kind, d, P.primary)}.items(), key=lambda kv: str(kv[0])))`],
];

export const SET_EXPRESSIONS = [
  [6, (g, d, kind) => `{${many(1 + count(g), () => g.expr(kind.of, d))}}`],
  [4, (g, d, kind) => `set(${g.expr(list(kind.of), d)})`],
  [4, (g, d, kind) => `{${comprehension(g, d, () => g.expr(kind.of, d))}}`],
  [4, (g, d, kind) => {
    const [operator, precedence] = g.random.pick([["|", P.bitOr], ["&", P.bitAnd], ["-", P.sum], ["^", P.bitXor]]);
    return [`${g.expr(kind, d, precedence)} ${operator} ${g.expr(kind, d, precedence + 1)}`, precedence];
  }],
  [2, (g, d, kind) => `${g.expr(kind, d, P.primary)}.${g.random.pick(["union", "intersection", "difference", "symmetric_difference"])}(${g.expr(list(kind.of), d)})`],
  [1, (g, d, kind) => `${g.expr(kind, d, P.primary)}.copy()`],
]; // prettier-ignore
