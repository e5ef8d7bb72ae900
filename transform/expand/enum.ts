/**
 * Enumerations, expanded before binding: each member of `class Color(Enum)` becomes a call that makes it,
 * `RED = Color._member_("RED", 1)`, so that all later steps see a class attribute that holds an instance.
 */
import type * as ast from "../../parser/ast.js";
import { parse } from "../../parser/index.js";
import { SourceText } from "../../parser/source.js";
import { children, walk } from "../../parser/walk.js";
import { importedNames, lastName } from "./names.js";

const CLASSES = ["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"];

/** Expands the module's enumerations in place. */
export function expandEnums(module: ast.Module): void {
  forEachEnum(module, (node) => {
    const members = new Set<string>();
    for (const statement of node.body) {
      makeStatic(statement);
      expandMember(statement, node, members);
    }
  });
}

/** Puts the error of CPython in the place of a `_generate_next_value_` that stands behind a use of `auto()`. */
export function refuseLateGenerators(module: ast.Module): void {
  forEachEnum(module, (node) => {
    const place = node.body.findIndex((item) => item.kind === "FunctionDef" && item.name === "_generate_next_value_");
    if (place < 0 || !node.body.slice(0, place).some(callsAuto)) return;
    const { start, end } = node.body[place]!;
    const exc = parseExpression(`TypeError("_generate_next_value_ must be defined before members")`, { start });
    node.body[place] = { kind: "Raise", exc, cause: null, start, end };
  });
}

const callsAuto = (node: ast.Node): boolean =>
  (node.kind === "Call" && lastName(node.func) === "auto") || children(node).some(callsAuto);

function forEachEnum(module: ast.Module, visit: (node: ast.ClassDef) => void): void {
  if (!importsEnum(module)) return;
  const names = new Set(CLASSES.flatMap((name) => [...importedNames(module, "enum", name)]));
  walk(module, {
    enter(node) {
      if (node.kind !== "ClassDef" || !node.bases.some((base) => names.has(lastName(base) ?? ""))) return;
      names.add(node.name);
      visit(node);
    },
  });
}

function importsEnum(module: ast.Module): boolean {
  let found = false;
  walk(module, {
    enter(node) {
      if (node.kind === "Import") found ||= node.names.some(({ name }) => name === "enum");
      if (node.kind === "ImportFrom") found ||= node.module === "enum";
    },
  });
  return found;
}

/** `_generate_next_value_` is a static method, whether the script says so or not. */
function makeStatic(statement: ast.Statement): void {
  if (statement.kind !== "FunctionDef" || statement.name !== "_generate_next_value_") return;
  const place = { start: statement.start, end: statement.start };
  if (statement.decorator_list.length === 0)
    statement.decorator_list.push({ kind: "Name", id: "staticmethod", ctx: "Load", ...place });
}

/** What an enumeration's body assigns is a member, but for private names and functions. */
function expandMember(statement: ast.Statement, node: ast.ClassDef, members: Set<string>): void {
  if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return;
  const target = statement.kind === "Assign" ? statement.targets[0]! : statement.target;
  const { value } = statement;
  if (target.kind !== "Name" || target.id.startsWith("_") || value === null || value.kind === "Lambda") return;
  if (value.kind === "Call" && lastName(value.func) === "nonmember" && value.args.length === 1) {
    statement.value = value.args[0]!;
    return;
  }
  const call = parseExpression(`${node.name}._member_("${target.id}", None)`, value) as ast.Call;
  call.args[1] = value;
  statement.value = call;
  walk(value, {
    enter(inner) {
      if (inner.kind === "Name" && members.has(inner.id)) readMember(inner, node);
    },
  });
  members.add(target.id);
}

/** In the body a member's name still means its value: `RW = R | W`. */
function readMember(name: ast.Name, node: ast.ClassDef): void {
  Object.assign(name, parseExpression(`${node.name}.${name.id}.value`, name));
}

/** Parses an expression's text; all its nodes stand where `at` begins. */
function parseExpression(text: string, at: { start: number }): ast.Expression {
  const { module } = parse(new SourceText(text, "<enum>"));
  const statement = module!.body[0] as ast.ExpressionStatement;
  walk(statement, {
    enter(inner) {
      inner.start = at.start;
      inner.end = at.start;
    },
  });
  return statement.value;
}
