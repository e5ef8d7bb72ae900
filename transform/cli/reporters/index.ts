/** The ways in which `check` tells what it found to programs. */
import type { Diagnostic } from "../../diagnostics.js";
import { githubReport } from "./github.js";
import { jsonReport } from "./json.js";
import { sarifReport } from "./sarif.js";

/** Makes the whole report. */
type Reporter = (diagnostics: readonly Diagnostic[]) => string;

export const reporters: Readonly<Record<string, Reporter>> = {
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
};
