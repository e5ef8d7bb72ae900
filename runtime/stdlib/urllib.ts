/** Mirrors the package `urllib`, of which `urllib.error`, `urllib.parse` and `urllib.request` are there. */
import { libraryModule } from "./module.js";
import * as self from "./urllib.js";

export const __name__ = "urllib";

libraryModule("urllib", () => self);
