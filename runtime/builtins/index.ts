/** Python's `builtins`: the names that every script has. */
import "./function-attributes.js";

import "./generic-alias.js";

export * from "./exceptions.js";
export { classmethod, staticmethod } from "./classes/method-types.js";
export { property } from "./classes/property.js";
export { bytearray, bytes, memoryview } from "./bytes.js";
export { complex } from "./complex.js";
export { delattr, getattr, hasattr, setattr } from "./attributes.js";
export { dict } from "./dict.js";
export { float } from "./float.js";
export { format } from "./format/format.js";
export { all, any, max, min, sorted, sum } from "./functions/aggregates.js";
export { exit, input, print, quit } from "./functions/console.js";
export { enumerate, filter, map, reversed, zip } from "./functions/iterators.js";
export { abs, bin, chr, divmod, hex, oct, ord, round } from "./functions/numbers.js";
export { callable, dir, id, vars } from "./functions/objects.js";
export { hash } from "./hash.js";
export { bool, int } from "./int.js";
export { open } from "./io/open.js";
export { iter, next } from "./iterator.js";
export { list } from "./list.js";
export { object } from "./object.js";
export { len, pow } from "./operators.js";
export { Ellipsis, NotImplemented } from "./protocol.js";
export { range } from "./range.js";
export { ascii, repr } from "./repr.js";
export { frozenset, set } from "./set.js";
export { slice } from "./slice.js";
export { str } from "./str.js";
export { tuple } from "./tuple.js";
export { isinstance, issubclass, type } from "./type.js";
