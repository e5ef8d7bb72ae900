/** Expressions that give ints, floats and bools. */
import { P } from "../precedence.mjs";
import {
  BOOL,
  BYTEARRAY,
  BYTES,
  COMPLEX,
  COUNTER,
  DECIMAL,
  FLOAT,
  FRACTION,
  INT,
  RANGE,
  STR,
  defaultdict,
  deque,
  dict,
  list,
  scalar,
  set,
  tuple,
} from "../kinds.mjs";
import { smallInt } from "../literals.mjs";
import { withoutWalrus } from "./common.mjs";

/** An int, now and then a bool in its place. */
const int = (g, d, minimum) => g.expr(g.random.chance(0.1) ? BOOL : INT, d, minimum);
const number = (g, d, minimum) => (g.random.chance(0.4) ? int(g, d, minimum) : g.expr(FLOAT, d, minimum));

function binary(operator, precedence, left, right = left) {
  return (g, d) => [`${left(g, d, precedence)} ${operator} ${right(g, d, precedence + 1)}`, precedence];
}

/** Bounds what could grow without end. */
const bounded = (g, d) => `(${int(g, d, P.term)} % 1000)`;

const negated = (operator, operand) => (g, d) => [`${operator}${operand(g, d, P.unary)}`, P.unary];

function intMethodCall(g, d) {
  const text = g.expr(STR, d, P.primary);
  const numbers = g.expr(list(INT), d, P.primary);
  return g.random.pick([
    () => `${text}.count(${g.expr(STR, d)})`,
    () => `${text}.find(${g.expr(STR, d)})`,
    () => `${text}.rfind(${g.expr(STR, d)}, ${smallInt(g.random)})`,
    () => `${text}.index(${g.expr(STR, d)})`,
    () => `${numbers}.count(${int(g, d)})`,
    () => `${numbers}.index(${int(g, d)})`,
    () => `${numbers}.pop()`,
    () => `${int(g, d, P.primary + 1)}.bit_length()`,
    () => `(${int(g, d)}).bit_length()`,
    () => `(${int(g, d)}).bit_count()`,
    () => `(${int(g, d)}).conjugate()`,
    () => `(${int(g, d)}).numerator`,
    () => `${g.expr(BYTES, d, P.primary)}.find(${g.expr(BYTES, d)})`,
    () => `${g.expr(tuple(INT, INT), d, P.primary)}.count(${int(g, d)})`,
  ])();
}

/** Ints that the library's containers and numbers give. */
function intOfLibrary(g, d) {
  const range = g.expr(RANGE, d, P.primary);
  const counter = g.expr(COUNTER, d, P.primary);
  return g.random.pick([
    () => `len(${g.expr(g.random.pick([deque(INT), COUNTER, RANGE, BYTEARRAY, defaultdict(STR, INT)]), d)})`,
    () => `${range}.${g.random.pick(["index", "count"])}(${int(g, d)})`,
    () => `${range}[${g.random.pick(["0", "-1", "2"])}]`,
    () => `${range}.${g.random.pick(["start", "stop", "step"])}`,
    () => `${g.random.pick(["sum", "max", "min"])}(${g.expr(RANGE, d)})`,
    () => `${g.expr(deque(INT), d, P.primary)}.${g.random.pick(["popleft", "pop"])}()`,
    () => `${g.expr(deque(INT), d, P.primary)}[${g.random.pick(["0", "-1", "1"])}]`,
    () => `${counter}[${g.random.pick([STR, INT].map((kind) => g.expr(kind, d)))}]`,
    () => `${counter}.total()`,
    () => `${g.expr(defaultdict(STR, INT), d, P.primary)}[${g.expr(STR, d)}]`,
    () => `${g.expr(BYTEARRAY, d, P.primary)}[${g.random.pick(["0", "-1"])}]`,
    () => `${g.expr(FRACTION, d, P.primary)}.${g.random.pick(["numerator", "denominator"])}`,
    () =>
      `${g.random.pick(["int", "round", "math.floor", "math.ceil"])}(${g.expr(g.random.pick([FRACTION, DECIMAL]), d)})`,
    () => `hash(${g.expr(g.random.pick([FRACTION, DECIMAL, RANGE]), d)})`,
  ])();
}

