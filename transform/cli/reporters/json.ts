/** For programs. */
import type { Diagnostic } from "../../diagnostics.js";
import { packageVersion } from "../package.js";
import { location } from "../report.js";

/** `{ version, diagnostics: […] }`; lines and columns from 1, the end exclusive. */
export function jsonReport(diagnostics: readonly Diagnostic[]): string {
  const found = diagnostics.map((diagnostic) => {
    const { start, end } = location(diagnostic);
    const { code, severity, message, hint } = diagnostic;
    return {
      file: diagnostic.source.filename,
      ...{ line: start.line, column: start.column, endLine: end.line, endColumn: end.column },
      ...{ code, severity, message, hint },
    };
  });
  return `${JSON.stringify({ version: packageVersion(), diagnostics: found }, null, 2)}\n`;
}
