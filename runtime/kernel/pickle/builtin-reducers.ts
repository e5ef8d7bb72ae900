import { Ellipsis, NotImplemented } from "../../builtins/protocol.js";
import { range } from "../../builtins/range.js";
import { slice } from "../../builtins/slice.js";
import { tuple } from "../../builtins/tuple.js";
import { registerReducer } from "./reduce.js";

/** How the built-in types without opcodes of their own are written: as CPython's `__reduce__` of each has it. */

registerReducer(range.prototype, (value) => ({
  callable: range,
  args: tuple.of(value.start, value.stop, value.step) as tuple<unknown[]>,
}));

registerReducer(slice.prototype, (value) => ({ callable: slice, args: tuple.of(value.start, value.stop, value.step) }));

registerReducer(Object.getPrototypeOf(Ellipsis) as object, () => ({ module: "builtins", qualname: "Ellipsis" }));

registerReducer(Object.getPrototypeOf(NotImplemented) as object, () => ({
  module: "builtins",
  qualname: "NotImplemented",
}));
