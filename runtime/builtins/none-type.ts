import { TypeError } from "./exceptions.js";

interface NoneTypeClass {
  (): null;
  readonly __name__: "NoneType";
}

/** Mirrors `type(None)`. */
export const NoneType = function NoneType(...args: unknown[]): null {
  if (args.length > 0) throw new TypeError("NoneType takes no arguments");
  return null;
} as unknown as NoneTypeClass;

Object.defineProperty(NoneType, Symbol.hasInstance, { value: (value: unknown) => value === null });
