/** The classes of values that JavaScript holds natively: their methods are functions of the class object. */
import { float } from "./float.js";
import { OF_CLASS } from "./receiver-marks.js";
import { bool, int } from "./int.js";
import { list } from "./list.js";
import { NoneType } from "./none-type.js";
import { Float } from "./numbers.js";
import { str } from "./str.js";
import { isList } from "./tuple.js";

/** A class object such as `str`: callable, with the methods as properties. */
export type NativeType = CallableFunction & Record<string, unknown>;

/** The method of a class that takes the value as its first argument; undefined for what else there is of the name. */
export function valueMethod(of: NativeType, name: string): CallableFunction | undefined {
  const method = Object.hasOwn(of, name) && !OF_CLASS.has(name) ? of[name] : undefined;
  return typeof method === "function" ? method : undefined;
}

/** The class object of a number, string, bool, None or list, `undefined` for anything else. */
export function nativeType(value: unknown): NativeType | undefined {
  return classOf(value) as NativeType | undefined;
}

function classOf(value: unknown): unknown {
  switch (typeof value) {
    case "string":
      return str;
    case "number":
      return Number.isInteger(value) ? int : float;
    case "bigint":
      return int;
    case "boolean":
      return bool;
    case "undefined":
      return NoneType;
    case "object":
      if (value === null) return NoneType;
      if (value instanceof Float) return float;
      return isList(value) && Object.getPrototypeOf(value) === Array.prototype ? list : undefined;
    default:
      return undefined;
  }
}
