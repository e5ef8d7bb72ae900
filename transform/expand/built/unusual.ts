/**
 * Which classes have to be built at run time: told from the text, ahead of binding. A class is built together with its
 * relatives, so that all of a family work in the same way.
 */
import type * as ast from "../../../parser/ast.js";
import { forEachChild, walk } from "../../../parser/walk.js";
import type { NamedTree } from "../dataclass.js";
import { dottedName, lastName } from "../names.js";
import { fits } from "../../fitting-calls.js";
import { mayMoveSuperInit, startsWithSuperInit } from "../../super-init.js";
import { patchedClasses } from "./patched.js";
import { readsOwnNames } from "./own-names.js";

type Names = ReadonlySet<string>;

/** What the text says about the module's classes and functions. */
export interface Surroundings {
  classes: ast.ClassDef[];
  byName: ReadonlyMap<string, ast.ClassDef[]>;
  functions: Names;
  /** Names of classes whose instances are descriptors. */
  descriptors: Names;
  /** Names that the module imports. */
  imported: Names;
  /** Classes that code outside of them changes. */
  patched: ReadonlySet<ast.ClassDef>;
  /** True when the module asks for `__annotations__`. */
  readsAnnotations: boolean;
  /** True when the module asks for `__doc__`. */
  readsDocs: boolean;
  /** True when the module looks at what dataclasses' fields are. */
  readsFields: boolean;
  /** Calls of something's methods, by the methods' names. */
  methodCalls: ReadonlyMap<string, ast.Call[]>;
  /** True when code outside of classes replaces an object's `__dict__`. */
  replacesDicts: boolean;
  /** Classes that don't stand at the top of their scope, or whose name has other values. */
  misplaced: ReadonlySet<ast.ClassDef>;
}

/** The classes of a program's modules that TypeScript's own can't stand for; imported modules come first. */
export function unusualClasses(modules: readonly NamedTree[]): Set<ast.ClassDef> {
  const done = new Map<string, Surroundings>();
  for (const { name, module } of modules) done.set(name, survey(module, done));
  const all = [...done.values()];
  const found = new Set(all.flatMap((around) => around.classes.filter((node) => isUnusual(node, around))));
  for (const around of all) for (const node of around.patched) found.add(node);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const around of all) for (const node of around.classes) spread(node, around, found);
  }
  for (const node of plainEnumerations(all)) found.delete(node);
  return found;
}

/** Enumerations that conversion expands (see `enum.ts`): all but those with a data type or a `__new__`, and their families. */
function plainEnumerations(all: readonly Surroundings[]): Set<ast.ClassDef> {
  const enumerations = new Map(
    all.flatMap((around) =>
      around.classes.filter((node) => isEnumeration(node, around)).map((node) => [node, around] as const),
    ),
  );
  const unusual = new Set(
    [...enumerations].filter(([node, around]) => isUnusualEnumeration(node, around)).map(([node]) => node),
  );
  for (let before = -1; before < unusual.size;) {
    before = unusual.size;
    for (const [node, around] of enumerations) spread(node, around, unusual);
  }
  return new Set([...enumerations.keys()].filter((node) => !unusual.has(node)));
}

function isUnusualEnumeration(node: ast.ClassDef, around: Surroundings): boolean {
  const isKnown = (base: ast.Expression): boolean =>
    ENUMERATIONS.has(lastName(base) ?? "") || around.byName.has(dottedName(base) ?? "");
  return (
    !node.bases.every(isKnown) ||
    node.keywords.length > 0 ||
    node.decorator_list.some((decorator) => calleeName(decorator) !== "unique") ||
    node.body.some((item) => isUnusualInEnumeration(item)) ||
    basesIn(node, around).some((base) => isEnumeration(base, around) && hasMembers(base))
  );
}

