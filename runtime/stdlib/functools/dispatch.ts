/** `functools.singledispatch` and `singledispatchmethod`. */
import { getattr } from "../../builtins/attributes.js";
import { call } from "../../builtins/call.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { object } from "../../builtins/object.js";
import { bindNative } from "../../builtins/bound-method.js";
import { type AnyFunction, special } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { issubclass, typeOf } from "../../builtins/type.js";
import { className, isType } from "../../builtins/type-name.js";
import { update_wrapper } from "./wraps.js";

type Implementation = (...args: unknown[]) => unknown;

/** A generic function: the class of the first argument chooses among the registered implementations. */
export interface Dispatching {
  register(cls: unknown, func?: Implementation | null): unknown;
  dispatch(cls: unknown): Implementation;
}

/** The decorator for the implementation that serves where no other fits. */
export function singledispatch<F extends AnyFunction>(func: F): F & Dispatching {
  const registry = new dict<unknown, Implementation>([[object, func as unknown as Implementation]]);
  const dispatch = (cls: unknown): Implementation => {
    const fitting = [...registry.keys()].filter((known) => issubclass(cls as never, known as never));
    const best = fitting.find((one) => fitting.every((other) => issubclass(one as never, other as never)));
    return registry.__getitem__(best);
  };
  const generic = (...args: unknown[]): unknown => {
    if (args.length === 0) {
      throw new TypeError(`${className(func as never)} requires at least 1 positional argument`);
    }
    return call(dispatch(typeOf(args[0])), ...args);
  };
  update_wrapper(generic, func);
  const register = (cls: unknown, implementation: Implementation | null = null): unknown => {
    if (implementation === null) {
      return isType(cls) ? (later: Implementation) => register(cls, later) : registerAnnotated(cls);
    }
    registry.__setitem__(cls, implementation);
    return implementation;
  };
  const registerAnnotated = (annotated: unknown): unknown => {
    // a class method's annotations are those of its function
    const func = getattr(annotated, "__func__", annotated);
    const annotations = [...(getattr(func, "__annotations__", new dict()) as dict<string, unknown>).items()];
    const first = annotations[0];
    if (first === undefined) {
      throw new TypeError(
        `Invalid first argument to \`register()\`: ${repr(annotated)}. Use either \`@register(some_class)\` or plain \`@register\` on an annotated function.`,
      );
    }
    registry.__setitem__(first[1], annotated as Implementation);
    return annotated;
  };
  return Object.assign(generic, { register, dispatch, registry }) as unknown as F & Dispatching;
}

/** What `singledispatchmethod` makes of a method: a descriptor that chooses by the first argument behind the instance. */
class Singledispatchmethod {
  readonly func: unknown;
  readonly dispatcher: Dispatching;

  constructor(func: unknown) {
    this.func = func;
    this.dispatcher = singledispatch(func as AnyFunction);
  }

  register(cls: unknown, method: Implementation | null = null): unknown {
    return this.dispatcher.register(cls, method);
  }

  __get__(instance: unknown, owner: unknown = null): unknown {
    const method = (...args: unknown[]): unknown => {
      const chosen: unknown = this.dispatcher.dispatch(typeOf(args[0]));
      const get = special(chosen, "__get__");
      const bound =
        get === undefined
          ? bindNative(instance ?? owner, chosen as CallableFunction)
          : get.call(chosen, instance, owner);
      return call(bound, ...args);
    };
    return Object.assign(method, { register: this.register.bind(this) });
  }

  get __isabstractmethod__(): boolean {
    return (this.func as { __isabstractmethod__?: boolean }).__isabstractmethod__ === true;
  }
}

/** The decorator for methods: mirrors `functools.singledispatchmethod`. */
export function singledispatchmethod(func: unknown): unknown {
  return new Singledispatchmethod(func);
}
