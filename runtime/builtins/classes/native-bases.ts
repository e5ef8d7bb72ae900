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
import { INITIALISE } from "../protocol.js";
import { frozenset, set } from "../set.js";
import { listFunctions, sequenceFunctions } from "../special-functions.js";
import { str } from "../str.js";
import { isTuple, tuple } from "../tuple.js";
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

/** The operators of lists and tuples as `super()` finds them: on the items alone, without those of the subclass. */
function asItems(functions: Record<string, CallableFunction>, plainPrototype: object): Members {
  const own = (operation: CallableFunction) =>
    function (self: unknown[], ...args: unknown[]): unknown {
      const prototype = Object.getPrototypeOf(self) as object;
      Object.setPrototypeOf(self, plainPrototype);
      try {
        return Reflect.apply(operation, undefined, [self, ...args]);
      } finally {
        Object.setPrototypeOf(self, prototype);
      }
    };
  return Object.fromEntries(Object.entries(functions).map(([name, operation]) => [name, own(operation)]));
}

let tables: Map<unknown, Members> | undefined;

function table(): Map<unknown, Members> {
  const create = (of: unknown): Members => creates(of as Class);
  return new Map<unknown, Members>([
    [object, objectMembers()],
    [type, typeMembers()],
    [list, { ...asItems(listFunctions(), Array.prototype), ...create(list), ...replaceItems }],
    [
      dict,
      {
        ...create(dict),
        __init__: dict[INITIALISE],
        __iter__: (self: dict) => dict.prototype[Symbol.iterator].call(self),
      },
    ],
    [
      set,
      {
        ...create(set),
        __init__: set[INITIALISE],
        __iter__: (self: set) => set.prototype[Symbol.iterator].call(self),
      },
    ],
    [tuple, { ...asItems(sequenceFunctions(isTuple), tuple.prototype as object), ...create(tuple) }],
    [int, create(int)],
    [float, create(float)],
    [str, create(str)],
    [bytes, create(bytes)],
    [frozenset, create(frozenset)],
    [BaseException, create(BaseException)],
  ]);
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
  // the special methods of numbers and strings are `abs`, `len` and operators themselves
  const isNamed = ([int, float, str, list] as unknown as Members[]).some((of) => of[fn.name] === fn);
  nativeMethods ??= new Set([...knownTables().values()].flatMap((members) => Object.values(members)));
  return isNamed || nativeMethods.has(fn);
}

let nativeMethods: Set<unknown> | undefined;

/** The functions of a native class that stand for what its constructor does; undefined for other classes. */
export function nativeMembers(cls: Class): Members | undefined {
  return knownTables().get(cls) ?? containerMembers(cls);
}

const containers = new WeakMap<Class, Members>();

/** Those of the library's containers. */
function containerMembers(cls: Class): Members | undefined {
  if (!Object.hasOwn(cls, INITIALISE)) return undefined;
  let found = containers.get(cls);
  if (found === undefined) {
    found = { ...creates(cls), __init__: (cls as unknown as { [INITIALISE]: CallableFunction })[INITIALISE] };
    markLibrary(found);
    containers.set(cls, found);
  }
  return found;
}

function knownTables(): Map<unknown, Members> {
  if (tables === undefined) {
    tables = table();
    for (const members of tables.values()) {
      markLibrary(members);
      for (const member of Object.values(members)) markLibrary({ function: (member as classmethod).__func__ });
    }
  }
  return tables;
}
