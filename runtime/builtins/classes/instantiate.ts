/** Mirrors `type.__call__`: what calling a class that is built at run time does. */
import { callWith, type Keywords } from "../call.js";
import { TypeError } from "../exceptions.js";
import { type Class, mroOf } from "../mro.js";
import { object } from "../object.js";
import { className } from "../type-name.js";
import { typeOf } from "../type.js";
import { allocate, nativeBase } from "./allocate.js";
import { lookup, throughClass, throughInstance } from "./lookup.js";

/** Makes an instance by `__new__`, on which `__init__` runs when it is an instance of the class. */
export function instantiate(cls: Class, args: unknown[], keywords: Keywords): unknown {
  const creator = lookup(cls, "__new__");
  const isOwn = creator !== undefined && creator.owner !== object;
  const initialiser = lookup(cls, "__init__");
  if (!isOwn && initialiser?.owner === object && nativeBase(cls) === object) refuseArguments(cls, args, keywords);
  const made = isOwn ? callWith(throughClass(creator, cls), [cls, ...args], keywords) : allocate(cls, args, keywords);
  const owner = typeOf(made) as unknown as Class;
  if (!mroOf(owner).includes(cls)) return made;
  const found = owner === cls ? initialiser : lookup(owner, "__init__");
  if (found !== undefined && found.owner !== object) initialise(made, found, owner, args, keywords);
  return made;
}

type FoundInit = Parameters<typeof throughInstance>[0];

function initialise(made: unknown, found: FoundInit, owner: Class, args: unknown[], keywords: Keywords): void {
  const result = callWith(throughInstance(found, made, owner), args, keywords) as unknown;
  if (result === undefined || result === null) return;
  throw new TypeError(`__init__() should return None, not '${className(typeOf(result) as unknown as Class)}'`);
}

function refuseArguments(cls: Class, args: readonly unknown[], keywords: Keywords): void {
  if (args.length > 0 || Object.keys(keywords).length > 0) {
    throw new TypeError(`${className(cls)}() takes no arguments`);
  }
}
