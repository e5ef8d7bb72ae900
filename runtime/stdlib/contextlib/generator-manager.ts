/** `contextlib.contextmanager`: a generator function as a context manager. */
import { RuntimeError } from "../../builtins/exceptions.js";
import { raised_by_generator } from "../../builtins/raise.js";
import { shareSignature } from "../../builtins/signature.js";
import { className } from "../../builtins/type-name.js";
import { ContextDecorator } from "./managers.js";

type GeneratorFunction = (...args: never[]) => Generator<unknown>;

/** Mirrors `_GeneratorContextManager`: what calling a function decorated with `@contextmanager` gives. */
export class GeneratorContextManager extends ContextDecorator {
  readonly #make: () => Generator<unknown>;
  #generator: Generator<unknown>;

  constructor(make: () => Generator<unknown>) {
    super();
    this.#make = make;
    this.#generator = make();
  }

  /** As a decorator it needs a generator for every call. */
  protected override recreate(): this {
    return new GeneratorContextManager(this.#make) as this;
  }

  /** @throws RuntimeError "generator didn't yield" */
  __enter__(): unknown {
    const { done, value } = this.#generator.next();
    if (done) throw new RuntimeError("generator didn't yield");
    return value;
  }

  /** True when the generator has swallowed the exception that it got at its `yield`. */
  __exit__(_type: unknown = null, error: unknown = null, _traceback: unknown = null): boolean {
    if (error === null) {
      if (!this.#generator.next().done) throw new RuntimeError("generator didn't stop");
      return false;
    }
    try {
      if (this.#generator.throw(error).done) return true;
    } catch (raised) {
      const left = raised_by_generator(raised);
      if (raised === error || (left instanceof RuntimeError && left.__cause__ === error)) return false;
      throw left;
    }
    throw new RuntimeError("generator didn't stop after throw()");
  }
}
Object.defineProperty(GeneratorContextManager, "name", { value: "_GeneratorContextManager" });

/** Mirrors `contextlib.contextmanager(func)`. */
export function contextmanager(func: GeneratorFunction): (...args: unknown[]) => GeneratorContextManager {
  const helper = (...args: unknown[]): GeneratorContextManager =>
    new GeneratorContextManager(() => Reflect.apply(func, undefined, args) as Generator<unknown>);
  shareSignature(helper, func);
  const names = { name: className(func), __qualname__: func.__qualname__, __wrapped__: func, __doc__: func.__doc__ };
  for (const [name, value] of Object.entries(names)) {
    Object.defineProperty(helper, name, { value, writable: true, configurable: true });
  }
  return helper;
}
