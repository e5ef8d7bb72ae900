import { registerModule } from "../registry.js";
import { allocate, callReduced } from "./build.js";
import { bytes } from "../../builtins/bytes.js";
import { tuple } from "../../builtins/tuple.js";

/** Functions that CPython's own pickles of old protocols call by name. */
registerModule("copyreg", {
  /** Makes an instance of `cls`, whose built-in base is `base` with contents `state`. */
  _reconstructor(cls: object, _base: unknown, state: unknown): unknown {
    return allocate(cls, state === null ? [] : [state]);
  },
  __newobj__: (cls: object, ...args: unknown[]): unknown => allocate(cls, args),
});

registerModule("_codecs", {
  /** Protocol 2 has no opcode for bytes and writes them as a Latin-1 string. */
  encode: (text: string, encoding: string): bytes => {
    return callReduced(bytes, tuple.of(text, encoding)) as bytes;
  },
});
