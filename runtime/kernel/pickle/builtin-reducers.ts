import { memoryview } from "../../builtins/bytes.js";
import { complex } from "../../builtins/complex.js";
import { dict_items, dict_keys, dict_values } from "../../builtins/dict-views.js";
import { TypeError } from "../../builtins/exceptions.js";
import { BINARY_FILES } from "../../builtins/io/binary.js";
import { TextIO } from "../../builtins/io/text.js";
import { tagged } from "../../builtins/numbers.js";
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

registerReducer(complex.prototype, (value) => ({
  callable: complex,
  args: tuple.of(tagged(Number(value.real)), tagged(Number(value.imag))),
}));

/** What has no state that could travel. */
function refuse(prototype: object, described: string): void {
  registerReducer(prototype, () => {
    throw new TypeError(`cannot pickle ${described}`);
  });
}

refuse(memoryview.prototype, "memoryview objects");
refuse(dict_keys.prototype, "'dict_keys' object");
refuse(dict_values.prototype, "'dict_values' object");
refuse(dict_items.prototype, "'dict_items' object");
refuse(TextIO.prototype, "'_io.TextIOWrapper' object");
for (const { prototype, __tp_name__ } of BINARY_FILES) refuse(prototype, `'${__tp_name__}' object`);

registerReducer(slice.prototype, (value) => ({ callable: slice, args: tuple.of(value.start, value.stop, value.step) }));

registerReducer(Object.getPrototypeOf(Ellipsis) as object, () => ({ module: "builtins", qualname: "Ellipsis" }));

registerReducer(Object.getPrototypeOf(NotImplemented) as object, () => ({
  module: "builtins",
  qualname: "NotImplemented",
}));
