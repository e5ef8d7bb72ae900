/** What an article holds that can be run and compared. */

/** How an author says that the order of lines may differ. */
export type Order = "exact" | "by-process" | "any";

/** What an author may say about an example, in the fence's info string or in a comment before it (attributes.ts). */
export interface Attributes {
  /** Seconds until the example is stopped. */
  timeout?: number;
  /** The loosest order in which the documented lines may come. */
  order?: Order;
  /** Why the example is not run. */
  skip?: string;
  /** The name of the exception with which it ends. */
  expectError?: string;
  /** Text for its standard input. */
  stdin?: string;
  /** It never ends by itself, and must be stoppable. */
  endless?: boolean;
  /** Fences of one group are one file. */
  group?: string;
}

/** The output that an article shows for an example. */
export interface Documented {
  /**
   * `lines`: all that is printed; `ends`: of some lines, in their order, the ends, as remarks behind the calls of print
   * say them.
   */
  readonly kind: "lines" | "ends";
  readonly lines: readonly string[];
  /** Where the text of `lines` stands in the file, as offsets, and what each of its lines begins with; null for `ends`. */
  readonly place: { readonly start: number; readonly end: number; readonly prefix: string } | null;
}

export interface Example {
  /** The article's path as it was given. */
  readonly file: string;
  /** From 1: the line of its first fence, and the last line of its last one. */
  readonly line: number;
  readonly endLine: number;
  /** The article's name without extension, and the example's number in it from 0: `tutorial_00`. */
  readonly name: string;
  /** The nearest heading above; empty without one. */
  readonly heading: string;
  readonly source: string;
  readonly documented: Documented | null;
  readonly attributes: Attributes;
}
