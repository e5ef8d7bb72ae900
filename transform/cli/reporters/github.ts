/** For GitHub's workflows: annotations at the lines of the scripts. */
import type { Diagnostic } from "../../diagnostics.js";
import { location } from "../report.js";
import { workflowCommand } from "../workflow-command.js";

/** An annotation for each diagnostic. */
export function githubReport(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((diagnostic) => `${annotation(diagnostic)}\n`).join("");
}

function annotation(diagnostic: Diagnostic): string {
  const { severity, code, message, hint, source } = diagnostic;
  const { start, end } = location(diagnostic);
  const place = { file: source.filename, line: start.line, endLine: end.line };
  const columns = { column: start.column, endColumn: end.column };
  const text = hint === undefined ? message : `${message}\nhint: ${hint}`;
  return workflowCommand(severity, { ...place, ...columns, title: `py2mp ${code}` }, text);
}
