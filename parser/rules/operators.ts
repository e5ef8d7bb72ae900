/** Operator precedence as tables: https://docs.python.org/3/reference/expressions.html#operator-precedence */
import type { BinaryOperator, BooleanOperator, ComparisonOperator, UnaryOperator } from "../ast.js";
import * as t from "../tokens.js";
import type { Token } from "../tokens.js";
import { tokenTable } from "./base.js";

/** How tightly operators bind, loosest first. */
const DISJUNCTION = 1;
const CONJUNCTION = 2;
export const INVERSION = 3;
export const COMPARISON = 4;
/** What may stand behind a star: bitwise_or and tighter. */
export const STAR_OPERAND = 5;
export const UNARY = 11;
const POWER = 12;
/** No binary operator binds this tightly: reads a primary only. */
export const PRIMARY = 13;

interface Level {
  tightness: number;
}

interface BooleanLevel extends Level {
  family: "boolean";
  op: BooleanOperator;
}

interface ComparisonLevel extends Level {
  family: "comparison";
  op: ComparisonOperator;
  /** `is not` and `not in` are two. */
  tokens: 1 | 2;
}

interface ArithmeticLevel extends Level {
  family: "arithmetic";
  op: BinaryOperator;
  /** What the right operand must bind at least as tightly as. */
  rightTightness: number;
}

type Operator = BooleanLevel | ComparisonLevel | ArithmeticLevel;

const boolean = (op: BooleanOperator, tightness: number): Operator => ({ family: "boolean", op, tightness });
const comparison = (op: ComparisonOperator, tokens: 1 | 2 = 1): Operator => {
  return { family: "comparison", op, tokens, tightness: COMPARISON };
};
const arithmetic = (op: BinaryOperator, tightness: number, rightTightness = tightness + 1): Operator => {
  return { family: "arithmetic", op, tightness, rightTightness };
};

const OPERATORS = tokenTable<Operator>([
  [t.OR, boolean("Or", DISJUNCTION)],
  [t.AND, boolean("And", CONJUNCTION)],
  [t.EQEQUAL, comparison("Eq")],
  [t.NOTEQUAL, comparison("NotEq")],
  [t.LESS, comparison("Lt")],
  [t.LESSEQUAL, comparison("LtE")],
  [t.GREATER, comparison("Gt")],
  [t.GREATEREQUAL, comparison("GtE")],
  [t.IN, comparison("In")],
  [t.IS, comparison("Is")],
  [t.NOT, comparison("NotIn", 2)],
  [t.VBAR, arithmetic("BitOr", 5)],
  [t.CIRCUMFLEX, arithmetic("BitXor", 6)],
  [t.AMPER, arithmetic("BitAnd", 7)],
  [t.LEFTSHIFT, arithmetic("LShift", 8)],
  [t.RIGHTSHIFT, arithmetic("RShift", 8)],
  [t.PLUS, arithmetic("Add", 9)],
  [t.MINUS, arithmetic("Sub", 9)],
  [t.STAR, arithmetic("Mult", 10)],
  [t.SLASH, arithmetic("Div", 10)],
  [t.DOUBLESLASH, arithmetic("FloorDiv", 10)],
  [t.PERCENT, arithmetic("Mod", 10)],
  [t.AT, arithmetic("MatMult", 10)],
  // Right-associative, and its right operand may have a sign: 2 ** -1.
  [t.DOUBLESTAR, arithmetic("Pow", POWER, UNARY)],
]);

const IS_NOT = comparison("IsNot", 2);

/** The binary operator that `token`, with `next` behind it, is; undefined when it is none. */
export function operatorOf(token: Token, next: Token): Operator | undefined {
  if (token.tokenType === t.IS && next.tokenType === t.NOT) return IS_NOT;
  if (token.tokenType === t.NOT && next.tokenType !== t.IN) return undefined;
  // `<>` is a token of the same kind, which only a joke of CPython's accepts.
  if (token.tokenType === t.NOTEQUAL && token.image === "<>") return undefined;
  return OPERATORS[token.tokenTypeIdx];
}

const UNARY_OPERATORS = tokenTable<UnaryOperator>([
  [t.NOT, "Not"],
  [t.MINUS, "USub"],
  [t.PLUS, "UAdd"],
  [t.TILDE, "Invert"],
]);

/** The unary operator that `token` is in a chain that `first` began: `not` and signs do not mix in one. */
export function unaryOperatorOf(token: Token, first: Token): UnaryOperator | undefined {
  const isMixed = (token.tokenType === t.NOT) !== (first.tokenType === t.NOT);
  return isMixed ? undefined : UNARY_OPERATORS[token.tokenTypeIdx];
}

/** The operator of an augmented assignment, by its token. */
export const AUGMENTED = tokenTable<BinaryOperator>([
  [t.PLUSEQUAL, "Add"],
  [t.MINEQUAL, "Sub"],
  [t.STAREQUAL, "Mult"],
  [t.ATEQUAL, "MatMult"],
  [t.SLASHEQUAL, "Div"],
  [t.PERCENTEQUAL, "Mod"],
  [t.AMPEREQUAL, "BitAnd"],
  [t.VBAREQUAL, "BitOr"],
  [t.CIRCUMFLEXEQUAL, "BitXor"],
  [t.LEFTSHIFTEQUAL, "LShift"],
  [t.RIGHTSHIFTEQUAL, "RShift"],
  [t.DOUBLESTAREQUAL, "Pow"],
  [t.DOUBLESLASHEQUAL, "FloorDiv"],
]);
