/** How verdicts are put in words. */
import type { Verdict } from "../judge.js";

const ORDERS = {
  exact: "exactly",
  "by-process": "with the lines of each process in their order",
  any: "in another order",
} as const;

/** `prints what the article shows, in another order` */
export function sentence({ status, order, fault, example, notes }: Verdict): string {
  switch (status) {
    case "reproduced":
      return `prints what the article shows${example.documented?.kind === "ends" ? ", as far as it does" : ""}${order === "exact" ? "" : `, ${ORDERS[order!]}`}`;
    case "undocumented":
      return order === null
        ? "no output is documented"
        : `no output is documented; prints what CPython does${order === "exact" ? "" : `, ${ORDERS[order]}`}`;
    case "endless":
    case "skipped":
      return `${status}: ${notes[0] ?? ""}`;
    case "mismatch":
      return `mismatch, by the fault of the ${fault}`;
  }
}
