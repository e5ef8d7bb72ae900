/** Warnings that a script says it knows of: `# py2mp: ignore[code, …]` behind the place, or on a line of its own above. */
import type * as ast from "../parser/ast.js";
import type { SourceText } from "../parser/source.js";
import type { Diagnostic } from "./diagnostics.js";

const IGNORE = /#\s*py2mp:\s*ignore\[([^\]]*)\]/;

/** The diagnostics without those warnings; what keeps a script from being converted can't be ignored. */
export function withoutIgnored(
  diagnostics: readonly Diagnostic[],
  { comments }: ast.Module,
  source: SourceText,
): Diagnostic[] {
  const ignored = new Map<number, Set<string>>();
  const ownLines = new Set<number>();
  for (const { text, start, ownLine } of comments) {
    const { line } = source.position(start);
    if (ownLine) ownLines.add(line);
    const codes = IGNORE.exec(text)?.[1]?.split(",") ?? [];
    if (codes.length > 0) ignored.set(line, new Set(codes.map((code) => code.trim())));
  }
  if (ignored.size === 0) return [...diagnostics];
  return diagnostics.filter(({ code, severity, start, end }) => {
    const [first, last] = [source.position(start).line, source.position(Math.max(start, end)).line];
    const lines = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (let above = first - 1; ownLines.has(above); above--) lines.push(above);
    return severity === "error" || !lines.some((line) => ignored.get(line)?.has(code));
  });
}
