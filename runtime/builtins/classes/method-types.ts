/** The classes `classmethod` and `staticmethod`, for classes that are built at run time. */
import { bindNative } from "../bound-method.js";
import { call } from "../call.js";
import { special } from "../protocol.js";

interface Marked {
  __isabstractmethod__?: boolean;
  __doc__?: string | null;
}

/** What both have in common: the function, under its two names. */
class Wrapper {
  readonly __func__: unknown;
  readonly __wrapped__: unknown;

  constructor(f: unknown) {
    this.__func__ = f;
    this.__wrapped__ = f;
  }

  get __isabstractmethod__(): boolean {
    return (this.__func__ as Marked).__isabstractmethod__ === true;
  }

  get __doc__(): string | null {
    return (this.__func__ as Marked).__doc__ ?? null;
  }

  get __name__(): string {
    return (this.__func__ as CallableFunction).__name__;
  }
}

/** Mirrors `classmethod(f)`. */
export class classmethod extends Wrapper {
  __get__(instance: unknown, owner?: unknown): unknown {
    const cls = owner ?? (instance as object).constructor;
    const f = this.__func__;
    const get = typeof f === "object" ? special(f, "__get__") : undefined;
    return get === undefined ? bindNative(cls, f as CallableFunction) : get.call(f, cls, cls);
  }
}

/** Mirrors `staticmethod(f)`. */
export class staticmethod extends Wrapper {
  __get__(_instance: unknown, _owner?: unknown): unknown {
    return this.__func__;
  }

  __call__(...args: unknown[]): unknown {
    return call(this.__func__, ...args);
  }
}
