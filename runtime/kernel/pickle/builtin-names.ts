import * as main from "../../main.js";
import { registerModule } from "../registry.js";

/** What "py2mp/main" exports under the names of Python's builtins; the rest of it are helpers of converted code. */
const NAMES =
  `abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex
  delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash hex id input int
  isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr
  reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip Ellipsis NotImplemented`.split(
    /\s+/,
  );

/** True for a class whose name Python's builtins have: the exceptions are too many to list. */
function isException(value: unknown): boolean {
  return typeof value === "function" && value.prototype instanceof Error;
}

/** Python's builtins by name. */
function builtins(): Record<string, unknown> {
  const exported = Object.entries(main as Record<string, unknown>);
  return Object.fromEntries(exported.filter(([name, value]) => NAMES.includes(name) || isException(value)));
}

registerModule("builtins", builtins);
