/**
 * Dataclasses, expanded before binding: the methods that `@dataclass` would make are put into the class, so that all
 * later steps, inference of the constructor's parameters first, see an ordinary class.
 *
 * Mirrors Lib/dataclasses.py; differs: options must stand in the text as constants.
 */
import type * as ast from "../../parser/ast.js";
import { parse } from "../../parser/index.js";
import { SourceText } from "../../parser/source.js";
import { walk } from "../../parser/walk.js";
import { mayHoldItself } from "./dataclass-cycles.js";
import { dottedName, importedNames, lastName } from "./names.js";

export interface Field {
  name: string;
  annotation: ast.Expression;
  default: ast.Expression | null;
  /** The callable of `field(default_factory=…)`. */
  factory: ast.Expression | null;
  init: boolean;
  repr: boolean;
  compare: boolean;
  keywordOnly: boolean;
  /** `InitVar[…]`: a parameter of `__init__` that goes on to `__post_init__`. */
  initOnly: boolean;
}

interface Options {
  init: boolean;
  repr: boolean;
  eq: boolean;
  order: boolean;
  frozen: boolean;
  kw_only: boolean;
  unsafe_hash: boolean;
}

/** What the later steps need to know of the dataclasses. */
export interface ExpandedDataclasses {
  /** Parameter defaults that each call evaluates anew. */
  freshDefaults: Set<ast.Expression>;
  /** Classes whose instances can't be changed once `__init__` has run. */
  frozen: Set<ast.ClassDef>;
}

/** What the module calls the members of `dataclasses`, and what of them it uses. */
interface Vocabulary {
  /** Names of the decorator. */
  dataclass: ReadonlySet<string>;
  /** Names of the function `field`. */
  field: ReadonlySet<string>;
  /** True when the script asks for fields at run time. */
  reflects: boolean;
  /** True when a pattern matches positional arguments. */
  matches: boolean;
  /** True when the script reads `__match_args__`. */
  readsMatchArgs: boolean;
  /** Names of the classes that others are derived from. */
  bases: ReadonlySet<string>;
  /** The classes of the module by name. */
  classes: ReadonlyMap<string, ast.ClassDef>;
}

/** A module with the name by which others import it. */
export interface NamedTree {
  name: string;
  module: ast.Module;
}

/** What a class derived from a dataclass needs to know of it. */
export interface KnownDataclass {
  fields: Field[];
  /** True when it has a `__post_init__`, its own or inherited. */
  postInit: boolean;
}

/** Dataclasses by what a module calls them. */
export type KnownDataclasses = Map<string, KnownDataclass>;

/** Expands the dataclasses of a program's modules in place; the modules stand behind those that they import. */
export function expandDataclasses(modules: readonly NamedTree[]): ExpandedDataclasses {
  const expanded: ExpandedDataclasses = { freshDefaults: new Set(), frozen: new Set() };
  const uses = readUses(modules.map(({ module }) => module));
  const done = new Map<string, KnownDataclasses>();
  for (const { name, module } of modules) {
    const known = importedDataclasses(module, done);
    const vocabulary = { ...readNames(module), ...uses, classes: classesByName(module) };
    walk(module, {
      enter(node) {
        if (node.kind === "ClassDef") expandClass(node, vocabulary, known, expanded);
      },
    });
    done.set(name, known);
  }
  return expanded;
}

function classesByName(module: ast.Module): Map<string, ast.ClassDef> {
  const found = new Map<string, ast.ClassDef>();
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef") found.set(node.name, node);
    },
  });
  return found;
}

