/** `__annotations__` of a class that is built at run time: written out where the script may look at it. */
import type * as ast from "../../../parser/ast.js";
import { walk } from "../../../parser/walk.js";
import { lastName } from "../names.js";

/** Names by which a script, or what it derives classes from, reads annotations. */
const READERS = new Set([
  "__annotations__",
  "get_type_hints",
  "get_annotations",
  "NamedTuple",
  "TypedDict",
  "Protocol",
  "dataclass",
  "metaclass",
]);

/** True when annotations of classes may be read at run time. */
export function wantsAnnotations(module: ast.Module): boolean {
  let found = false;
  walk(module, {
    enter(node) {
      if (node.kind === "Name" || node.kind === "Attribute") found ||= READERS.has(lastName(node)!);
      if (node.kind === "keyword") found ||= READERS.has(node.arg ?? "");
    },
  });
  return found;
}

/** The body with a statement `__annotations__["x"] = T` behind each `x: T`. */
export function annotate(body: readonly ast.Statement[], text: string): ast.Statement[] {
  const first = body.find(isAnnotation);
  if (!first) return [...body];
  const isText = /^from __future__ import .*\bannotations\b/m.test(text);
  const noted = (statement: ast.Statement): ast.Statement[] => {
    if (!isAnnotation(statement)) return [statement];
    const { annotation, target, value } = statement;
    const place = { start: statement.start, end: statement.start };
    const shown: ast.Expression = isText
      ? constant(text.slice(annotation.start, annotation.end).replace(/\s+/g, " "), annotation)
      : structuredClone(annotation);
    const entry: ast.Subscript = {
      kind: "Subscript",
      value: { kind: "Name", id: "__annotations__", ctx: "Load", ...place },
      slice: constant((target as ast.Name).id, place),
      ctx: "Store",
      ...place,
    };
    const note: ast.Assign = { kind: "Assign", targets: [entry], value: shown, ...place };
    return value === null ? [note] : [statement, note];
  };
  const place = { start: first.start, end: first.start };
  const made: ast.Assign = {
    kind: "Assign",
    targets: [{ kind: "Name", id: "__annotations__", ctx: "Store", ...place }],
    value: { kind: "Dict", keys: [], values: [], ...place },
    ...place,
  };
  const at = body.indexOf(first);
  return [...body.slice(0, at), made, ...body.slice(at).flatMap(noted)];
}

function isAnnotation(statement: ast.Statement): statement is ast.AnnAssign {
  return statement.kind === "AnnAssign" && statement.target.kind === "Name";
}

function constant(value: string, { start }: { start: number }): ast.Constant {
  return { kind: "Constant", value: { type: "str", value }, prefix: null, start, end: start };
}
