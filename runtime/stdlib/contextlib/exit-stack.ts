/** `contextlib.ExitStack`. */
import { call } from "../../builtins/call.js";
import { special } from "../../builtins/protocol.js";
import { exception } from "../../builtins/raise.js";
import { truth } from "../../builtins/truth.js";
import { enter } from "../../builtins/with.js";
import { AbstractContextManager } from "./managers.js";

/** Runs at the end; true when it swallows the exception (null for none). */
type Exit = (error: unknown) => boolean;

/** Mirrors `contextlib.ExitStack`: managers and callbacks that end together, the latest first. */
export class ExitStack extends AbstractContextManager {
  #exits: Exit[] = [];

  override __enter__(): this {
    return this;
  }

  /** Enters a manager, which the stack will leave. Returns what its `__enter__` gave. */
  enter_context(cm: unknown): unknown {
    const entered = enter(cm);
    this.#exits.push((error) => {
      if (error !== null) return entered.exit(error);
      entered.close();
      return false;
    });
    return entered.value;
  }

  /** Adds a manager's `__exit__`, or a function of the same three arguments. */
  push<T>(exit: T): T {
    const method = special(exit, "__exit__");
    this.#exits.push((error) => {
      const of = error === null ? null : (error as object).constructor;
      return truth(method === undefined ? call(exit, of, error, null) : method.call(exit, of, error, null));
    });
    return exit;
  }

  /** Adds a function to be called with the arguments given, keyword arguments in a trailing options object. */
  callback<T>(callback: T, ...args: unknown[]): T {
    this.#exits.push(() => {
      call(callback, ...args);
      return false;
    });
    return callback;
  }

  /** Moves everything to a new stack. */
  pop_all(): ExitStack {
    const other = new ExitStack();
    other.#exits = this.#exits;
    this.#exits = [];
    return other;
  }

  close(): void {
    this.__exit__();
  }

  override __exit__(_type: unknown = null, error: unknown = null, _traceback: unknown = null): boolean {
    let pending = error;
    for (let exit = this.#exits.pop(); exit !== undefined; exit = this.#exits.pop()) {
      try {
        if (exit(pending)) pending = null;
      } catch (raised) {
        pending = exception(raised);
      }
    }
    if (pending !== null && pending !== error) throw pending;
    return error !== null && pending === null;
  }
}
