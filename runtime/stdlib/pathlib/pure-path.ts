/** Paths as text: what needs no file system. */
import { compareText } from "../../builtins/compare.js";
import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { hash } from "../../builtins/hash.js";
import type { int } from "../../builtins/numbers.js";
import { NotImplemented } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { special } from "../../builtins/protocol.js";
import { fnmatchcase } from "../fnmatch.js";

/** What a path can be made of. */
export type Segment = string | PurePath | { __fspath__(): string };

/** @throws TypeError for what is no path */
function textOf(segment: unknown): string {
  if (typeof segment === "string") return segment;
  const method = special(segment, "__fspath__");
  if (method === undefined) {
    throw new TypeError(`expected str, bytes or os.PathLike object, not ${typeName(segment)}`);
  }
  return method.call(segment) as string;
}

/** The root and the names that segments make together: an absolute one begins anew. */
function parse(segments: readonly unknown[]): { root: string; names: string[] } {
  let root = "";
  let names: string[] = [];
  for (const segment of segments) {
    const text = textOf(segment);
    if (text.startsWith("/")) {
      root = text.startsWith("//") && !text.startsWith("///") ? "//" : "/";
      names = [];
    }
    names.push(...text.split("/").filter((name) => name !== "" && name !== "."));
  }
  return { root, names };
}

/** Mirrors `pathlib.PurePosixPath`. */
export class PurePath {
  readonly root: string;
  readonly #names: readonly string[];

  constructor(...segments: Segment[]) {
    const { root, names } = parse(segments);
    this.root = root;
    this.#names = names;
  }

  /** Another path of the same class. */
  protected made(...segments: Segment[]): this {
    return new (this.constructor as new (...segments: Segment[]) => this)(...segments);
  }

  protected fromNames(names: readonly string[], root = this.root): this {
    return this.made(root + names.join("/"));
  }

  get drive(): string {
    return "";
  }

  get anchor(): string {
    return this.root;
  }

  get parts(): tuple<string[]> {
    return new tuple(this.root === "" ? this.#names : [this.root, ...this.#names]);
  }

  get name(): string {
    return this.#names.at(-1) ?? "";
  }

  get suffix(): string {
    const { name } = this;
    const dot = name.lastIndexOf(".");
    return dot > 0 && dot < name.length - 1 ? name.slice(dot) : "";
  }

  get suffixes(): string[] {
    const { name } = this;
    if (name.endsWith(".")) return [];
    const [, ...suffixes] = name.replace(/^\.+/, "").split(".");
    return suffixes.map((suffix) => `.${suffix}`);
  }

  get stem(): string {
    const { name, suffix } = this;
    return name.slice(0, name.length - suffix.length);
  }

  get parent(): this {
    return this.#names.length === 0 ? this : this.fromNames(this.#names.slice(0, -1));
  }

  get parents(): tuple<this[]> {
    const lengths = Array.from(this.#names, (_, at) => this.#names.length - 1 - at);
    return new tuple(lengths.map((length) => this.fromNames(this.#names.slice(0, length))));
  }

  as_posix(): string {
    return this.__str__();
  }

  /** @throws ValueError for a relative path */
  as_uri(): string {
    if (!this.is_absolute()) throw new ValueError("relative path can't be expressed as a file URI");
    return `file://${encodeURI(this.__str__()).replace(/[?#]/g, encodeURIComponent)}`;
  }

  is_absolute(): boolean {
    return this.root !== "";
  }

  is_relative_to(...other: Segment[]): boolean {
    return this.#below(this.made(...other)) !== null;
  }

  joinpath(...other: Segment[]): this {
    return this.made(this, ...other);
  }

  /** The names behind those of another path; null when this one is not below it. */
  #below(other: PurePath): readonly string[] | null {
    const begins = other.#names.every((name, at) => this.#names[at] === name);
    return begins && this.root === other.root ? this.#names.slice(other.#names.length) : null;
  }

  /** @throws ValueError "'a' is not in the subpath of 'b' OR one path is relative and the other is absolute." */
  relative_to(...other: Segment[]): this {
    const base = this.made(...other);
    const names = this.#below(base);
    if (names === null) {
      const [own, theirs] = [repr(this.__str__()), repr(base.__str__())];
      throw new ValueError(
        `${own} is not in the subpath of ${theirs} OR one path is relative and the other is absolute.`,
      );
    }
    return this.fromNames(names, "");
  }

  /** True when the path ends as the pattern says; an absolute pattern says it whole. */
  match(path_pattern: string): boolean {
    const pattern = new PurePath(path_pattern);
    if (pattern.#names.length === 0) throw new ValueError("empty pattern");
    const wanted = pattern.#names.length;
    if (pattern.root !== "" && (pattern.root !== this.root || wanted !== this.#names.length)) return false;
    const last = this.#names.slice(-wanted);
    return last.length === wanted && last.every((name, at) => fnmatchcase(name, pattern.#names[at]!));
  }

  /** @throws ValueError for a path without a name, and for what is no name */
  with_name(name: string): this {
    if (this.name === "") throw new ValueError(`${repr(this)} has an empty name`);
    if (name === "" || name.includes("/") || name === ".") throw new ValueError(`Invalid name ${repr(name)}`);
    return this.fromNames([...this.#names.slice(0, -1), name]);
  }

  with_stem(stem: string): this {
    return this.with_name(stem + this.suffix);
  }

  /** @throws ValueError "Invalid suffix 'txt'" */
  with_suffix(suffix: string): this {
    if (suffix.includes("/") || (suffix !== "" && !suffix.startsWith(".")) || suffix === ".") {
      throw new ValueError(`Invalid suffix ${repr(suffix)}`);
    }
    if (this.name === "") throw new ValueError(`${repr(this)} has an empty name`);
    return this.with_name(this.stem + suffix);
  }

  __truediv__(other: unknown): unknown {
    const isPath = typeof other === "string" || special(other, "__fspath__") !== undefined;
    return isPath ? this.made(this, other as Segment) : NotImplemented;
  }

  __rtruediv__(other: unknown): unknown {
    return typeof other === "string" ? this.made(other, this) : NotImplemented;
  }

  __fspath__(): string {
    return this.__str__();
  }

  __str__(): string {
    return this.root + this.#names.join("/") || ".";
  }

  __repr__(): string {
    return `${typeName(this)}(${repr(this.__str__())})`;
  }

  __eq__(other: unknown): unknown {
    return other instanceof PurePath ? this.__str__() === other.__str__() : NotImplemented;
  }

  __hash__(): int {
    return hash(this.__str__());
  }

  __lt__(other: unknown): unknown {
    return this.#compared(other, (order) => order < 0);
  }

  __le__(other: unknown): unknown {
    return this.#compared(other, (order) => order <= 0);
  }

  __gt__(other: unknown): unknown {
    return this.#compared(other, (order) => order > 0);
  }

  __ge__(other: unknown): unknown {
    return this.#compared(other, (order) => order >= 0);
  }

  /** Paths are ordered by their parts, the root first. */
  #compared(other: unknown, holds: (order: number) => boolean): unknown {
    if (!(other instanceof PurePath)) return NotImplemented;
    const [a, b] = [this.parts, other.parts];
    for (let at = 0; at < Math.min(a.length, b.length); at++) {
      const order = compareText(a[at]!, b[at]!);
      if (order !== 0) return holds(order);
    }
    return holds(a.length - b.length);
  }

  __reduce_ex__(_protocol: number): tuple {
    return tuple.of(this.constructor, new tuple(this.parts));
  }
}
