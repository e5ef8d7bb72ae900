/** The class `finalize`. */
import { callWith, splitKeywords } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { addressOf } from "../../builtins/names.js";
import { object } from "../../builtins/object.js";
import { truth } from "../../builtins/truth.js";
import { tuple } from "../../builtins/tuple.js";
import { typeName } from "../../builtins/type-name.js";
import { atExit } from "../../kernel/exit.js";
import { isReferable } from "./referable.js";
import { look, watch, weak } from "./collector.js";

interface Task {
  readonly object: WeakRef<object>;
  readonly func: unknown;
  readonly args: unknown[];
  readonly keywords: Record<string, unknown>;
  readonly forget: () => void;
  atExit: boolean;
}

/** What is still to be called, in the order of its making. */
const open = new Set<finalize>();
let isRegistered = false;

/** Mirrors `weakref.finalize(obj, func, /, *args, **kwargs)`: calls a function when the object is gone, or at the end. */
export class finalize extends object {
  #task: Task | null;

  /** @throws TypeError for an object that can't be referenced weakly */
  constructor(obj: unknown, func: unknown, ...given: unknown[]) {
    super();
    if (!isReferable(obj)) throw new TypeError(`cannot create weak reference to '${typeName(obj)}' object`);
    const [args, keywords] = splitKeywords(given);
    const forget = watch(obj, runOf(this));
    this.#task = { object: weak(obj), func, args, keywords, forget, atExit: true };
    open.add(this);
    if (!isRegistered) atExit(runAll);
    isRegistered = true;
  }

  override __init__(): void {}

  #take(): Task | null {
    const task = this.#task;
    task?.forget();
    this.#task = null;
    open.delete(this);
    return task;
  }

  /** Calls the function if that was not done yet. */
  __call__(): unknown {
    const task = this.#take();
    return task === null ? null : callWith(task.func, task.args, task.keywords);
  }

  get alive(): boolean {
    if (this.#task !== null) look(this.#task.object);
    return this.#task !== null;
  }

  get atexit(): boolean {
    return this.#task?.atExit ?? false;
  }

  set atexit(value: unknown) {
    if (this.#task !== null) this.#task.atExit = truth(value);
  }

  /** Mirrors `peek()`: `(obj, func, args, kwargs)` while the object is there. */
  peek(): tuple | null {
    const found = this.#task === null ? undefined : look(this.#task.object);
    if (this.#task === null || found === undefined) return null;
    const { func, args, keywords } = this.#task;
    return tuple.of(found, func, new tuple(args), new dict(Object.entries(keywords)));
  }

  /** Mirrors `detach()`: as `peek`, and the function is not to be called any more. */
  detach(): tuple | null {
    const found = this.peek();
    if (found !== null) this.#take();
    return found;
  }

  override __repr__(): string {
    const found = this.#task === null ? undefined : look(this.#task.object);
    const shown = found === undefined ? "dead" : `for '${typeName(found)}' at ${addressOf(found)}`;
    return `<finalize object at ${addressOf(this)}; ${shown}>`;
  }
}

function runOf(of: finalize): () => void {
  return () => void of.__call__();
}

/** At the end of the program, what was made last comes first. */
function runAll(): void {
  for (const each of [...open].reverse()) if (each.atexit) each.__call__();
}
