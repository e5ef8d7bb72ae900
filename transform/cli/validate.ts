/** `py2mp validate` */
import { reporters } from "../validate/reporters/index.js";
import { findPython } from "../validate/runs.js";
import { updateArticles } from "../validate/update.js";
import { isWell, judgeAll, loadExamples } from "../validate/validate.js";
import { EXIT_DONE, EXIT_INPUT, EXIT_USAGE, Failure } from "./failure.js";
import { printData } from "./stdout.js";

export interface ValidateCommandOptions {
  reporter: string;
  timeout: number;
  jobs: number;
  repeat: number;
  update?: boolean;
}

/** Runs the examples of articles and tells which do what their article says. Returns the exit status. */
export async function validateCommand(patterns: readonly string[], options: ValidateCommandOptions): Promise<number> {
  const { timeout: limitSeconds, jobs, repeat } = options;
  const examples = await loadExamples(patterns);
  if (examples.length === 0) throw new Failure("there is no example in what is named", EXIT_USAGE);
  if (findPython() === null)
    process.stderr.write("there is no python3 here: conversions are compared with what the articles show alone\n");
  const verdicts = await judgeAll(examples, { limitSeconds, jobs, repeat });
  printData(reporters[options.reporter]!(verdicts, process.stdout.isTTY === true && !process.env.NO_COLOR));
  if (options.update) for (const file of await updateArticles(verdicts)) process.stderr.write(`updated ${file}\n`);
  return verdicts.every(isWell) ? EXIT_DONE : EXIT_INPUT;
}
