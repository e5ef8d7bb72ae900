/** The class `ZipInfo`, and how an entry is written in an archive. */
import { NotImplementedError, ValueError } from "../../builtins/exceptions.js";
import { bytes } from "../../builtins/bytes.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { filemode } from "../stat.js";

export const ZIP_STORED = 0;
export const ZIP_DEFLATED = 8;

const NAMES: Record<number, string> = { 0: "store", 8: "deflate", 9: "deflate64", 12: "bzip2", 14: "lzma" };

/** @throws NotImplementedError for a compression that Node doesn't have */
export function checkCompression(compress_type: number): void {
  if (compress_type === ZIP_STORED || compress_type === ZIP_DEFLATED) return;
  const name = NAMES[compress_type];
  throw new NotImplementedError(
    name === undefined ? "That compression method is not supported" : `compression type ${compress_type} (${name})`,
  );
}

const UTF8_NAME = 0x800;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const LOCAL_SIZE = 30;
const CENTRAL_SIZE = 46;

/** Mirrors `zipfile.ZipInfo`: an entry of an archive. */
export class ZipInfo extends object {
  declare filename: string;
  declare orig_filename: string;
  declare date_time: tuple<number[]>;
  declare compress_type: number;
  declare comment: bytes;
  declare extra: bytes;
  declare create_system: number;
  declare create_version: number;
  declare extract_version: number;
  declare flag_bits: number;
  declare external_attr: number;
  declare internal_attr: number;
  declare header_offset: number;
  declare CRC: number;
  declare compress_size: number;
  declare file_size: number;

  /** @throws ValueError for a date before 1980 */
  override __init__(filename: string = "NoName", date_time: Iterable<number> = [1980, 1, 1, 0, 0, 0]): void {
    const date = new tuple(date_time) as tuple<number[]>;
    if (date[0]! < 1980) throw new ValueError("ZIP does not support timestamps before 1980");
    Object.assign(this, {
      orig_filename: filename,
      filename: filename.split("\0")[0]!,
      date_time: date,
      compress_type: ZIP_STORED,
      comment: new bytes(),
      extra: new bytes(),
      create_system: 3,
      create_version: 20,
      extract_version: 20,
      flag_bits: 0,
      internal_attr: 0,
      external_attr: 0,
      header_offset: 0,
      CRC: 0,
      compress_size: 0,
      file_size: 0,
    });
  }

  is_dir(): boolean {
    return this.filename.endsWith("/");
  }

  override __repr__(): string {
    const [high, low] = [this.external_attr >>> 16, this.external_attr & 0xffff];
    const parts = [`<ZipInfo filename=${repr(this.filename)}`];
    if (this.compress_type !== ZIP_STORED)
      parts.push(`compress_type=${NAMES[this.compress_type] ?? this.compress_type}`);
    if (high !== 0) parts.push(`filemode=${repr(filemode(high))}`);
    if (low !== 0) parts.push(`external_attr=0x${low.toString(16)}`);
    if (!this.is_dir() || this.file_size !== 0) parts.push(`file_size=${this.file_size}`);
    const differs = this.compress_type !== ZIP_STORED || this.file_size !== this.compress_size;
    if ((!this.is_dir() || this.compress_size !== 0) && differs) parts.push(`compress_size=${this.compress_size}`);
    return `${parts.join(" ")}>`;
  }
}

function dosTime([year, month, day, hour, minute, second]: readonly number[]): [time: number, date: number] {
  return [(hour! << 11) | (minute! << 5) | (second! >> 1), ((year! - 1980) << 9) | (month! << 5) | day!];
}

/** The fields that both headers of an entry have. */
function writeCommon(view: DataView, at: number, info: ZipInfo, nameLength: number): void {
  const [time, date] = dosTime(info.date_time);
  const shorts = [info.extract_version, info.flag_bits, info.compress_type, time, date];
  shorts.forEach((value, index) => view.setUint16(at + 2 * index, value, true));
  view.setUint32(at + 10, info.CRC, true);
  view.setUint32(at + 14, info.compress_size, true);
  view.setUint32(at + 18, info.file_size, true);
  view.setUint16(at + 22, nameLength, true);
}

const nameBytes = (info: ZipInfo): Uint8Array => {
  // a name that isn't ASCII is marked as UTF-8
  if (/[^\0-\x7f]/.test(info.filename)) info.flag_bits |= UTF8_NAME;
  return new TextEncoder().encode(info.filename);
};

