/** Mirrors the module `fractions`. */
import { Fraction } from "./fractions/fraction.js";
import { libraryModule } from "./module.js";
import * as self from "./fractions.js";

export { Fraction };

libraryModule("fractions", () => self, { Fraction });
