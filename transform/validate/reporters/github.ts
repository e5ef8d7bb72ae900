/** For GitHub's workflows: annotations at the lines of the articles. */
import { workflowCommand } from "../../cli/workflow-command.js";
import type { Verdict } from "../judge.js";
import { sentence } from "./wording.js";

/** GitHub shows no more of one kind in one step. */
const MOST = 10;

/** An error for each mismatch; of more than ten, the last one names the rest. */
export function githubReport(verdicts: readonly Verdict[]): string {
  const wrong = verdicts.filter(({ status }) => status === "mismatch");
  const shown = wrong.length > MOST ? wrong.slice(0, MOST - 1) : wrong;
  const rest = wrong.slice(shown.length);
  const lines = shown.map((verdict) => annotation(verdict, messageOf(verdict)));
  if (rest.length > 0) {
    const places = rest.map(({ example }) => `${example.file}:${example.line} ${example.name}`);
    lines.push(annotation(rest[0]!, `${rest.length} more examples don't match:\n${places.join("\n")}`));
  }
  return [...lines, `${verdicts.length} examples, ${wrong.length} mismatches`, ""].join("\n");
}

function messageOf(verdict: Verdict): string {
  const { notes, expected, printed } = verdict;
  return [sentence(verdict), ...notes, "expected:", ...expected, "printed:", ...printed].join("\n");
}

function annotation({ example: { file, line, endLine, name } }: Verdict, message: string): string {
  return workflowCommand("error", { file, line, endLine, title: name }, message);
}
