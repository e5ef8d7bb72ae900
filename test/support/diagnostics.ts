import type { Refusal } from "./case.js";

/**
 * The diagnostics that `py2mp convert` printed, in the order it printed them, each with the fields that the expectation
 * of the same place in the list has.
 */
export function diagnosticsIn(stderr: string, expected: readonly Refusal[]): Refusal[] {
  const heads = stderr.matchAll(/^(?:.*[/\\])?[^/\\\s]+\.py:(\d+):(\d+): error\[([a-z-]+)\]: (.*)$/gm);
  return [...heads].map(([, line, column, code, message], index) => ({
    line: Number(line),
    column: Number(column),
    ...(expected[index]?.code !== undefined && { code }),
    ...(expected[index]?.message !== undefined && { message }),
  }));
}
