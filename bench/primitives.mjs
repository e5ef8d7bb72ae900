/** What the primitives of multiprocessing cost, side by side with CPython: `npm run build && node bench/primitives.mjs`. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const script = fileURLToPath(new URL("primitives.py", import.meta.url));
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));

function measure(command, args) {
  const lines = execFileSync(command, args, { encoding: "utf8" }).trim().split("\n");
  return new Map(lines.map((line) => line.split(": ")));
}

const python = measure("python3", [script]);
const converted = measure(process.execPath, [cli, "run", script]);
for (const [name, value] of converted) {
  console.log(`${name.padEnd(42)} ${value.padStart(14)}   CPython ${(python.get(name) ?? "-").padStart(14)}`);
}