function intFunction(g, d) {
  const numbers = () => g.expr(list(INT), d);
  return g.random.pick([
    () => `abs(${int(g, d)})`,
    () => `int(${number(g, d)})`,
    () => `int(${g.expr(STR, d)})`,
    () =>
      `int(${g.random.pick(['"101"', '"ff"', '"-z"', '" 12 "', '"1_0"', '"0x1f"'])}, ${g.random.pick(["2", "16", "36", "0", "10"])})`,
    () => `round(${number(g, d)})`,
    () => `round(${int(g, d)}, ${g.random.pick(["-1", "-2", "1", "0"])})`,
    () => `len(${g.expr(g.random.pick([STR, BYTES, list(INT), list(STR), dict(STR, INT), set(INT)]), d)})`,
    () => `sum(${numbers()})`,
    () => `sum(${numbers()}, ${int(g, d)})`,
    () => `${g.random.pick(["max", "min"])}(${int(g, d)}, ${int(g, d)})`,
    () => `${g.random.pick(["max", "min"])}(${numbers()}, default=${int(g, d)})`,
    () =>
      `${g.random.pick(["max", "min"])}(${numbers()}, key=${g.expr({ k: "function", params: [INT], result: INT }, d)}, default=0)`,
    () => `ord(${g.expr(STR, d, P.primary)}[${smallInt(g.random)}])`,
    () => `divmod(${int(g, d)}, ${int(g, d)})[${g.random.below(2)}]`,
    () => `pow(${int(g, d)}, ${smallInt(g.random)}, ${int(g, d)})`,
    () => `math.gcd(${int(g, d)}, ${int(g, d)})`,
    () => `math.floor(${number(g, d)})`,
    () => `math.ceil(${number(g, d)})`,
    () => `math.trunc(${number(g, d)})`,
    () => `math.isqrt(abs(${int(g, d)}))`,
    () => `math.factorial(${smallInt(g.random)})`,
    () => `math.comb(${smallInt(g.random)} + 3, ${smallInt(g.random)})`,
    () => `math.prod(${numbers()})`,
    () =>
      `operator.${g.random.pick(["add", "sub", "mul", "floordiv", "mod", "and_", "or_", "xor"])}(${int(g, d)}, ${int(g, d)})`,
    () => `int.from_bytes(${g.expr(BYTES, d)}, "${g.random.pick(["big", "little"])}")`,
    () => `functools.reduce(operator.${g.random.pick(["add", "xor"])}, ${numbers()}, ${int(g, d)})`,
    () => `sum(${int(g, d, P.or)} for _ in range(${smallInt(g.random)}))`,
    () => `hash(${int(g, d)})`,
  ])();
}

function power(g, d) {
  return [`${bounded(g, d)} ** ${smallInt(g.random)}`, P.power];
}

function shift(g, d) {
  const operator = g.random.pick(["<<", ">>"]);
  const by = operator === "<<" ? g.random.pick(["1", "3", "31", "40"]) : g.random.pick(["1", "2", "33", "64"]);
  return [`${int(g, d, P.shift)} ${operator} ${by}`, P.shift];
}

/** The nth element of a generator expression, a sum with a condition. */
function aggregated(g, d) {
  const of = scalar(g.random);
  const name = g.newName();
  const body = withoutWalrus(g, () => g.within([[name, of]], () => `${g.expr(INT, d)} for ${name} in `));
  const condition = withoutWalrus(g, () => g.within([[name, of]], () => g.expr(BOOL, d, P.or)));
  return `sum(${body}${g.expr(list(of), d, P.or)} if ${condition})`;
}

export const INT_EXPRESSIONS = [
  [8, binary("+", P.sum, int)],
  [6, binary("-", P.sum, int)],
  [6, binary("*", P.term, int)],
  [4, binary("//", P.term, int)],
  [4, binary("%", P.term, int)],
  [2, binary("&", P.bitAnd, int)],
  [2, binary("|", P.bitOr, int)],
  [2, binary("^", P.bitXor, int)],
  [2, shift],
  [2, power],
  [2, negated("-", int)],
  [1, negated("~", int)],
  [1, negated("+", int)],
  [12, intFunction],
  [5, intMethodCall],
  [2, intOfLibrary],
  [2, aggregated],
];

