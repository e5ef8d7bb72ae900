/** What the transform says about a script it can't convert, or converts with a warning. */
import type { SourceText } from "../parser/source.js";

export interface Diagnostic {
  /** Stable word code, such as `unsupported-exec`. */
  code: string;
  message: string;
  /** What to write instead. */
  hint?: string;
  severity: "error" | "warning";
  /** UTF-16 offsets into the source's text. */
  start: number;
  end: number;
  source: SourceText;
}

/** Collects the diagnostics of one conversion; a construct reported once is not reported again. */
export class Diagnostics {
  readonly source: SourceText;
  readonly all: Diagnostic[] = [];

  constructor(source: SourceText) {
    this.source = source;
  }

  get hasErrors(): boolean {
    return this.all.some((diagnostic) => diagnostic.severity === "error");
  }

  error(code: string, range: { start: number; end: number }, message: string, hint?: string): void {
    this.add({ code, message, hint, severity: "error", start: range.start, end: range.end, source: this.source });
  }

  warning(code: string, range: { start: number; end: number }, message: string, hint?: string): void {
    this.add({ code, message, hint, severity: "warning", start: range.start, end: range.end, source: this.source });
  }

  private add(diagnostic: Diagnostic): void {
    const known = this.all.some((other) => other.code === diagnostic.code && other.start === diagnostic.start);
    if (!known) this.all.push(diagnostic);
  }
}
