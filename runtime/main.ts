/** What converted code imports from "py2mp/main": Python's builtins, and the operators where JavaScript's differ. */
export { __name__ } from "./kernel/boot.js";
export * from "./builtins/exceptions.js";
export * from "./builtins/operators.js";
export { eq, ge, gt, le, lt, ne } from "./builtins/compare.js";
export { complex } from "./builtins/complex.js";
export { dict } from "./builtins/dict.js";
export { hash } from "./builtins/hash.js";
export type { int } from "./builtins/numbers.js";
export { object } from "./builtins/object.js";
export { Ellipsis, NotImplemented } from "./builtins/protocol.js";
export { range } from "./builtins/range.js";
export { ascii, repr } from "./builtins/repr.js";
export { frozenset, set } from "./builtins/set.js";
export { slice } from "./builtins/slice.js";
export { not_, truth } from "./builtins/truth.js";
export { tuple } from "./builtins/tuple.js";
