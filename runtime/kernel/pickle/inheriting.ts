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
import { type Inherited, takeOver } from "../inheritance.js";
import { globalName, type GlobalName, isProgramModule, registerModule } from "../registry.js";
import { VALUE } from "../../builtins/classes/native-value.js";
import { giveState, makeInstance } from "./build.js";
import { contentsOf, type Reduced, reduce, plainState } from "./reduce.js";
import { Pickler } from "./writer.js";

type Inheritor = (value: never) => Reduced | GlobalName;

const inheritors = new Map<object, Inheritor>();

/**
 * Teaches fork how objects with exactly this prototype reach a child, where that differs from how they are pickled.
 *
 * @param reduce gives the values that stand for an object
 * @param rebuild makes the child's object of them; known by its name
 */
export function registerInheritor<T extends object, A extends unknown[]>(
  prototype: T,
  reduce: (value: T) => readonly [...A],
  rebuild: (...args: A) => unknown,
): void {
  registerModule(INHERITANCE, { [rebuild.name]: rebuild });
  const inheritor = (value: T): Reduced => ({ callable: rebuild, args: new tuple(reduce(value)) });
  inheritors.set(prototype, inheritor as Inheritor);
}

/** A variable on its way into the child. */
export class Handed {
  readonly inherited: Inherited;

  constructor(inherited: Inherited) {
    this.inherited = inherited;
  }
}

/** Writes what a forked child gets. Raises nothing by reason of a value's type. */
export class InheritingPickler extends Pickler {
  /** What is being written, for messages. */
  private subject = "the process";

  protected override reduced(value: object): Reduced | GlobalName {
    if (value instanceof Handed) return this.handed(value.inherited);
    try {
      const inheritor = inheritors.get(Object.getPrototypeOf(value) as object);
      if (inheritor !== undefined) return inheritor(value as never);
      return isOfProgram(value) && !hasLibraryHooks(value) ? bareInstance(value) : reduce(value, this.protocol);
    } catch (error) {
      const raised = exception(error);
      if (!(raised instanceof Exception)) throw raised;
      return { callable: standIn, args: tuple.of(this.subject, typeName(value), text(raised)) as tuple<unknown[]> };
    }
  }

  private handed([module, name, value]: Inherited): Reduced {
    this.subject = `the variable '${name}'`;
    return { callable: takeOver, args: new tuple(value === undefined ? [module, name] : [module, name, value]) };
  }
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

const INHERITANCE = "py2mp.inheritance";
registerModule(INHERITANCE, { takeOver, standIn, makeInstance, giveState });