function isUnusualInEnumeration(item: ast.Statement): boolean {
  if (item.kind === "FunctionDef") return item.name === "__new__";
  if (item.kind === "Assign") return item.targets.length > 1 || item.targets[0]!.kind !== "Name";
  return !["AnnAssign", "Expr", "Pass"].includes(item.kind);
}

const hasMembers = (node: ast.ClassDef): boolean =>
  node.body.some((item) => assignedNames(item).some((name) => !name.startsWith("_")));

/** A class and its bases are built together or not at all. */
function spread(node: ast.ClassDef, around: Surroundings, found: Set<ast.ClassDef>): void {
  for (const base of basesIn(node, around)) if (found.has(node) || found.has(base)) found.add(node).add(base);
}

function basesIn(node: ast.ClassDef, { byName }: Surroundings): ast.ClassDef[] {
  return node.bases.flatMap((base) => byName.get(dottedName(headOf(base)) ?? "") ?? []);
}

/** `Stack` of `Stack[int]`. */
const headOf = (base: ast.Expression): ast.Expression => (base.kind === "Subscript" ? base.value : base);

function survey(module: ast.Module, done: ReadonlyMap<string, Surroundings>): Surroundings {
  const classes: ast.ClassDef[] = [];
  const functions = new Set<string>();
  const imported = new Set<string>();
  let [readsAnnotations, readsDocs] = [false, false];
  let [asksForFields, readsField] = [false, false];
  const methodCalls = new Map<string, ast.Call[]>();
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef") classes.push(node);
      if (node.kind === "Attribute" && node.attr === "__annotations__") readsAnnotations = true;
      if (node.kind === "Attribute" && node.attr === "__doc__") readsDocs = true;
      if (node.kind === "Attribute" && FIELD_FACTS.has(node.attr)) readsField = true;
      if (node.kind === "alias" || node.kind === "Attribute")
        asksForFields ||= FIELD_TABLES.has(node.kind === "alias" ? node.name : node.attr);
      if (node.kind === "FunctionDef") functions.add(node.name);
      if (node.kind === "Call" && node.func.kind === "Attribute") {
        const { attr } = node.func;
        methodCalls.set(attr, [...(methodCalls.get(attr) ?? []), node]);
      }
      if (node.kind === "Import" || node.kind === "ImportFrom") {
        for (const { name, asname } of node.names) imported.add(asname ?? name.split(".")[0]!);
      }
    },
  });
  const byName = importedClasses(module, done);
  for (const { name } of classes) byName.delete(name);
  for (const node of classes) byName.set(node.name, [...(byName.get(node.name) ?? []), node]);
  return {
    classes,
    byName,
    functions,
    imported,
    readsAnnotations,
    readsDocs,
    readsFields: asksForFields && readsField,
    descriptors: descriptorNames(classes),
    patched: patchedClasses(module, byName),
    methodCalls,
    replacesDicts: module.body.some(replacesDict),
    misplaced: misplacedClasses(module),
  };
}

/** How a script gets at the fields of dataclasses, and what it may ask them for beside their names. */
const FIELD_TABLES = new Set(["fields", "__dataclass_fields__"]);
const FIELD_FACTS = new Set(["type", "default", "default_factory", "metadata", "compare", "hash", "kw_only"]);

/** Classes of other modules, by the names under which a module knows them. */
function importedClasses(module: ast.Module, done: ReadonlyMap<string, Surroundings>): Map<string, ast.ClassDef[]> {
  const found = new Map<string, ast.ClassDef[]>();
  const addAll = (from: string, prefix: string): void => {
    for (const [name, nodes] of done.get(from)?.byName ?? []) found.set(prefix + name, nodes);
  };
  walk(module, {
    enter(node) {
      if (node.kind === "Import") for (const { name, asname } of node.names) addAll(name, `${asname ?? name}.`);
      if (node.kind !== "ImportFrom") return;
      for (const { name, asname } of node.names) {
        const nodes = done.get(node.module ?? "")?.byName.get(name);
        if (name === "*") addAll(node.module ?? "", "");
        else if (nodes) found.set(asname ?? name, nodes);
        else addAll(`${node.module}.${name}`, `${asname ?? name}.`);
      }
    },
  });
  return found;
}

