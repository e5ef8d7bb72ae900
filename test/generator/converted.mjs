/**
 * Runs converted programs one after the other in one process; each one's output follows a line with its number.
 *
 *     node converted.mjs FOLDER FIRST LAST
 *
 * This file imports what converted scripts import, so that it runs as one of them does.
 */
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { exception, print, str, type } from "../../dist/runtime/main.js";

const [folder, first, last] = process.argv.slice(2);
for (let i = Number(first); i <= Number(last); i++) {
  print(`\u0001program ${i}`);
  try {
    await import(pathToFileURL(join(folder, `${i}.mjs`)).href);
  } catch (error) {
    const raised = exception(error);
    print(`uncaught ${type(raised).__name__}: ${str(raised)}`);
  }
}
print(`\u0001program ${Number(last) + 1}`);
