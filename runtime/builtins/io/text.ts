/** Text files: characters over a binary file. */
import { decodeBytes, encodeText } from "../codecs/codecs.js";
import { canonicalName } from "../codecs/names.js";
import { TypeError } from "../exceptions.js";
import { defineModule } from "../names.js";
import { type int } from "../numbers.js";
import { repr } from "../repr.js";
import { typeName } from "../type-name.js";
import type { BinaryIO } from "./binary.js";
import { registerInheritor } from "../../kernel/pickle/inheritors.js";
import { FileBase, UnsupportedOperation } from "./base.js";

/** Encodings in which the byte 10 is a line feed and nothing else, so that lines can be read without decoding more. */
const LINE_SAFE = /^(utf[-_]?8|u?s?-?ascii|latin|iso8859|cp)/;

/** What a text file needs of the binary file below it. */
export type ByteFile = Pick<
  BinaryIO,
  | "name"
  | "closed"
  | "fileno"
  | "isatty"
  | "readable"
  | "writable"
  | "seekable"
  | "read"
  | "readline"
  | "write"
  | "flush"
> &
  Pick<BinaryIO, "seek" | "tell" | "truncate" | "close">;

type TextInheritance = [
  buffer: ByteFile,
  mode: string,
  encoding: string,
  errors: string,
  newline: string | null,
  decoded: string,
];

/** Mirrors io.TextIOWrapper. */
export class TextIO extends FileBase<string> {
  static readonly __tp_name__ = "_io.TextIOWrapper";
  readonly buffer: ByteFile;
  readonly mode: string;
  readonly encoding: string;
  readonly errors: string;
  /** What ends lines: null translates `\r\n` and `\r` to `\n`, "" keeps them, others are taken as they are. */
  private newline: string | null;
  private readonly codec: string;
  /** Decoded and not yet asked for. */
  private decoded = "";

  constructor(buffer: ByteFile, mode: string, encoding: string, errors: string, newline: string | null) {
    super();
    this.buffer = buffer;
    this.mode = mode;
    this.encoding = encoding;
    this.errors = errors;
    this.newline = newline;
    this.codec = canonicalName(encoding);
  }

  /** A forked child's file, over the child's binary file. */
  static inherited(...[buffer, mode, encoding, errors, newline, decoded]: TextInheritance): TextIO {
    const file = new TextIO(buffer, mode, encoding, errors, newline);
    file.decoded = decoded;
    return file;
  }

  inheritance(): TextInheritance {
    return [this.buffer, this.mode, this.encoding, this.errors, this.newline, this.decoded];
  }

  get name(): unknown {
    return this.buffer.name;
  }

  get closed(): boolean {
    return this.buffer.closed;
  }

  get newlines(): null {
    return null;
  }

  get line_buffering(): boolean {
    return false;
  }

  readable(): boolean {
    return this.buffer.readable();
  }

  writable(): boolean {
    return this.buffer.writable();
  }

  seekable(): boolean {
    return this.buffer.seekable();
  }

  fileno(): number {
    return this.buffer.fileno();
  }

  isatty(): boolean {
    return this.buffer.isatty();
  }

  detach(): ByteFile {
    this.flush();
    return this.buffer;
  }

  reconfigure(options: { newline?: string | null } = {}): void {
    if (options.newline !== undefined) this.newline = options.newline;
  }

  // ---------------------------------------------------------------------------------------------- reading

  /** All that is left, or at most `size` code points. */
  read(size: int | null = -1): string {
    this.checkReads();
    if (size === null || size < 0) return this.takeUnits(Infinity, () => this.decodeRest());
    let end = unitsOf(this.decoded, Number(size));
    while (end === null && this.decodeMore()) end = unitsOf(this.decoded, Number(size));
    return this.takeUnits(end ?? this.decoded.length);
  }

  readline(size: int = -1): string {
    this.checkReads();
    let end = this.lineEnd(false);
    while (end === null) {
      const more = this.decodeMore();
      end = this.lineEnd(!more);
    }
    const limit = size < 0 ? end : Math.min(end, unitsOf(this.decoded, Number(size)) ?? end);
    return this.takeUnits(limit);
  }

  protected isEnd(line: string): boolean {
    return line === "";
  }

