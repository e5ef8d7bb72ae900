/** Compares what two runs have printed, or a run and an article. */
import type { Documented, Order } from "./example.js";

/** From the strictest to the loosest. */
const ORDERS: readonly Order[] = ["exact", "by-process", "any"];

/** Names of processes and workers in a line: lines that name the same one keep their order. */
const PROCESS =
  /\w*(?:Process|Worker|Thread)-[\d:]+|\b(?:process|worker|producer|consumer|p)[ _#]?\d+|(?:进程|生产者|消费者) ?\d+/i;

/** The strictest order in which two texts have the same lines; null when they have not the same lines. */
export function sameLines(one: readonly string[], other: readonly string[], loosest: Order = "any"): Order | null {
  return (
    ORDERS.slice(0, ORDERS.indexOf(loosest) + 1).find((order) => arranged(one, order) === arranged(other, order)) ??
    null
  );
}

/** The lines as a text that is equal for lines in orders that count as equal. */
function arranged(lines: readonly string[], order: Order): string {
  if (order === "exact") return lines.join("\n");
  if (order === "any") return [...lines].sort().join("\n");
  const groups = new Map<string, string[]>();
  for (const line of lines) {
    const process = PROCESS.exec(line)?.[0] ?? "";
    groups.set(process, [...(groups.get(process) ?? []), line]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => group.join("\n"))
    .join("\n");
}

/** As `sameLines`, of printed lines and what an article shows. */
export function showsSame({ kind, lines: shown }: Documented, lines: readonly string[], loosest?: Order): Order | null {
  if (kind === "lines") return sameLines(shown, lines, loosest);
  let at = 0;
  for (const line of lines) if (at < shown.length && line.endsWith(shown[at]!)) at++;
  return at === shown.length ? "exact" : null;
}
