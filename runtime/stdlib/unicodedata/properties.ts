/** The properties of code points, unpacked when first asked for. */
import { zlib } from "../zlib/node.js";

function unpacked(packed: string): string {
  return zlib().inflateSync(Buffer.from(packed, "base64")).toString("utf8");
}

/** Which value each code point has: values of runs, found by where the runs end. */
export class Property {
  readonly #packed: string;
  #ends: number[] | null = null;
  #values: string[] = [];

  constructor(packed: string) {
    this.#packed = packed;
  }

  of(code: number): string {
    const ends = this.#unpacked();
    let [low, high] = [0, ends.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (code < ends[middle]!) high = middle;
      else low = middle + 1;
    }
    return this.#values[low]!;
  }

  #unpacked(): number[] {
    if (this.#ends !== null) return this.#ends;
    let end = 0;
    const runs = unpacked(this.#packed).split("\n");
    this.#values = runs.map((run) => run.slice(0, run.lastIndexOf("*")));
    return (this.#ends = runs.map((run) => (end += Number(run.slice(run.lastIndexOf("*") + 1)))));
  }
}

/** A text for some code points, one a line after the hexadecimal code point. */
export class Texts {
  readonly #packed: string;
  #texts: Map<number, string> | null = null;

  constructor(packed: string) {
    this.#packed = packed;
  }

  of(code: number): string {
    this.#texts ??= new Map(
      unpacked(this.#packed)
        .split("\n")
        .map((line) => [parseInt(line, 16), line.slice(line.indexOf(" ") + 1)]),
    );
    return this.#texts.get(code) ?? "";
  }
}
