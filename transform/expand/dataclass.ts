/**
 * Dataclasses, expanded before binding: the methods that `@dataclass` would make are put into the class, so that all
 * later steps, inference of the constructor's parameters first, see an ordinary class.
 *
 * Mirrors Lib/dataclasses.py; differs: options must stand in the text as constants, and `frozen` is not known.
 */
import type * as ast from "../../parser/ast.js";
import { parse } from "../../parser/index.js";
import { SourceText } from "../../parser/source.js";
import { walk } from "../../parser/walk.js";

interface Field {
  name: string;
  annotation: ast.Expression;
  default: ast.Expression | null;
  /** The callable of `field(default_factory=…)`. */
  factory: ast.Expression | null;
  init: boolean;
  repr: boolean;
  compare: boolean;
  keywordOnly: boolean;
}

interface Options {
  init: boolean;
  repr: boolean;
  eq: boolean;
  order: boolean;
  frozen: boolean;
  kw_only: boolean;
}

/** Expands the module's dataclasses in place. Returns the parameter defaults that each call evaluates anew. */
export function expandDataclasses(module: ast.Module): Set<ast.Expression> {
  const fresh = new Set<ast.Expression>();
  const known = new Map<string, Field[]>();
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef") expandClass(node, known, fresh);
    },
  });
  return fresh;
}

function expandClass(node: ast.ClassDef, known: Map<string, Field[]>, fresh: Set<ast.Expression>): void {
  const index = node.decorator_list.findIndex((decorator) => isNamed(calleeOf(decorator), "dataclass"));
  if (index < 0) return;
  const options = readOptions(node.decorator_list[index]!);
  if (options.frozen) return; // the lowering says that it is not supported
  const own = node.body.flatMap((statement) => readField(statement, options));
  const inherited = node.bases.flatMap((base) => (base.kind === "Name" ? (known.get(base.id) ?? []) : []));
  const fields = [...inherited.filter((field) => !own.some(({ name }) => name === field.name)), ...own];
  known.set(node.name, fields);
  node.decorator_list.splice(index, 1);
  node.body = node.body.flatMap((statement) => strip(statement, own));
  const defined = new Set(node.body.flatMap((statement) => (statement.kind === "FunctionDef" ? [statement.name] : [])));
  for (const method of methodsFor(node, fields, options)) {
    const definition = parseMethod(method, node);
    if (defined.has(definition.name)) continue;
    if (definition.name === "__init__") setParameters(definition, fields, fresh);
    node.body.push(definition);
  }
}

const calleeOf = (decorator: ast.Expression): ast.Expression =>
  decorator.kind === "Call" ? decorator.func : decorator;

const isNamed = (node: ast.Expression, name: string): boolean =>
  (node.kind === "Name" && node.id === name) || (node.kind === "Attribute" && node.attr === name);

function readOptions(decorator: ast.Expression): Options {
  const options: Options = { init: true, repr: true, eq: true, order: false, frozen: false, kw_only: false };
  if (decorator.kind !== "Call") return options;
  for (const { arg, value } of decorator.keywords) {
    if (arg !== null && arg in options && value.kind === "Constant" && value.value.type === "bool") {
      options[arg as keyof Options] = value.value.value;
    }
  }
  return options;
}

/** The field that `name: type = value` declares; a ClassVar is none. */
function readField(statement: ast.Statement, options: Options): Field[] {
  if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name") return [];
  const { annotation, value } = statement;
  if (isNamed(annotation.kind === "Subscript" ? annotation.value : annotation, "ClassVar")) return [];
  const field: Field = {
    name: statement.target.id,
    annotation,
    default: value,
    factory: null,
    init: true,
    repr: true,
    compare: true,
    keywordOnly: options.kw_only,
  };
  if (value?.kind !== "Call" || !isNamed(value.func, "field")) return [field];
  field.default = null;
  for (const keyword of value.keywords) {
    const flag =
      keyword.value.kind === "Constant" && keyword.value.value.type === "bool" ? keyword.value.value.value : true;
    if (keyword.arg === "default") field.default = keyword.value;
    if (keyword.arg === "default_factory") field.factory = keyword.value;
    if (keyword.arg === "init") field.init = flag;
    if (keyword.arg === "repr") field.repr = flag;
    if (keyword.arg === "compare") field.compare = flag;
    if (keyword.arg === "kw_only") field.keywordOnly = flag;
  }
  return [field];
}

