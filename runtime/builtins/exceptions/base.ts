import { currentlyHandled } from "../handling.js";
import { TypeError } from "../exceptions.js";
import { repr, text } from "../repr.js";
import { framesOf, traceback, type Raised } from "../traceback.js";
import type { type } from "../type.js";
import { isUntraced } from "../untraced.js";
import { tuple } from "../tuple.js";
import { typeName } from "../type-name.js";

/** What CPython keeps in an exception's C structure: it shows neither in `vars()` nor in a pickle's state. */
interface Slots {
  args: tuple;
  cause: BaseException | null;
  context: BaseException | null;
  suppressContext: boolean;
  /** True once it has been raised: from then on it has a context. */
  raised: boolean;
  /** False once its traceback was taken away, until it is raised again. */
  hasTraceback: boolean;
  /** Where it was raised before it was raised anew, the latest first. */
  raisedAt: readonly (Raised | traceback)[];
  /** What was being handled when it was made: the context, if it is raised there and then. */
  handledThen: BaseException | null;
  notes: string[] | undefined;
  /** The fields of subclasses: `errno`, `code`, `value`, ... */
  fields: Record<string, unknown>;
}

/** Of an exception that has been raised once at most. */
const NOWHERE: Slots["raisedAt"] = [];

/** The slots of an exception. */
export let slotsOf: (error: BaseException) => Slots;

/** False for an exception that is still being built, of which V8 asks the name for its stack. */
let hasSlots: (error: BaseException) => boolean;

/**
 * The root of Python's exceptions. Mirrors `BaseException`: `args`, `__cause__`, `__context__`, `__suppress_context__`,
 * `__notes__`, `add_note()`, `with_traceback()`. The constructor puts what it got into `args` and runs `__init__`.
 * Attributes that a program sets are the object's own enumerable properties.
 */
export class BaseException extends Error {
  readonly #slots: Slots;

  static {
    slotsOf = (error) => error.#slots;
    hasSlots = (error) => #slots in error;
  }

  constructor(...args: unknown[]) {
    const noted = Error.stackTraceLimit;
    const isBlind = isUntraced(new.target);
    if (isBlind) Error.stackTraceLimit = 0;
    super();
    if (isBlind) Error.stackTraceLimit = noted;
    this.#slots = {
      args: tuple.of(...args),
      cause: null,
      context: null,
      suppressContext: false,
      raised: false,
      hasTraceback: true,
      raisedAt: NOWHERE,
      handledThen: currentlyHandled(),
      notes: undefined,
      fields: {},
    };
    if (this.__init__ !== BaseException.prototype.__init__) this.__init__(...args);
  }

  /** Mirrors `BaseException.__init__`: sets `args`. */
  __init__(...args: unknown[]): void {
    this.#slots.args = new tuple(args);
  }

  get __class__(): type {
    return this.constructor;
  }

  get args(): tuple {
    return this.#slots.args;
  }

  set args(value: Iterable<unknown>) {
    this.#slots.args = new tuple(value);
  }

  get __cause__(): BaseException | null {
    return this.#slots.cause;
  }

  set __cause__(value: BaseException | null) {
    this.#slots.cause = value;
    this.#slots.suppressContext = true;
  }

  get __context__(): BaseException | null {
    return this.#slots.context;
  }

  set __context__(value: BaseException | null) {
    this.#slots.context = value;
  }

  get __suppress_context__(): boolean {
    return this.#slots.suppressContext;
  }

  set __suppress_context__(value: boolean) {
    this.#slots.suppressContext = value;
  }

  /** The notes of `add_note`; `undefined` as long as there are none (CPython: no such attribute). */
  get __notes__(): string[] | undefined {
    return this.#slots.notes;
  }

  set __notes__(value: string[] | undefined) {
    this.#slots.notes = value;
  }

  /** Mirrors `BaseException.add_note`. @throws TypeError for what is no text */
  add_note(note: string): void {
    if (typeof note !== "string") throw new TypeError(`note must be a str, not '${typeName(note)}'`);
    (this.#slots.notes ??= []).push(note);
  }

  /** Mirrors `BaseException.with_traceback`. */
  with_traceback(tb: traceback | null): this {
    this.__traceback__ = tb;
    return this;
  }

  /** How it came to be raised, from the place on that has caught it; null as long as it wasn't. */
  get __traceback__(): traceback | null {
    const found = this.#slots.raised ? framesOf(this, new Error().stack) : [];
    return traceback.of(found);
  }

  /** @throws TypeError "__traceback__ must be a traceback or None" */
  set __traceback__(value: traceback | null) {
    this.#slots.hasTraceback = false;
    this.#slots.raisedAt = value === null ? NOWHERE : [value];
  }

  __str__(): string {
    const { args } = this;
    if (args.length === 0) return "";
    return args.length === 1 ? text(args[0]) : repr(args);
  }

  __repr__(): string {
    const { args } = this;
    return `${this.constructor.name}${args.length === 1 ? `(${repr(args[0])})` : repr(args)}`;
  }

  // The text as JavaScript sees it. V8 asks for it for each stack, even while the object is still being built (no slots
  // yet); so no code of the program may run.
  override get message(): string {
    const { args } = #slots in this ? this.#slots : { args: [] };
    return args.length === 1 && typeof args[0] === "string" ? args[0] : "";
  }

  override set message(value: string) {
    Object.defineProperty(this, "message", { value, writable: true, enumerable: true, configurable: true });
  }
}

/** Notes that an exception has been raised where it was made: by `throw` alone. Does nothing if that is known. */
export function noteRaised(error: BaseException): void {
  const slots = slotsOf(error);
  if (slots.raised) return;
  slots.raised = true;
  linkContext(error, slots.handledThen);
  slots.handledThen = null;
}

/** Sets the context of an exception that is raised while another is handled. Mirrors _PyErr_SetObject: makes no circle. */
export function linkContext(error: BaseException, handled: BaseException | null): void {
  if (handled === null || handled === error) return;
  // A circle that the program made itself must not keep the search going: `slow` takes every second step.
  let slow = handled;
  let isSecond = false;
  for (let each = handled, next = each.__context__; next !== null; each = next, next = each.__context__) {
    if (next === error) {
      each.__context__ = null;
      break;
    }
    if (next === slow) break;
    if (isSecond) slow = slow.__context__!;
    isSecond = !isSecond;
  }
  error.__context__ = handled;
}

/** Mirrors `Exception`. */
export class Exception extends BaseException {}

/** Splits a trailing options object (keyword arguments) off the arguments of an exception. */
export function splitOptions(args: unknown[]): [positional: unknown[], options: Record<string, unknown>] {
  const last = args.at(-1);
  const isOptions = typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  return isOptions ? [args.slice(0, -1), last as Record<string, unknown>] : [args, {}];
}

/**
 * Defines accessors on an exception class for fields that its `__init__` writes into the slots.
 * The class declares them (`declare errno: number | null`).
 */
export function defineFields(owner: typeof BaseException, names: readonly string[]): void {
  for (const name of names) {
    Object.defineProperty(owner.prototype, name, {
      get(this: BaseException) {
        return hasSlots(this) ? slotsOf(this).fields[name] : undefined;
      },
      set(this: BaseException, value: unknown) {
        slotsOf(this).fields[name] = value;
      },
      configurable: true,
    });
  }
}
