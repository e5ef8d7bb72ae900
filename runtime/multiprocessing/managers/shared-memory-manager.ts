import { FileNotFoundError, ValueError } from "../../builtins/exceptions.js";
import type { Dynamic } from "../../builtins/dynamic.js";
import { registerModule } from "../../kernel/registry.js";
import { ShareableList, SharedMemory } from "../shared_memory.js";
import { BaseManager } from "./manager.js";

const ENOENT = 2;

/** Mirrors SharedMemoryManager: the segments that it makes are unlinked when it ends. */
export class SharedMemoryManager extends BaseManager {
  declare private segments: SharedMemory[];

  override __init__(...args: Dynamic[]): void {
    super.__init__(...args);
    this.segments = [];
  }

  SharedMemory(size: number | bigint): SharedMemory {
    this.#check();
    return this.#track(new SharedMemory(null, { create: true, size }));
  }

  ShareableList<T>(sequence: Iterable<T>): ShareableList<T> {
    this.#check();
    const made = new ShareableList<T>(sequence);
    this.#track(made.shm);
    return made;
  }

  /** Raises what CPython raises when it doesn't reach the server that keeps the list of segments. */
  #check(): void {
    if (this._process === null) throw new ValueError("address type of None unrecognized");
    if (!this.isServing) throw new FileNotFoundError(ENOENT, "No such file or directory");
  }

  #track(segment: SharedMemory): SharedMemory {
    this.segments.push(segment);
    return segment;
  }

  override shutdown(): null {
    for (const segment of this.segments.splice(0)) {
      segment.close();
      segment.unlinkIfNamed();
    }
    return super.shutdown();
  }
}

registerModule("multiprocessing.managers", { SharedMemoryManager });