/** The dataclasses of other modules, by the names under which a module imports them. */
function importedDataclasses(module: ast.Module, done: ReadonlyMap<string, KnownDataclasses>): KnownDataclasses {
  const known: KnownDataclasses = new Map();
  const addAll = (from: string, prefix: string): void => {
    for (const [name, each] of done.get(from) ?? []) known.set(prefix + name, foreign(each));
  };
  walk(module, {
    enter(node) {
      if (node.kind === "Import") for (const { name, asname } of node.names) addAll(name, `${asname ?? name}.`);
      if (node.kind !== "ImportFrom") return;
      for (const { name, asname } of node.names) {
        const found = done.get(node.module ?? "")?.get(name);
        if (name === "*") addAll(node.module ?? "", "");
        else if (found) known.set(asname ?? name, foreign(found));
        else addAll(`${node.module}.${name}`, `${asname ?? name}.`);
      }
    },
  });
  return known;
}

/** Functions of `dataclasses` that look at an instance's or class's fields. */
const REFLECTING = new Set([
  "asdict",
  "astuple",
  "fields",
  "replace",
  "is_dataclass",
  "pprint",
  "pformat",
  "pp",
  "PrettyPrinter",
]);

/** A class of another module, whose annotations may use names that mean something only there. */
function foreign({ fields, postInit }: KnownDataclass): KnownDataclass {
  const annotation: ast.Name = { kind: "Name", id: "object", ctx: "Load", start: 0, end: 0 };
  return { fields: fields.map((field) => ({ ...field, annotation })), postInit };
}

type Uses = Pick<Vocabulary, "reflects" | "matches" | "readsMatchArgs" | "bases">;

function readUses(modules: readonly ast.Module[]): Uses {
  const bases = new Set<string>();
  let [reflects, matches, readsMatchArgs] = [false, false, false];
  for (const module of modules) {
    walk(module, {
      enter(node) {
        if (node.kind === "ClassDef") for (const base of node.bases) bases.add(lastName(base) ?? "");
        if (node.kind === "MatchClass") matches ||= node.patterns.length > 0;
        if (node.kind === "alias") reflects ||= REFLECTING.has(node.name);
        if (node.kind === "Attribute") reflects ||= REFLECTING.has(node.attr);
        if (node.kind === "Attribute") readsMatchArgs ||= node.attr === "__match_args__";
      },
    });
  }
  return { reflects, matches, readsMatchArgs, bases };
}

function readNames(module: ast.Module): Pick<Vocabulary, "dataclass" | "field"> {
  const named = (name: string): Set<string> => importedNames(module, "dataclasses", name);
  return { dataclass: named("dataclass"), field: named("field") };
}

function expandClass(
  node: ast.ClassDef,
  vocabulary: Vocabulary,
  known: KnownDataclasses,
  { freshDefaults, frozen }: ExpandedDataclasses,
): void {
  const index = node.decorator_list.findIndex((decorator) => isNamed(calleeOf(decorator), vocabulary.dataclass));
  if (index < 0) return;
  const options = readOptions(node.decorator_list[index]!);
  const own = readFields(node, options, vocabulary);
  const inherited = node.bases.flatMap((base) => known.get(dottedName(base) ?? "")?.fields ?? []);
  const overriding = (field: Field): Field => own.find(({ name }) => name === field.name) ?? field;
  const added = own.filter((field) => !inherited.some(({ name }) => name === field.name));
  const fields = [...inherited.map(overriding), ...added];
  const postInit = hasPostInit(node, known, vocabulary.classes);
  known.set(node.name, { fields, postInit });
  if (options.frozen) frozen.add(node);
  node.decorator_list.splice(index, 1);
  node.body = node.body.flatMap((statement) => strip(statement, own));
  const defined = new Set(node.body.flatMap((statement) => (statement.kind === "FunctionDef" ? [statement.name] : [])));
  const isCyclic = mayHoldItself(node, fields, known, vocabulary.classes);
  const makers = [
    ...attributesFor(fields, vocabulary),
    ...methodsFor(node, fields, options, vocabulary, { isCyclic, postInit }),
  ];
  for (const statement of makers.map((text) => parseMember(text, node))) {
    if (statement.kind !== "FunctionDef") node.body.unshift(statement);
    else if (!defined.has(statement.name)) {
      if (statement.name === "__init__") setParameters(statement, fields, freshDefaults);
      node.body.push(statement);
    }
  }
}