/** A field's declaration leaves the body, but for a default value, which is a class attribute too. */
function strip(statement: ast.Statement, fields: readonly Field[]): ast.Statement[] {
  if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name") return [statement];
  const { id } = statement.target;
  const field = fields.find(({ name }) => name === id);
  if (!field) return [statement];
  return field.default ? [{ ...statement, value: field.default }] : [];
}

/** Python text of the methods; parameters of `__init__` are set afterwards. */
function methodsFor(node: ast.ClassDef, fields: readonly Field[], options: Options): string[] {
  const methods: string[] = [];
  const body = (lines: string[]): string =>
    (lines.length > 0 ? lines : ["pass"]).map((line) => `    ${line}\n`).join("");
  if (options.init) {
    const stores = fields.filter(({ init, factory, default: value }) => init || factory || value);
    const lines = stores.map((field) => `self.${field.name} = ${field.init ? field.name : "None"}`);
    const hasPostInit = node.body.some(
      (statement) => statement.kind === "FunctionDef" && statement.name === "__post_init__",
    );
    methods.push(`def __init__(self):\n${body(hasPostInit ? [...lines, "self.__post_init__()"] : lines)}`);
  }
  if (options.repr) {
    const shown = fields.filter(({ repr }) => repr).map(({ name }) => `${name}={self.${name}!r}`);
    methods.push(`def __repr__(self):\n    return f"${node.name}(${shown.join(", ")})"\n`);
  }
  const compared = fields.filter(({ compare }) => compare).map(({ name }) => name);
  const values = (of: string): string => `(${compared.map((name) => `${of}.${name},`).join(" ")})`;
  const comparison = (name: string, operator: string): string =>
    `def ${name}(self, other):\n    if not isinstance(other, ${node.name}) or type(other) is not type(self):\n        return NotImplemented\n` +
    `    return ${values("self")} ${operator} ${values("other")}\n`;
  if (options.eq) methods.push(comparison("__eq__", "=="));
  if (options.order) {
    methods.push(
      comparison("__lt__", "<"),
      comparison("__le__", "<="),
      comparison("__gt__", ">"),
      comparison("__ge__", ">="),
    );
  }
  return methods;
}

/** Parses a method's text; all its nodes stand where the class's name stands. */
function parseMethod(text: string, node: ast.ClassDef): ast.FunctionDef {
  const { module } = parse(new SourceText(text, "<dataclass>"));
  const definition = module!.body[0] as ast.FunctionDef;
  walk(definition, {
    enter(inner) {
      inner.start = node.start;
      inner.end = node.start;
    },
  });
  return definition;
}

function setParameters(init: ast.FunctionDef, fields: readonly Field[], fresh: Set<ast.Expression>): void {
  const parameters = fields.filter((field) => field.init);
  const { start } = init;
  const parameter = (field: Field): ast.Arg => ({
    kind: "arg",
    arg: field.name,
    annotation: field.annotation,
    start,
    end: start,
  });
  const valueOf = (field: Field): ast.Expression | null => {
    if (!field.factory) return field.default;
    const call: ast.Call = { kind: "Call", func: field.factory, args: [], keywords: [], start, end: start };
    fresh.add(call);
    return call;
  };
  const positional = parameters.filter(({ keywordOnly }) => !keywordOnly);
  const keywordOnly = parameters.filter((field) => field.keywordOnly);
  init.args.args.push(...positional.map(parameter));
  init.args.defaults = positional.map(valueOf).filter((value) => value !== null);
  init.args.kwonlyargs = keywordOnly.map(parameter);
  init.args.kw_defaults = keywordOnly.map(valueOf);
}
