/** The text-like methods that bytes and bytearray share. They work on the bytes seen as Latin-1 text. */
import { asIndex, asSize } from "../as-index.js";
import { decodeBytes } from "../codecs/codecs.js";
import { TypeError, ValueError } from "../exceptions.js";
import { iterate } from "../iterate.js";
import { isIntLike } from "../numbers.js";
import { asRange, requireStr, type Optional, wrongType } from "../str/arguments.js";
import * as layout from "../str/layout.js";
import { truth } from "../truth.js";
import { isTuple, tuple } from "../tuple.js";
import { typeName } from "../type-name.js";
import * as letters from "./ascii-case.js";
import { bufferOf, concatenate, fromLatin1, requireBuffer, requireByte, toLatin1, type BytesLike } from "./buffer.js";
import { markLibrary } from "../names.js";
import { hexText } from "./hex.js";
import { ByteSequence } from "./sequence.js";
import { separator, splitByteLines, splitBytes } from "./split.js";

type Bound = Optional<number | bigint>;

/** White space of bytes: ASCII's only. */
const SPACE = fromLatin1(" \t\n\r\v\f");

export abstract class ByteString extends ByteSequence {
  /** `bytes.maketrans`: a table of 256 bytes for translate. */
  static tableFrom(from: BytesLike, to: BytesLike): Uint8Array {
    const [sources, targets] = [requireBuffer(from), requireBuffer(to)];
    if (sources.length !== targets.length) {
      throw new ValueError("maketrans arguments must have same length");
    }
    const table = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    sources.forEach((byte, at) => (table[byte] = targets[at]));
    return table;
  }

  /** The text in an encoding. */
  decode(encoding = "utf-8", errors = "strict"): string {
    encoding = requireStr(encoding, "decode() argument 'encoding' must be str");
    errors = requireStr(errors, "decode() argument 'errors' must be str");
    return decodeBytes(this.data, encoding, errors);
  }

  /** Two hexadecimal digits a byte, in groups when `sep` is given. */
  hex(sep?: string | BytesLike, bytes_per_sep: number | bigint = 1): string {
    return hexText(this.data, sep, bytes_per_sep);
  }

  find(sub: BytesLike | number, start?: Bound, end?: Bound): number {
    return this.search(sub, start, end, (part, wanted) => part.indexOf(wanted));
  }

  rfind(sub: BytesLike | number, start?: Bound, end?: Bound): number {
    return this.search(sub, start, end, (part, wanted) => part.lastIndexOf(wanted));
  }

  /** As find. @throws ValueError "subsection not found" */
  index(sub: BytesLike | number, start?: Bound, end?: Bound): number {
    return found(this.find(sub, start, end));
  }

  /** As rfind. @throws ValueError "subsection not found" */
  rindex(sub: BytesLike | number, start?: Bound, end?: Bound): number {
    return found(this.rfind(sub, start, end));
  }

  private search(sub: unknown, start: Bound, end: Bound, place: (part: string, wanted: string) => number): number {
    const [from, to] = asRange(start, end, this.data.length);
    const wanted = sought(sub);
    const at = from > to ? -1 : place(toLatin1(this.data.subarray(from, to)), wanted);
    return at < 0 ? -1 : at + from;
  }

  count(sub: BytesLike | number, start?: Bound, end?: Bound): number {
    const [from, to] = asRange(start, end, this.data.length);
    const wanted = sought(sub);
    if (from > to) {
      return 0;
    }
    return wanted === "" ? to - from + 1 : toLatin1(this.data.subarray(from, to)).split(wanted).length - 1;
  }

  startswith(prefix: BytesLike | readonly BytesLike[], start?: Bound, end?: Bound): boolean {
    return this.matchesEdge(prefix, start, end, "startswith", (part, edge) => part.startsWith(edge));
  }

  endswith(suffix: BytesLike | readonly BytesLike[], start?: Bound, end?: Bound): boolean {
    return this.matchesEdge(suffix, start, end, "endswith", (part, edge) => part.endsWith(edge));
  }

