/** The class `ZipFile`. */
import { bytes } from "../../builtins/bytes.js";
import { requireBuffer } from "../../builtins/bytes/buffer.js";
import { callmethod } from "../../builtins/call-method.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { Exception, FileNotFoundError, KeyError, TypeError, ValueError } from "../../builtins/exceptions.js";
import { open } from "../../builtins/io/open.js";
import { streams, type Writable } from "../../builtins/io/standard.js";
import { iterate } from "../../builtins/iterate.js";
import { object } from "../../builtins/object.js";
import { repr } from "../../builtins/repr.js";
import { special } from "../../builtins/protocol.js";
import { BytesIO } from "../io/bytes-io.js";
import { makedirs } from "../os/files.js";
import { fspath, type PathArgument } from "../os/paths.js";
import { dirname, isdir, join as joinPath } from "../os/path.js";
import { stat } from "../os/stat.js";
import { localtime } from "../time.js";
import { warn } from "../warnings.js";
import { deflate, inflate, zlib } from "../zlib/node.js";
import { centralHeader, checkCompression, endRecord, entryData, localHeader, readDirectory } from "./zip-info.js";
import { ZIP_DEFLATED, ZIP_STORED, ZipInfo } from "./zip-info.js";

/** Mirrors `zipfile.BadZipFile`. */
export class BadZipFile extends Exception {}

interface ZipOptions {
  allowZip64?: unknown;
  compresslevel?: number | null;
  strict_timestamps?: unknown;
  metadata_encoding?: string | null;
}

/** Mirrors what `ZipFile.open` gives. */
class ZipExtFile extends BytesIO {
  readonly #onClose: ((data: Uint8Array) => void) | null;

  constructor(name: string, mode: string, data: Uint8Array | null, onClose: ((data: Uint8Array) => void) | null) {
    super(data === null ? null : bytes.wrap(data));
    this.#onClose = onClose;
    Object.defineProperty(this, "name", { value: name, enumerable: true });
    Object.defineProperty(this, "mode", { value: mode, enumerable: true });
  }

  override close(): void {
    if (!this.closed) this.#onClose?.(this.getvalue().data);
    super.close();
  }
}

/** Mirrors `zipfile.ZipFile`. Differs: an archive is read as a whole when it is opened, and written when it is closed. */
export class ZipFile extends object {
  declare filename: string | null;
  declare mode: string;
  declare compression: number;
  declare compresslevel: number | null;
  declare filelist: ZipInfo[];
  declare comment: bytes;
  declare debug: number;
  declare fp: unknown;
  declare pwd: unknown;
  declare private parts: Uint8Array[];
  declare private size: number;
  declare private data: Uint8Array;
  declare private ownsFile: boolean;

  /** @throws BadZipFile, ValueError, OSErrors of the file */
  override __init__(
    file: unknown,
    mode: string = "r",
    compression: number = ZIP_STORED,
    { compresslevel = null }: ZipOptions = {},
  ): void {
    if (!["r", "w", "x", "a"].includes(mode)) throw new ValueError("ZipFile requires mode 'r', 'w', 'x', or 'a'");
    checkCompression(compression);
    const isPath = typeof file === "string" || special(file, "__fspath__") !== undefined;
    const path = isPath ? fspath(file as PathArgument) : null;
    const hidden = { parts: [], size: 0, data: new Uint8Array(), ownsFile: isPath };
    for (const [name, value] of Object.entries(hidden)) Object.defineProperty(this, name, { value, writable: true });
    const shown = path ?? (file as { name?: string | null }).name ?? null;
    Object.assign(this, { filename: shown, mode, compression, compresslevel, filelist: [], debug: 0, pwd: null });
    this.comment = new bytes();
    this.fp = path === null ? file : this.opened(path);
    if (mode === "r") this.load(requireBuffer(callmethod(this.fp, "read")));
    if (mode === "a") this.loadForAppending();
  }

  private opened(path: string): unknown {
    if (this.mode !== "a") return open(path, `${this.mode}b`);
    try {
      return open(path, "r+b");
    } catch (error) {
      if (!(error instanceof FileNotFoundError)) throw error;
      return open(path, "w+b");
    }
  }

  private load(data: Uint8Array): void {
    const directory = readDirectory(data);
    if (directory === null) {
      if (this.ownsFile) callmethod(this.fp, "close");
      throw new BadZipFile("File is not a zip file");
    }
    this.data = data;
    this.filelist = directory.entries;
    this.comment = bytes.wrap(directory.comment);
  }

