/** What a child must know before it imports the script. Mirrors get_preparation_data of Lib/multiprocessing/spawn.py. */
import { RuntimeError } from "../builtins/exceptions.js";
import { dict } from "../builtins/dict.js";
import { currentLogger, isShownOnStderr } from "./log.js";
import { becomeForked } from "../kernel/inheritance.js";
import { becomeMain } from "../kernel/script-name.js";
import { currentStartMethod, forceStartMethod } from "./start-method.js";
import { current_process, type BaseProcess } from "./process.js";
import { get_logger, log_to_stderr } from "./util.js";

const NOT_READY = `
        An attempt has been made to start a new process before the
        current process has finished its bootstrapping phase.

        This probably means that you are not using fork to start your
        child processes and you have forgotten to use the proper idiom
        in the main module:

            if __name__ == '__main__':
                freeze_support()
                ...

        The "freeze_support()" line can be omitted if the program
        is not going to be frozen to produce an executable.

        To fix this issue, refer to the "Safe importing of main module"
        section in https://docs.python.org/3/library/multiprocessing.html
        `;

interface Preparation {
  readonly name: string;
  readonly argv: string[];
  readonly startMethod: string;
  /** The environment variables that differ from those with which the program was started; null for removed ones. */
  readonly environment: [string, string | null][];
  /** The level from which on the package logs; null if it doesn't. */
  readonly logLevel: number | null;
  readonly logToStderr: boolean;
}

let importingScript = false;
const environmentAtStart = { ...process.env };

/** The data for a new child. Raises RuntimeError while this process itself still imports the script. */
export function preparationData(child: BaseProcess): dict<string, unknown> {
  if (importingScript) throw new RuntimeError(NOT_READY);
  // Starting a process settles the default method, whichever it uses itself.
  currentStartMethod();
  const data: Preparation = {
    name: child.name,
    argv: process.argv.slice(2),
    startMethod: startMethodOf(child),
    environment: changedEnvironment(),
    logLevel: currentLogger()?.getEffectiveLevel() ?? null,
    logToStderr: isShownOnStderr(),
  };
  return new dict<string, unknown>({ ...data });
}

/** How a process starts, or will start. */
export function startMethodOf(process: BaseProcess): string {
  return (process.constructor as typeof BaseProcess)._start_method ?? currentStartMethod();
}

function changedEnvironment(): [string, string | null][] {
  const names = new Set([...Object.keys(environmentAtStart), ...Object.keys(process.env)]);
  return [...names]
    .filter((name) => process.env[name] !== environmentAtStart[name])
    .map((name) => [name, process.env[name] ?? null]);
}

/** In the child: takes over what the parent sent, runs the import of the script, and lets children be started again. */
export async function prepare(data: dict<string, unknown>, importScript: () => Promise<unknown>): Promise<void> {
  const { name, argv, startMethod, environment, logLevel, logToStderr } = Object.fromEntries(
    data.items(),
  ) as unknown as Preparation;
  process.argv.splice(2, Infinity, ...argv);
  for (const [variable, value] of environment) {
    if (value === null) delete process.env[variable];
    else process.env[variable] = value;
  }
  forceStartMethod(startMethod);
  current_process().name = name;
  if (logToStderr) log_to_stderr();
  if (logLevel !== null) get_logger().setLevel(logLevel);
  if (startMethod === "fork") {
    becomeForked();
    await importScript();
    becomeMain();
    return;
  }
  importingScript = true;
  try {
    await importScript();
  } finally {
    importingScript = false;
  }
}