const DESCRIPTOR_METHODS = new Set(["__get__", "__set__", "__delete__", "__set_name__"]);

function descriptorNames(classes: readonly ast.ClassDef[]): Names {
  const names = new Set([
    "property",
    "classmethod",
    "staticmethod",
    "partialmethod",
    "cached_property",
    "singledispatchmethod",
  ]);
  for (const { name, body, bases } of classes) {
    const defines = body.some((item) => item.kind === "FunctionDef" && DESCRIPTOR_METHODS.has(item.name));
    if (defines || bases.some((base) => names.has(lastName(base) ?? ""))) names.add(name);
  }
  return names;
}

/** Classes inside of blocks, those of one name in one scope, and those whose name is assigned to as well. */
function misplacedClasses(module: ast.Module): Set<ast.ClassDef> {
  const found = new Set<ast.ClassDef>();
  const visitScope = (body: readonly ast.Statement[]): void => {
    const known = new Map<string, ast.ClassDef>();
    const assigned = new Set<string>();
    const visit = (node: ast.Node, depth: number): void => {
      if (node.kind === "ClassDef") {
        const other = known.get(node.name);
        if (other) found.add(other).add(node);
        if (depth > 0) found.add(node);
        known.set(node.name, node);
        visitScope(node.body);
        return;
      }
      if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef") {
        assigned.add(node.name);
        visitScope(node.body);
        return;
      }
      if (node.kind === "Name" && node.ctx !== "Load") assigned.add(node.id);
      forEachChild(node, (child) => visit(child, depth + 1));
    };
    for (const statement of body) visit(statement, 0);
    for (const name of assigned) if (known.has(name)) found.add(known.get(name)!);
  };
  visitScope(module.body);
  return found;
}

function isUnusual(node: ast.ClassDef, around: Surroundings): boolean {
  return (
    around.misplaced.has(node) ||
    node.keywords.some((keyword) => !isAbstractMetaclass(keyword)) ||
    node.decorator_list.some((decorator) => isUnusualDecorator(decorator)) ||
    (isDataclass(node) && (around.readsFields || node.body.some(hasUnusualField))) ||
    (around.readsAnnotations && !isDataclass(node) && node.body.some(({ kind }) => kind === "AnnAssign")) ||
    (around.readsDocs && isDataclass(node) && !hasDocstring(node)) ||
    node.bases.some((base) => isUnusualBase(base, around)) ||
    node.body.some((statement) => isUnusualMember(statement, around)) ||
    hasMadeUpMethod(node, around) ||
    hidesArrayMethod(node) ||
    fillsContainerLate(node, around) ||
    iteratesAnew(node) ||
    around.replacesDicts ||
    node.body.some(replacesDict) ||
    returnsFromInit(node) ||
    misusesStaticMethod(node, around) ||
    hidesMethod(node, around) ||
    readsOwnNames(node)
  );
}

const isAbstractMetaclass = ({ arg, value }: ast.Keyword): boolean =>
  arg === "metaclass" && lastName(value) === "ABCMeta";

/** Class decorators that leave a class as it is, or that are expanded. */
const PLAIN_CLASS_DECORATORS = new Set([
  "dataclass",
  "total_ordering",
  "unique",
  "verify",
  "final",
  "runtime_checkable",
]);

/** `x: int = field(metadata=…)`, which conversion does not keep, and defaults that may be mutable, which are refused. */
function hasUnusualField(item: ast.Statement): boolean {
  const value = item.kind === "AnnAssign" ? item.value : null;
  if (value === null) return false;
  if (value.kind !== "Call" || lastName(value.func) !== "field") return !isPlainDefault(value);
  return value.keywords.some(({ arg, value: given }) =>
    arg === "default" ? !isPlainDefault(given) : arg === "metadata" || arg === "hash",
  );
}