  private loadForAppending(): void {
    const data = requireBuffer(callmethod(this.fp, "read"));
    const directory = readDirectory(data);
    const kept = directory === null ? data : data.slice(0, directory.start);
    this.parts = [kept];
    this.size = kept.length;
    this.data = kept;
    if (directory === null) return;
    this.filelist = directory.entries;
    this.comment = bytes.wrap(directory.comment);
  }

  namelist(): string[] {
    return this.filelist.map(({ filename }) => filename);
  }

  infolist(): ZipInfo[] {
    return this.filelist;
  }

  /** @throws KeyError */
  getinfo(name: string): ZipInfo {
    const found = this.filelist.findLast(({ filename }) => filename === name);
    if (found === undefined) throw new KeyError(`There is no item named ${repr(name)} in the archive`);
    return found;
  }

  #open(): void {
    if (this.fp === null) throw new ValueError("Attempt to use ZIP archive that was already closed");
  }

  /** The contents of an entry. @throws KeyError, ValueError, BadZipFile */
  read(name: string | ZipInfo, _pwd: unknown = null): bytes {
    if (this.fp === null) throw new ValueError("Attempt to use ZIP archive that was already closed");
    return bytes.wrap(this.#contents(name instanceof ZipInfo ? name : this.getinfo(name)));
  }

  #contents(info: ZipInfo): Uint8Array {
    checkCompression(info.compress_type);
    if (this.mode !== "r") this.data = Buffer.concat(this.parts);
    const packed = entryData(this.data, info);
    if (packed === null) throw new BadZipFile("Bad magic number for file header");
    const contents = info.compress_type === ZIP_DEFLATED ? inflate(packed, -15, true).data : packed.slice();
    if (zlib().crc32(contents) !== info.CRC) throw new BadZipFile(`Bad CRC-32 for file ${repr(info.filename)}`);
    return contents;
  }

  /** Mirrors `ZipFile.open(name, mode="r")`. @throws ValueError, KeyError, BadZipFile */
  open(name: string | ZipInfo, mode: string = "r", _pwd: unknown = null): Dynamic {
    if (mode !== "r" && mode !== "w") throw new ValueError('open() requires mode "r" or "w"');
    this.#open();
    if (mode === "r") {
      const info = name instanceof ZipInfo ? name : this.getinfo(name);
      return new ZipExtFile(info.filename, "r", this.#contents(info), null);
    }
    const info = name instanceof ZipInfo ? name : this.#newInfo(name, 0o600 << 16);
    return new ZipExtFile(info.filename, "w", null, (data) => this.#add(info, data));
  }

  #newInfo(name: string, external_attr: number): ZipInfo {
    const info = new ZipInfo(name, [...localtime()].slice(0, 6) as number[]);
    return Object.assign(info, { compress_type: this.compression, external_attr });
  }

  #requireWriting(caller: string): void {
    if (this.fp === null) {
      throw new ValueError("Attempt to write to ZIP archive that was already closed");
    }
    if (this.mode === "r") throw new ValueError(`${caller} requires mode 'w', 'x', or 'a'`);
  }

  /** Adds an entry from memory. @throws ValueError */
  writestr(
    zinfo_or_arcname: string | ZipInfo,
    data: unknown,
    compress_type: number | null = null,
    compresslevel: number | null = null,
  ): void {
    const content = typeof data === "string" ? new TextEncoder().encode(data) : requireBuffer(data);
    const isNamed = !(zinfo_or_arcname instanceof ZipInfo);
    const info = isNamed ? this.#newInfo(zinfo_or_arcname, 0o600 << 16) : zinfo_or_arcname;
    if (isNamed && info.is_dir()) info.external_attr = ((0o40775 << 16) | 0x10) >>> 0;
    this.#requireWriting("write()");
    if (compress_type !== null) info.compress_type = compress_type;
    this.#add(info, content, compresslevel);
  }

  /** Adds a file or an empty folder. @throws ValueError, OSErrors of the file */
  write(
    filename: PathArgument,
    arcname: PathArgument | null = null,
    compress_type: number | null = null,
    compresslevel: number | null = null,
  ): void {
    this.#requireWriting("write()");
    const path = fspath(filename);
    const status = stat(path);
    const isFolder = isdir(path);
    const clean = fspath(arcname ?? path)
      .replace(/\/{2,}/g, "/")
      .replace(/(^|\/)\.(?=\/)/g, "")
      .replace(/^\/+/, "");
    const info = new ZipInfo(
      isFolder && !clean.endsWith("/") ? `${clean}/` : clean,
      [...localtime(status.st_mtime as number)].slice(0, 6) as number[],
    );
    info.external_attr = (((Number(status.st_mode) & 0xffff) << 16) | (isFolder ? 0x10 : 0)) >>> 0;
    info.compress_type = isFolder ? ZIP_STORED : (compress_type ?? this.compression);
    this.#add(info, isFolder ? new Uint8Array() : requireBuffer(open(path, "rb").read()), compresslevel);
  }

  mkdir(zinfo_or_directory: string | ZipInfo, mode: number = 0o777): void {
    if (zinfo_or_directory instanceof ZipInfo) return this.#add(zinfo_or_directory, new Uint8Array());
    if (typeof zinfo_or_directory !== "string") throw new TypeError("Expected type str or ZipInfo");
    const info = this.#newInfo(zinfo_or_directory.replace(/\/?$/, "/"), (((0o40000 | mode) << 16) | 0x10) >>> 0);
    info.compress_type = ZIP_STORED;
    this.#requireWriting("write()");
    this.#add(info, new Uint8Array());
  }

  #add(info: ZipInfo, content: Uint8Array, level: number | null = null): void {
    checkCompression(info.compress_type);
    if (this.namelist().includes(info.filename)) warn(`Duplicate name: ${repr(info.filename)}`, undefined, 3);
    const packed =
      info.compress_type === ZIP_DEFLATED
        ? deflate(content, { level: level ?? this.compresslevel ?? -1, wbits: -15 })
        : content;
    const sizes = { CRC: zlib().crc32(content), file_size: content.length, compress_size: packed.length };
    Object.assign(info, sizes, { header_offset: this.size });
    this.#put(localHeader(info));
    this.#put(packed.slice());
    this.filelist.push(info);
  }

  #put(part: Uint8Array): void {
    this.parts.push(part);
    this.size += part.length;
  }

  /** Writes an entry to the file system; returns its path. @throws KeyError */
  extract(member: string | ZipInfo, path: PathArgument | null = null, _pwd: unknown = null): string {
    const info = member instanceof ZipInfo ? member : this.getinfo(member);
    const parts = info.filename.split("/").filter((part) => part !== "" && part !== "." && part !== "..");
    const target = joinPath(path === null ? "." : fspath(path), ...parts).replace(/^\.\//, "");
    const folder = info.is_dir() ? target : dirname(target);
    if (folder !== "" && !isdir(folder)) makedirs(folder);
    if (!info.is_dir()) {
      const file = open(target, "wb");
      file.write(bytes.wrap(this.#contents(info)));
      file.close();
    }
    return target;
  }

  extractall(path: PathArgument | null = null, members: Iterable<string | ZipInfo> | null = null): void {
    for (const member of iterate<string | ZipInfo>(members ?? this.filelist)) this.extract(member, path);
  }

  /** The name of the first entry that is damaged; None when all are whole. */
  testzip(): string | null {
    const damaged = this.filelist.find((info) => {
      try {
        this.#contents(info);
        return false;
      } catch (error) {
        if (error instanceof BadZipFile) return true;
        throw error;
      }
    });
    return damaged?.filename ?? null;
  }

  printdir(file: Writable | null = null): void {
    const out = file ?? streams.stdout;
    out.write(`${"File Name".padEnd(46)} ${"Modified    ".padStart(19)} ${"Size".padStart(12)}\n`);
    for (const { filename, date_time, file_size } of this.filelist) {
      const [year, ...others] = date_time;
      const [month, day, hour, minute, second] = others.map((part) => String(part).padStart(2, "0"));
      const date = `${year}-${month}-${day} ${hour}:${minute}:${second}`;
      out.write(`${filename.padEnd(46)} ${date} ${String(file_size).padStart(12)}\n`);
    }
  }

  setpassword(pwd: unknown): void {
    this.pwd = pwd;
  }

  /** Writes the archive. */
  close(): void {
    if (this.fp === null) return;
    if (this.mode !== "r") {
      const directory = this.filelist.map(centralHeader);
      const size = directory.reduce((sum, { length }) => sum + length, 0);
      const end = endRecord(this.filelist.length, size, this.size, this.comment.data);
      if (this.mode === "a") {
        callmethod(this.fp, "seek", 0);
        callmethod(this.fp, "truncate");
      }
      callmethod(this.fp, "write", bytes.wrap(Buffer.concat([...this.parts, ...directory, end])));
      callmethod(this.fp, "flush");
    }
    if (this.ownsFile) callmethod(this.fp, "close");
    this.fp = null;
  }

  __enter__(): this {
    return this;
  }

  __exit__(..._error: unknown[]): void {
    this.close();
  }

  override __repr__(): string {
    const state = this.fp === null ? " [closed]" : "";
    return `<zipfile.ZipFile filename=${repr(this.filename)} mode=${repr(this.mode)}${state}>`;
  }
}
