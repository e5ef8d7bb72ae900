/** Which producers write expressions of a kind. A producer gives text, or text with its precedence, or null. */
import { P } from "../precedence.mjs";
import { INT, STR } from "../kinds.mjs";
import { literal } from "../literals.mjs";
import { BYTES_EXPRESSIONS } from "./bytes.mjs";
import { COMMON } from "./common.mjs";
import { DICT_EXPRESSIONS, LIST_EXPRESSIONS, SET_EXPRESSIONS, TUPLE_EXPRESSIONS } from "./containers.mjs";
import {
  BYTEARRAY_EXPRESSIONS,
  COUNTER_EXPRESSIONS,
  DEFAULTDICT_EXPRESSIONS,
  DEQUE_EXPRESSIONS,
  RANGE_EXPRESSIONS,
} from "./collections.mjs";
import { COMPLEX_EXPRESSIONS, DECIMAL_EXPRESSIONS, FRACTION_EXPRESSIONS } from "./numeric-tower.mjs";
import { BOOL_EXPRESSIONS, FLOAT_EXPRESSIONS, INT_EXPRESSIONS } from "./numbers.mjs";
import { FUNCTION_EXPRESSIONS, OBJECT_EXPRESSIONS } from "./objects.mjs";
import { STR_EXPRESSIONS } from "./strings.mjs";

const TABLE = {
  int: INT_EXPRESSIONS,
  float: FLOAT_EXPRESSIONS,
  bool: BOOL_EXPRESSIONS,
  str: STR_EXPRESSIONS,
  bytes: BYTES_EXPRESSIONS,
  none: [[1, () => "None"]],
  list: LIST_EXPRESSIONS,
  tuple: TUPLE_EXPRESSIONS,
  dict: DICT_EXPRESSIONS,
  set: SET_EXPRESSIONS,
  frozenset: [[1, (g, d, kind) => `frozenset(${g.expr({ k: "list", of: kind.of }, d)})`]],
  complex: COMPLEX_EXPRESSIONS,
  fraction: FRACTION_EXPRESSIONS,
  decimal: DECIMAL_EXPRESSIONS,
  range: RANGE_EXPRESSIONS,
  bytearray: BYTEARRAY_EXPRESSIONS,
  deque: DEQUE_EXPRESSIONS,
  counter: COUNTER_EXPRESSIONS,
  defaultdict: DEFAULTDICT_EXPRESSIONS,
  object: OBJECT_EXPRESSIONS,
  function: FUNCTION_EXPRESSIONS,
  any: [[1, (g, d) => g.expr(g.kind(1), d, P.primary)]],
};

for (const kind of Object.keys(TABLE)) TABLE[kind] = [...TABLE[kind], ...COMMON];

export function producers(kind) {
  return TABLE[kind.k];
}

/** The simplest expression of a kind: a name, a literal. */
export function leaf(g, kind) {
  if (g.random.chance(0.65)) {
    const name = g.variable(kind);
    if (name !== null) return name;
  }
  const items = (of, count) => Array.from({ length: count }, () => g.expr(of, 0)).join(", ");
  switch (kind.k) {
    case "list":
      return `[${items(
        kind.of,
        g.random.weighted([
          [1, 0],
          [3, 1],
          [5, 2],
          [4, 3],
        ]),
      )}]`;
    case "tuple":
      return `(${kind.of.map((of) => g.expr(of, 0)).join(", ")}${kind.of.length === 1 ? "," : ""})`;
    case "dict": {
      const pairs = Array.from({ length: g.random.below(3) }, () => `${g.expr(kind.key, 0)}: ${g.expr(kind.value, 0)}`);
      return `{${pairs.join(", ")}}`;
    }
    case "set":
      return `{${items(kind.of, g.random.between(1, 3))}}`;
    case "frozenset":
      return `frozenset([${items(kind.of, g.random.below(3))}])`;
    case "deque":
      return `collections.deque([${items(kind.of, g.random.below(4))}])`;
    case "defaultdict":
      return `collections.defaultdict(${kind.value.k}, {${g.random.chance(0.5) ? `${g.expr(kind.key, 0)}: ${g.expr(kind.value, 0)}` : ""}})`;
    case "counter":
      return `collections.Counter(${g.expr(STR, 0)})`;
    case "range":
      return `range(${g.random.between(0, 5)})`;
    case "bytearray":
      return `bytearray(${literal(g.random, { k: "bytes" })})`;
    case "fraction":
      return `fractions.Fraction(${g.random.between(-9, 9)}, ${g.random.between(1, 9)})`;
    case "decimal":
      return `decimal.Decimal("${g.random.pick(["0.1", "2.50", "-3", "1E+3", "0", "100.005", "-0.00", "7"])}")`;
    case "object":
      return kind.cls.construct(g, 0);
    case "function": {
      const params = kind.params.map((_, i) => `p${i}`);
      return [`lambda ${params.join(", ")}: ${g.expr(kind.result, 0)}`, P.lambda];
    }
    case "any":
      return g.expr(g.random.chance(0.5) ? INT : STR, 0, P.primary);
    default:
      return literal(g.random, kind);
  }
}
