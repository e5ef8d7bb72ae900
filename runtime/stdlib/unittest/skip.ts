/** Skipping tests, and tests that are expected to fail. */
import { Exception } from "../../builtins/exceptions.js";
import { truth } from "../../builtins/truth.js";

/** Mirrors `unittest.SkipTest`. */
export class SkipTest extends Exception {}

/** What the decorators write on a method or class. */
export interface Marked {
  __unittest_skip__?: boolean;
  __unittest_skip_why__?: string;
  __unittest_expecting_failure__?: boolean;
}

/** The marks of methods: their functions may be wrapped by the decorators above. */
const marks = new Map<string, Marked>();

/** The marks of a method of a class or its bases, and those of the class. */
export function marksOf(owner: object, name: string): Marked {
  const found: Marked = {};
  for (
    let level: object | null = owner;
    level !== null && level !== Function.prototype;
    level = Object.getPrototypeOf(level) as object
  ) {
    const mark = marks.get(`${(level as { name?: string }).name}.${name}`);
    Object.assign(found, { ...mark, ...found });
  }
  return found;
}

export const isSkipped = (owner: object): owner is Required<Marked> => (owner as Marked).__unittest_skip__ === true;

function mark<T>(item: T, values: Marked): T {
  Object.assign(item as object, values);
  const { __qualname__ } = item as { __qualname__?: string };
  if (__qualname__ !== undefined) marks.set(__qualname__, { ...marks.get(__qualname__), ...values });
  return item;
}

/** Mirrors `@skip(reason)`. */
export function skip(reason: string): <T>(item: T) => T {
  return (item) => mark(item, { __unittest_skip__: true, __unittest_skip_why__: reason });
}

export function skipIf(condition: unknown, reason: string): <T>(item: T) => T {
  return truth(condition) ? skip(reason) : (item) => item;
}

export function skipUnless(condition: unknown, reason: string): <T>(item: T) => T {
  return truth(condition) ? (item) => item : skip(reason);
}

/** Mirrors `@expectedFailure`. */
export function expectedFailure<T>(test_item: T): T {
  return mark(test_item, { __unittest_expecting_failure__: true });
}
