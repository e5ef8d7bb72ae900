/** `contextlib.ExitStack` and `AsyncExitStack`. */
import { call } from "../../builtins/call.js";
import { async_enter, awaiting, type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { special } from "../../builtins/protocol.js";
import { exception } from "../../builtins/raise.js";
import { truth } from "../../builtins/truth.js";
import { enter } from "../../builtins/with.js";
import { AbstractContextManager } from "./managers.js";

/** Runs at the end; true when it swallows the exception (null for none). */
type Exit = (error: unknown) => boolean;
type AsyncExit = (error: unknown) => Coroutine<boolean>;

/** Managers and callbacks that end together, the latest first. */
abstract class BaseExitStack<E> extends AbstractContextManager {
  protected exits: E[] = [];

  /** As what an exit that doesn't wait is kept. */
  protected abstract add(exit: Exit): void;

  /** Enters a manager, which the stack will leave. Returns what its `__enter__` gave. */
  enter_context(cm: unknown): unknown {
    const entered = enter(cm);
    this.add((error) => {
      if (error !== null) return entered.exit(error);
      entered.close();
      return false;
    });
    return entered.value;
  }

  /** Adds a manager's `__exit__`, or a function of the same three arguments. */
  push<T>(exit: T): T {
    this.add((error) => truth(leaving(exit, "__exit__", error)));
    return exit;
  }

  /** Adds a function to be called with the arguments given, keyword arguments in a trailing options object. */
  callback<T>(callback: T, ...args: unknown[]): T {
    this.add(() => {
      call(callback, ...args);
      return false;
    });
    return callback;
  }

  /** Moves everything to a new stack. */
  pop_all(): this {
    const other = new (this.constructor as new () => this)();
    other.exits = this.exits;
    this.exits = [];
    return other;
  }
}

/** Calls a manager's method for leaving, or the function that stands for it. */
function leaving(exit: unknown, name: string, error: unknown): unknown {
  const method = special(exit, name);
  const of = error === null ? null : (error as object).constructor;
  return method === undefined ? call(exit, of, error, null) : method.call(exit, of, error, null);
}

/** Mirrors `contextlib.ExitStack`. */
export class ExitStack extends BaseExitStack<Exit> {
  override __enter__(): this {
    return this;
  }

  protected override add(exit: Exit): void {
    this.exits.push(exit);
  }

  close(): void {
    this.__exit__();
  }

  override __exit__(_type: unknown = null, error: unknown = null, _traceback: unknown = null): boolean {
    let pending = error;
    for (let exit = this.exits.pop(); exit !== undefined; exit = this.exits.pop()) {
      try {
        if (exit(pending)) pending = null;
      } catch (raised) {
        pending = exception(raised);
      }
    }
    return ended(error, pending);
  }
}

/** What `__exit__` answers: true where an exit has swallowed the exception. @throws the one that an exit has raised */
function ended(error: unknown, pending: unknown): boolean {
  if (pending !== null && pending !== error) throw pending;
  return error !== null && pending === null;
}

/** Mirrors `contextlib.AsyncExitStack`: managers of both kinds. */
export class AsyncExitStack extends BaseExitStack<AsyncExit> {
  *__aenter__(): Coroutine<this> {
    return this;
  }

  protected override add(exit: Exit): void {
    this.exits.push(function* (error) {
      return exit(error);
    });
  }

  /** As `enter_context`, for a manager of `async with`. */
  *enter_async_context(cm: unknown): Coroutine<unknown> {
    const entered = yield* async_enter(cm);
    this.exits.push(function* (error) {
      if (error !== null) return yield* entered.exit(error);
      yield* entered.close();
      return false;
    });
    return entered.value;
  }

  /** Adds a manager's `__aexit__`, or a coroutine function of the same three arguments. */
  push_async_exit<T>(exit: T): T {
    this.exits.push(function* (error) {
      return truth(yield* awaiting(leaving(exit, "__aexit__", error)));
    });
    return exit;
  }

  /** Adds a coroutine function to be called with the arguments given. */
  push_async_callback<T>(callback: T, ...args: unknown[]): T {
    this.exits.push(function* () {
      yield* awaiting(call(callback, ...args));
      return false;
    });
    return callback;
  }

  *aclose(): Coroutine<void> {
    yield* this.__aexit__(null, null, null);
  }

  *__aexit__(_type: unknown, error: unknown, _traceback: unknown): Coroutine<boolean> {
    let pending = error;
    for (let exit = this.exits.pop(); exit !== undefined; exit = this.exits.pop()) {
      try {
        if (yield* exit(pending)) pending = null;
      } catch (raised) {
        pending = exception(raised);
      }
    }
    return ended(error, pending);
  }
}
for (const method of ["__aenter__", "enter_async_context", "aclose", "__aexit__"] as const)
  coroutine(AsyncExitStack.prototype[method]);
