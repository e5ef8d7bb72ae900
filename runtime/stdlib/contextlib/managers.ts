/** The context managers of `contextlib` that wrap one thing. */
import { callmethod } from "../../builtins/call-method.js";
import { isinstance } from "../../builtins/type.js";
import { object } from "../../builtins/object.js";
import { shareSignature } from "../../builtins/signature.js";
import { streams } from "../../builtins/io/standard.js";
import { tuple } from "../../builtins/tuple.js";
import { enter } from "../../builtins/with.js";
import { __setattr__ as setStream } from "../sys.js";
import { chdir as changeDirectory, getcwd } from "../os.js";

/** Mirrors `contextlib.AbstractContextManager`: `__enter__` gives the manager, `__exit__` does nothing. */
export class AbstractContextManager extends object {
  __enter__(): unknown {
    return this;
  }

  __exit__(_type: unknown = null, _error: unknown = null, _traceback: unknown = null): boolean | null {
    return null;
  }
}

/** Mirrors `contextlib.ContextDecorator`: a manager that also is a decorator, which runs the function within it. */
export class ContextDecorator extends object {
  /** The manager for one call of a decorated function. */
  protected recreate(): this {
    return this;
  }

  __call__(func: CallableFunction): (...args: unknown[]) => unknown {
    const inner = (...args: unknown[]): unknown => {
      const manager = enter(this.recreate());
      try {
        return Reflect.apply(func, undefined, args) as unknown;
      } catch (error) {
        if (!manager.exit(error)) throw error;
        return null;
      } finally {
        manager.close();
      }
    };
    shareSignature(inner, func);
    Object.defineProperty(inner, "name", { value: func.name });
    return inner;
  }
}

/** Mirrors `contextlib.closing(thing)`: calls `thing.close()` at the end. */
export class closing<T> extends AbstractContextManager {
  readonly thing: T;

  constructor(thing: T) {
    super();
    this.thing = thing;
  }

  override __enter__(): T {
    return this.thing;
  }

  override __exit__(): null {
    callmethod(this.thing, "close");
    return null;
  }
}

/** Mirrors `contextlib.nullcontext(enter_result=None)`. */
export class nullcontext<T = null> extends AbstractContextManager {
  readonly enter_result: T;

  constructor(enter_result: T = null as T) {
    super();
    this.enter_result = enter_result;
  }

  override __enter__(): T {
    return this.enter_result;
  }
}

/** Mirrors `contextlib.suppress(*exceptions)`. */
export class suppress extends AbstractContextManager {
  readonly #exceptions: tuple;

  constructor(...exceptions: unknown[]) {
    super();
    this.#exceptions = new tuple(exceptions);
  }

  override __enter__(): null {
    return null;
  }

  override __exit__(_type: unknown = null, error: unknown = null): boolean {
    return error !== null && isinstance(error, this.#exceptions);
  }
}

type StreamName = "stdout" | "stderr";

/** What `print` writes to goes elsewhere for a while. */
abstract class RedirectStream<T> extends AbstractContextManager {
  readonly #stream: StreamName;
  readonly #target: T;
  readonly #previous: unknown[] = [];

  constructor(stream: StreamName, target: T) {
    super();
    this.#stream = stream;
    this.#target = target;
  }

  override __enter__(): T {
    this.#previous.push(streams[this.#stream]);
    setStream(this.#stream, this.#target as never);
    return this.#target;
  }

  override __exit__(): null {
    setStream(this.#stream, this.#previous.pop() as never);
    return null;
  }
}

/** Mirrors `contextlib.redirect_stdout(new_target)`. */
export class redirect_stdout<T> extends RedirectStream<T> {
  constructor(new_target: T) {
    super("stdout", new_target);
  }
}

/** Mirrors `contextlib.redirect_stderr(new_target)`. */
export class redirect_stderr<T> extends RedirectStream<T> {
  constructor(new_target: T) {
    super("stderr", new_target);
  }
}

/** Mirrors `contextlib.chdir(path)`. */
export class chdir extends AbstractContextManager {
  readonly path: string;
  readonly #previous: string[] = [];

  constructor(path: string) {
    super();
    this.path = path;
  }

  override __enter__(): null {
    this.#previous.push(getcwd());
    changeDirectory(this.path);
    return null;
  }

  override __exit__(): null {
    changeDirectory(this.#previous.pop()!);
    return null;
  }
}
