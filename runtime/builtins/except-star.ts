/** `except*`: each clause handles its part of a group of exceptions, and what nobody handled is raised in the end. */
import { BaseException, TypeError } from "./exceptions.js";
import { slotsOf } from "./exceptions/base.js";
import { BaseExceptionGroup, divide, isGroup, leaves } from "./exceptions/group.js";
import { startHandling, stopHandling } from "./handling.js";
import { exception } from "./raise.js";
import { isClass } from "./type-name.js";
import { isTuple, tuple } from "./tuple.js";

/**
 * What the clauses of one `try` make of an exception. Mirrors CHECK_EG_MATCH and PREP_RERAISE_STAR of CPython 3.11's
 * Python/ceval.c.
 */
export class ExceptStar {
  readonly #original: BaseException;
  /** What no clause has handled yet. */
  #rest: BaseException | null;
  /** What the clauses raised, in order. */
  readonly #raised: BaseException[] = [];
  #handled: BaseException | null = null;

  constructor(thrown: unknown) {
    this.#original = this.#rest = exception(thrown);
  }

  /**
   * Begins a clause: takes the part whose exceptions are of the class or classes, as a group, or null if there are none.
   *
   * @throws TypeError for what is no class of exceptions, and for groups
   */
  take(classes: unknown): BaseExceptionGroup | null {
    const wanted = this.#whileHandled(() => exceptionClasses(classes));
    if (this.#rest === null) return null;
    const [part, rest] = divide(this.#rest, (error) => wanted.some((each) => error instanceof each));
    if (part === null) return null;
    this.#rest = rest;
    const group = isGroup(part) ? part : wrapped(part);
    this.#handled = group;
    startHandling(group);
    return group as BaseExceptionGroup;
  }

  #whileHandled<T>(ask: () => T): T {
    startHandling(this.#original);
    try {
      return ask();
    } finally {
      stopHandling(this.#original);
    }
  }

  /** Notes what a clause raised. */
  raised(thrown: unknown): void {
    this.#raised.push(exception(thrown));
  }

  /** The end of a clause. */
  leave(): void {
    if (this.#handled !== null) stopHandling(this.#handled);
    this.#handled = null;
  }

  /** Raises what is left: what the clauses raised anew, and in its old shape what they raised again or didn't handle. */
  end(): void {
    const all = this.#rest === null ? this.#raised : [...this.#raised, this.#rest];
    if (all.length === 0) return;
    // A single exception went to one clause at most.
    if (!isGroup(this.#original)) throw slotsOf(all[0]!).hasTraceback ? all[0]! : raisedHere(all[0]!);
    const isOld = (error: BaseException): boolean => isSame(error, this.#original);
    const kept = new Set(all.filter(isOld).flatMap(leaves));
    const [old] = divide(this.#original, (error) => kept.has(error));
    const fresh = all.filter((error) => !isOld(error));
    if (fresh.length === 0) throw old!;
    if (old !== null) fresh.push(old);
    throw fresh.length === 1 ? fresh[0]! : raisedHere(new BaseExceptionGroup("", fresh));
  }
}

/** True for a part of the group that was raised again as it was. Mirrors is_same_exception_metadata. */
function isSame(error: BaseException, original: BaseException): boolean {
  return (
    error.stack === original.stack &&
    error.__cause__ === original.__cause__ &&
    error.__context__ === original.__context__
  );
}

/** The group as which a clause gets a single exception. */
function wrapped(error: BaseException): BaseException {
  const group = new BaseExceptionGroup("", tuple.of(error));
  Object.assign(slotsOf(group), { raised: true, hasTraceback: false, handledThen: null });
  return group;
}

/** A group that `except*` itself makes: its traceback knows the callers of the function that the `try` is in only. */
function raisedHere(group: BaseException): BaseException {
  Error.captureStackTrace(group, ExceptStar.prototype.end);
  group.stack = group.stack?.replace(/^ {4}at .*\n?/m, "");
  Object.assign(slotsOf(group), { raised: true, hasTraceback: true, handledThen: null });
  return group;
}

type ExceptionClass = new (...args: never[]) => BaseException;

function exceptionClasses(classes: unknown): ExceptionClass[] {
  const all: readonly unknown[] = isTuple(classes) ? classes : [classes];
  for (const each of all) {
    if (!isClass(each) || !((each as unknown) === BaseException || each.prototype instanceof BaseException)) {
      throw new TypeError("catching classes that do not inherit from BaseException is not allowed");
    }
    if ((each as unknown) === BaseExceptionGroup || isGroupClass(each)) {
      throw new TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
  return all as ExceptionClass[];
}

function isGroupClass(of: { prototype: unknown }): boolean {
  return typeof (of.prototype as { derive?: unknown }).derive === "function";
}
