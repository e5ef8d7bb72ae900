/** Mirrors the package `urllib`, of which only `urllib.parse` is there. */
import { libraryModule } from "./module.js";
import * as self from "./urllib.js";

export const __name__ = "urllib";

libraryModule("urllib", () => self);
