import { TypeError, ValueError } from "../../builtins/exceptions.js";
import { FileBase } from "../../builtins/io/base.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import type { int } from "../../builtins/numbers.js";
import { typeName } from "../../builtins/type-name.js";

/** Mirrors `io.StringIO`: a text file in memory. Positions count code points. */
export class StringIO extends FileBase<string> {
  readonly name = null;
  readonly mode = "w+";
  readonly encoding = null;
  #points: string[];
  #position = 0;
  #closed = false;
  readonly #newline: string | null;

  constructor(initial_value: string | null = "", newline: string | null = "\n") {
    super();
    if (initial_value !== null && typeof initial_value !== "string") {
      throw new TypeError(`initial_value must be str or None, not ${typeName(initial_value)}`);
    }
    this.#newline = newline;
    this.#points = [...this.#translated(initial_value ?? "")];
  }

  /** What a forked child's has. */
  inheritance(): [value: string, newline: string | null, position: number, closed: boolean] {
    return [this.#points.join(""), this.#newline, this.#position, this.#closed];
  }

  static inherited(...[value, newline, position, closed]: ReturnType<StringIO["inheritance"]>): StringIO {
    const file = new StringIO("", newline);
    file.#points = [...value];
    file.#position = position;
    file.#closed = closed;
    return file;
  }

  #translated(text: string): string {
    if (this.#newline === null) return text.replace(/\r\n?/g, "\n");
    return this.#newline === "" || this.#newline === "\n" ? text : text.replaceAll("\n", this.#newline);
  }

  get closed(): boolean {
    return this.#closed;
  }

  protected override check(): void {
    if (this.#closed) throw new ValueError("I/O operation on closed file");
  }

  /** All of the text. */
  getvalue(): string {
    this.check();
    return this.#points.join("");
  }

  read(size: int | null = -1): string {
    this.check();
    const end = size === null || size < 0 ? this.#points.length : this.#position + Number(size);
    return this.#take(end);
  }

  readline(size: int = -1): string {
    this.check();
    const end = this.#lineEnd();
    return this.#take(size < 0 ? end : Math.min(end, this.#position + Number(size)));
  }

  /** Where the next line ends: behind the line break that `newline` says, or behind any for the empty string. */
  #lineEnd(): number {
    const points = this.#points;
    const separator = this.#newline ?? "\n";
    for (let at = this.#position; at < points.length; at++) {
      if (points[at] !== "\n" && points[at] !== "\r") continue;
      const found = points[at] === "\r" && points[at + 1] === "\n" && separator !== "\r" ? "\r\n" : points[at]!;
      if (separator === "" || found === separator) return at + found.length;
      if (separator === "\n" && found === "\r\n") return at + 2;
    }
    return points.length;
  }

  #take(end: number): string {
    const taken = this.#points.slice(this.#position, end);
    this.#position += taken.length;
    return taken.join("");
  }

  protected isEnd(line: string): boolean {
    return line === "";
  }

  write(text: unknown): number {
    this.check();
    if (typeof text !== "string") throw new TypeError(`string argument expected, got '${typeName(text)}'`);
    const points = [...this.#translated(text)];
    while (this.#points.length < this.#position) this.#points.push("\0");
    if (this.#position === this.#points.length) for (const point of points) this.#points.push(point);
    else this.#points.splice(this.#position, points.length, ...points);
    this.#position += points.length;
    return [...text].length;
  }

  /** @throws ValueError for a position that text files don't have */
  seek(cookie: int, whence: int = 0): number {
    this.check();
    if (whence === 0 && cookie < 0) throw new ValueError(`Negative seek position ${cookie}`);
    if (whence !== 0 && Number(cookie) !== 0) throw new ValueError("Can't do nonzero cur-relative seeks");
    this.#position = whence === 0 ? Number(cookie) : whence === 2 ? this.#points.length : this.#position;
    return this.#position;
  }

  tell(): number {
    this.check();
    return this.#position;
  }

  truncate(size: int | null = null): number {
    this.check();
    const length = Number(size ?? this.#position);
    if (length < 0) throw new ValueError(`Negative size value ${length}`);
    this.#points.length = Math.min(length, this.#points.length);
    return length;
  }

  flush(): void {
    this.check();
  }

  close(): void {
    this.#closed = true;
  }

  readable(): boolean {
    return true;
  }

  writable(): boolean {
    return true;
  }

  seekable(): boolean {
    return true;
  }

  isatty(): boolean {
    return false;
  }
}

registerInheritor(StringIO.prototype, (file) => file.inheritance(), "string_io", StringIO.inherited);
