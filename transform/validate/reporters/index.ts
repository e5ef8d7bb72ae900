/** The ways in which verdicts are told. */
import type { Verdict } from "../judge.js";
import { githubReport } from "./github.js";
import { jsonReport } from "./json.js";
import { junitReport } from "./junit.js";
import { prettyReport } from "./pretty.js";

/** Makes the whole report; `colour` says whether a terminal shows it. */
type Reporter = (verdicts: readonly Verdict[], colour: boolean) => string;

export const reporters: Readonly<Record<string, Reporter>> = {
  pretty: prettyReport,
  json: jsonReport,
  junit: junitReport,
  github: githubReport,
};
