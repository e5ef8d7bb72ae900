/** The class `FileType`. */
import { OSError, ValueError } from "../../builtins/exceptions.js";
import { open } from "../../builtins/io/open.js";
import { streams } from "../../builtins/io/standard.js";
import { repr, text } from "../../builtins/repr.js";
import { className } from "../../builtins/type-name.js";
import { ArgumentTypeError } from "./errors.js";

/** Mirrors `argparse.FileType`: a `type=` that opens the file of the name given; "-" is a standard stream. */
export class FileType {
  readonly #mode: string;
  readonly #bufsize: number;
  readonly #encoding: string | null;
  readonly #errors: string | null;

  constructor(mode: string = "r", bufsize: number = -1, encoding: string | null = null, errors: string | null = null) {
    this.#mode = mode;
    this.#bufsize = bufsize;
    this.#encoding = encoding;
    this.#errors = errors;
  }

  /** @throws ArgumentTypeError when the file can't be opened, ValueError for a mode that "-" can't have */
  __call__(string: string): unknown {
    if (string === "-") return this.#standard();
    try {
      return open(string, this.#mode, {
        buffering: this.#bufsize,
        encoding: this.#encoding,
        errors: this.#errors,
      });
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      throw new ArgumentTypeError(`can't open '${string}': ${text(error)}`);
    }
  }

  #standard(): unknown {
    const stream = this.#mode.includes("r") ? streams.stdin : /[wax]/.test(this.#mode) ? streams.stdout : null;
    if (stream === null) throw new ValueError(`argument "-" with mode ${repr(this.#mode)}`);
    return this.#mode.includes("b") ? (stream as { buffer?: unknown }).buffer : stream;
  }

  __repr__(): string {
    const parts = [repr(this.#mode), ...(this.#bufsize === -1 ? [] : [repr(this.#bufsize)])];
    if (this.#encoding !== null) parts.push(`encoding=${repr(this.#encoding)}`);
    if (this.#errors !== null) parts.push(`errors=${repr(this.#errors)}`);
    return `${className(this.constructor)}(${parts.join(", ")})`;
  }
}
