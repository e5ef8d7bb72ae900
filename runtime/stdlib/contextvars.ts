/** Mirrors the module `contextvars`: variables of which each task has its own values. */
import { call } from "../builtins/call.js";
import { KeyError, LookupError, RuntimeError, TypeError, ValueError } from "../builtins/exceptions.js";
import { addressOf, defineModule } from "../builtins/names.js";
import { object } from "../builtins/object.js";
import { repr } from "../builtins/repr.js";
import { tuple } from "../builtins/tuple.js";
import { typeName } from "../builtins/type-name.js";
import { libraryModule } from "./module.js";
import { currentTask } from "./threading/scheduler.js";
import * as self from "./contextvars.js";

/** What variables hold: replaced, never changed, so that a copy of a context costs nothing. */
type Values = ReadonlyMap<ContextVar, unknown>;

const NOTHING: Values = new Map();
const held = new WeakMap<Context, Values>();

const valuesOf = (context: Context): Values => held.get(context) ?? NOTHING;

/** The contexts that threads are in; null stands for the main thread. */
const entered = new Map<unknown, Context>();

function currentContext(): Context {
  const thread = currentTask().owner;
  let context = entered.get(thread);
  if (context === undefined) entered.set(thread, (context = new Context()));
  return context;
}

/** Mirrors `contextvars.Context`: the values that variables have at some point of a program. */
export class Context extends object {
  #isEntered = false;

  override __init__(): void {}

  /** Enters the context; what it returns leaves it. @throws RuntimeError where it is entered already */
  enter(): () => void {
    if (this.#isEntered) throw new RuntimeError(`cannot enter context: ${repr(this)} is already entered`);
    const thread = currentTask().owner;
    const before = currentContext();
    this.#isEntered = true;
    entered.set(thread, this);
    return () => {
      this.#isEntered = false;
      entered.set(thread, before);
    };
  }

  /** Calls a function in the context. */
  run(callable: unknown, ...args: unknown[]): unknown {
    const leave = this.enter();
    try {
      return call(callable, ...args) as unknown;
    } finally {
      leave();
    }
  }

  copy(): Context {
    const other = new Context();
    held.set(other, valuesOf(this));
    return other;
  }

  __getitem__(variable: ContextVar): unknown {
    requireVariable(variable);
    if (!valuesOf(this).has(variable)) throw new KeyError(variable);
    return valuesOf(this).get(variable);
  }

  __contains__(variable: ContextVar): boolean {
    requireVariable(variable);
    return valuesOf(this).has(variable);
  }

  get(variable: ContextVar, otherwise: unknown = null): unknown {
    requireVariable(variable);
    return valuesOf(this).has(variable) ? valuesOf(this).get(variable) : otherwise;
  }

  __len__(): number {
    return valuesOf(this).size;
  }

  __iter__(): Iterator<ContextVar> {
    return valuesOf(this).keys();
  }

  keys(): Iterator<ContextVar> {
    return valuesOf(this).keys();
  }

  values(): Iterator<unknown> {
    return valuesOf(this).values();
  }

  items(): Iterator<tuple<[ContextVar, unknown]>> {
    return [...valuesOf(this)].map(([variable, value]) => tuple.of(variable, value)).values();
  }
}

function requireVariable(key: unknown): void {
  if (!(key instanceof ContextVar)) throw new TypeError(`a ContextVar key was expected, got ${repr(key)}`);
}

/** Mirrors `contextvars.copy_context()`. */
export function copy_context(): Context {
  return currentContext().copy();
}

/** Mirrors `contextvars.ContextVar(name, *, default)`. */
export class ContextVar<T = unknown> extends object {
  readonly name: string;
  readonly #options: { default?: T };

  constructor(name: string, options: { default?: T } = {}) {
    super();
    if (typeof name !== "string") throw new TypeError("context variable name must be a str");
    this.name = name;
    this.#options = options;
  }

  override __init__(..._args: unknown[]): void {}

  /** @throws LookupError the variable, where it has neither a value nor a default */
  get<D>(...otherwise: [] | [D]): T | D {
    const values = valuesOf(currentContext());
    if (values.has(this as ContextVar)) return values.get(this as ContextVar) as T;
    if (otherwise.length > 0) return otherwise[0] as D;
    if ("default" in this.#options) return this.#options.default as T;
    throw new LookupError(this);
  }

  set(value: T): Token<T> {
    const context = currentContext();
    const token = new Token<T>(this, context, this.#held(context));
    held.set(context, new Map(valuesOf(context)).set(this as ContextVar, value));
    return token;
  }

  /** Gives the variable back what it had before a `set`. @throws ValueError, RuntimeError for another's or a used token */
  reset(token: Token<T>): null {
    if (!(token instanceof Token)) throw new TypeError(`expected an instance of Token, got ${typeName(token)}`);
    const context = currentContext();
    token.use(this, context);
    const values = new Map(valuesOf(context));
    if (token.old_value === MISSING) values.delete(this as ContextVar);
    else values.set(this as ContextVar, token.old_value);
    held.set(context, values);
    return null;
  }

  #held(context: Context): T | MissingValue {
    const values = valuesOf(context);
    return values.has(this as ContextVar) ? (values.get(this as ContextVar) as T) : MISSING;
  }

  override __repr__(): string {
    const given = "default" in this.#options ? ` default=${repr(this.#options.default)}` : "";
    return `<ContextVar name=${repr(this.name)}${given} at ${addressOf(this)}>`;
  }
}

class MissingValue extends object {
  override __init__(): void {}

  override __repr__(): string {
    return "<Token.MISSING>";
  }
}
const MISSING = new MissingValue();

/** Mirrors `contextvars.Token`: what a variable had before it was set. */
export class Token<T = unknown> extends object {
  static readonly MISSING = MISSING;
  readonly var: ContextVar<T>;
  readonly old_value: T | MissingValue;
  readonly #context: Context;
  #isUsed = false;

  constructor(variable: ContextVar<T>, context: Context, before: T | MissingValue) {
    super();
    this.var = variable;
    this.#context = context;
    this.old_value = before;
  }

  override __init__(..._args: unknown[]): void {}

  /** Lets the variable be reset once, in the context in which it was set. */
  use(variable: ContextVar<T>, context: Context): void {
    if (this.#isUsed) throw new RuntimeError(`${repr(this)} has already been used once`);
    if (this.var !== variable) throw new ValueError(`${repr(this)} was created by a different ContextVar`);
    if (this.#context !== context) throw new ValueError(`${repr(this)} was created in a different Context`);
    this.#isUsed = true;
  }

  override __repr__(): string {
    return `<Token${this.#isUsed ? " used" : ""} var=${repr(this.var)} at ${addressOf(this)}>`;
  }
}

libraryModule("contextvars", () => self, { Context, ContextVar, Token });
defineModule({ Context, ContextVar, Token }, "builtins");
