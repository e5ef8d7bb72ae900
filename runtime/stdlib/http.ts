/** Mirrors the package `http`, of which `http.client` and `http.server` are there. */
import { libraryModule } from "./module.js";
import * as self from "./http.js";

export const __name__ = "http";

libraryModule("http", () => self);
