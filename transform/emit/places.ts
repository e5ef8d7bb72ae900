/** What a source map's fields have no room for: where a failing piece of Python ends, and which code it belongs to. */
import type { Code } from "./codes.js";
import type { MapSource } from "./map.js";
import type { PythonRange } from "./origin.js";
import { globalNames, localNames } from "./variables.js";

type Position = [line: number, column: number];

/** Where a piece of Python ends, what to point out in it, and where what it calls ends; 0 for nothing. */
type End = [end: Position, mark?: [begin: number, end: number] | 0, callee?: Position];

/** The field `x_python` of an emitted map. `runtime/kernel/source-positions.ts` reads it. */
export interface Places {
  /** Each code's name, the index of the code around it (-1: none) and, if that one runs it in place, where. */
  codes: [name: string, outer: number, ...place: [] | [start: Position, ...End]][];
  /** The variables of each code. */
  locals: string[][];
  /** The variables of the module, with the line from which on each may have a value. */
  globals: [name: string, line: number][];
  /** For each line of the emitted file that has any: the mapped columns with the code's index and the end. */
  lines: Record<number, [column: number, code: number, ...End][]>;
}

export class PlaceTable {
  readonly table: Places;
  readonly #source: MapSource;
  readonly #indices = new Map<Code, number>();

  constructor(source: MapSource) {
    this.#source = source;
    const globals = globalNames(source.bindings).map(([name, at]): [string, number] => [name, this.#position(at)[0]]);
    this.table = { codes: [], locals: [], globals, lines: {} };
  }

  /** Notes what a place of the emitted file (lines and columns from 0) stands for. */
  add({ line, column }: { line: number; column: number }, range: PythonRange): void {
    const code = this.#index(this.#source.codeAt(range.start));
    (this.table.lines[line] ??= []).push([column, code, ...this.#end(range)]);
  }

  #index(code: Code): number {
    const known = this.#indices.get(code);
    if (known !== undefined) return known;
    const outer = code.outer === null ? -1 : this.#index(code.outer);
    const index = this.table.codes.length;
    const { inPlace } = code;
    this.#indices.set(code, index);
    this.table.locals.push(localNames(code.node, this.#source.bindings));
    this.table.codes.push(
      inPlace ? [code.name, outer, this.#position(inPlace.start), ...this.#end(inPlace)] : [code.name, outer],
    );
    return index;
  }

  #end(range: PythonRange): End {
    const end = this.#position(range.end);
    const { mark, callee } = this.#source.anchorsOf(range) ?? {};
    if (callee !== undefined) return [end, mark ?? 0, this.#position(callee)];
    return mark ? [end, mark] : [end];
  }

  #position(offset: number): Position {
    const { line, column } = this.#source.text.position(offset);
    return [line, column];
  }
}
