/**
 * A value of which the conversion knows nothing, so that TypeScript checks nothing about it either: what an operator
 * gives when one of its operands is such a value.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place that says so
export type Dynamic = any;
