/** Expressions that give ranges, byte arrays and the containers of `collections`. */
import { P } from "../precedence.mjs";
import { BYTEARRAY, BYTES, COUNTER, INT, RANGE, STR, list } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";
import { slice } from "./strings.mjs";

export const RANGE_EXPRESSIONS = [
  [4, (g) => `range(${g.random.between(-3, 9)})`],
  [4, (g) => `range(${g.random.between(-9, 3)}, ${g.random.between(0, 12)}, ${g.random.between(1, 4)})`],
  [3, (g) => `range(${g.random.between(3, 12)}, ${g.random.between(-5, 2)}, -${g.random.between(1, 3)})`],
  [3, (g, d) => `${g.expr(RANGE, d, P.primary)}${slice(g, 0)}`],
  [1, (g, d) => `range(${g.expr(INT, d, P.primary)} % 7)`],
];

export const BYTEARRAY_EXPRESSIONS = [
  [4, (g, d) => `bytearray(${g.expr(BYTES, d)})`],
  [2, (g, d) => [`${g.expr(BYTEARRAY, d, P.sum)} + ${g.expr(g.random.pick([BYTEARRAY, BYTES]), d, P.term)}`, P.sum]],
  [2, (g, d) => `${g.expr(BYTEARRAY, d, P.primary)}${slice(g, d)}`],
  [2, (g, d) => `${g.expr(BYTEARRAY, d, P.primary)}.${g.random.pick(["upper", "lower", "strip", "copy", "title", "swapcase"])}()`],
  [1, (g, d) => `${g.expr(BYTEARRAY, d, P.primary)}.replace(${g.expr(BYTES, d)}, ${g.expr(BYTES, d)})`],
  [1, (g) => `bytearray(${smallInt(g.random)})`],
  [1, (g, d) => `bytearray.fromhex(${g.expr(BYTES, d, P.primary)}.hex())`],
]; // prettier-ignore

export const DEQUE_EXPRESSIONS = [
  [6, (g, d, kind) => `collections.deque(${g.expr(list(kind.of), d)}${g.random.chance(0.3) ? `, maxlen=${g.random.between(1, 4)}` : ""})`],
  [2, (g, d, kind) => [`${g.expr(kind, d, P.sum)} + ${g.expr(kind, d, P.term)}`, P.sum]],
  [1, (g, d, kind) => [`${g.expr(kind, d, P.term)} * ${smallInt(g.random)}`, P.term]],
  [1, (g, d, kind) => `${g.expr(kind, d, P.primary)}.copy()`],
  [1, (g, d, kind) => `collections.deque(reversed(${g.expr(kind, d)}))`],
]; // prettier-ignore

export const COUNTER_EXPRESSIONS = [
  [5, (g, d) => `collections.Counter(${g.expr(g.random.pick([STR, list(STR), list(INT)]), d)})`],
  [3, (g, d) => {
    const [operator, precedence] = g.random.pick([["+", P.sum], ["-", P.sum], ["&", P.bitAnd], ["|", P.bitOr]]);
    return [`${g.expr(COUNTER, d, precedence)} ${operator} ${g.expr(COUNTER, d, precedence + 1)}`, precedence];
  }],
  [1, (g, d) => `collections.Counter(dict(${g.expr(COUNTER, d, P.primary)}.most_common(${smallInt(g.random)})))`],
  [1, (g, d) => [`+${g.expr(COUNTER, d, P.unary)}`, P.unary]],
]; // prettier-ignore

export const DEFAULTDICT_EXPRESSIONS = [
  [5, (g, d, kind) => `collections.defaultdict(${kind.value.k}, ${g.expr({ ...kind, k: "dict" }, d)})`],
  [2, (g, d, kind) => [`${g.expr(kind, d, P.bitOr)} | ${g.expr({ ...kind, k: "dict" }, d, P.bitXor)}`, P.bitOr]],
  [1, (g, d, kind) => `${g.expr(kind, d, P.primary)}.copy()`],
];