/** True for a class with a `__post_init__`, its own or one of a base's, be that a dataclass or not. */
function hasPostInit(
  { body, bases }: ast.ClassDef,
  known: KnownDataclasses,
  classes: ReadonlyMap<string, ast.ClassDef>,
): boolean {
  if (body.some((statement) => statement.kind === "FunctionDef" && statement.name === "__post_init__")) return true;
  return bases.some((base) => {
    const name = dottedName(base) ?? "";
    const plain = classes.get(name);
    return known.get(name)?.postInit ?? (plain !== undefined && hasPostInit(plain, known, classes));
  });
}

const calleeOf = (decorator: ast.Expression): ast.Expression =>
  decorator.kind === "Call" ? decorator.func : decorator;

const isNamed = (node: ast.Expression, names: ReadonlySet<string>): boolean => names.has(lastName(node) ?? "");

function readOptions(decorator: ast.Expression): Options {
  const options: Options = {
    init: true,
    repr: true,
    eq: true,
    order: false,
    frozen: false,
    kw_only: false,
    unsafe_hash: false,
  };
  if (decorator.kind !== "Call") return options;
  for (const { arg, value } of decorator.keywords) {
    if (arg !== null && arg in options && value.kind === "Constant" && value.value.type === "bool") {
      options[arg as keyof Options] = value.value.value;
    }
  }
  return options;
}

/** The fields that the class body declares; what follows `_: KW_ONLY` is keyword-only. */
function readFields(node: ast.ClassDef, options: Options, vocabulary: Vocabulary): Field[] {
  let keywordOnly = options.kw_only;
  const fields: Field[] = [];
  for (const statement of node.body) {
    if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name") continue;
    if (lastName(statement.annotation) === "KW_ONLY") keywordOnly = true;
    else if (!isNamed(headOf(statement.annotation), CLASS_VARIABLE)) {
      fields.push(readField(statement, statement.target.id, keywordOnly, vocabulary));
    }
  }
  // Of a name that is declared twice the last declaration counts, in the first one's place.
  const last = new Map(fields.map((field) => [field.name, field]));
  return [...last.values()];
}

const CLASS_VARIABLE = new Set(["ClassVar"]);

/** `ClassVar` of `ClassVar[int]`. */
const headOf = (annotation: ast.Expression): ast.Expression =>
  annotation.kind === "Subscript" ? annotation.value : annotation;

/** The field that `name: type = value` declares. */
function readField(statement: ast.AnnAssign, name: string, keywordOnly: boolean, vocabulary: Vocabulary): Field {
  const { annotation, value } = statement;
  const initOnly = lastName(headOf(annotation)) === "InitVar";
  const field: Field = {
    name,
    annotation: initOnly && annotation.kind === "Subscript" ? annotation.slice : annotation,
    default: value,
    factory: null,
    init: true,
    repr: !initOnly,
    compare: !initOnly,
    keywordOnly,
    initOnly,
  };
  if (value?.kind !== "Call" || !isNamed(value.func, vocabulary.field)) return field;
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
  return field;
}

/** A field's declaration leaves the body, but for a default value, which is a class attribute too. */
function strip(statement: ast.Statement, fields: readonly Field[]): ast.Statement[] {
  if (statement.kind !== "AnnAssign" || statement.target.kind !== "Name") return [statement];
  const { id } = statement.target;
  if (lastName(statement.annotation) === "KW_ONLY") return [];
  const field = fields.find(({ name }) => name === id);
  if (!field) return [statement];
  return field.default ? [{ ...statement, value: field.default }] : [];
}