/** Builtin functions whose results are hashable. */
const HASHABLE_MAKERS =
  /^(?:abs|bin|bool|bytes|chr|complex|float|frozenset|hex|int|len|max|min|object|ord|pow|range|repr|round|str|sum|type)$/;

/** A default value that is hashable by its look, and of which nobody can tell how often it is evaluated. */
function isPlainDefault(value: ast.Expression): boolean {
  switch (value.kind) {
    case "Constant":
    case "Name":
    case "Attribute":
    case "JoinedStr":
    case "Lambda":
      return true;
    case "Tuple":
      return value.elts.every(isPlainDefault);
    case "UnaryOp":
      return isPlainDefault(value.operand);
    case "BinOp":
      return isPlainDefault(value.left) && isPlainDefault(value.right);
    case "Call": {
      const name = lastName(value.func) ?? "";
      return /^_*[A-Z]/.test(name) || (value.func.kind === "Name" && HASHABLE_MAKERS.test(name));
    }
    default:
      return false;
  }
}

/** `@dataclass(slots=True)` makes the class anew. */
function isUnusualDecorator(decorator: ast.Expression): boolean {
  if (!PLAIN_CLASS_DECORATORS.has(calleeName(decorator))) return true;
  return decorator.kind === "Call" && decorator.keywords.some(({ arg }) => arg === "slots");
}

const isDataclass = (node: ast.ClassDef): boolean =>
  node.decorator_list.some((decorator) => calleeName(decorator) === "dataclass");

function hasDocstring({ body: [first] }: ast.ClassDef): boolean {
  return first?.kind === "Expr" && first.value.kind === "Constant" && first.value.value.type === "str";
}

const calleeName = (decorator: ast.Expression): string =>
  lastName(decorator.kind === "Call" ? decorator.func : decorator) ?? "";

// -------------------------------------------------------------------------------------------------------- bases

/** Classes of values that JavaScript holds natively, and those whose subclasses CPython builds in a way of their own. */
const UNUSUAL_BASES = new Set(
  (
    "int float str bytes complex tuple frozenset type NamedTuple TypedDict Protocol ABCMeta EnumMeta EnumType " +
    "Hashable Callable Iterable Iterator Reversible Generator Sized Container Collection Sequence MutableSequence " +
    "ByteString Set MutableSet Mapping MutableMapping MappingView KeysView ItemsView ValuesView UserDict UserList " +
    "UserString Structure Union Shelf DbfilenameShelf Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator"
  ).split(" "),
);

const ENUMERATIONS = new Set(["Enum", "IntEnum", "StrEnum", "Flag", "IntFlag"]);

function isEnumeration(node: ast.ClassDef, around: Surroundings): boolean {
  return [node, ...ancestorsIn(node, around)].some(({ bases }) =>
    bases.some((base) => ENUMERATIONS.has(lastName(base) ?? "")),
  );
}

/** The classes above a class, each once: by their names alone two that are called alike may seem to lead in a circle. */
function ancestorsIn(node: ast.ClassDef, around: Surroundings): Set<ast.ClassDef> {
  const found = new Set(basesIn(node, around));
  for (const each of found) for (const base of basesIn(each, around)) found.add(base);
  found.delete(node);
  return found;
}

function isUnusualBase(base: ast.Expression, { byName, imported }: Surroundings): boolean {
  const head = headOf(base);
  const name = lastName(head);
  if (name === null) return head.kind !== "Call";
  if (UNUSUAL_BASES.has(name) && !byName.has(name)) return true;
  const isKnown = byName.has(name) || imported.has(name) || BUILTIN_BASE.test(name);
  return head.kind === "Name" && !isKnown;
}

/** Builtin classes that JavaScript classes can extend. */
const BUILTIN_BASE =
  /^(?:object|dict|list|set|bytearray|range|\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Group))$/;

