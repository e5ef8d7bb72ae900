/** Paths with the file system behind them. */
import { FileNotFoundError, ValueError } from "../../builtins/exceptions.js";
import { open } from "../../builtins/io/open.js";
import type { BinaryIO } from "../../builtins/io/binary.js";
import type { TextIO } from "../../builtins/io/text.js";
import type { bytes } from "../../builtins/bytes.js";
import { glob } from "../glob.js";
import * as files from "../os/files.js";
import * as descriptors from "../os/descriptors.js";
import * as path from "../os/path.js";
import { listdir } from "../os/scan.js";
import { lstat, stat, type stat_result } from "../os/stat.js";
import { PurePath, type Segment } from "./pure-path.js";

interface OpenOptions {
  encoding?: string | null;
  errors?: string | null;
  newline?: string | null;
  buffering?: number;
}

/** Mirrors `pathlib.PosixPath`, which is what `Path(...)` makes. */
export class Path extends PurePath {
  /** The path as text. */
  get #text(): string {
    return this.__str__();
  }

  static cwd(): Path {
    return new Path(files.getcwd());
  }

  static home(): Path {
    return new Path(path.expanduser("~"));
  }

  stat(options: { follow_symlinks?: boolean } = {}): stat_result {
    return stat(this.#text, options);
  }

  lstat(): stat_result {
    return lstat(this.#text);
  }

  exists(): boolean {
    return path.exists(this.#text);
  }

  is_dir(): boolean {
    return path.isdir(this.#text);
  }

  is_file(): boolean {
    return path.isfile(this.#text);
  }

  is_symlink(): boolean {
    return path.islink(this.#text);
  }

  is_mount(): boolean {
    return path.ismount(this.#text);
  }

  samefile(other_path: Segment): boolean {
    return path.samefile(this.#text, other_path);
  }

  absolute(): this {
    return this.is_absolute() ? this : this.made(files.getcwd(), this);
  }

  /** Without links and `..`. @throws FileNotFoundError when strict and there is no such file */
  resolve(strict: boolean = false): this {
    return this.made(path.realpath(this.#text, { strict }));
  }

  expanduser(): this {
    return this.made(path.expanduser(this.#text));
  }

  readlink(): this {
    return this.made(files.readlink(this.#text));
  }

  /** The paths in a folder. */
  *iterdir(): Generator<this> {
    for (const name of listdir(this.#text)) yield this.made(this, name);
  }

  /** The paths below that fit a pattern. @throws ValueError */
  *glob(pattern: string): Generator<this> {
    if (pattern === "") throw new ValueError("Unacceptable pattern: ''");
    const options = { root_dir: this.#text, recursive: true, include_hidden: true };
    const onlyFolders = pattern === "**" || pattern.endsWith("/**");
    const seen = new Set<string>();
    if (pattern === "**") yield this;
    for (const found of glob(onlyFolders ? `${pattern}/` : pattern, options)) {
      const name = found.replace(/\/+$/, "");
      if (seen.has(name)) continue;
      seen.add(name);
      yield this.made(this, name);
    }
  }

  /** As `glob` in all folders below. */
  rglob(pattern: string): Generator<this> {
    return this.glob(`**/${pattern}`);
  }

  mkdir(mode: number = 0o777, parents: boolean = false, exist_ok: boolean = false): void {
    try {
      files.mkdir(this.#text, mode);
    } catch (error) {
      if (error instanceof FileNotFoundError && parents && this.parent.__str__() !== this.#text) {
        this.parent.mkdir(0o777, true, true);
        this.mkdir(mode, false, exist_ok);
      } else if (!exist_ok || !this.is_dir()) throw error;
    }
  }

  rmdir(): void {
    files.rmdir(this.#text);
  }

  unlink(missing_ok: boolean = false): void {
    try {
      files.remove(this.#text);
    } catch (error) {
      if (!missing_ok || !(error instanceof FileNotFoundError)) throw error;
    }
  }

  rename(target: Segment): this {
    files.rename(this.#text, target);
    return this.made(target);
  }

  replace(target: Segment): this {
    files.replace(this.#text, target);
    return this.made(target);
  }

  chmod(mode: number): void {
    files.chmod(this.#text, mode);
  }

  symlink_to(target: Segment): void {
    files.symlink(target, this.#text);
  }

  hardlink_to(target: Segment): void {
    files.link(target, this.#text);
  }

  /** @throws FileExistsError when the file is there and exist_ok is false */
  touch(mode: number = 0o666, exist_ok: boolean = true): void {
    if (exist_ok && this.exists()) return files.utime(this.#text);
    const flags = descriptors.O_CREAT | descriptors.O_WRONLY | (exist_ok ? 0 : descriptors.O_EXCL);
    descriptors.close(descriptors.open(this.#text, flags, mode));
  }

  open(mode: string = "r", options: OpenOptions = {}): TextIO | BinaryIO {
    return open(this.#text, mode, options) as TextIO | BinaryIO;
  }

  read_text(encoding: string | null = null, errors: string | null = null): string {
    return this.#using("r", { encoding, errors }, (file) => file.read() as string);
  }

  read_bytes(): bytes {
    return this.#using("rb", {}, (file) => file.read() as bytes);
  }

  write_text(
    data: string,
    encoding: string | null = null,
    errors: string | null = null,
    newline: string | null = null,
  ): number {
    return this.#using("w", { encoding, errors, newline }, (file) => file.write(data));
  }

  write_bytes(data: unknown): number {
    return this.#using("wb", {}, (file) => file.write(data));
  }

  #using<T>(mode: string, options: OpenOptions, run: (file: TextIO | BinaryIO) => T): T {
    const file = this.open(mode, options);
    try {
      return run(file);
    } finally {
      file.close();
    }
  }
}
