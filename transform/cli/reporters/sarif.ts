/** For editors and code scanning: SARIF 2.1.0. */
import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { Diagnostic } from "../../diagnostics.js";
import { packageVersion } from "../package.js";
import { location } from "../report.js";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

/** A log of one run; each code is a rule. */
export function sarifReport(diagnostics: readonly Diagnostic[]): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].sort();
  const rules = codes.map((id) => ({ id }));
  const driver = { name: "py2mp", version: packageVersion(), rules };
  const results = diagnostics.map((diagnostic) => result(diagnostic, codes));
  const run = { tool: { driver }, columnKind: "unicodeCodePoints", results };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
}

function result(diagnostic: Diagnostic, codes: readonly string[]): object {
  const { code, severity, message, hint, source } = diagnostic;
  const { start, end } = location(diagnostic);
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  const artifactLocation = { uri: uriOf(source.filename) };
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint === undefined ? message : `${message}; ${hint}` },
    locations: [{ physicalLocation: { artifactLocation, region } }],
  };
}

/** A relative path stays one, so that the report holds wherever the folder stands. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split(sep).map(encodeURIComponent).join("/");
}
