import { TypeError } from "./exceptions.js";
import { nativeClass } from "./native-class.js";
import { commonFunctions } from "./special-functions.js";
import { truth } from "./truth.js";

type NoneTypeClass = () => null;

function construct(...args: unknown[]): null {
  if (args.length > 0) throw new TypeError("NoneType takes no arguments");
  return null;
}

/** Mirrors `type(None)`. */
export const NoneType = nativeClass(
  "NoneType",
  construct as unknown as NoneTypeClass,
  { ...commonFunctions(), __bool__: truth },
  (value) => value === null,
);
