/**
 * How values reach a forked child. CPython's fork copies the memory, so nobody's `__reduce__`, `__getstate__` or
 * constructor has a say: an instance is its class and its attributes. What can't be copied becomes a stand-in that
 * raises when the child first touches it.
 */
import { Exception, RuntimeError } from "../../builtins/exceptions.js";
import { exception } from "../../builtins/raise.js";
import { text } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { isClass, typeName } from "../../builtins/type-name.js";
import { closureOf } from "../closures.js";
import { type Inherited, takeOver, takeState } from "../inheritance.js";
import { globalName, type GlobalName, isProgramModule, lookup, registerModule } from "../registry.js";
import { VALUE } from "../../builtins/classes/native-value.js";
import { giveState, makeInstance } from "./build.js";
import { familyOf, INHERITANCE, inheritorOf } from "./inheritors.js";
import { contentsOf, type Reduced, reduce, plainState } from "./reduce.js";
import { Pickler } from "./writer.js";

/** A variable, or the state of a module, on its way into the child: what reading the pickle calls, and with what. */
export class Handed {
  /** What it is, for messages. */
  readonly subject: string;
  readonly call: Reduced;

  constructor(subject: string, callable: unknown, args: readonly unknown[]) {
    this.subject = subject;
    this.call = { callable, args: new tuple(args) };
  }

  static variable([module, name, value]: Inherited): Handed {
    return new Handed(`the variable '${name}'`, takeOver, value === undefined ? [module, name] : [module, name, value]);
  }

  static state([module, state]: [module: string, state: unknown]): Handed {
    return new Handed(`the module ${module}`, takeState, [module, state]);
  }
}

/** Writes what a forked child gets. Raises nothing by reason of a value's type. */
export class InheritingPickler extends Pickler {
  /** What is being written, for messages. */
  private subject = "the process";

  protected override reduced(value: object): Reduced | GlobalName {
    if (value instanceof Handed) {
      this.subject = value.subject;
      return value.call;
    }
    try {
      const inherited = inheritorOf(value);
      if (inherited !== undefined) return inherited;
      const closure = closureOf(value);
      if (closure !== undefined) return { callable: closure.make, args: new tuple(closure.captured()) };
      const decorated = typeof value === "function" ? decoratedBy(value) : null;
      if (decorated !== null) return decorated;
      const family = isOfProgram(value) ? familyOf(value) : undefined;
      if (family !== undefined) return { ...family, state: plainState(value), setState: giveState };
      return isOfProgram(value) && !hasLibraryHooks(value) ? bareInstance(value) : reduce(value, this.protocol);
    } catch (error) {
      const raised = exception(error);
      if (!(raised instanceof Exception)) throw raised;
      return { callable: standIn, args: tuple.of(this.subject, typeName(value), text(raised)) as tuple<unknown[]> };
    }
  }
}

// ------------------------------------------------------------------------------------------ decorated functions

/**
 * A function whose name a decorator has given to another, told by that: it is what the other wraps, or what a nested
 * function closes over. Null for a function that its own name leads to, and for one that can't be found so.
 */
function decoratedBy(value: object): Reduced | null {
  if (globalName(value) !== null || isClass(value)) return null;
  const { __module__: module, __qualname__: qualname } = value as { __module__: string; __qualname__: string };
  const outer = lookup(module, qualname);
  const way = isObject(outer) && outer !== value ? wayTo(value, outer) : null;
  return way === null ? null : { callable: inside, args: tuple.of(module, qualname, tuple.of(...way)) };
}

const MOST_DECORATORS = 10;

const isObject = (value: unknown): value is object =>
  typeof value === "function" || (typeof value === "object" && value !== null);

/**
 * Which steps lead from what a decorator has returned to the decorated function: the name of an attribute, or a number
 * among what a function closes over.
 */
function wayTo(value: object, outer: object, depth = 0): (string | number)[] | null {
  if (depth === MOST_DECORATORS) return null;
  for (const [step, inner] of stepsFrom(outer)) {
    if (inner === value) return [step];
    const rest = isObject(inner) ? wayTo(value, inner, depth + 1) : null;
    if (rest !== null) return [step, ...rest];
  }
  return null;
}

function stepsFrom(outer: object): [step: string | number, inner: unknown][] {
  if (typeof outer !== "function") return isOfProgram(outer) ? Object.entries(outer) : [];
  const captured = closureOf(outer)?.captured() ?? [];
  const wrapped = Object.getOwnPropertyDescriptor(outer, "__wrapped__")?.value as unknown;
  return [["__wrapped__", wrapped], ...captured.entries()];
}

/** What a child finds where {@link wayTo} has found it. */
function inside(module: string, qualname: string, way: Iterable<string | number>): unknown {
  let found = lookup(module, qualname);
  for (const step of way) {
    found = new Map<unknown, unknown>(stepsFrom(found as object)).get(step);
  }
  return found;
}

/** True for an instance of a class of the program's. */
function isOfProgram(value: object): boolean {
  const { constructor } = value;
  return typeof value === "object" && isClass(constructor) && isNamedByProgram(constructor);
}

function isNamedByProgram(value: object): boolean {
  const name = globalName(value);
  return name !== null && isProgramModule(name.module);
}

/** True when a class of the library says how the instance is made: an enumeration's member, a subclass of int. */
function hasLibraryHooks(value: object): boolean {
  if (VALUE in value || "_member_" in value.constructor) return true;
  const { __reduce_ex__, __reduce__ } = value as { __reduce_ex__?: object; __reduce__?: object };
  const hook = __reduce_ex__ ?? __reduce__;
  if (hook === undefined) return false;
  return !isNamedByProgram(hook);
}

/** An instance as its class, what a built-in class in it holds, and its attributes. */
function bareInstance(value: object): Reduced {
  const { constructor } = value;
  const { args, listItems, dictItems } = contentsOf(value);
  return {
    callable: makeInstance,
    args: tuple.of(constructor, args),
    listItems,
    dictItems,
    state: plainState(value),
    setState: giveState,
  };
}

/** What stands in a child for a value that could not come with it: raises at the first touch. */
function standIn(subject: string, type: string, reason: string): unknown {
  const refuse = (): never => {
    throw new RuntimeError(`a '${type}' object in ${subject} can't be inherited by a forked process (${reason})`);
  };
  const traps = new Proxy({}, { get: () => refuse });
  return new Proxy(refuse, traps);
}

registerModule(INHERITANCE, { takeOver, takeState, standIn, makeInstance, giveState, inside });
