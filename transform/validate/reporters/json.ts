/** For programs; docs/validate.schema.json describes it. */
import { packageVersion } from "../../cli/package.js";
import type { Verdict } from "../judge.js";
import { sentence } from "./wording.js";

/** `{ version, examples: […] }` */
export function jsonReport(verdicts: readonly Verdict[]): string {
  const examples = verdicts.map((verdict) => {
    const { example, status, fault, order, hidden, notes, expected, printed, seconds } = verdict;
    const { file, line, endLine, name, heading, documented } = example;
    return {
      ...{ file, line, endLine, name, heading, status, fault, order, message: sentence(verdict) },
      documented: documented !== null,
      ...{ masked: hidden, notes, seconds: Number(seconds.toFixed(3)) },
      ...(status === "mismatch" && { expected, printed }),
    };
  });
  return `${JSON.stringify({ version: packageVersion(), examples }, null, 2)}\n`;
}