function floatFunction(g, d) {
  const numbers = () => g.expr(list(FLOAT), d);
  return g.random.pick([
    () => `abs(${g.expr(FLOAT, d)})`,
    () => `float(${int(g, d)})`,
    () => `float(${g.expr(STR, d)})`,
    () => `round(${g.expr(FLOAT, d)}, ${g.random.pick(["1", "2", "0", "-1", "3"])})`,
    () => `sum(${numbers()})`,
    () => `sum(${numbers()}, ${g.expr(FLOAT, d)})`,
    () => `${g.random.pick(["max", "min"])}(${number(g, d)}, ${g.expr(FLOAT, d)})`,
    () => `${g.random.pick(["max", "min"])}(${numbers()}, default=${g.expr(FLOAT, d)})`,
    () => `math.sqrt(${number(g, d)})`,
    // Not of just any float: CPython takes the sign even of a NaN.
    () => `math.copysign(${number(g, d)}, ${g.random.pick(["-0.0", "0.0", int(g, d)])})`,
    () => `math.fmod(${number(g, d)}, ${number(g, d)})`,
    () => `math.hypot(${number(g, d)}, ${number(g, d)})`,
    () => `math.fabs(${number(g, d)})`,
    () => `math.fsum(${numbers()})`,
    () => `math.modf(${number(g, d)})[${g.random.below(2)}]`,
    () => `math.ldexp(${g.expr(FLOAT, d)}, ${smallInt(g.random)})`,
    () => `math.prod([${number(g, d)}, ${g.expr(FLOAT, d)}])`,
    () => `divmod(${number(g, d)}, ${g.expr(FLOAT, d)})[${g.random.below(2)}]`,
    () => `operator.truediv(${int(g, d)}, ${int(g, d)})`,
    () => `(${g.expr(FLOAT, d)}).real`,
    () => `pow(${g.expr(FLOAT, d)}, ${smallInt(g.random)})`,
    () => `float.fromhex((${g.expr(FLOAT, d)}).hex())`,
    () => `abs(${g.expr(COMPLEX, d)})`,
    () => `${g.expr(COMPLEX, d, P.primary)}.${g.random.pick(["real", "imag"])}`,
    () => `float(${g.expr(g.random.pick([FRACTION, DECIMAL]), d)})`,
  ])();
}

export const FLOAT_EXPRESSIONS = [
  [8, binary("/", P.term, number)],
  [5, binary("+", P.sum, number, (g, d, p) => g.expr(FLOAT, d, p))],
  [4, binary("-", P.sum, (g, d, p) => g.expr(FLOAT, d, p), number)],
  [5, binary("*", P.term, (g, d, p) => g.expr(FLOAT, d, p), number)],
  [3, binary("//", P.term, number, (g, d, p) => g.expr(FLOAT, d, p))],
  [3, binary("%", P.term, (g, d, p) => g.expr(FLOAT, d, p), number)],
  [2, (g, d) => [`${g.expr(FLOAT, d, P.power + 1)} ** ${smallInt(g.random)}`, P.power]],
  [1, (g, d) => [`${int(g, d, P.power + 1)} ** -${g.random.between(1, 3)}`, P.power]],
  [2, negated("-", (g, d, p) => g.expr(FLOAT, d, p))],
  [9, floatFunction],
];

const COMPARISONS = ["<", "<=", ">", ">=", "==", "!="];

function compared(g, d) {
  const kind = g.random.weighted([[6, INT], [3, FLOAT], [3, STR], [1, list(INT)], [1, tuple(INT, STR)], [1, BOOL], [1, BYTES]]); // prettier-ignore
  const operand = () => (kind === INT || kind === FLOAT ? number(g, d, P.bitOr) : g.expr(kind, d, P.bitOr));
  let text = `${operand()} ${g.random.pick(COMPARISONS)} ${operand()}`;
  if (g.random.chance(0.2)) text += ` ${g.random.pick(COMPARISONS)} ${operand()}`;
  return [text, P.compare];
}

function equalAcrossKinds(g, d) {
  const [a, b] = [g.kind(1), g.kind(1)];
  return [`${g.expr(a, d, P.bitOr)} ${g.random.pick(["==", "!="])} ${g.expr(b, d, P.bitOr)}`, P.compare];
}

function contained(g, d) {
  const of = scalar(g.random);
  const [item, holder] = g.random.pick([
    [of, list(of)],
    [STR, STR],
    [INT, set(INT)],
    [STR, dict(STR, INT)],
    [INT, tuple(INT, INT, STR)],
  ]);
  return [`${g.expr(item, d, P.bitOr)} ${g.random.pick(["in", "not in"])} ${g.expr(holder, d, P.bitOr)}`, P.compare];
}