  private takeUnits(count: number, prepare?: () => void): string {
    prepare?.();
    const taken = this.decoded.slice(0, count);
    this.decoded = this.decoded.slice(count);
    return taken;
  }

  /** Where the first line of `decoded` ends; null when more may belong to it. */
  private lineEnd(atEnd: boolean): number | null {
    if (this.newline === "") {
      const match = /\r\n|\r(?!$)|\n/.exec(this.decoded) ?? (atEnd ? /\r$/.exec(this.decoded) : null);
      if (match) return match.index + match[0].length;
    } else {
      const separator = this.newline ?? "\n";
      const index = this.decoded.indexOf(separator);
      if (index >= 0) return index + separator.length;
    }
    return atEnd ? this.decoded.length : null;
  }

  /** Decodes one more line; false at the end of the file. */
  private decodeMore(): boolean {
    if (!LINE_SAFE.test(this.codec)) return this.decodeRest();
    const { data } = this.buffer.readline();
    return this.decodeData(data);
  }

  private decodeRest(): boolean {
    return this.decodeData(this.buffer.read().data);
  }

  private decodeData(data: Uint8Array): boolean {
    if (data.length === 0) return false;
    const text = decodeBytes(data, this.encoding, this.errors);
    this.decoded += this.newline === null && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
    return true;
  }

  // ---------------------------------------------------------------------------------------------- writing

  write(text: unknown): number {
    this.check();
    if (!this.buffer.writable()) throw new UnsupportedOperation("not writable");
    if (typeof text !== "string") throw new TypeError(`write() argument must be str, not ${typeName(text)}`);
    if (this.decoded !== "") this.forgetDecoded();
    const separator = this.newline === null || this.newline === "" ? "\n" : this.newline;
    const translated = separator === "\n" ? text : text.replaceAll("\n", separator);
    this.buffer.write(bytesOf(encodeText(translated, this.encoding, this.errors)));
    return lengthOf(text);
  }

  flush(): void {
    this.buffer.flush();
  }

  truncate(size: int | null = null): number {
    return this.buffer.truncate(size ?? this.tell());
  }

  // --------------------------------------------------------------------------------------------- position

  tell(): number {
    return this.buffer.tell() - encodeText(this.decoded, this.encoding, this.errors).length;
  }

  seek(cookie: int, whence: int = 0): number {
    if (whence === 1 && cookie !== 0) throw new UnsupportedOperation("can't do nonzero cur-relative seeks");
    if (whence === 2 && cookie !== 0) throw new UnsupportedOperation("can't do nonzero end-relative seeks");
    const position = whence === 1 ? this.tell() : null;
    this.decoded = "";
    return position === null ? this.buffer.seek(cookie, whence) : this.buffer.seek(position);
  }

  close(): void {
    this.buffer.close();
  }

  __repr__(): string {
    return `<_io.TextIOWrapper name=${repr(this.name)} mode=${repr(this.mode)} encoding=${repr(this.encoding)}>`;
  }

  private checkReads(): void {
    this.check();
    if (!this.buffer.readable()) throw new UnsupportedOperation("not readable");
  }

  private forgetDecoded(): void {
    // what comes in through a connection has nothing to do with what goes out
    if (!this.buffer.seekable()) return;
    this.buffer.seek(this.tell());
    this.decoded = "";
  }
}

/** The binary file takes bytes-like objects. */
const bytesOf = (data: Uint8Array) => ({
  __buffer__: () => ({ data, format: "B", itemsize: 1, readonly: true }),
});

/** Index behind the first `count` code points; null when there are fewer. */
function unitsOf(text: string, count: number): number | null {
  if (text.length < count) return null;
  if (!/[\ud800-\udfff]/.test(text)) return count;
  let index = 0;
  for (let points = 0; points < count; points++) {
    if (index >= text.length) return null;
    index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  }
  return index;
}

function lengthOf(text: string): number {
  if (!/[\ud800-\udfff]/.test(text)) return text.length;
  let points = 0;
  for (const _point of text) points++;
  return points;
}

registerInheritor(TextIO.prototype, (file) => file.inheritance(), "text_file", TextIO.inherited);
Object.defineProperty(TextIO, "name", { value: "TextIOWrapper" });
defineModule({ TextIO }, "_io");
