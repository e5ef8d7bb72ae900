/** What a name that isn't known may have been meant for. */
import type { Lowering } from "./lowering.js";

const FORK_ADVICE =
  "let the child end in its own branch, `if pid == 0: … os._exit(0)`, or use multiprocessing.Process(target=…).start()";

/** Advice for a member that a library module doesn't have: the member that is spelled most like it, if one is. */
export function memberAdvice(module: string, name: string, lowering: Lowering): string {
  if (module === "os" && name === "fork") return FORK_ADVICE;
  const found = nearest(name, lowering.context.types.stubNames(module));
  return found === null
    ? "leave it out, or write it with the members that py2mp supports"
    : `leave it out, or write it with the members that py2mp supports: the nearest is '${found}'`;
}

/** The name that the fewest changes of letters lead to; null when that takes more than a third of them. */
export function nearest(name: string, names: readonly string[]): string | null {
  const most = Math.max(1, Math.floor(name.length / 3));
  const ranked = names
    .map((candidate) => ({ candidate, distance: changes(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate ?? null;
}

/** How many letters have to be added, left out or replaced. */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
