/** Mirrors the module `keyword`. */
import { KEYWORDS } from "./keyword/words.js";
import { libraryModule } from "./module.js";
import * as self from "./keyword.js";

export const kwlist = [...KEYWORDS];
export const softkwlist = ["_", "case", "match"];

export function iskeyword(s: unknown): boolean {
  return kwlist.includes(s as string);
}

export function issoftkeyword(s: unknown): boolean {
  return softkwlist.includes(s as string);
}

libraryModule("keyword", () => self);
