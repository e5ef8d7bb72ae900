/**
 * Makes of each script the JavaScript that `py2mp run` would run, beside it: `node convert-to-run.mjs SCRIPT.py…`. One
 * that is not converted is told of and leaves none.
 */
import { dirname } from "node:path";
import { readScript } from "../../dist/transform/cli/input.js";
import { doJob } from "../../dist/transform/cli/job.js";
import { writeFiles } from "../../dist/transform/cli/output.js";

for (const path of process.argv.slice(2)) {
  try {
    const script = await readScript(path);
    const { files } = await doJob({ task: "convert", scripts: [script], target: { cache: dirname(path) } });
    for (const { output, place } of files) await writeFiles(output, place);
  } catch (error) {
    console.error(`${path}: ${error.stack}`);
  }
}
