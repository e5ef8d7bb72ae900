/** print() and input(). */
import { AttributeError, EOFError, SystemExit, TypeError } from "../exceptions.js";
import { streams, type Writable } from "../io/standard.js";
import { isOptions } from "../protocol.js";
import { text } from "../repr.js";
import { truth } from "../truth.js";
import { typeName } from "../type-name.js";
import { callmethod } from "../call-method.js";

interface PrintOptions {
  sep?: unknown;
  end?: unknown;
  file?: unknown;
  flush?: unknown;
}

const OPTION_NAMES = ["sep", "end", "file", "flush"];

/** Mirrors `print(*values, sep=" ", end="\n", file=None, flush=False)`: one write for the whole text. Raises TypeError. */
export function print(...values: unknown[]): void {
  if (values.length > 0 && isOptions(values[values.length - 1])) {
    printWith(values.pop() as PrintOptions, values);
    return;
  }
  const write = (output: string): unknown => streams.stdout.write(output);
  write(joined(values, " ", write) + "\n");
}

/** Writes what a print() has so far, while it makes the text of an object: that may print, or fail. */
let writeAhead: (() => void) | null = null;

/** The text of all values. What stands before one that prints while its text is made is written first, as CPython does. */
function joined(values: readonly unknown[], separator: string, write: (output: string) => unknown): string {
  const outer = writeAhead;
  let output = "";
  const ahead = (): void => {
    outer?.();
    if (output !== "") write(output);
    output = "";
  };
  try {
    for (const [at, value] of values.entries()) {
      if (at > 0) output += separator;
      writeAhead = ahead;
      const made = text(value);
      output += made;
    }
  } catch (error) {
    ahead();
    throw error;
  } finally {
    writeAhead = outer;
  }
  outer?.();
  return output;
}

function printWith(options: PrintOptions, values: readonly unknown[]): void {
  const unknown = Object.keys(options).find((name) => !OPTION_NAMES.includes(name));
  if (unknown !== undefined) throw new TypeError(`'${unknown}' is an invalid keyword argument for print()`);
  const { file } = options;
  const write = (output: string): unknown =>
    file === undefined || file === null ? streams.stdout.write(output) : writeTo(file, output);
  const [separator, end] = [option("sep", options.sep, " "), option("end", options.end, "\n")];
  write(joined(values, separator, write) + end);
  if (truth(options.flush ?? false)) flush(file ?? streams.stdout);
}

function option(name: string, value: unknown, fallback: string): string {
  if (value === undefined || value === null) return fallback;
  if (typeof value === "string") return value;
  throw new TypeError(`${name} must be None or a string, not ${typeName(value)}`);
}

function writeTo(file: unknown, output: string): unknown {
  if (typeof (file as Partial<Writable>).write === "function") return (file as Writable).write(output);
  return callmethod(file, "write", output);
}

function flush(file: unknown): void {
  const method = (file as Partial<Writable>).flush;
  if (typeof method === "function") method.call(file);
  else throw new AttributeError(`'${typeName(file)}' object has no attribute 'flush'`);
}

/** Mirrors `input(prompt="")`: one line of standard input without its end. Raises EOFError. */
export function input(prompt: unknown = ""): string {
  const shown = text(prompt);
  if (shown !== "") streams.stdout.write(shown);
  const line = streams.stdin.readline() as string;
  if (line === "") throw new EOFError("EOF when reading a line");
  return line.endsWith("\n") ? line.slice(0, -1) : line;
}

/** Mirrors the `exit(code)` and `quit(code)` that `site` adds to the builtins: raises SystemExit. */
export function exit(code: unknown = null): never {
  throw new SystemExit(code);
}

export { exit as quit };
