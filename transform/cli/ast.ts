/** `py2mp ast` */
import { dump } from "../../parser/dump.js";
import { parseSyntax } from "../../parser/index.js";
import { parseScript } from "../index.js";
import { EXIT_DONE, EXIT_INPUT } from "./failure.js";
import { readScript } from "./input.js";
import { report } from "./report.js";
import { printData } from "./stdout.js";

/** Prints each script's syntax tree on a line of its own, as CPython's `ast.dump` does. Returns the exit status. */
export async function astCommand(paths: readonly string[]): Promise<number> {
  let status = EXIT_DONE;
  for (const path of paths) {
    const script = await readScript(path);
    const { module, source, diagnostics } = parseScript(script.bytes, script.filename, parseSyntax);
    await report(diagnostics);
    if (module) printData(`${dump(module, source)}\n`);
    else status = EXIT_INPUT;
  }
  return status;
}
