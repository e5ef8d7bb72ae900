/** The function `make_dataclass`. */
import { makeClass } from "../../builtins/classes/make-class.js";
import { dict } from "../../builtins/dict.js";
import { TypeError } from "../../builtins/exceptions.js";
import { iterate } from "../../builtins/iterate.js";
import type { Class } from "../../builtins/mro.js";
import { repr } from "../../builtins/repr.js";
import { isidentifier } from "../../builtins/str/classify.js";
import { type } from "../../builtins/type.js";
import { KEYWORDS } from "../keyword/words.js";
import { Any } from "../typing.js";
import { type DataclassOptions, processClass } from "./process.js";

export interface MakeOptions extends DataclassOptions {
  bases?: Iterable<unknown>;
  namespace?: dict<string, unknown> | null;
  module?: string | null;
}

/**
 * Mirrors `make_dataclass(cls_name, fields, *, bases=(), namespace=None, …)`; a field is a name, `(name, type)` or
 * `(name, type, default)`.
 *
 * @throws TypeError for a field that is none of these, and for names that can't be fields
 */
export function make_dataclass(cls_name: string, fields: Iterable<unknown>, options: MakeOptions = {}): Class {
  const { bases = [], namespace: given = null, module = null, ...others } = options;
  const namespace = given === null ? new dict<string, unknown>() : given.copy();
  const annotations = new dict<string, unknown>();
  for (const item of iterate<unknown>(fields)) {
    const parts = typeof item === "string" ? [item, Any] : [...iterate<unknown>(item)];
    if (parts.length < 2 || parts.length > 3) throw new TypeError(`Invalid field: ${repr(item)}`);
    const [name, annotation, value] = parts as [string, unknown, unknown];
    checkName(name, annotations);
    annotations.__setitem__(name, annotation);
    if (parts.length === 3) namespace.__setitem__(name, value);
  }
  namespace.__setitem__("__annotations__", annotations);
  if (module !== null) namespace.__setitem__("__module__", module);
  const parents = [...iterate<Class>(bases)];
  return processClass(makeClass(type as unknown as Class, cls_name, parents, namespace, {}), others);
}

function checkName(name: string, known: dict<string, unknown>): void {
  if (typeof name !== "string" || !isidentifier(name))
    throw new TypeError(`Field names must be valid identifiers: ${repr(name)}`);
  if (KEYWORDS.includes(name)) throw new TypeError(`Field names must not be keywords: ${repr(name)}`);
  if (known.__contains__(name)) throw new TypeError(`Field name duplicated: ${repr(name)}`);
}
