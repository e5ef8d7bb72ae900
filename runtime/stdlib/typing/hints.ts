/** `typing.get_type_hints`, `get_origin` and `get_args`. */
import { getattr } from "../../builtins/attributes.js";
import { dict } from "../../builtins/dict.js";
import { NameError, TypeError } from "../../builtins/exceptions.js";
import { GenericAlias as BuiltinAlias } from "../../builtins/generic-alias.js";
import { type Class, mroOf } from "../../builtins/mro.js";
import { moduleOf } from "../../builtins/names.js";
import { NoneType } from "../../builtins/none-type.js";
import type { AnyFunction } from "../../builtins/protocol.js";
import { repr } from "../../builtins/repr.js";
import { tuple } from "../../builtins/tuple.js";
import { isType } from "../../builtins/type-name.js";
import { UnionType } from "../../builtins/union-type.js";
import { requireLibrary } from "../../kernel/library.js";
import { lookup } from "../../kernel/registry.js";
import { GenericAlias } from "./forms.js";

/**
 * Mirrors `get_type_hints(obj)`: annotations that are text are evaluated. Differs: a text may name the functions and
 * classes of the module, of `builtins` and of `typing` only.
 *
 * @throws TypeError, NameError
 */
export function get_type_hints(obj: unknown): dict<string, unknown> {
  const hints = new dict<string, unknown>();
  const levels = isType(obj) ? [...mroOf(obj as Class)].reverse() : [obj];
  for (const level of levels) {
    for (const [name, given] of annotationsOf(level).items())
      hints.__setitem__(name, asHint(given, level as AnyFunction));
  }
  return hints;
}

function annotationsOf(holder: unknown): dict<string, unknown> {
  const found: unknown = isType(holder) ? ownAnnotations(holder) : getattr(holder, "__annotations__", null);
  if (found instanceof dict) return found as dict<string, unknown>;
  throw new TypeError(`${repr(holder)} is not a module, class, method, or function.`);
}

/** Only a class's own: what a class inherits, the other classes of the order have. */
function ownAnnotations(cls: object): unknown {
  return (getattr(cls, "__dict__") as dict<string, unknown>).get("__annotations__", new dict());
}

function asHint(given: unknown, holder: AnyFunction): unknown {
  if (given === null) return NoneType;
  if (typeof given !== "string") return given;
  const { evaluateText } = requireLibrary("eval_text") as typeof import("../eval_text.js");
  return asHint(
    evaluateText(given, (name) => namedType(name, moduleOf(holder))),
    holder,
  );
}

function namedType(name: string, module: string): unknown {
  for (const each of [module, "builtins", "typing"]) {
    const found = lookup(each, name);
    if (found !== undefined) return found;
  }
  throw new NameError(`name '${name}' is not defined`, { name });
}

/** Mirrors `get_origin(tp)`: `list` of `List[int]`, None of what has no parameters. */
export function get_origin(tp: unknown): unknown {
  if (tp instanceof GenericAlias || tp instanceof BuiltinAlias) return tp.__origin__;
  return tp instanceof UnionType ? UnionType : null;
}

/** Mirrors `get_args(tp)`. */
export function get_args(tp: unknown): tuple {
  if (tp instanceof GenericAlias) return tp.parameters;
  if (tp instanceof BuiltinAlias) return tp.__args__;
  if (!(tp instanceof UnionType)) return new tuple();
  return new tuple(tp.members.map((member) => (member === null ? NoneType : member)));
}
