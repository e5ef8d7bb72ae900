/** What hazards are made of. */
import type * as ast from "../../parser/ast.js";
import { lastName } from "../expand/names.js";
import type { Children } from "./children.js";
import type { Objects } from "./objects.js";
import type { Survey } from "./survey.js";

export interface Hazard {
  /** Stable word code. */
  readonly code: string;
  readonly node: ast.Node;
  readonly message: string;
  readonly hint: string;
}

/** What hazards are looked for in: a program and what is known of it. */
export interface Scene {
  survey: Survey;
  children: Children;
  objects: Objects;
}

/** A keyword argument of a call that makes a process or thread; null for another call and without it. */
export function argumentOfStart(call: ast.Call, name: "target" | "args"): ast.Expression | null {
  if (!/^(?:Process|Thread)$/.test(lastName(call.func) ?? "")) return null;
  return call.keywords.find(({ arg }) => arg === name)?.value ?? null;
}
