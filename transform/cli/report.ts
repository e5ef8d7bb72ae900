/** Diagnostics as people read them. */
import type { SourceText } from "../../parser/index.js";
import type { Diagnostic } from "../diagnostics.js";
import { codeFrame } from "./frame.js";

/** Writes each diagnostic to standard error with the lines it speaks of. */
export async function report(diagnostics: readonly Diagnostic[]): Promise<void> {
  const colour = usesColour();
  for (const diagnostic of diagnostics) {
    const frame = await codeFrame(diagnostic);
    process.stderr.write(`${headline(diagnostic, colour)}\n${frame}\n${hintLine(diagnostic)}\n`);
  }
}

function headline(diagnostic: Diagnostic, colour: boolean): string {
  const { line, column } = location(diagnostic).start;
  const place = `${diagnostic.source.filename}:${line}:${column}`;
  const kind = `${diagnostic.severity}[${diagnostic.code}]`;
  const painted = colour ? `\u001b[${diagnostic.severity === "error" ? 31 : 33}m${kind}\u001b[39m` : kind;
  return `${place}: ${painted}: ${diagnostic.message}`;
}

function hintLine({ hint }: Diagnostic): string {
  return hint === undefined ? "" : `  hint: ${hint}\n`;
}

/** Where a diagnostic's text begins and ends. */
export function location({ source, start, end }: Diagnostic) {
  return { start: place(source, start), end: place(source, Math.max(end, start)) };
}

/** Line and column, both from 1; columns count characters, as CPython's do. */
function place(source: SourceText, offset: number) {
  const { line, column } = source.position(offset);
  return { line, column: [...source.lineText(line).slice(0, column)].length + 1 };
}

/** NO_COLOR and FORCE_COLOR decide, then whether standard error is a terminal. */
function usesColour(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== "0";
  return process.stderr.isTTY === true;
}
