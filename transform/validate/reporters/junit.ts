/** For CI servers: JUnit's XML, a suite for each article. */
import type { Verdict } from "../judge.js";
import { sentence } from "./wording.js";

export function junitReport(verdicts: readonly Verdict[]): string {
  const files = [...new Set(verdicts.map(({ example }) => example.file))];
  const suites = files.map((file) =>
    suite(
      file,
      verdicts.filter(({ example }) => example.file === file),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function suite(file: string, verdicts: readonly Verdict[]): string {
  const count = (status: Verdict["status"]): number => verdicts.filter((verdict) => verdict.status === status).length;
  const counts = `tests="${verdicts.length}" failures="${count("mismatch")}" skipped="${count("skipped")}"`;
  return `  <testsuite name="${escaped(file)}" ${counts}>\n${verdicts.map(testcase).join("")}  </testsuite>\n`;
}

function testcase(verdict: Verdict): string {
  const { example, status, notes, expected, printed, seconds } = verdict;
  const { file, line, name } = example;
  const open = `    <testcase classname="${escaped(file)}" name="${escaped(name)}" file="${escaped(file)}" line="${line}" time="${seconds.toFixed(3)}"`;
  if (status === "skipped") return `${open}><skipped message="${escaped(notes[0] ?? "")}"/></testcase>\n`;
  if (status !== "mismatch") return `${open}/>\n`;
  const text = [...notes, "expected:", ...expected, "printed:", ...printed].join("\n");
  return `${open}><failure message="${escaped(sentence(verdict))}">${escaped(text)}</failure></testcase>\n`;
}

/** XML 1.0 has no control characters at all, not even escaped. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
