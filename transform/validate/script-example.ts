/** A Python file with its expected output beside it: `tutorial.py` and `tutorial.out`, or `tutorial.expected.txt`. */
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Example } from "./example.js";

const ENDINGS = [".out", ".expected", ".expected.txt", ".txt"];

/** The example that a script is. */
export function scriptExample(path: string, source: string): Example {
  const stem = path.replace(/\.py$/, "");
  const beside = ENDINGS.map((ending) => stem + ending).find((candidate) => existsSync(candidate));
  const lines = beside === undefined ? null : readFileSync(beside, "utf8").trimEnd().split("\n");
  return {
    file: path,
    line: 1,
    endLine: source.split("\n").length,
    name: basename(stem),
    heading: "",
    source,
    documented: lines === null ? null : { kind: "lines", lines, place: null },
    attributes: {},
  };
}
