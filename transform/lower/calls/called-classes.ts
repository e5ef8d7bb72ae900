import type { StubClass, UserClass } from "../../infer/types.js";

const CALLED_CLASSES = new Set(
  [
    "int",
    "float",
    "bool",
    "str",
    "list",
    "type",
    "range",
    "slice",
    "enumerate",
    "zip",
    "map",
    "filter",
    "reversed",
    "super",
  ].map((name) => `builtins.${name}`),
);

/** True for a builtin class that is a function in TypeScript: `int("5")`, `list(xs)`, `range(3)`. */
export const isCalledClass = (of: UserClass | StubClass): boolean => of.kind === "stub" && CALLED_CLASSES.has(of.name);