function boolCall(g, d) {
  const text = () => g.expr(STR, d, P.primary);
  const classes = [
    "int",
    "float",
    "bool",
    "str",
    "list",
    "dict",
    "tuple",
    "(int, str)",
    "(list, tuple)",
    "int | None",
    "object",
  ];
  return g.random.pick([
    () => `bool(${g.expr(g.kind(1), d)})`,
    () => `isinstance(${g.expr(g.kind(1), d)}, ${g.random.pick(classes)})`,
    () =>
      `${text()}.${g.random.pick(["isdigit", "isalpha", "isupper", "islower", "isspace", "isalnum", "isidentifier", "istitle", "isdecimal", "isnumeric"])}()`,
    () => `${text()}.startswith(${g.expr(STR, d)})`,
    () => `${text()}.endswith((${g.expr(STR, d)}, "a"))`,
    () => `any(${g.expr(list(g.random.pick([INT, BOOL, STR])), d)})`,
    () => `all(${g.expr(list(g.random.pick([INT, BOOL, STR, FLOAT])), d)})`,
    () =>
      `${g.expr(set(INT), d, P.primary)}.${g.random.pick(["issubset", "issuperset", "isdisjoint"])}(${g.expr(list(INT), d)})`,
    () => `math.${g.random.pick(["isnan", "isinf", "isfinite"])}(${number(g, d)})`,
    () => `(${g.expr(FLOAT, d)}).is_integer()`,
    () => `callable(${g.expr(g.kind(0), d)})`,
    () =>
      `hasattr(${g.expr(g.kind(1), d)}, "${g.random.pick(["append", "upper", "real", "__len__", "length", "__iter__"])}")`,
    () => `math.isclose(${number(g, d)}, ${number(g, d)})`,
    () => `type(${g.expr(g.kind(1), d)}) is ${g.random.pick(["int", "float", "bool", "str", "list"])}`,
  ])();
}

/** Comparisons of the library's kinds of values. */
function comparedOfLibrary(g, d) {
  const [left, right] = g.random.pick([
    [FRACTION, FRACTION],
    [FRACTION, INT],
    [FRACTION, FLOAT],
    [DECIMAL, DECIMAL],
    [DECIMAL, INT],
    [DECIMAL, FLOAT],
    [COUNTER, COUNTER],
    [deque(INT), deque(INT)],
    [RANGE, RANGE],
    [BYTEARRAY, BYTES],
    [COMPLEX, COMPLEX],
    [COMPLEX, INT],
    [defaultdict(STR, INT), dict(STR, INT)],
  ]);
  const operators = left === RANGE || left === COMPLEX || left.k === "defaultdict" ? ["==", "!="] : COMPARISONS;
  return [`${g.expr(left, d, P.bitOr)} ${g.random.pick(operators)} ${g.expr(right, d, P.bitOr)}`, P.compare];
}

function containedInLibrary(g, d) {
  const [item, holder] = g.random.pick([
    [INT, RANGE],
    [INT, deque(INT)],
    [STR, COUNTER],
    [INT, BYTEARRAY],
    [BYTES, BYTEARRAY],
    [STR, defaultdict(STR, INT)],
  ]);
  return [`${g.expr(item, d, P.bitOr)} ${g.random.pick(["in", "not in"])} ${g.expr(holder, d, P.bitOr)}`, P.compare];
}

export const BOOL_EXPRESSIONS = [
  [2, comparedOfLibrary],
  [2, containedInLibrary],
  [12, compared],
  [4, equalAcrossKinds],
  [6, contained],
  [4, (g, d) => [`not ${g.expr(g.kind(1), d, P.not)}`, P.not]],
  [2, (g, d) => [`${g.expr(g.kind(1), d, P.bitOr)} is ${g.random.pick(["", "not "])}None`, P.compare]],
  [3, (g, d) => [`${g.expr(BOOL, d, P.and)} and ${g.expr(BOOL, d, P.not)}`, P.and]],
  [3, (g, d) => [`${g.expr(BOOL, d, P.or)} or ${g.expr(BOOL, d, P.and)}`, P.or]],
  [
    2,
    (g, d) => [`${g.expr(BOOL, d, P.bitAnd)} ${g.random.pick(["&", "|", "^"])} ${g.expr(BOOL, d, P.shift)}`, P.bitOr],
  ],
  [8, boolCall],
  [
    1,
    (g, d) => [
      `${g.expr(set(INT), d, P.bitOr)} ${g.random.pick(COMPARISONS)} ${g.expr(set(INT), d, P.bitOr)}`,
      P.compare,
    ],
  ],
];