/** Python text of the class attributes that look-ups at run time need: the fields with whether `__init__` takes them. */
function attributesFor(fields: readonly Field[], { reflects, matches, readsMatchArgs }: Vocabulary): string[] {
  const stored = fields.filter(({ initOnly }) => !initOnly);
  const attributes: string[] = [];
  if (reflects) {
    const entries = stored.map(({ name, init }) => `"${name}": ${init ? "True" : "False"}`);
    attributes.push(`__dataclass_fields__ = {${entries.join(", ")}}`);
  }
  if (matches || readsMatchArgs) {
    const names = fields.filter(({ init, keywordOnly }) => init && !keywordOnly).map(({ name }) => `"${name}"`);
    attributes.push(
      `__match_args__ = ${readsMatchArgs ? `(${names.map((name) => `${name},`).join(" ")})` : `[${names.join(", ")}]`}`,
    );
  }
  return attributes;
}

/** Python text of the methods; parameters of `__init__` are set afterwards. */
function methodsFor(
  node: ast.ClassDef,
  fields: readonly Field[],
  options: Options,
  { bases }: Vocabulary,
  { isCyclic, postInit }: { isCyclic: boolean; postInit: boolean },
): string[] {
  const methods: string[] = [];
  if (options.init) methods.push(initFor(fields, postInit));
  if (options.repr) {
    const shown = fields.filter(({ repr }) => repr).map(({ name }) => `${name}={self.${name}!r}`);
    const name = bases.has(node.name) ? "{type(self).__name__}" : node.name;
    const text = `f"${name}(${shown.join(", ")})"`;
    methods.push(`def __repr__(self):\n    return ${isCyclic ? `__recursive_repr__(self, lambda: ${text})` : text}\n`);
  }
  const compared = fields.filter(({ compare }) => compare).map(({ name }) => name);
  const values = (of: string): string => `(${compared.map((name) => `${of}.${name},`).join(" ")})`;
  const comparison = (name: string, operator: string): string =>
    `def ${name}(self, other):\n    if not isinstance(other, ${node.name}) or type(other) is not type(self):\n        return NotImplemented\n` +
    `    return ${values("self")} ${operator} ${values("other")}\n`;
  if (options.eq) methods.push(comparison("__eq__", "=="));
  if (options.unsafe_hash || (options.eq && options.frozen)) {
    methods.push(`def __hash__(self):\n    return hash(${values("self")})\n`);
  }
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

/** Text of an `__init__` that stores the fields; one that it does not take has its value from a factory, or the class. */
function initFor(fields: readonly Field[], postInit: boolean): string {
  const stores = fields.filter(({ init, factory, initOnly }) => (init || factory) && !initOnly);
  const lines = stores.map(({ name, init }) => `self.${name} = ${init ? name : "None"}`);
  if (postInit) {
    const passed = fields.filter(({ initOnly }) => initOnly).map(({ name }) => name);
    lines.push(`self.__post_init__(${passed.join(", ")})`);
  }
  const body = lines.length > 0 ? lines : ["pass"];
  return `def __init__(self) -> None:\n${body.map((line) => `    ${line}\n`).join("")}`;
}

/** Parses a member's text; all its nodes stand where the class's name stands. */
function parseMember(text: string, node: ast.ClassDef): ast.Statement {
  const { module } = parse(new SourceText(text, "<dataclass>"));
  const definition = module!.body[0]!;
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
  for (const statement of init.body) fillFromFactory(statement, fields, valueOf);
  const positional = parameters.filter(({ keywordOnly }) => !keywordOnly);
  const keywordOnly = parameters.filter((field) => field.keywordOnly);
  init.args.args.push(...positional.map(parameter));
  init.args.defaults = positional.map(valueOf).filter((value) => value !== null);
  init.args.kwonlyargs = keywordOnly.map(parameter);
  init.args.kw_defaults = keywordOnly.map(valueOf);
}

/** `self.x = None` of a field that `__init__` does not take becomes a call of the field's factory. */
function fillFromFactory(
  statement: ast.Statement,
  fields: readonly Field[],
  valueOf: (field: Field) => ast.Expression | null,
): void {
  if (statement.kind !== "Assign" || statement.value.kind !== "Constant") return;
  const [target] = statement.targets;
  const field = fields.find(({ name }) => target?.kind === "Attribute" && target.attr === name);
  if (field) statement.value = valueOf(field) ?? statement.value;
}
