/** `contextlib.asynccontextmanager`: an asynchronous generator function as a manager of `async with`. */
import {
  asyncGeneratorMethods,
  type AsyncGenerator,
  awaiting,
  type Coroutine,
  coroutine,
} from "../../builtins/coroutine.js";
import { RuntimeError, StopAsyncIteration } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { exception } from "../../builtins/raise.js";
import { shareSignature } from "../../builtins/signature.js";
import { className } from "../../builtins/type-name.js";

const { __anext__, athrow } = asyncGeneratorMethods as Required<typeof asyncGeneratorMethods>;

/** Mirrors `_AsyncGeneratorContextManager`. */
class AsyncGeneratorContextManager extends object {
  readonly #steps: AsyncGenerator;

  constructor(steps: AsyncGenerator) {
    super();
    this.#steps = steps;
  }

  override __init__(): void {}

  /** @throws RuntimeError "generator didn't yield" */
  *__aenter__(): Coroutine<unknown> {
    try {
      return yield* awaiting(__anext__!(this.#steps));
    } catch (error) {
      if (exception(error) instanceof StopAsyncIteration) throw new RuntimeError("generator didn't yield");
      throw error;
    }
  }

  /** True when the generator has swallowed the exception that it got at its `yield`. */
  *__aexit__(_type: unknown, raised: unknown): Coroutine<boolean> {
    try {
      yield* awaiting(raised === null ? __anext__!(this.#steps) : athrow!(this.#steps, raised));
    } catch (error) {
      const found = exception(error);
      if (found instanceof StopAsyncIteration) return raised !== null && found !== raised;
      if (found === raised) return false;
      throw error;
    }
    throw new RuntimeError(raised === null ? "generator didn't stop" : "generator didn't stop after athrow()");
  }
}
Object.defineProperty(AsyncGeneratorContextManager, "name", { value: "_AsyncGeneratorContextManager" });
coroutine(AsyncGeneratorContextManager.prototype.__aenter__);
coroutine(AsyncGeneratorContextManager.prototype.__aexit__);

/** Mirrors `contextlib.asynccontextmanager(func)`. */
export function asynccontextmanager(
  func: (...args: never[]) => AsyncGenerator,
): (...args: unknown[]) => AsyncGeneratorContextManager {
  const helper = (...args: unknown[]): AsyncGeneratorContextManager =>
    new AsyncGeneratorContextManager(Reflect.apply(func, undefined, args) as AsyncGenerator);
  shareSignature(helper, func);
  for (const [name, value] of Object.entries({ name: className(func), __wrapped__: func })) {
    Object.defineProperty(helper, name, { value, writable: true, configurable: true });
  }
  return helper;
}
