/** Mirrors the module `tempfile`. Differs: no SpooledTemporaryFile. */
import { randomInt } from "node:crypto";
import { FileExistsError, FileNotFoundError, OSError } from "../builtins/exceptions.js";
import type { BinaryIO } from "../builtins/io/binary.js";
import { open as openFile } from "../builtins/io/open.js";
import type { TextIO } from "../builtins/io/text.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { atExit } from "../kernel/exit.js";
import { libraryModule } from "./module.js";
import { O_CREAT, O_EXCL, O_RDWR, open } from "./os/descriptors.js";
import { environ } from "./os/environ.js";
import { access, getcwd, mkdir, remove, W_OK } from "./os/files.js";
import { abspath, isdir, join, lexists } from "./os/path.js";
import { fspath, type PathArgument } from "./os/paths.js";
import { rmtree } from "./shutil.js";
import * as self from "./tempfile.js";

export const template = "tmp";
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_";
const ATTEMPTS = 10_000;

let folder: string | null = null;

/** Mirrors `gettempdir()`: the first usable of $TMPDIR, $TEMP, $TMP, /tmp, /var/tmp, /usr/tmp and the working folder. */
export function gettempdir(): string {
  const named = ["TMPDIR", "TEMP", "TMP"]
    .map((name) => environ.get(name))
    .filter((path) => path !== null && path !== "");
  const candidates = [...(named as string[]), "/tmp", "/var/tmp", "/usr/tmp", getcwd()].map((path) => abspath(path));
  folder ??= candidates.find((path) => isdir(path) && access(path, W_OK)) ?? null;
  if (folder === null) throw new FileNotFoundError(2, `No usable temporary directory found in ${repr(candidates)}`);
  return folder;
}

/** Mirrors `gettempprefix()`. */
export function gettempprefix(): string {
  return template;
}

/** What names a new file: text before and behind eight letters drawn at random, and a folder. */
interface Naming {
  suffix?: string | null;
  prefix?: string | null;
  dir?: PathArgument | null;
}

/** Tries names until one is free. @throws FileExistsError */
function create<T>({ suffix, prefix, dir }: Naming, make: (path: string) => T): T {
  const parent = abspath(dir == null ? gettempdir() : fspath(dir));
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]);
    try {
      return make(join(parent, (prefix ?? template) + letters.join("") + (suffix ?? "")));
    } catch (error) {
      if (!(error instanceof FileExistsError)) throw error;
    }
  }
  throw new FileExistsError(17, "No usable temporary file name found");
}

/** Mirrors `mkstemp(suffix, prefix, dir, text)`: (descriptor, path) of a new file that only this user can read. */
export function mkstemp(
  suffix: string | null = null,
  prefix: string | null = null,
  dir: PathArgument | null = null,
  _text: boolean = false,
): tuple<[number, string]> {
  return create({ suffix, prefix, dir }, (path) => tuple.of(open(path, O_RDWR | O_CREAT | O_EXCL, 0o600), path));
}

/** Mirrors `mkdtemp(suffix, prefix, dir)`: the path of a new folder that only this user can read. */
export function mkdtemp(
  suffix: string | null = null,
  prefix: string | null = null,
  dir: PathArgument | null = null,
): string {
  return create({ suffix, prefix, dir }, (path) => {
    mkdir(path, 0o700);
    return path;
  });
}

/** Mirrors `mktemp(suffix, prefix, dir)`: a name that was free a moment ago. */
export function mktemp(suffix: string = "", prefix: string = template, dir: PathArgument | null = null): string {
  return create({ suffix, prefix, dir }, (path) => {
    if (lexists(path)) throw new FileExistsError(17, "File exists", path);
    return path;
  });
}

/** Mirrors `tempfile.TemporaryDirectory`: removed at the end of the `with`, by `cleanup`, or at exit. */
export class TemporaryDirectory extends object {
  readonly name: string;
  #removed = false;
  readonly #ignoresErrors: boolean;

  constructor(
    suffix: string | null = null,
    prefix: string | null = null,
    dir: PathArgument | null = null,
    ignore_cleanup_errors: boolean = false,
  ) {
    super();
    this.name = mkdtemp(suffix, prefix, dir);
    this.#ignoresErrors = ignore_cleanup_errors;
    atExit(() => this.cleanup());
  }

  cleanup(): void {
    if (this.#removed) return;
    this.#removed = true;
    if (lexists(this.name)) rmtree(this.name, this.#ignoresErrors);
  }

  __enter__(): string {
    return this.name;
  }

  __exit__(..._error: unknown[]): null {
    this.cleanup();
    return null;
  }

  override __repr__(): string {
    return `<TemporaryDirectory ${repr(this.name)}>`;
  }
}

interface FileOptions extends Naming {
  encoding?: string | null;
  errors?: string | null;
  newline?: string | null;
  buffering?: number;
  /** False keeps the file when it is closed. */
  delete?: boolean;
}

/** Mirrors `NamedTemporaryFile(mode="w+b", ...)`: a file with a name, removed when it is closed. */
export function NamedTemporaryFile(mode: string = "w+b", options: FileOptions = {}): BinaryIO | TextIO {
  const path = create(options, (candidate) => {
    if (lexists(candidate)) throw new FileExistsError(17, "File exists", candidate);
    return candidate;
  });
  const { encoding = null, errors = null, newline = null } = options;
  const file = openFile(path, mode.replace("w", "x"), { encoding, errors, newline }) as BinaryIO | TextIO;
  if (options.delete ?? true) removeWhenClosed(file, path);
  return file;
}

/** Mirrors `TemporaryFile(...)`: as NamedTemporaryFile, for those who don't look at the name. */
export function TemporaryFile(mode: string = "w+b", options: FileOptions = {}): BinaryIO | TextIO {
  return NamedTemporaryFile(mode, { ...options, delete: true });
}

function removeWhenClosed(file: BinaryIO | TextIO, path: string): void {
  const close = file.close.bind(file);
  const closeAndRemove = (): void => {
    if (file.closed) return;
    close();
    removeIfThere(path);
  };
  Object.defineProperty(file, "close", { value: closeAndRemove });
  atExit(closeAndRemove);
}

function removeIfThere(path: string): void {
  try {
    remove(path);
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
}

libraryModule("tempfile", () => self, { TemporaryDirectory });
