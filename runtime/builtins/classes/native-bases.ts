/**
 * `__new__` and `__init__` of the runtime's own classes as functions, since their constructors do the work of both:
 * what `super().__new__(cls, …)` and `super().__init__(…)` of a class that is built at run time find.
 */
import { bytes } from "../bytes.js";
import { splitKeywords } from "../call.js";
import { dict } from "../dict.js";
import { BaseException, TypeError } from "../exceptions.js";
import { float } from "../float.js";
import { int } from "../int.js";
import { list } from "../list.js";
import { type Class, mroOf } from "../mro.js";
import { markLibrary } from "../names.js";
import { object } from "../object.js";
import { frozenset, set } from "../set.js";
import { str } from "../str.js";
import { tuple } from "../tuple.js";
import { type } from "../type.js";
import { className } from "../type-name.js";
import { allocate } from "./allocate.js";
import { objectMembers } from "./object-members.js";
import { type classmethod, staticmethod } from "./method-types.js";
import { typeMembers } from "./type-members.js";

type Members = Record<string, unknown>;

const replaceItems = {
  __init__(self: unknown[], items: Iterable<unknown> = []): void {
    const all = list(items);
    self.length = 0;
    self.push(...all);
  },
};

let tables: Map<unknown, Members> | undefined;

function table(): Map<unknown, Members> {
  const create = (of: unknown): Members => creates(of as Class);
  return new Map<unknown, Members>([
    [object, objectMembers()],
    [type, typeMembers()],
    [list, { ...create(list), ...replaceItems }],
    [
      dict,
      {
        ...create(dict),
        __init__: (self: dict, ...args: []) => dict.prototype.update.apply(self, args),
      },
    ],
    [set, { ...create(set), __init__: (self: set, items: Iterable<unknown> = []) => refill(self, items) }],
    [tuple, create(tuple)],
    [int, create(int)],
    [float, create(float)],
    [str, create(str)],
    [bytes, create(bytes)],
    [frozenset, create(frozenset)],
    [BaseException, create(BaseException)],
  ]);
}

function refill(self: set, items: Iterable<unknown>): void {
  set.prototype.clear.call(self);
  set.prototype.update.call(self, items);
}

/** `K.__new__(cls, *args, **keywords)` of a native class. */
function creates(of: Class): Members {
  const create = (...given: unknown[]): unknown => {
    const [[cls, ...args], keywords] = splitKeywords(given) as [[Class, ...unknown[]], Record<string, unknown>];
    if (!mroOf(cls).includes(of)) {
      const [name, wanted] = [className(cls), className(of)];
      throw new TypeError(`${wanted}.__new__(${name}): ${name} is not a subtype of ${wanted}`);
    }
    return allocate(cls, args, keywords);
  };
  return { __new__: new staticmethod(create) };
}

/** True for `str.upper` and `object.__init__`: a method of a builtin class, as a function. */
export function isNativeMethod(fn: CallableFunction): boolean {
  const holders = [int, float, str, list, ...(tables?.values() ?? [])] as Members[];
  return holders.some((holder) => holder[fn.name] === fn);
}

/** The functions of a native class that stand for what its constructor does; undefined for other classes. */
export function nativeMembers(cls: Class): Members | undefined {
  if (tables === undefined) {
    tables = table();
    for (const members of tables.values()) {
      markLibrary(members);
      for (const member of Object.values(members)) markLibrary({ function: (member as classmethod).__func__ });
    }
  }
  return tables.get(cls);
}
