import type { Refusal } from "./case.js";

/**
 * The diagnostics that `py2mp convert` printed, in the order it printed them: `input.py:3:5: error unsupported-exec: …`,
 * with any frame of source lines between them.
 */
export function diagnosticsIn(stderr: string): Refusal[] {
  const heads = stderr.matchAll(/^(?:.*[/\\])?[^/\\\s]+\.py:(\d+):(\d+):? .*?\b([a-z]+(?:-[a-z]+)+)\b/gm);
  return [...heads].map(([, line, column, code]) => ({ code: code ?? "", line: Number(line), column: Number(column) }));
}