/** The header ahead of an entry's data. */
export function localHeader(info: ZipInfo): Uint8Array {
  const name = nameBytes(info);
  const header = new Uint8Array(LOCAL_SIZE + name.length + info.extra.data.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, LOCAL, true);
  writeCommon(view, 4, info, name.length);
  view.setUint16(28, info.extra.data.length, true);
  header.set(name, LOCAL_SIZE);
  header.set(info.extra.data, LOCAL_SIZE + name.length);
  return header;
}

/** The entry's line in the directory at the end of an archive. */
export function centralHeader(info: ZipInfo): Uint8Array {
  const name = nameBytes(info);
  const { extra, comment } = info;
  const header = new Uint8Array(CENTRAL_SIZE + name.length + extra.data.length + comment.data.length);
  const view = new DataView(header.buffer);
  view.setUint32(0, CENTRAL, true);
  view.setUint8(4, info.create_version);
  view.setUint8(5, info.create_system);
  writeCommon(view, 6, info, name.length);
  view.setUint16(30, extra.data.length, true);
  view.setUint16(32, comment.data.length, true);
  view.setUint16(36, info.internal_attr, true);
  view.setUint32(38, info.external_attr, true);
  view.setUint32(42, info.header_offset, true);
  header.set(name, CENTRAL_SIZE);
  header.set(extra.data, CENTRAL_SIZE + name.length);
  header.set(comment.data, CENTRAL_SIZE + name.length + extra.data.length);
  return header;
}

/** What the end of an archive says. */
export interface Directory {
  entries: ZipInfo[];
  comment: Uint8Array;
  /** Where the directory begins. */
  start: number;
}

const END = 0x06054b50;
const END_SIZE = 22;

/** The end record of an archive. */
export function endRecord(count: number, size: number, start: number, comment: Uint8Array): Uint8Array {
  const record = new Uint8Array(END_SIZE + comment.length);
  const view = new DataView(record.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, start, true);
  view.setUint16(20, comment.length, true);
  record.set(comment, END_SIZE);
  return record;
}

/** The directory of an archive; null for data that is none. */
export function readDirectory(data: Uint8Array): Directory | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  let end = data.length - END_SIZE;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) return null;
  const [count, size] = [view.getUint16(end + 10, true), view.getUint32(end + 12, true)];
  // archives may have something ahead of them, which their offsets don't count
  const shift = end - size - view.getUint32(end + 16, true);
  const commentLength = view.getUint16(end + 20, true);
  const comment = data.slice(end + END_SIZE, end + END_SIZE + commentLength);
  const entries: ZipInfo[] = [];
  for (let at = end - size; entries.length < count;) {
    if (at < 0 || at + CENTRAL_SIZE > data.length || view.getUint32(at, true) !== CENTRAL) return null;
    const [info, length] = readEntry(data, view, at, shift);
    entries.push(info);
    at += length;
  }
  return { entries, comment, start: end - size };
}

function readEntry(data: Uint8Array, view: DataView, at: number, shift: number): [ZipInfo, number] {
  const short = (offset: number) => view.getUint16(at + offset, true);
  const long = (offset: number) => view.getUint32(at + offset, true);
  const [nameLength, extraLength, commentLength] = [short(28), short(30), short(32)];
  const nameEnd = at + CENTRAL_SIZE + nameLength;
  const name = Buffer.from(data.subarray(at + CENTRAL_SIZE, nameEnd));
  const [time, date] = [short(12), short(14)];
  const day = [(date >> 9) + 1980, (date >> 5) & 15, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2];
  const info = new ZipInfo(name.toString((short(8) & UTF8_NAME) !== 0 ? "utf8" : "latin1"), day);
  Object.assign(info, {
    create_version: view.getUint8(at + 4),
    create_system: view.getUint8(at + 5),
    extract_version: short(6),
    flag_bits: short(8),
    compress_type: short(10),
    CRC: long(16),
    compress_size: long(20),
    file_size: long(24),
    extra: bytes.wrap(data.slice(nameEnd, nameEnd + extraLength)),
    comment: bytes.wrap(data.slice(nameEnd + extraLength, nameEnd + extraLength + commentLength)),
    internal_attr: short(36),
    external_attr: long(38),
    header_offset: long(42) + shift,
  });
  return [info, CENTRAL_SIZE + nameLength + extraLength + commentLength];
}

/** The compressed data of an entry. */
export function entryData(data: Uint8Array, info: ZipInfo): Uint8Array | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const at = info.header_offset;
  if (at + LOCAL_SIZE > data.length || view.getUint32(at, true) !== LOCAL) return null;
  const start = at + LOCAL_SIZE + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  return data.subarray(start, start + info.compress_size);
}