  private matchesEdge(
    edges: unknown,
    start: Bound,
    end: Bound,
    method: string,
    matches: (part: string, edge: string) => boolean,
  ): boolean {
    const [from, to] = asRange(start, end, this.data.length);
    const single = bufferOf(edges);
    if (single === null && !isTuple(edges)) {
      throw new TypeError(`${method} first arg must be bytes or a tuple of bytes, not ${typeName(edges)}`);
    }
    const candidates = single === null ? [...(edges as Iterable<unknown>)] : [edges];
    const part = from > to ? null : toLatin1(this.data.subarray(from, to));
    return candidates.some((edge) => {
      const wanted = toLatin1(requireBuffer(edge));
      return part !== null && matches(part, wanted);
    });
  }

  replace(old: BytesLike, replacement: BytesLike, limit: number | bigint = -1): this {
    const [from, to] = [toLatin1(requireBuffer(old)), toLatin1(requireBuffer(replacement))];
    const times = asSize(limit);
    let left = times < 0 ? Infinity : times;
    return this.fromText(toLatin1(this.data).replaceAll(from, (match) => (left-- > 0 ? to : match)));
  }

  split(sep?: Optional<BytesLike>, maxsplit: number | bigint = -1): this[] {
    return this.fromTexts(splitBytes(toLatin1(this.data), sep, asSize(maxsplit), false));
  }

  rsplit(sep?: Optional<BytesLike>, maxsplit: number | bigint = -1): this[] {
    return this.fromTexts(splitBytes(toLatin1(this.data), sep, asSize(maxsplit), true));
  }

  splitlines(keepends: unknown = false): this[] {
    return this.fromTexts(splitByteLines(toLatin1(this.data), truth(asIndex(keepends))));
  }

  partition(sep: BytesLike): tuple<[this, this, this]> {
    const [text, mark] = [toLatin1(this.data), separator(sep)];
    const at = text.indexOf(mark);
    return this.triple(at < 0 ? [text, "", ""] : [text.slice(0, at), mark, text.slice(at + mark.length)]);
  }

  rpartition(sep: BytesLike): tuple<[this, this, this]> {
    const [text, mark] = [toLatin1(this.data), separator(sep)];
    const at = text.lastIndexOf(mark);
    return this.triple(at < 0 ? ["", "", text] : [text.slice(0, at), mark, text.slice(at + mark.length)]);
  }

  private triple([before, mark, after]: string[]): tuple<[this, this, this]> {
    return tuple.of(this.fromText(before), this.fromText(mark), this.fromText(after));
  }

  /** The bytes-like objects of the iterable with this one between them. */
  join(iterable: Iterable<BytesLike>): this {
    if (typeof (iterable as Partial<Iterable<unknown>> | null)?.[Symbol.iterator] !== "function") {
      throw new TypeError("can only join an iterable");
    }
    const blocks = Array.from(iterate<unknown>(iterable), (item, at) => {
      const view = bufferOf(item);
      if (view === null) {
        throw new TypeError(`sequence item ${at}: expected a bytes-like object, ${typeName(item)} found`);
      }
      return at === 0 ? [view.data] : [this.data, view.data];
    });
    return this.make(concatenate(blocks.flat()));
  }

  strip(chars?: Optional<BytesLike>): this {
    return this.stripped(chars, true, true);
  }

  lstrip(chars?: Optional<BytesLike>): this {
    return this.stripped(chars, true, false);
  }

  rstrip(chars?: Optional<BytesLike>): this {
    return this.stripped(chars, false, true);
  }

  private stripped(chars: Optional<BytesLike>, left: boolean, right: boolean): this {
    const unwanted = chars === null || chars === undefined ? SPACE : requireBuffer(chars);
    let start = 0;
    let end = this.data.length;
    while (left && start < end && unwanted.includes(this.data[start])) {
      start += 1;
    }
    while (right && end > start && unwanted.includes(this.data[end - 1])) {
      end -= 1;
    }
    return this.make(this.data.slice(start, end));
  }

  removeprefix(prefix: BytesLike): this {
    const edge = requireBuffer(prefix);
    return this.make(this.data.slice(this.startswith(prefix) ? edge.length : 0));
  }

  removesuffix(suffix: BytesLike): this {
    const edge = requireBuffer(suffix);
    return this.make(this.data.slice(0, this.data.length - (this.endswith(suffix) ? edge.length : 0)));
  }

