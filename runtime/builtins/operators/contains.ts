import { plain } from "../classes/native-value.js";
import { equal } from "../compare.js";
import { TypeError } from "../exceptions.js";
import { resumable } from "../resumable.js";
import { isIterable } from "../iterate.js";
import { isMethod, specials } from "../protocol.js";
import { isPlainArray } from "../tuple.js";
import { truth } from "../truth.js";
import { typeName } from "../type-name.js";

/** Mirrors `item in container`. Raises TypeError: argument of type 'int' is not iterable. */
export function contains(container: unknown, item: unknown): boolean {
  if (typeof container === "string") return textContains(container, item);
  if (isPlainArray(container)) return arrayContains(container, item);
  const method = specials(container)?.__contains__;
  if (isMethod(method)) return truth(method.call(container, item));
  if (!isIterable(container)) throw new TypeError(`argument of type '${typeName(container)}' is not iterable`);
  for (const each of resumable(container)) if (equal(each, item)) return true;
  return false;
}

function textContains(text: string, item: unknown): boolean {
  const part = plain(item);
  if (typeof part === "string") return text.includes(part);
  throw new TypeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
}

function arrayContains(items: readonly unknown[], item: unknown): boolean {
  for (let at = 0; at < items.length; at++) if (equal(items[at], item)) return true;
  return false;
}
