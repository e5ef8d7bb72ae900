/** Mirrors the module `pickle`. Differs: Pickler and Unpickler can't be subclassed to change how things are pickled. */
import { callmethod } from "../builtins/call-method.js";
import { bytes } from "../builtins/bytes.js";
import { requireBuffer, type BytesLike } from "../builtins/bytes/buffer.js";
import { asCount } from "../builtins/as-index.js";
import { ValueError } from "../builtins/exceptions.js";
import type { int } from "../builtins/numbers.js";
import * as codec from "../kernel/pickle.js";
import { Unpickler as Reader } from "../kernel/pickle/reader.js";
import { libraryModule } from "./module.js";
import * as self from "./pickle.js";

export { PickleError, PicklingError, UnpicklingError } from "../kernel/pickle.js";

export const HIGHEST_PROTOCOL = 5;
export const DEFAULT_PROTOCOL = 4;

interface DumpOptions {
  fix_imports?: unknown;
  buffer_callback?: unknown;
}

/** @throws PicklingError, AttributeError, TypeError for what can't be pickled; ValueError for an unknown protocol */
export function dumps(obj: unknown, protocol: int | null = null, _options: DumpOptions = {}): bytes {
  return bytes.wrap(codec.dumps(obj, protocolOf(protocol)));
}

function protocolOf(protocol: int | null): number {
  const number = protocol === null ? DEFAULT_PROTOCOL : asCount(protocol);
  if (number > HIGHEST_PROTOCOL) {
    throw new ValueError(`pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
  }
  return number < 0 ? HIGHEST_PROTOCOL : number;
}

/** Writes a pickle to a binary file. */
export function dump(obj: unknown, file: unknown, protocol: int | null = null, _options: DumpOptions = {}): void {
  callmethod(file, "write", dumps(obj, protocol));
}

/** @throws UnpicklingError, EOFError and what the constructors in it raise */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a pickle holds isn't known
export function loads(data: BytesLike, _options: object = {}): any {
  return codec.loads(requireBuffer(data));
}

/** Reads the next pickle of a binary file. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a pickle holds isn't known
export function load(file: unknown, _options: object = {}): any {
  const start = Number(callmethod(file, "tell"));
  const data = requireBuffer(callmethod(file, "read"));
  const reader = new Reader(data);
  const value = reader.load();
  callmethod(file, "seek", start + reader.at);
  return value;
}

/** Writes pickles to a file, one for each call of dump. */
export class Pickler {
  readonly #file: unknown;
  readonly #protocol: int | null;

  constructor(file: unknown, protocol: int | null = null, _options: DumpOptions = {}) {
    this.#file = file;
    this.#protocol = protocol;
  }

  dump(obj: unknown): void {
    dump(obj, this.#file, this.#protocol);
  }
}

/** Reads pickles from a file, one for each call of load. */
export class Unpickler {
  readonly #file: unknown;

  constructor(file: unknown, _options: object = {}) {
    this.#file = file;
  }

  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a pickle holds isn't known
  load(): any {
    return load(this.#file);
  }
}

libraryModule("pickle", () => self, { Pickler, Unpickler });
