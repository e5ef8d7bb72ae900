/** Mirrors the package concurrent, which only holds concurrent.futures. */
export * as futures from "./futures/index.js";
