/** Precedences of Python's operators: what an operand must at least have to need no parentheses. */
export const P = {
  any: 0,
  lambda: 1,
  conditional: 2,
  or: 3,
  and: 4,
  not: 5,
  compare: 6,
  bitOr: 7,
  bitXor: 8,
  bitAnd: 9,
  shift: 10,
  sum: 11,
  term: 12,
  unary: 13,
  power: 14,
  primary: 16,
};
