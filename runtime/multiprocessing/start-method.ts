/** Which start method the program has chosen. Every child starts as under `spawn`; the name is kept for the program. */

export type StartMethod = "fork" | "spawn" | "forkserver";

/** In CPython's order on Linux. */
export const START_METHODS: readonly StartMethod[] = ["fork", "spawn", "forkserver"];
const DEFAULT: StartMethod = "fork";

let chosen: StartMethod | null = null;

/** The chosen method, null if none was chosen yet. */
export function chosenStartMethod(): StartMethod | null {
  return chosen;
}

/** The method that counts; asking settles it, as in CPython. */
export function currentStartMethod(): StartMethod {
  return (chosen ??= DEFAULT);
}

/** Chooses a method, or none again, whatever was chosen before. */
export function forceStartMethod(method: string | null): void {
  chosen = method as StartMethod | null;
}
