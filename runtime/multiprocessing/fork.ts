/** What a forked child gets of its parent's state beside the process object. Mirrors os.fork as far as threads can. */
import { inheritedStates, inheritedVariables } from "../kernel/inheritance.js";
import { withPickle } from "../kernel/pickle.js";
import { Handed, InheritingPickler } from "../kernel/pickle/inheriting.js";
import type { BaseProcess } from "./process.js";

/** Pickles the process object, the variables that the child may read, and the state of the library; what is in both stays one object. */
export function withInheritance<R>(process: BaseProcess, use: (bytes: Uint8Array) => R): R {
  const variables = inheritedVariables().map(Handed.variable);
  const states = inheritedStates().map(Handed.state);
  return withPickle([process, ...states, ...variables], use, undefined, InheritingPickler);
}

/** In the child: the process object; reading the pickle has set the variables. */
export function inheritedProcess(contents: unknown): BaseProcess {
  return (contents as unknown[])[0] as BaseProcess;
}
