/** The managers of `async with`. */
import { callmethod } from "../../builtins/call-method.js";
import { awaiting, type Coroutine, coroutine } from "../../builtins/coroutine.js";
import { object } from "../../builtins/object.js";

/** Mirrors `contextlib.AbstractAsyncContextManager`: `__aenter__` gives the manager, `__aexit__` does nothing. */
export class AbstractAsyncContextManager extends object {
  *__aenter__(): Coroutine<unknown> {
    return this;
  }

  *__aexit__(_type: unknown = null, _error: unknown = null, _traceback: unknown = null): Coroutine<unknown> {
    return null;
  }
}

/** Mirrors `contextlib.aclosing`: calls `aclose` in the end. */
export class aclosing<T> extends AbstractAsyncContextManager {
  readonly thing: T;

  constructor(thing: T) {
    super();
    this.thing = thing;
  }

  override *__aenter__(): Coroutine<T> {
    return this.thing;
  }

  override *__aexit__(): Coroutine<null> {
    yield* awaiting(callmethod(this.thing, "aclose"));
    return null;
  }
}

for (const { prototype } of [AbstractAsyncContextManager, aclosing]) {
  coroutine(prototype.__aenter__);
  coroutine(prototype.__aexit__);
}
