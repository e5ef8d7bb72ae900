/** Exception groups. Mirrors BaseExceptionGroup and ExceptionGroup of Objects/exceptions.c. */
import { isIterable } from "../iterate.js";
import { repr } from "../repr.js";
import { tuple } from "../tuple.js";
import { isType, typeName } from "../type-name.js";
import { BaseException, Exception, defineFields, slotsOf } from "./base.js";
import { TypeError, ValueError } from "./plain.js";

/** What a group is divided by: a class, a tuple of classes, or a function of an exception. */
type Condition = unknown;

/** What both kinds of group have. */
export interface Group extends BaseException {
  readonly message: string;
  /** The exceptions directly in the group, groups among them. */
  readonly exceptions: tuple<BaseException[]>;
  derive(exceptions: Iterable<BaseException>): BaseException;
  split(condition: Condition): tuple<[BaseException | null, BaseException | null]>;
  subgroup(condition: Condition): BaseException | null;
}

/** True for a group of exceptions. */
export const isGroup = (value: unknown): value is Group =>
  value instanceof BaseException && slotsOf(value).fields.exceptions !== undefined;

/** Sets the fields of a group from the arguments of its constructor. Raises TypeError, ValueError. */
function initGroup(group: BaseException, args: unknown[], mayHoldAll: boolean): void {
  if (args.length !== 2) {
    throw new TypeError(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`);
  }
  const [message, members] = args;
  if (typeof message !== "string")
    throw new TypeError(`BaseExceptionGroup.__new__() argument 1 must be str, not ${typeName(message)}`);
  if (!isIterable(members) || typeof members === "string") {
    throw new TypeError("second argument (exceptions) must be a sequence");
  }
  const exceptions = [...members];
  if (exceptions.length === 0) throw new ValueError("second argument (exceptions) must be a non-empty sequence");
  exceptions.forEach((member, at) => {
    if (!(member instanceof BaseException)) {
      throw new ValueError(`Item ${at} of second argument (exceptions) is not an exception`);
    }
    if (!mayHoldAll && !(member instanceof Exception)) {
      throw new TypeError("Cannot nest BaseExceptions in an ExceptionGroup");
    }
  });
  group.args = [message, members];
  Object.assign(slotsOf(group).fields, { message, exceptions: new tuple(exceptions) });
}

/** Mirrors ExceptionGroup: a group of `Exception`s, itself one. `instanceof BaseExceptionGroup` holds as well. */
export class ExceptionGroup extends Exception {
  declare readonly exceptions: Group["exceptions"];
  declare derive: Group["derive"];
  declare split: Group["split"];
  declare subgroup: Group["subgroup"];

  override __init__(...args: unknown[]): void {
    initGroup(this, args, false);
  }
}

/** Mirrors BaseExceptionGroup; of `Exception`s alone it makes an ExceptionGroup. */
export class BaseExceptionGroup extends BaseException {
  declare readonly exceptions: Group["exceptions"];
  declare derive: Group["derive"];
  declare split: Group["split"];
  declare subgroup: Group["subgroup"];

  constructor(...args: unknown[]) {
    super(...args);
    const members = slotsOf(this).fields.exceptions as tuple<BaseException[]>;
    if (new.target === BaseExceptionGroup && members.every((member) => member instanceof Exception)) {
      return new ExceptionGroup(...args) as unknown as BaseExceptionGroup;
    }
  }

  override __init__(...args: unknown[]): void {
    initGroup(this, args, true);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return this === BaseExceptionGroup ? isGroup(value) : Function.prototype[Symbol.hasInstance].call(this, value);
  }
}

/** The members of both classes, which have no common base but BaseException. */
const members = {
  __str__(this: Group): string {
    const count = this.exceptions.length;
    return `${this.message} (${count} sub-exception${count === 1 ? "" : "s"})`;
  },

  __repr__(this: Group): string {
    return `${typeName(this)}(${repr(this.message)}, ${repr(this.args[1])})`;
  },

  /** A group of other exceptions; subclasses override it to keep their class. */
  derive(this: Group, exceptions: Iterable<BaseException>): BaseException {
    return new BaseExceptionGroup(this.message, [...exceptions]);
  },

  /** The part whose exceptions match and the part of the others, nesting kept; null for an empty part. */
  split(this: Group, condition: Condition): tuple<[BaseException | null, BaseException | null]> {
    return tuple.of(...divide(this, tester(condition)));
  },

  /** The part whose exceptions match, nesting kept; null if there is none. */
  subgroup(this: Group, condition: Condition): BaseException | null {
    return divide(this, tester(condition))[0];
  },
};

for (const group of [ExceptionGroup, BaseExceptionGroup]) {
  for (const [name, value] of Object.entries(members)) {
    Object.defineProperty(group.prototype, name, { value, writable: true, configurable: true });
  }
  defineFields(group, ["message", "exceptions"]);
}

type Test = (error: BaseException) => boolean;

function tester(condition: Condition): Test {
  if (isType(condition)) return (error) => error instanceof condition;
  if (Array.isArray(condition) && condition.every(isType)) {
    return (error) => condition.some((each) => error instanceof each);
  }
  if (typeof condition === "function") return (error) => condition(error) as boolean;
  throw new TypeError("expected a function, exception type or tuple of exception types");
}

type Parts = [matching: BaseException | null, rest: BaseException | null];

/** The part of an exception whose exceptions pass the test, and the rest; both keep the nesting of groups. */
export function divide(error: BaseException, test: Test): Parts {
  if (test(error)) return [error, null];
  if (!isGroup(error)) return [null, error];
  const parts = error.exceptions.map((member) => divide(member, test));
  return [
    derived(
      error,
      parts.map(([matching]) => matching),
    ),
    derived(
      error,
      parts.map(([, rest]) => rest),
    ),
  ];
}

/** The exceptions in a group that are no groups themselves; a single exception is its own leaf. */
export function leaves(error: BaseException): BaseException[] {
  return isGroup(error) ? error.exceptions.flatMap(leaves) : [error];
}

/** A group like the original of the exceptions that are there, with the original's cause, context and notes. */
function derived(original: Group, exceptions: (BaseException | null)[]): BaseException | null {
  const present = exceptions.filter((error) => error !== null);
  if (present.length === 0) return null;
  const made = original.derive(present);
  made.__context__ = original.__context__;
  made.stack = original.stack;
  const { raised, hasTraceback, raisedAt } = slotsOf(original);
  Object.assign(slotsOf(made), { raised, hasTraceback, raisedAt: [...raisedAt] });
  if (original.__cause__ !== null) made.__cause__ = original.__cause__;
  if (original.__notes__ !== undefined) made.__notes__ = [...original.__notes__];
  return made;
}