/** A special method that is a lambda, or a function from outside of the class: `__getattr__ = dict.__getitem__`. */
function hasMadeUpMethod({ body }: ast.ClassDef, { functions }: Surroundings): boolean {
  const own = new Set(body.flatMap((item) => (item.kind === "FunctionDef" ? [item.name] : [])));
  const isFunction = (value: ast.Expression): boolean =>
    value.kind === "Lambda" ||
    value.kind === "Attribute" ||
    (value.kind === "Name" && functions.has(value.id) && !own.has(value.id));
  return body.some(
    (item) =>
      item.kind === "Assign" && isFunction(item.value) && assignedNames(item).some((name) => SPECIAL.test(name)),
  );
}

const SPECIAL = /^__\w+__$/;

const CONTAINERS = new Set("dict list set bytearray OrderedDict Counter defaultdict deque".split(" "));

const isContainer = (node: ast.ClassDef, around: Surroundings): boolean =>
  node.bases.some((base) => CONTAINERS.has(lastName(headOf(base)) ?? "")) ||
  basesIn(node, around).some((base) => base !== node && isContainer(base, around));

/** A container whose `__init__` can't be a constructor: JavaScript would fill it with the arguments ahead of `__init__`. */
function fillsContainerLate(node: ast.ClassDef, around: Surroundings): boolean {
  const init = node.body.find((item) => item.kind === "FunctionDef" && item.name === "__init__");
  if (init?.kind !== "FunctionDef" || !isContainer(node, around)) return false;
  if (node.bases.length > 1) return true;
  const hasOwnBase = basesIn(node, around).length > 0;
  return !(hasOwnBase ? startsWithSuperInit(init) : mayMoveSuperInit(init)) || init.decorator_list.length > 0;
}

/** A list's methods are written with those of JavaScript's arrays, which a method `push` of the script would replace. */
function hidesArrayMethod(node: ast.ClassDef): boolean {
  if (!node.bases.some((base) => lastName(headOf(base)) === "list")) return false;
  return node.body.some((item) => item.kind === "FunctionDef" && item.name in Array.prototype);
}

/** Classes that JavaScript iterates over in a way of their own. */
const ITERABLE_BASES = new Set(["dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque", "ChainMap"]);

/** An `__iter__` below such a class. */
function iteratesAnew(node: ast.ClassDef): boolean {
  if (!node.bases.some((base) => ITERABLE_BASES.has(lastName(headOf(base)) ?? ""))) return false;
  return node.body.some((item) => item.kind === "FunctionDef" && item.name === "__iter__");
}

/** A static method that is called with arguments that don't fit: JavaScript's are like class methods. */
function misusesStaticMethod(node: ast.ClassDef, { methodCalls }: Surroundings): boolean {
  return node.body.some((item) => {
    if (item.kind !== "FunctionDef" || !item.decorator_list.some((each) => lastName(each) === "staticmethod")) return;
    return methodCalls.get(item.name)?.some((call) => !fits(call, item.args)) ?? false;
  });
}

/** An `__init__` that returns something. */
function returnsFromInit({ body }: ast.ClassDef): boolean {
  return body.some((item) => item.kind === "FunctionDef" && item.name === "__init__" && item.body.some(returnsValue));
}

function returnsValue(node: ast.Node): boolean {
  if (node.kind === "Return")
    return node.value !== null && !(node.value.kind === "Constant" && node.value.value.type === "None");
  if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return false;
  let found = false;
  forEachChild(node, (child) => (found ||= returnsValue(child)));
  return found;
}

/** `self.__dict__ = shared` in a method, `p.__dict__ = shared` elsewhere. */
function replacesDict(node: ast.Node): boolean {
  if (node.kind === "ClassDef") return false;
  if (node.kind === "Attribute" && node.attr === "__dict__" && node.ctx === "Store") return true;
  let found = false;
  forEachChild(node, (child) => (found ||= replacesDict(child)));
  return found;
}

