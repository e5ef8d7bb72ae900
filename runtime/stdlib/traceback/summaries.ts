/** `traceback.FrameSummary` and `traceback.StackSummary`. */
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { tuple } from "../../builtins/tuple.js";
import type { Frame } from "../../kernel/frames.js";
import { format_frames } from "../../kernel/traceback.js";

/** Mirrors `traceback.FrameSummary`: one line of a traceback. */
export class FrameSummary extends object {
  readonly filename: string;
  readonly lineno: number;
  readonly name: string;
  readonly line: string;
  readonly #carets: string;

  constructor(filename: string, lineno: number, name: string, line = "", carets = "") {
    super();
    this.filename = filename;
    this.lineno = lineno;
    this.name = name;
    this.line = line;
    this.#carets = carets;
  }

  static of({ file, line, name, text, carets }: Frame): FrameSummary {
    return new FrameSummary(file, line, name, text, carets);
  }

  /** The frame that it shows. */
  static frameOf(summary: FrameSummary): Frame {
    const { filename: file, lineno: line, name, line: text } = summary;
    return { file, line, name, text, code: null, carets: summary.#carets, attributeCarets: summary.#carets };
  }

  #parts(): tuple {
    return tuple.of(this.filename, this.lineno, this.name, this.line);
  }

  __iter__(): IterableIterator<unknown> {
    return this.#parts()[Symbol.iterator]();
  }

  __getitem__(index: number): unknown {
    return this.#parts().at(index);
  }

  __len__(): number {
    return 4;
  }

  override __repr__(): string {
    return `<FrameSummary file ${this.filename}, line ${this.lineno} in ${this.name}>`;
  }
}

/** Mirrors `traceback.StackSummary`: the lines of a traceback, the outermost first. */
export class StackSummary extends Array<FrameSummary> {
  static ofFrames(list: readonly Frame[]): StackSummary {
    return StackSummary.from(list, (each) => FrameSummary.of(each)) as StackSummary;
  }

  /** Of summaries, or of (file name, line number, name, line). */
  static from_list(list: unknown): StackSummary {
    const made = Array.from(iterate<FrameSummary | tuple>(list), (each) =>
      each instanceof FrameSummary ? each : new FrameSummary(...([...each] as [string, number, string, string])),
    );
    return StackSummary.from(made) as StackSummary;
  }

  format(): string[] {
    return format_frames(Array.from(this, (each) => FrameSummary.frameOf(each)));
  }
}
