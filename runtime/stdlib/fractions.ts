/** Mirrors the module `fractions`. */
import { Fraction } from "./fractions/fraction.js";
import { givesRawFloats } from "../builtins/raw-floats.js";
import { libraryModule } from "./module.js";
import * as self from "./fractions.js";

export { Fraction };

givesRawFloats(Fraction.prototype, ["__float__"]);
libraryModule("fractions", () => self, { Fraction });
