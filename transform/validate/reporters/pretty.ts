/** For people: a line for each example, then what differs. */
import { styleText } from "node:util";
import { createTwoFilesPatch } from "diff";
import type { Verdict } from "../judge.js";
import { sentence } from "./wording.js";

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** A table by article, and a diff for each mismatch. */
export function prettyReport(verdicts: readonly Verdict[], colour: boolean): string {
  const paint: Paint = (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text);
  const lines: string[] = [];
  let file = "";
  for (const verdict of verdicts) {
    if (verdict.example.file !== file) lines.push("", paint("bold", (file = verdict.example.file)));
    lines.push(row(verdict, paint));
  }
  for (const verdict of verdicts) if (isExplained(verdict)) lines.push("", ...details(verdict, paint));
  return `${[...lines, "", summary(verdicts)].join("\n").trimStart()}\n`;
}

function row(verdict: Verdict, paint: Paint): string {
  const { example, status, hidden, notes, seconds } = verdict;
  const mark = status === "mismatch" ? paint("red", "✗") : status === "skipped" ? "-" : paint("green", "✓");
  const remarks = status === "reproduced" || status === "undocumented" ? notes : [];
  const masks = hidden.length === 0 ? [] : [`masked: ${hidden.join(", ")}`];
  const behind = [...remarks, ...masks].map((text) => `; ${text}`).join("");
  return `  ${mark} ${example.name}, line ${example.line}: ${sentence(verdict)}${behind} ${paint("dim", `(${seconds.toFixed(1)} s)`)}`;
}

/** True for a mismatch, and for what was stopped without being marked as endless. */
const isExplained = ({ status, notes }: Verdict): boolean =>
  status === "mismatch" || (status === "endless" && notes.length > 1);

function details(verdict: Verdict, paint: Paint): string[] {
  const { example, expected, printed, status } = verdict;
  const notes = status === "mismatch" ? verdict.notes : verdict.notes.slice(1);
  const head = paint(
    "bold",
    `${example.file}:${example.line} ${example.name}${example.heading === "" ? "" : ` (${example.heading})`}`,
  );
  const told = [head, `  ${sentence(verdict)}`, ...notes.map((note) => `  ${note}`)];
  if (status !== "mismatch") return told;
  return [...told, ...difference(expected, printed, paint).map((line) => `  ${line}`)];
}

function difference(expected: readonly string[], printed: readonly string[], paint: Paint): string[] {
  const text = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");
  const patch = createTwoFilesPatch("expected", "printed", text(expected), text(printed)).split("\n");
  return patch
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => {
      if (line.startsWith("-")) return paint("red", line);
      return line.startsWith("+") ? paint("green", line) : line;
    });
}

function summary(verdicts: readonly Verdict[]): string {
  const count = (status: Verdict["status"]): number => verdicts.filter((verdict) => verdict.status === status).length;
  const kinds = (["reproduced", "undocumented", "endless", "skipped", "mismatch"] as const).filter(
    (kind) => count(kind) > 0,
  );
  const examples = verdicts.length === 1 ? "1 example" : `${verdicts.length} examples`;
  return `${examples}: ${kinds.map((kind) => `${count(kind)} ${kind}`).join(", ")}`;
}
