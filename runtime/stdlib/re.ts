/**
 * Mirrors the module `re`, on JavaScript's regular expressions. Differs: conditional groups and case ignored in a part
 * of a pattern raise NotImplementedError; a group inside a repetition forgets its match when the next round doesn't take
 * part; a reference to a group that took no part matches nothing instead of failing.
 */
import { makeGeneric } from "../builtins/generic-alias.js";
import { libraryModule, nativeClasses } from "./module.js";
import type { int } from "../builtins/numbers.js";
import { ValueError } from "../builtins/exceptions.js";
import { asCount } from "../builtins/as-index.js";
import type { tuple } from "../builtins/tuple.js";
import { bytes } from "../builtins/bytes.js";
import { bufferOf, fromLatin1, toLatin1 } from "../builtins/bytes/buffer.js";
import { error } from "./re/error.js";
import { Match } from "./re/match.js";
import { Pattern } from "./re/pattern.js";
import * as self from "./re.js";

export { error, Match, Pattern };
export { ASCII, DEBUG, DOTALL, IGNORECASE, LOCALE, MULTILINE, UNICODE, VERBOSE } from "./re/flags.js";
export {
  ASCII as A,
  DOTALL as S,
  IGNORECASE as I,
  LOCALE as L,
  MULTILINE as M,
  UNICODE as U,
  VERBOSE as X,
} from "./re/flags.js";

export const NOFLAG = 0;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- text or bytes, as the string that is searched
type Text = any;

const compiled = new Map<string, Pattern>();
const CACHE_LIMIT = 512;

/** @throws error for what is no pattern */
export function compile(pattern: unknown, flags: int = 0): Pattern {
  const bits = asCount(flags);
  if (pattern instanceof Pattern) {
    if (bits !== 0) {
      throw new ValueError("cannot process flags argument with a compiled pattern");
    }
    return pattern;
  }
  if (typeof pattern !== "string") {
    return new Pattern(pattern, bits);
  }
  const key = `${bits} ${pattern}`;
  let known = compiled.get(key);
  if (known === undefined) {
    known = new Pattern(pattern, bits);
    if (compiled.size >= CACHE_LIMIT) {
      compiled.clear();
    }
    compiled.set(key, known);
  }
  return known;
}

export function search(pattern: unknown, string: Text, flags: int = 0): Match | null {
  return compile(pattern, flags).search(string);
}

export function match(pattern: unknown, string: Text, flags: int = 0): Match | null {
  return compile(pattern, flags).match(string);
}

export function fullmatch(pattern: unknown, string: Text, flags: int = 0): Match | null {
  return compile(pattern, flags).fullmatch(string);
}

export function findall(pattern: unknown, string: Text, flags: int = 0): Text[] {
  return compile(pattern, flags).findall(string);
}

export function finditer(pattern: unknown, string: Text, flags: int = 0): IterableIterator<Match> {
  return compile(pattern, flags).finditer(string);
}

export function split(pattern: unknown, string: Text, maxsplit: int = 0, flags: int = 0): Text[] {
  return compile(pattern, flags).split(string, maxsplit);
}

export function sub(pattern: unknown, repl: unknown, string: Text, count: int = 0, flags: int = 0): Text {
  return compile(pattern, flags).sub(repl, string, count);
}

export function subn(
  pattern: unknown,
  repl: unknown,
  string: Text,
  count: int = 0,
  flags: int = 0,
): tuple<[Text, number]> {
  return compile(pattern, flags).subn(repl, string, count);
}

/** A pattern that matches the text itself. */
export function escape(pattern: Text): Text {
  const buffer = bufferOf(pattern);
  const text = buffer === null ? (pattern as string) : toLatin1(buffer.data);
  const escaped = text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, "\\$&");
  return buffer === null ? escaped : bytes.wrap(fromLatin1(escaped));
}

export function purge(): void {
  compiled.clear();
}

nativeClasses("re", { Match, Pattern });
makeGeneric(Match, Pattern);
libraryModule("re", () => self, { error, Match, Pattern });
