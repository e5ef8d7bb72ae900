/** Names in the emitted file: Python's own, with an underscore where JavaScript reserves the word. */

const RESERVED = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for function if implements import in instanceof interface let new null package private protected public " +
    "return static super switch this throw true try typeof undefined var void while with yield NaN Infinity globalThis"
  ).split(" "),
);

/** The identifier under which a Python variable lives. */
export function variableName(name: string): string {
  return RESERVED.has(name) ? `${name}_` : name;
}

/** Hands out names for temporaries that occur nowhere else in the script. */
export class Temporaries {
  private readonly taken: Set<string>;

  constructor(names: ReadonlySet<string>) {
    this.taken = new Set(names);
  }

  /** `wanted` itself when it is free, else `wanted2`, `wanted3`, … */
  fresh(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.taken.has(name) || RESERVED.has(name); count++) name = `${wanted}${count}`;
    this.taken.add(name);
    return name;
  }
}
