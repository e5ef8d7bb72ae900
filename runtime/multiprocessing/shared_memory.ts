/**
 * Named blocks of shared memory. Mirrors Lib/multiprocessing/shared_memory.py; differs: the names are those of this
 * program, and what is not unlinked is gone when it ends.
 */
import { memoryview } from "../builtins/bytes.js";
import { FileExistsError, FileNotFoundError, ValueError } from "../builtins/exceptions.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { className } from "../builtins/type-name.js";
import { enterName, findName, removeName } from "../kernel/directory.js";
import { letGo, release } from "../kernel/holds.js";
import { allocSparse, memory } from "../kernel/memory.js";
import { registerModule } from "../kernel/registry.js";
import { attach, type handle, type Shared } from "./spawning.js";

export { ShareableList } from "./shareable-list.js";

const ENOENT = 2;
const EEXIST = 17;
const PREFIX = "psm_";

export interface SharedMemoryOptions {
  create?: boolean;
  size?: number | bigint;
  track?: boolean;
}

/** Holds the block of a segment. */
class Segment implements Shared {
  declare readonly [handle]: number;

  constructor(offset: number) {
    attach(this, offset);
  }
}

/** Mirrors SharedMemory. */
export class SharedMemory extends object {
  readonly #name: string;
  readonly #size: number;
  #segment: Segment | null;
  #buf: memoryview | null;

  /** Creates a segment, or opens the one with a name. Raises FileExistsError, FileNotFoundError, ValueError. */
  constructor(name: string | null = null, { create = false, size = 0 }: SharedMemoryOptions = {}) {
    super();
    const bytes = Number(size);
    if (bytes < 0) throw new ValueError("'size' must be a positive integer");
    if (create && bytes === 0) throw new ValueError("'size' must be a positive number different from zero");
    if (name === null && !create) throw new ValueError("'name' can only be None if create=True");
    const { offset, ...segment } = create ? newSegment(name, bytes) : openSegment(name!);
    this.#name = segment.name;
    this.#size = segment.size;
    this.#segment = segment.holder;
    this.#buf = memoryview.over(memory.u8.subarray(offset, offset + segment.size));
  }

  override __init__(): void {}

  get name(): string {
    return this.#name;
  }

  get size(): number {
    return this.#size;
  }

  /** The bytes; None after `close`. */
  get buf(): memoryview | null {
    return this.#buf;
  }

  /** Ends this object's use of the segment. */
  close(): null {
    if (this.#segment !== null) letGo(this.#segment);
    this.#segment = null;
    this.#buf = null;
    return null;
  }

  /** Takes the name back: nobody can open the segment any more. Raises FileNotFoundError. */
  unlink(): null {
    if (!removeName(this.#name)) throw notFound(this.#name);
    return null;
  }

  /** As `unlink`, for a segment that the program may have unlinked itself. */
  unlinkIfNamed(): void {
    removeName(this.#name);
  }

  /** Travels as its name. */
  __reduce__(): tuple {
    return tuple.of(reopen, tuple.of(this.#name));
  }

  override __repr__(): string {
    return `${className(this.constructor)}(${repr(this.#name)}, size=${this.#size})`;
  }
}

interface OpenSegment {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  readonly holder: Segment;
}

function newSegment(wanted: string | null, size: number): OpenSegment {
  const offset = allocSparse(size);
  const holder = new Segment(offset);
  if (wanted !== null) {
    if (enterName(wanted, { offset, size })) return { name: wanted, offset, size, holder };
    letGo(holder);
    throw new FileExistsError(EEXIST, "File exists", `/${wanted}`);
  }
  for (;;) {
    const name =
      PREFIX +
      Math.floor(Math.random() * 2 ** 32)
        .toString(16)
        .padStart(8, "0");
    if (enterName(name, { offset, size })) return { name, offset, size, holder };
  }
}

function openSegment(name: string): OpenSegment {
  const found = findName(name);
  if (found === null) throw notFound(name);
  const holder = new Segment(found.offset);
  release(found.offset);
  return { name, offset: found.offset, size: found.size, holder };
}

function notFound(name: string): FileNotFoundError {
  return new FileNotFoundError(ENOENT, "No such file or directory", `/${name}`);
}

function reopen(name: string): SharedMemory {
  return new SharedMemory(name);
}

registerModule("multiprocessing.shared_memory", { SharedMemory, reopen });
