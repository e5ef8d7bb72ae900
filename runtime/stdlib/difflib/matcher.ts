/** The class `SequenceMatcher`: what two sequences have in common. Mirrors Lib/difflib.py. */
import { dict } from "../../builtins/dict.js";
import { call } from "../../builtins/call.js";
import { iterate } from "../../builtins/iterate.js";
import { tagged } from "../../builtins/numbers.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { namedtuple, type NamedTuple } from "../collections/namedtuple.js";

export type Match = NamedTuple<[number, number, number]> & {
  readonly a: number;
  readonly b: number;
  readonly size: number;
};
export const Match = namedtuple("Match", "a b size", { module: "difflib" });

/** Equal items a[i:i+size] and b[j:j+size]. */
export type Block = [i: number, j: number, size: number];
/** How a[i1:i2] becomes b[j1:j2]. */
export type Opcode = [tag: "replace" | "delete" | "insert" | "equal", i1: number, i2: number, j1: number, j2: number];

/** Mirrors `difflib.SequenceMatcher`. */
export class SequenceMatcher extends object {
  declare isjunk: unknown;
  declare autojunk: boolean;
  declare a: unknown[];
  declare b: unknown[];
  declare private places: dict<unknown, number[]>;
  declare private junk: dict<unknown, true>;
  declare private blocks: Block[] | null;

  override __init__(
    isjunk: unknown = null,
    a: Iterable<unknown> = "",
    b: Iterable<unknown> = "",
    autojunk: unknown = true,
  ): void {
    this.isjunk = isjunk;
    this.autojunk = truth(autojunk);
    this.set_seqs(a, b);
  }

  set_seqs(a: Iterable<unknown>, b: Iterable<unknown>): void {
    this.set_seq1(a);
    this.set_seq2(b);
  }

  set_seq1(a: Iterable<unknown>): void {
    this.a = [...iterate<unknown>(a)];
    this.blocks = null;
  }

  set_seq2(b: Iterable<unknown>): void {
    this.b = [...iterate<unknown>(b)];
    this.blocks = null;
    this.index();
  }

  /** Where each item of b stands, but for junk and what is very frequent. */
  private index(): void {
    this.places = new dict();
    this.junk = new dict();
    this.b.forEach((item, at) => this.places.setdefault(item, []).push(at));
    if (this.isjunk !== null) {
      for (const item of [...this.places]) if (truth(call(this.isjunk, item))) this.junk.__setitem__(item, true);
      for (const item of this.junk) this.places.__delitem__(item);
    }
    if (!this.autojunk || this.b.length < 200) return;
    const most = Math.floor(this.b.length / 100) + 1;
    for (const [item, places] of [...this.places.entries()]) if (places.length > most) this.places.__delitem__(item);
  }

