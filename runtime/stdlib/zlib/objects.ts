/** Compression in parts. */
import { bytes } from "../../builtins/bytes.js";
import { concatenate, requireBuffer } from "../../builtins/bytes/buffer.js";
import { deflate, error, inflate, isComplete, type Settings } from "./node.js";

const Z_FINISH = 4;
const EMPTY = new Uint8Array();

/** Mirrors what `zlib.compressobj` gives. Differs: all output comes at `flush`. */
export class Compress {
  readonly #settings: Settings;
  readonly #parts: Uint8Array[] = [];
  #isFinished = false;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** @throws error after the end */
  compress(data: unknown): bytes {
    if (this.#isFinished) throw new error("Error -2 while compressing data: inconsistent stream state");
    this.#parts.push(requireBuffer(data).slice());
    return bytes.wrap(EMPTY);
  }

  flush(mode: number = Z_FINISH): bytes {
    if (mode !== Z_FINISH || this.#isFinished) return bytes.wrap(EMPTY);
    this.#isFinished = true;
    return bytes.wrap(deflate(concatenate(this.#parts), this.#settings));
  }
}

/** Mirrors what `zlib.decompressobj` gives. */
export class Decompress {
  readonly #wbits: number;
  readonly #dictionary: Uint8Array | undefined;
  #input: Uint8Array = EMPTY;
  #given = 0;
  #output: Uint8Array = EMPTY;
  eof = false;
  unused_data = bytes.wrap(EMPTY);
  unconsumed_tail = bytes.wrap(EMPTY);

  constructor(wbits: number, dictionary: Uint8Array | undefined) {
    this.#wbits = wbits;
    this.#dictionary = dictionary;
  }

  /** What the data so far expands to, less what was given out before. @throws error */
  decompress(data: unknown, max_length: number = 0): bytes {
    const more = requireBuffer(data);
    if (this.eof) {
      this.unused_data = bytes.wrap(concatenate([this.unused_data.data, more]));
      return bytes.wrap(EMPTY);
    }
    this.#input = concatenate([this.#input, more]);
    const { data: output, used } = inflate(this.#input, this.#wbits, false, this.#dictionary);
    this.#output = output;
    const end = max_length > 0 ? Math.min(output.length, this.#given + Number(max_length)) : output.length;
    const result = output.slice(this.#given, end);
    this.#given = end;
    if (end < output.length) {
      // the rest is kept here; the tail only has to be passed in again
      this.#input = this.#input.slice(0, this.#input.length - 1);
      this.unconsumed_tail = bytes.wrap(more.slice(more.length - 1));
      return bytes.wrap(result);
    }
    this.unconsumed_tail = bytes.wrap(EMPTY);
    if (isComplete(this.#input, this.#wbits, this.#dictionary)) {
      this.eof = true;
      this.unused_data = bytes.wrap(this.#input.slice(used));
    }
    return bytes.wrap(result);
  }

  flush(_length?: number): bytes {
    const rest = this.#output.slice(this.#given);
    this.#given = this.#output.length;
    return bytes.wrap(rest);
  }
}
