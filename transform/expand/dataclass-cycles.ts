/** Which dataclasses may come to hold themselves, as far as their annotations tell: their `__repr__` has to notice. */
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Field, KnownDataclasses } from "./dataclass.js";
import { lastName } from "./names.js";

/**
 * True when what a field shows may lead back to the instance: through the class itself, through one that only a later
 * statement defines, or through dataclasses with such fields.
 */
export function mayHoldItself(
  node: ast.ClassDef,
  fields: readonly Field[],
  known: KnownDataclasses,
  classes: ReadonlyMap<string, ast.ClassDef>,
): boolean {
  const seen = new Set<string>();
  const leads = (name: string): boolean => {
    if (name === node.name) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    const inner = known.get(name)?.fields;
    return inner === undefined ? (classes.get(name)?.start ?? 0) > node.start : shows(inner, leads);
  };
  return shows(fields, leads);
}

const shows = (fields: readonly Field[], leads: (name: string) => boolean): boolean =>
  fields.some(({ repr, annotation }) => repr && allows(annotation, leads));

/** Annotations that leave open what is in the value. */
const OPEN = new Set("list dict set tuple deque List Dict Set Tuple Deque DefaultDict Any object".split(" "));

/** True when an annotation allows an instance of a class that leads to what is asked for. */
function allows(node: ast.Node, leads: (name: string) => boolean): boolean {
  switch (node.kind) {
    case "Constant":
      return node.value.type === "str" && (node.value.value.match(/\w+/g) ?? []).some(leads);
    case "Subscript":
      return allows(node.slice, leads);
    case "Name":
    case "Attribute": {
      const name = lastName(node) ?? "";
      return OPEN.has(name) || leads(name);
    }
    default:
      return children(node).some((child) => allows(child, leads));
  }
}
