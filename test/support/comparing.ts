import { maskOutput } from "./masking.js";

/** The lines of a text; a last line without its end counts as a line. */
export function linesOf(text: string): string[] {
  return (text.endsWith("\n") ? text.slice(0, -1) : text).split("\n");
}

/** The same lines in an order of their own: two texts equal as multisets of lines become the same text. */
export function sortedLines(text: string): string {
  return linesOf(text).sort().join("\n") + "\n";
}

/** Each line once, sorted: what an endless program must have printed, however often. */
export function distinctLines(text: string): string {
  return [...new Set(linesOf(text))].sort().join("\n") + "\n";
}

/**
 * Whether an endless program has printed each expected line, with its end, at least once.
 *
 * @param patterns the case's masks.
 */
export function hasEveryLine(stdout: string, expected: string, patterns: readonly string[] = []): boolean {
  const whole = stdout.slice(0, stdout.lastIndexOf("\n") + 1);
  const seen = new Set(linesOf(maskOutput(whole, patterns)));
  return linesOf(expected).every((line) => seen.has(line));
}

/** The last line that is not blank, or the empty string. */
export function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}
