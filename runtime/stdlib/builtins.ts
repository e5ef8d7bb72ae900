/** Mirrors the module `builtins`: what every file has without importing it. Differs: nothing of it can be replaced. */
export * from "../builtins/index.js";
