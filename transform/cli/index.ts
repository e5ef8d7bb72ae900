/** The command line: which words do what. Each command's own code is loaded when it is called for. */
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { EXIT_DONE, EXIT_USAGE, reportFailure } from "./failure.js";
import type { CheckCommandOptions } from "./check.js";
import { packageVersion } from "./package.js";
import type { ValidateCommandOptions } from "./validate.js";

const START_METHODS = ["fork", "spawn", "forkserver"];
const REPORTERS = ["pretty", "json", "junit", "github"];
const CHECK_REPORTERS = ["pretty", "json", "sarif", "github"];

/** Runs one command; returns the exit status. Never throws. */
export async function main(args: readonly string[]): Promise<number> {
  let status = EXIT_DONE;
  const program = commandLine((result) => (status = result));
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    // Commander has said what was wrong; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_DONE : EXIT_USAGE;
    return reportFailure(error);
  }
}

function commandLine(done: (status: number) => void): Command {
  const program = new Command("py2mp")
    .description("Converts Python multiprocessing scripts to TypeScript that behaves as CPython does.")
    .version(packageVersion(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride();
  program
    .command("convert")
    .description("write NAME.mts and NAME.mjs, with source maps, beside each script")
    .argument("<file...>", "Python scripts; - reads standard input and writes TypeScript to standard output")
    .option("-o, --out-dir <dir>", "write to this folder instead")
    .option("--warn", "warn of the hazards that check warns of")
    .action(async (files: string[], options) => {
      const { convertCommand } = await import("./convert.js");
      done(await convertCommand(files, options));
    });
  program
    .command("run")
    .description("convert a script into a cache and run it; the exit status is the script's")
    .argument("<file>", "Python script; - reads it from standard input")
    .argument("[arg...]", "the script's own arguments")
    .addOption(
      new Option("--start-method <method>", "how processes start where the script doesn't say").choices(START_METHODS),
    )
    .passThroughOptions()
    .action(async (file: string, args: string[], options: { startMethod?: string }) => {
      const { runCommand } = await import("./run.js");
      done(await runCommand(file, args, options.startMethod));
    });
  program
    .command("check")
    .description("say what keeps scripts from being converted, warn of hazards, and write nothing")
    .argument("<file...>", "Python scripts; - reads standard input")
    .addOption(new Option("--reporter <kind>", "how to tell").choices(CHECK_REPORTERS).default("pretty"))
    .option("--json", "the same as --reporter json")
    .action(async (files: string[], options: CheckCommandOptions) => {
      const { checkCommand } = await import("./check.js");
      done(await checkCommand(files, options));
    });
  program
    .command("validate")
    .description("run the examples of articles and compare with the output that the articles show")
    .argument("<article...>", "Markdown files, folders of them, globs; Python scripts with their output beside them")
    .addOption(new Option("--reporter <kind>", "how to tell").choices(REPORTERS).default("pretty"))
    .option("--timeout <seconds>", "stop an example after this time", positive, 60)
    .option("--repeat <n>", "judge each example so often, to find flaky ones", positive, 1)
    .option("--jobs <n>", "run so many examples at once", positive, 2)
    .option("--update", "write what the examples print into the articles")
    .action(async (articles: string[], options: ValidateCommandOptions) => {
      const { validateCommand } = await import("./validate.js");
      done(await validateCommand(articles, options));
    });
  program
    .command("ast")
    .description("print the syntax trees of scripts as CPython's ast.dump does")
    .argument("<file...>", "Python scripts; - reads standard input")
    .action(async (files: string[]) => {
      const { astCommand } = await import("./ast.js");
      done(await astCommand(files));
    });
  return program;
}

/** An option's number. */
function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("It must be a number above 0.");
  return value;
}