/** `name = "circle"` below a base with a property or method `name`: in JavaScript the two stand in different places. */
function hidesMethod(node: ast.ClassDef, around: Surroundings): boolean {
  const hidden = new Set<string>();
  for (const base of ancestorsIn(node, around))
    for (const item of base.body) if (item.kind === "FunctionDef") hidden.add(item.name);
  return node.body.some((item) => assignedNames(item).some((name) => hidden.has(name)));
}

function assignedNames(item: ast.Statement): string[] {
  const targets = item.kind === "Assign" ? item.targets : item.kind === "AnnAssign" && item.value ? [item.target] : [];
  return targets.flatMap((target) => (target.kind === "Name" ? [target.id] : []));
}

// -------------------------------------------------------------------------------------------------------- members

/** Methods that CPython calls while it makes classes and instances, or that decide on attributes. */
const UNUSUAL_METHODS = new Set([
  "__new__",
  "__getattribute__",
  "__setattr__",
  "__delattr__",
  "__init_subclass__",
  "__class_getitem__",
  "__subclasshook__",
  "__prepare__",
  "__mro_entries__",
]);

function isUnusualMember(statement: ast.Statement, around: Surroundings): boolean {
  switch (statement.kind) {
    case "FunctionDef":
      return UNUSUAL_METHODS.has(statement.name) || hasUnusualDecorator(statement, around) || hasInnerSuper(statement);
    case "AsyncFunctionDef":
    case "Pass":
      return false;
    case "Expr":
      return statement.value.kind !== "Constant";
    case "Assign": {
      const [target, ...others] = statement.targets;
      return others.length > 0 || target!.kind !== "Name" || isUnusualValue(target!.id, statement.value, around);
    }
    case "AnnAssign":
      return (
        statement.target.kind !== "Name" ||
        (statement.value !== null && isUnusualValue(statement.target.id, statement.value, around))
      );
    default:
      return true;
  }
}

function isUnusualValue(name: string, value: ast.Expression, { descriptors, functions }: Surroundings): boolean {
  if (name === "__slots__") return true;
  if (value.kind !== "Call") return false;
  const callee = lastName(value.func) ?? "";
  return descriptors.has(callee) || (value.func.kind === "Name" && functions.has(callee));
}

/** True when `super` stands in a function or generator inside of a method, where JavaScript has none. */
function hasInnerSuper(method: ast.FunctionDef): boolean {
  const visit = (node: ast.Node, isInner: boolean): boolean => {
    if (isInner && node.kind === "Name" && node.id === "super") return true;
    let found = false;
    const opens = node.kind === "FunctionDef" || node.kind === "Lambda" || node.kind === "GeneratorExp";
    forEachChild(node, (child) => (found ||= visit(child, isInner || opens)));
    return found;
  };
  return method.body.some((statement) => visit(statement, false));
}

const METHOD_DECORATORS = new Set(["staticmethod", "classmethod", "property", "abstractmethod", "override", "final"]);

function hasUnusualDecorator(method: ast.FunctionDef, around: Surroundings): boolean {
  const foreign = method.decorator_list.filter((decorator) => {
    if (decorator.kind === "Attribute" && decorator.attr === "setter")
      return decorator.value.kind !== "Name" || decorator.value.id !== method.name;
    return !METHOD_DECORATORS.has(lastName(decorator) ?? "");
  });
  const isMixed = foreign.length > 0 && foreign.length < method.decorator_list.length;
  return isMixed || foreign.some((decorator) => makesDescriptor(decorator, around));
}

function makesDescriptor(decorator: ast.Expression, { byName, descriptors }: Surroundings): boolean {
  const name = calleeName(decorator);
  const isAttribute = decorator.kind === "Attribute" && decorator.value.kind !== "Name";
  const ofMember = new Set(["setter", "getter", "deleter", "register", "singledispatchmethod"]);
  return isAttribute || ofMember.has(name) || byName.has(name) || descriptors.has(name);
}
