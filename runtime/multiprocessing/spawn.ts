/** What a child does before and after the function it was started for. Mirrors Lib/multiprocessing/spawn.py. */
import { SystemExit } from "../builtins/exceptions.js";
import { flushStreams } from "../builtins/io/standard.js";
import type { dict } from "../builtins/dict.js";
import { endMainThread, runExitFunctions, runScript, systemExitCode } from "../kernel/exit.js";
import { takeGifts } from "../kernel/holds.js";
import { loads } from "../kernel/pickle.js";
import { takePayload } from "../kernel/processes.js";
import { print_exception } from "../kernel/traceback.js";
import { passTurn, takeTurn } from "../kernel/turns.js";
import { exception } from "../builtins/raise.js";
import { inheritedProcess } from "./fork.js";
import { splitPayload } from "./popen.js";
import { prepare } from "./preparation.js";
// Under whose names the pickles of process objects are read.
import "./index.js";
import { becomeProcess, type BaseProcess } from "./process.js";
import { currentStartMethod } from "./start-method.js";
import { exitFunction, info } from "./util.js";

/** Runs the process object in the child's payload, after importing the script; returns the exit code. */
export async function runChild(entry: string): Promise<number> {
  const gifts = takeGifts();
  const payload = splitPayload(takePayload());
  let code: number;
  try {
    await prepare(loads(payload.preparation) as dict<string, unknown>, () => runScript(entry));
    const contents = loads(payload.process);
    const process = currentStartMethod() === "fork" ? inheritedProcess(contents) : (contents as BaseProcess);
    gifts.done();
    takeTurn();
    code = bootstrap(process);
  } catch (error) {
    code = reportUncaught(error);
  }
  endMainThread();
  flushStreams();
  passTurn();
  // A forked child of CPython ends without them.
  if (currentStartMethod() === "spawn") runExitFunctions();
  return code;
}

function bootstrap(process: BaseProcess): number {
  becomeProcess(process);
  const code = run(process);
  info("process exiting with exitcode %d", code);
  return code;
}

function run(process: BaseProcess): number {
  info("child process calling self.run()");
  try {
    try {
      process.run();
    } finally {
      exitFunction();
    }
    return 0;
  } catch (error) {
    return reportUncaught(error, `Process ${process.name}:\n`);
  }
}

/** The exit code after an exception; prints its traceback after a header, unless it is SystemExit. */
function reportUncaught(error: unknown, header = ""): number {
  const raised = exception(error);
  if (raised instanceof SystemExit) return systemExitCode(raised);
  print_exception(raised, header);
  return 1;
}