  /** Each byte replaced by the table's entry (256 bytes, or None to keep them), those of `dropped` left out. */
  translate(table: Optional<BytesLike>, dropped?: BytesLike): this {
    const map = table === null || table === undefined ? null : requireBuffer(table);
    if (map !== null && map.length !== 256) {
      throw new ValueError("translation table must be 256 characters long");
    }
    const unwanted = dropped === undefined ? new Uint8Array(0) : requireBuffer(dropped);
    const kept = this.data.filter((byte) => !unwanted.includes(byte));
    return this.make(map === null ? kept : kept.map((byte) => map[byte]));
  }

  center(width: number | bigint, fillchar?: BytesLike): this {
    return this.fromText(layout.center(toLatin1(this.data), width, fillByte(width, fillchar, "center")));
  }

  ljust(width: number | bigint, fillchar?: BytesLike): this {
    return this.fromText(layout.ljust(toLatin1(this.data), width, fillByte(width, fillchar, "ljust")));
  }

  rjust(width: number | bigint, fillchar?: BytesLike): this {
    return this.fromText(layout.rjust(toLatin1(this.data), width, fillByte(width, fillchar, "rjust")));
  }

  zfill(width: number | bigint): this {
    return this.fromText(layout.zfill(toLatin1(this.data), width));
  }

  expandtabs(tabsize: number | bigint = 8): this {
    return this.fromText(layout.expandtabs(toLatin1(this.data), tabsize));
  }

  lower(): this {
    return this.fromText(letters.lower(toLatin1(this.data)));
  }

  upper(): this {
    return this.fromText(letters.upper(toLatin1(this.data)));
  }

  swapcase(): this {
    return this.fromText(letters.swapcase(toLatin1(this.data)));
  }

  title(): this {
    return this.fromText(letters.title(toLatin1(this.data)));
  }

  capitalize(): this {
    return this.fromText(letters.capitalize(toLatin1(this.data)));
  }

  isalpha(): boolean {
    return /^[A-Za-z]+$/.test(toLatin1(this.data));
  }

  isalnum(): boolean {
    return /^[A-Za-z0-9]+$/.test(toLatin1(this.data));
  }

  isascii(): boolean {
    return this.data.every((byte) => byte < 0x80);
  }

  isdigit(): boolean {
    return /^[0-9]+$/.test(toLatin1(this.data));
  }

  isspace(): boolean {
    return /^[ \t\n\r\v\f]+$/.test(toLatin1(this.data));
  }

  islower(): boolean {
    return /^[^A-Z]*[a-z][^A-Z]*$/.test(toLatin1(this.data));
  }

  isupper(): boolean {
    return /^[^a-z]*[A-Z][^a-z]*$/.test(toLatin1(this.data));
  }

  istitle(): boolean {
    const text = toLatin1(this.data);
    return /[A-Za-z]/.test(text) && text === letters.title(text);
  }

  private fromText(text: string): this {
    return this.make(fromLatin1(text));
  }

  private fromTexts(texts: string[]): this[] {
    return texts.map((text) => this.fromText(text));
  }
}

function found(at: number): number {
  if (at < 0) {
    throw new ValueError("subsection not found");
  }
  return at;
}

/** What find() and count() look for: bytes, or one byte as an int. */
function sought(sub: unknown): string {
  if (isIntLike(sub)) {
    return String.fromCharCode(requireByte(sub));
  }
  const view = bufferOf(sub);
  if (view === null) {
    throw new TypeError(`argument should be integer or bytes-like object, not '${typeName(sub)}'`);
  }
  return toLatin1(view.data);
}

function fillByte(width: unknown, fill: unknown, method: string): string {
  asIndex(width); // is wrong before the other is
  if (fill === undefined) {
    return " ";
  }
  const view = bufferOf(fill);
  if (view === null || view.data.length !== 1) {
    throw new TypeError(`${method}() argument 2 must be a byte string of length 1, not ${wrongType(fill)}`);
  }
  return toLatin1(view.data);
}

// Their methods check for themselves what is missing, though nobody sees these classes.
markLibrary({ ByteSequence, ByteString });
