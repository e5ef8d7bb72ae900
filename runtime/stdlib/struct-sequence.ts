/** Tuples whose items have names: `time.struct_time`, `os.stat_result`, `sys.version_info`, ... */
import { TypeError } from "../builtins/exceptions.js";
import { iterate } from "../builtins/iterate.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";

/** A tuple class that TypeScript lets us extend; members are what the subclasses declare. */
const TupleBase = tuple as unknown as new (items?: Iterable<unknown>) => unknown[];

/** Mirrors CPython's PyStructSequence: a tuple of so many items, perhaps with further ones that only names reach. */
export class StructSequence extends TupleBase {
  /** The dotted name, as `repr` shows it: "time.struct_time". */
  static readonly title: string;
  /** Names of the items and, after them, of those that don't count as items of the tuple. */
  static readonly fields: readonly string[];
  /** How many of the fields are items of the tuple. */
  static readonly visible: number;

  /** @throws TypeError for a sequence of the wrong length */
  constructor(sequence?: Iterable<unknown>) {
    super();
    if (sequence === undefined) {
      return; // an array that Array.prototype methods make
    }
    const { title, fields, visible } = new.target as unknown as typeof StructSequence;
    const items = Array.from(iterate(sequence));
    if (items.length < visible) {
      throw new TypeError(`${title}() takes an at least ${visible}-sequence (${items.length}-sequence given)`);
    }
    if (items.length > fields.length) {
      throw new TypeError(`${title}() takes an at most ${fields.length}-sequence (${items.length}-sequence given)`);
    }
    fields.forEach((field, at) => {
      Object.defineProperty(this, field, { value: items[at] ?? null, enumerable: false });
    });
    for (let at = 0; at < visible; at += 1) {
      this[at] = items[at];
    }
  }

  __repr__(): string {
    const { title, fields, visible } = this.constructor as unknown as typeof StructSequence;
    const shown = fields.slice(0, visible).map((field, at) => `${field}=${repr(this[at])}`);
    return `${title}(${shown.join(", ")})`;
  }
}