  /** The longest matching block in a[alo:ahi] and b[blo:bhi]. */
  longest(alo: number, ahi: number, blo: number, bhi: number): Block {
    let best: Block = [alo, blo, 0];
    let lengths = new Map<number, number>();
    for (let i = alo; i < ahi; i++) {
      const next = new Map<number, number>();
      for (const j of this.places.get(this.a[i]) ?? []) {
        if (j < blo) continue;
        if (j >= bhi) break;
        const size = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, size);
        if (size > best[2]) best = [i - size + 1, j - size + 1, size];
      }
      lengths = next;
    }
    for (const wantsJunk of [false, true]) best = this.#extended(best, alo, ahi, blo, bhi, wantsJunk);
    return best;
  }

  #extended([i, j, size]: Block, alo: number, ahi: number, blo: number, bhi: number, wantsJunk: boolean): Block {
    const goesOn = (x: number, y: number): boolean =>
      this.junk.__contains__(this.b[y]) === wantsJunk && new dict([[this.a[x], 1]]).__contains__(this.b[y]);
    let [start, other, length] = [i, j, size];
    while (start > alo && other > blo && goesOn(start - 1, other - 1))
      [start, other, length] = [start - 1, other - 1, length + 1];
    while (start + length < ahi && other + length < bhi && goesOn(start + length, other + length)) length += 1;
    return [start, other, length];
  }

  find_longest_match(alo: number = 0, ahi: number | null = null, blo: number = 0, bhi: number | null = null): unknown {
    return new Match(...this.longest(alo, ahi ?? this.a.length, blo, bhi ?? this.b.length));
  }

  /** The matching blocks in order, neighbours joined, and an empty one at the end. */
  matching(): Block[] {
    if (this.blocks !== null) return this.blocks;
    const found: Block[] = [];
    const open: [number, number, number, number][] = [[0, this.a.length, 0, this.b.length]];
    for (let range = open.pop(); range !== undefined; range = open.pop()) {
      const [alo, ahi, blo, bhi] = range;
      const [i, j, size] = this.longest(alo, ahi, blo, bhi);
      if (size === 0) continue;
      found.push([i, j, size]);
      if (alo < i && blo < j) open.push([alo, i, blo, j]);
      if (i + size < ahi && j + size < bhi) open.push([i + size, ahi, j + size, bhi]);
    }
    found.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
    const joined: Block[] = [];
    for (const [i, j, size] of found) {
      const last = joined.at(-1);
      if (last !== undefined && last[0] + last[2] === i && last[1] + last[2] === j) last[2] += size;
      else joined.push([i, j, size]);
    }
    return (this.blocks = [...joined, [this.a.length, this.b.length, 0]]);
  }

  get_matching_blocks(): unknown[] {
    return this.matching().map((block) => new Match(...block) as unknown);
  }

  opcodes(): Opcode[] {
    const codes: Opcode[] = [];
    let [i, j] = [0, 0];
    for (const [ai, bj, size] of this.matching()) {
      const tag = i < ai && j < bj ? "replace" : i < ai ? "delete" : j < bj ? "insert" : null;
      if (tag !== null) codes.push([tag, i, ai, j, bj]);
      [i, j] = [ai + size, bj + size];
      if (size > 0) codes.push(["equal", ai, i, bj, j]);
    }
    return codes;
  }

  get_opcodes(): tuple<Opcode>[] {
    return this.opcodes().map((code) => tuple.of(...code));
  }

  /** The opcodes in groups of changes with up to n lines around them. */
  *grouped(n: number): Generator<Opcode[]> {
    let codes = this.opcodes();
    if (codes.length === 0) codes = [["equal", 0, 1, 0, 1]];
    const [first, last] = [codes[0]!, codes.at(-1)!];
    if (first[0] === "equal")
      codes[0] = ["equal", Math.max(first[1], first[2] - n), first[2], Math.max(first[3], first[4] - n), first[4]];
    const end = codes.at(-1)!;
    if (last[0] === "equal")
      codes[codes.length - 1] = ["equal", end[1], Math.min(end[2], end[1] + n), end[3], Math.min(end[4], end[3] + n)];
    let group: Opcode[] = [];
    for (const code of codes) {
      const [tag, start, i2, other, j2] = code;
      let [i1, j1] = [start, other];
      if (tag === "equal" && i2 - i1 > 2 * n) {
        group.push([tag, i1, Math.min(i2, i1 + n), j1, Math.min(j2, j1 + n)]);
        yield group;
        group = [];
        [i1, j1] = [Math.max(i1, i2 - n), Math.max(j1, j2 - n)];
      }
      group.push([tag, i1, i2, j1, j2]);
    }
    if (group.length > 0 && !(group.length === 1 && group[0]![0] === "equal")) yield group;
  }

  get_grouped_opcodes(n: number = 3): tuple<Opcode>[][] {
    return Array.from(this.grouped(n), (group) => group.map((code) => tuple.of(...code)));
  }

  /** The ratio as a plain number. */
  similarity(): number {
    const total = this.a.length + this.b.length;
    const matches = this.matching().reduce((sum, [, , size]) => sum + size, 0);
    return total === 0 ? 1 : (2 * matches) / total;
  }

  ratio(): number {
    return tagged(this.similarity());
  }

  quick_ratio(): number {
    const counts = new dict<unknown, number>();
    for (const item of this.b) counts.__setitem__(item, (counts.get(item) ?? 0) + 1);
    let matches = 0;
    for (const item of this.a) {
      const left = counts.get(item) ?? 0;
      counts.__setitem__(item, left - 1);
      if (left > 0) matches += 1;
    }
    const total = this.a.length + this.b.length;
    return tagged(total === 0 ? 1 : (2 * matches) / total);
  }

  real_quick_ratio(): number {
    const total = this.a.length + this.b.length;
    return tagged(total === 0 ? 1 : (2 * Math.min(this.a.length, this.b.length)) / total);
  }
}
