import { bytearray, bytes, memoryview } from "./bytes.js";
import { TypeError } from "./exceptions.js";
import { nativeClass, notSubclassable } from "./native-class.js";
import { mod } from "./operators.js";
import { text } from "./repr.js";
import { wrongType } from "./str/arguments.js";
import * as methods from "./str/methods.js";
import { sequenceFunctions } from "./special-functions.js";
import { typeName } from "./type-name.js";

/** The type of a Python string. */
export type str = string;

/** True for a string itself, as opposed to an instance of a class derived from str. */
export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Mirrors `str(object)` and `str(bytes, encoding, errors)`. */
function construct(object: unknown = "", encoding?: string, errors?: string): string {
  if (new.target !== undefined) throw notSubclassable("str");
  if (encoding === undefined && errors === undefined) return text(object);
  for (const [name, value] of Object.entries({ encoding, errors })) {
    if (value !== undefined && typeof value !== "string")
      throw new TypeError(`str() argument '${name}' must be str, not ${wrongType(value)}`);
  }
  if (typeof object === "string") throw new TypeError("decoding str is not supported");
  if (object instanceof bytes || object instanceof bytearray) return object.decode(encoding, errors);
  if (object instanceof memoryview) return object.tobytes().decode(encoding, errors);
  throw new TypeError(`decoding to str: need a bytes-like object, ${typeName(object)} found`);
}

/** Mirrors the class `str`: `str(x)`, and its methods as functions of the string, `str.split(s, ",")`. */
export const str = nativeClass("str", construct, { ...sequenceFunctions(isText), __mod__: mod, ...methods }, isText);
