/** Dataclasses: their fields, and what the `__init__` that the decorator writes does with its arguments. */
import type * as ast from "../../parser/ast.js";
import { attributeNode } from "./attributes.js";
import { bindUserCall, call } from "./calls.js";
import { evaluate } from "./expressions.js";
import { decoratorName } from "./names.js";
import { positionalArguments, type Argument, type CallArguments, type ClassInfo, type Program } from "./program.js";
import type { TypeNode } from "./solver.js";
import type { Walker } from "./walker.js";

export interface DataField {
  name: string;
  /** A parameter of `__init__`, by position or by keyword only. */
  parameter: "positional" | "keyword" | null;
  /** Handed to `__post_init__` instead of being stored. */
  isInitOnly: boolean;
  /** What it has without an argument, once its class has been walked. */
  default: TypeNode;
}

/** The fields that a class with the decorator declares itself. */
export function ownFields(program: Program, node: ast.ClassDef): DataField[] {
  const decorator = node.decorator_list.find((candidate) => decoratorName(candidate) === "dataclass");
  const fields: DataField[] = [];
  let isKeywordOnly = decorator?.kind === "Call" && hasFlag(decorator, "kw_only", "true");
  for (const statement of node.body) {
    if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name") continue;
    const annotation = nameOf(statement.annotation);
    if (annotation === "ClassVar") continue;
    if (annotation === "KW_ONLY") {
      isKeywordOnly = true;
      continue;
    }
    const maker = isField(statement.value) ? statement.value : null;
    const byKeyword = isKeywordOnly
      ? !(maker && hasFlag(maker, "kw_only", "false"))
      : hasFlag(maker, "kw_only", "true");
    fields.push({
      name: statement.target.id,
      parameter: hasFlag(maker, "init", "false") ? null : byKeyword ? "keyword" : "positional",
      isInitOnly: annotation === "InitVar",
      default: program.node(),
    });
  }
  // Of a name that is declared twice the last declaration counts, in the first one's place.
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}

/** `field(...)`, the default value of a field that says more about it. */
export function isField(value: ast.Expression | null): value is ast.Call {
  return value?.kind === "Call" && decoratorName(value) === "field";
}

function hasFlag(maker: ast.Call | null, name: string, value: "true" | "false"): boolean {
  return (
    maker?.keywords.some(
      ({ arg, value: given }) =>
        arg === name && given.kind === "Constant" && given.value.type === "bool" && String(given.value.value) === value,
    ) ?? false
  );
}

/** The name of an annotation, without what it is given in brackets. */
function nameOf(annotation: ast.Expression): string {
  if (annotation.kind === "Subscript") return nameOf(annotation.value);
  return annotation.kind === "Name" ? annotation.id : annotation.kind === "Attribute" ? annotation.attr : "";
}

/** A class's fields after those of its bases; one of the same name takes the place of the base's. */
export function inheritedFields(info: ClassInfo): DataField[] {
  const fields = new Map<string, DataField>();
  for (const of of [...info.ancestors].reverse()) for (const field of of.fields ?? []) fields.set(field.name, field);
  return [...fields.values()];
}

/** Evaluates the default value that a field's statement gives it. */
export function walkFieldDefault(walker: Walker, info: ClassInfo, statement: ast.Statement): void {
  if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name" || statement.value === null) return;
  const { program } = walker;
  const { id } = statement.target;
  const field = info.fields?.find(({ name }) => name === id);
  if (field === undefined) return;
  if (!isField(statement.value)) program.solver.edge(evaluate(walker, statement.value), field.default);
  else {
    for (const { arg, value } of statement.value.keywords) {
      const node = evaluate(walker, value);
      if (arg === "default") program.solver.edge(node, field.default);
      if (arg === "default_factory") call(program, node, positionalArguments(), field.default);
    }
  }
  if (!field.isInitOnly) program.solver.edge(field.default, attributeNode(program, info, id));
}

/** A call of the written `__init__`, and of `__post_init__` behind it. */
export function initialiseFields(program: Program, info: ClassInfo, given: CallArguments): void {
  const { solver } = program;
  const fields = info.fields!;
  const handedOn: Argument[] = [];
  let position = 0;
  for (const field of fields) {
    const byPosition = field.parameter === "positional" ? given.positional[position++] : undefined;
    const argument = field.parameter === null ? undefined : (byPosition ?? given.keywords.get(field.name));
    const value = program.node();
    solver.edge(argument?.node ?? field.default, value);
    if (argument === undefined && field.parameter !== null) {
      for (const rest of [given.starred, given.doubleStarred]) if (rest !== null) solver.edge(rest, value);
    }
    if (field.isInitOnly) handedOn.push({ node: value, expression: null });
    else solver.edge(value, attributeNode(program, info, field.name));
  }
  const after = info.ancestors.find((of) => of.methods.has("__post_init__"))?.methods.get("__post_init__");
  if (after === undefined) return;
  bindUserCall(program, after, { ...positionalArguments(), positional: handedOn }, { kind: "instance", of: info.user });
}
