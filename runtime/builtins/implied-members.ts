/** Special methods that objects have though no class here defines them: operators and JavaScript's own iteration do it. */
import { bindNative } from "./bound-method.js";
import { generatorFact } from "./generator-facts.js";
import { isIterable } from "./iterate.js";
import { iter, next } from "./iterator.js";
import { ABSENT } from "./members.js";
import { commonFunctions, sequenceFunctions } from "./special-functions.js";
import { isTuple } from "./tuple.js";

type Table = Record<string, CallableFunction>;

let tables: { common: Table; sequence: Table } | null = null;

/** The special method `name` of an object as a bound method, or what a generator tells of itself; ABSENT if it has none. */
export function impliedMember(obj: object, name: string): unknown {
  const fact = generatorFact(obj, name);
  if (fact !== ABSENT) return fact;
  if (!name.startsWith("__")) return ABSENT;
  if (name === "__iter__") return isIterable(obj) ? bindNative(obj, iter) : ABSENT;
  if (name === "__next__")
    return typeof (obj as { next?: unknown }).next === "function" ? bindNative(obj, next) : ABSENT;
  tables ??= { common: commonFunctions(), sequence: sequenceFunctions(isTuple) };
  const table = isTuple(obj) ? tables.sequence : tables.common;
  return Object.hasOwn(table, name) ? bindNative(obj, table[name]!) : ABSENT;
}
