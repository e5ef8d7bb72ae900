/** The `with` statement over a manager that may swallow exceptions. */
import { bindMethod } from "./bound-method.js";
import { AttributeError, TypeError } from "./exceptions.js";
import { special, type SpecialMethod } from "./protocol.js";
import { handle, handled } from "./raise.js";
import { calling, type Threaded } from "./threaded.js";
import { truth } from "./truth.js";
import { typeName } from "./type-name.js";

/** A manager that has been entered. */
export interface Entered<T> {
  /** What `__enter__` returned. */
  readonly value: T;
  /** Runs `__exit__` with the exception; true when that swallows it. */
  exit(error: unknown): boolean;
  /** Runs `__exit__` for a body that ended without an exception; does nothing after `exit`. */
  close(): void;
}

/** As `Entered`, with steps. */
interface Entering {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as `enter`
  readonly value: any;
  exit(error: unknown): Threaded<boolean>;
  close(): Threaded<void>;
}

/** Runs `__enter__`. @throws TypeError "'int' object does not support the context manager protocol" */
export function enter<T>(manager: { __enter__(): T }): Entered<T>;
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- of a manager that is not known, nothing is
export function enter(manager: unknown): Entered<any>;
export function enter(manager: unknown): Entered<unknown> {
  const leave = method(manager, "__exit__", true);
  const value = method(manager, "__enter__", false).call(manager);
  let left = false;
  return {
    value,
    exit(error) {
      left = true;
      const raised = handle(error);
      try {
        return truth(leave.call(manager, raised.constructor, raised, raised.__traceback__));
      } finally {
        handled(raised);
      }
    },
    close() {
      if (!left) leave.call(manager, null, null, null);
    },
  };
}

/** As `enter`, for a manager whose methods have steps. */
export function* entering(manager: unknown): Threaded<Entering> {
  const leave = method(manager, "__exit__", true);
  const value: unknown = yield* calling(bindMethod(manager, method(manager, "__enter__", false)));
  const leaving = bindMethod(manager, leave);
  let left = false;
  return {
    value,
    *exit(error) {
      left = true;
      const raised = handle(error);
      try {
        return truth(yield* calling(leaving, raised.constructor, raised, raised.__traceback__));
      } finally {
        handled(raised);
      }
    },
    *close() {
      if (!left) yield* calling(leaving, null, null, null);
    },
  };
}

function method(manager: unknown, name: string, missesExit: boolean): SpecialMethod {
  const found = special(manager, name);
  if (found !== undefined) return found;
  if (manager === undefined) throw new AttributeError(name);
  const suffix = missesExit && special(manager, "__enter__") ? " (missed __exit__ method)" : "";
  throw new TypeError(`'${typeName(manager)}' object does not support the context manager protocol${suffix}`);
}
