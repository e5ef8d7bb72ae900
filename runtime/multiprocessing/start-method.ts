/** Which start method the program has chosen. `forkserver` starts a child as `spawn` does. */

export type StartMethod = "fork" | "spawn" | "forkserver";

/** In CPython's order on Linux. */
export const START_METHODS: readonly StartMethod[] = ["fork", "spawn", "forkserver"];
/** CPython's on Linux up to 3.13, unless the environment says otherwise. */
const DEFAULT = START_METHODS.find((method) => method === process.env.PY2MP_START_METHOD) ?? "fork";

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
