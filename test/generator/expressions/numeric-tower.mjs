/** Expressions that give complex numbers, fractions and decimals. */
import { P } from "../precedence.mjs";
import { COMPLEX, DECIMAL, FLOAT, FRACTION, INT } from "../kinds.mjs";
import { smallInt } from "../literals.mjs";

const OPERATORS = [["+", P.sum], ["-", P.sum], ["*", P.term], ["/", P.term]]; // prettier-ignore
const INTEGRAL = [["//", P.term], ["%", P.term]]; // prettier-ignore

/** An operation on two values of a kind, or on one and a simpler number. */
function binary(kind, operators, others) {
  return (g, d) => {
    const [operator, precedence] = g.random.pick(operators);
    const [left, right] = g.random.shuffled([kind, g.random.pick([kind, kind, ...others])]);
    return [`${g.expr(left, d, precedence)} ${operator} ${g.expr(right, d, precedence + 1)}`, precedence];
  };
}

const negated = (kind) => (g, d) => [`-${g.expr(kind, d, P.unary)}`, P.unary];
const power = (kind) => (g, d) => [`${g.expr(kind, d, P.power + 1)} ** ${smallInt(g.random)}`, P.power];

export const COMPLEX_EXPRESSIONS = [
  [6, binary(COMPLEX, OPERATORS, [INT, FLOAT])],
  [2, negated(COMPLEX)],
  [2, power(COMPLEX)],
  [2, (g, d) => `${g.expr(COMPLEX, d, P.primary)}.conjugate()`],
  [3, (g, d) => `complex(${g.expr(INT, d)}, ${g.expr(INT, d)})`],
  [1, (g) => `complex("${g.random.pick(["1+2j", "-3j", "2.5", "1e3-0.5j", " 1j ", "1 + 2j"])}")`],
];

export const FRACTION_EXPRESSIONS = [
  [6, binary(FRACTION, [...OPERATORS, ...INTEGRAL], [INT])],
  [2, negated(FRACTION)],
  [2, power(FRACTION)],
  [3, (g, d) => `fractions.Fraction(${g.expr(INT, d)}, ${g.expr(INT, d)})`],
  [1, (g, d) => `fractions.Fraction(${g.expr(FLOAT, d)}).limit_denominator(${g.random.pick(["10", "1000"])})`],
  [1, (g) => `fractions.Fraction("${g.random.pick(["3/4", "-1.25", "7", "1e-2", "1/0"])}")`],
  [1, (g, d) => `abs(${g.expr(FRACTION, d)})`],
];

export const DECIMAL_EXPRESSIONS = [
  [6, binary(DECIMAL, [...OPERATORS, ...INTEGRAL], [INT])],
  [2, negated(DECIMAL)],
  [2, power(DECIMAL)],
  [3, (g, d) => `decimal.Decimal(${g.expr(INT, d)})`],
  [2, (g, d) => `decimal.Decimal(str(${g.expr(FLOAT, d)}))`],
  [2, (g, d) => `${g.expr(DECIMAL, d, P.primary)}.quantize(decimal.Decimal("${g.random.pick(["0.01", "1", "0.1", "1e1"])}"))`],
  [1, (g, d) => `round(${g.expr(DECIMAL, d)}, ${smallInt(g.random)})`],
  [1, (g, d) => `abs(${g.expr(DECIMAL, d)})`],
]; // prettier-ignore
