/** Which thread of the process runs, for those who only tell of it. */

interface ThreadNames {
  readonly name: string;
  /** Python's `ident`; null where it is the process's number. */
  readonly ident: number | null;
}

const MAIN: ThreadNames = { name: "MainThread", ident: null };
let ask = (): ThreadNames => MAIN;

/** Says how to learn which thread runs; until then there is the main one only. */
export function onRunningThread(tell: () => ThreadNames): void {
  ask = tell;
}

export const runningThread = (): ThreadNames => ask();
