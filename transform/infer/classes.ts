/** The script's classes: bases, methods, attributes, and the parameters that the interpreter itself fills. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { STR, UNKNOWN, type Atom } from "./atoms.js";
import { produce } from "./annotations.js";
import { attributeNode } from "./attributes.js";
import { bindUserCall, raisedArguments } from "./calls.js";
import { consume } from "./consume.js";
import { inheritedFields, ownFields } from "./dataclass.js";
import { openFunction } from "./escape.js";
import { enterFunction } from "./functions.js";
import { decoratorName, resolveClass } from "./names.js";
import { METHODS } from "./operators.js";
import type { ClassInfo, FunctionInfo, Program } from "./program.js";
import { environmentOf } from "./receivers.js";
import { ancestors as stubAncestors } from "./stub-members.js";
import type { StubClass } from "./types.js";

type MethodNode = ast.FunctionDef | ast.AsyncFunctionDef;

/** Makes the entries of all classes; those of bases come before those of the classes that extend them. */
export function enterClasses(program: Program, nodes: ast.ClassDef[]): void {
  const made = new Map<ast.ClassDef, ClassInfo>();
  for (const node of nodes) made.set(node, emptyClass(node));
  for (const [node, info] of made) program.classes.set(node, info);
  for (const info of made.values()) resolveBases(program, info, made);
  for (const info of made.values()) info.ancestors = linearise(info);
  for (const info of made.values()) {
    for (const ancestor of info.ancestors) ancestor.descendants.push(info);
    info.isEnumeration = info.ancestors.some((of) => of.stubBases.some((base) => base.name.startsWith("enum.")));
    info.user.bases = info.bases.map((base) => (base === null ? null : "user" in base ? base.user : base));
  }
  for (const info of made.values()) enterMembers(program, info);
  for (const info of made.values()) enterAttributes(program, info);
  for (const info of made.values()) if (info.fields !== null) info.fields = inheritedFields(info);
  for (const info of made.values()) seedMethods(program, info);
}

function emptyClass(node: ast.ClassDef): ClassInfo {
  return {
    user: { kind: "user", node, bases: [], attributes: new Map(), methods: new Map() },
    node,
    bases: [],
    ancestors: [],
    descendants: [],
    stubBases: [],
    isOpen: false,
    declared: new Set(),
    attributes: new Map(),
    classValues: new Map(),
    methods: new Map(),
    properties: new Map(),
    staticMethods: new Set(),
    classMethods: new Set(),
    escapes: false,
    isEnumeration: false,
    allUnknown: false,
    fields: null,
  };
}

/** Bases that say nothing about values. */
const PLAIN_BASES = new Set(["builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol"]);
/** Class decorators that leave the class as it is. */
const PLAIN_DECORATORS = new Set(["total_ordering", "unique", "final", "runtime_checkable", "dataclass"]);

function resolveBases(program: Program, info: ClassInfo, made: Map<ast.ClassDef, ClassInfo>): void {
  const { node } = info;
  for (const expression of node.bases) {
    const base = resolveClass(program, expression.kind === "Subscript" ? expression.value : expression);
    if (base === null) {
      info.bases.push(null);
      info.isOpen = true;
    } else if (base.kind === "user") info.bases.push(made.get(base.node)!);
    else if (!PLAIN_BASES.has(base.name)) {
      info.bases.push(base);
      info.stubBases.push(base);
    }
  }
  if (node.keywords.some(({ arg, value }) => arg !== "metaclass" || !isName(value, "ABCMeta"))) info.isOpen = true;
  const decorators = node.decorator_list.map(decoratorName);
  if (decorators.some((name) => !PLAIN_DECORATORS.has(name))) info.isOpen = true;
  if (decorators.includes("dataclass")) info.fields = ownFields(program, node);
  // What the stub describes may be met again as a value of a base's type.
  if (info.stubBases.length > 0) info.escapes = true;
}

function isName(expression: ast.Expression, name: string): boolean {
  return (
    (expression.kind === "Name" && expression.id === name) ||
    (expression.kind === "Attribute" && expression.attr === name)
  );
}

/** The class and its bases in an order in which each comes before its own bases. */
function linearise(info: ClassInfo): ClassInfo[] {
  const found: ClassInfo[] = [];
  const visit = (of: ClassInfo): void => {
    if (found.includes(of)) return;
    for (const base of [...of.bases].reverse()) if (base !== null && "user" in base) visit(base);
    found.unshift(of);
  };
  visit(info);
  return found;
}

function enterMembers(program: Program, info: ClassInfo): void {
  for (const statement of info.node.body) {
    if (statement.kind === "FunctionDef" || statement.kind === "AsyncFunctionDef")
      enterMethod(program, info, statement);
  }
  for (const [name, { definitions }] of program.bindings.scopeOf(info.node).bindings) {
    // A method that the body binds again may have become anything.
    const method = info.methods.get(name);
    const isRebound = method !== undefined && definitions.some(({ kind }) => kind !== "function");
    if (isRebound) {
      openFunction(program, method);
      info.methods.delete(name);
      info.user.methods.delete(name);
    }
    if (info.methods.has(name) || info.properties.has(name)) continue;
    info.declared.add(name);
    info.classValues.set(name, program.node(...(isRebound ? [UNKNOWN] : [])));
  }
  for (const name of info.declared) if (isStubVariable(info, name)) info.declared.delete(name);
}

/** `self.daemon = True` in a Process sets what Process already has. */
function isStubVariable(info: ClassInfo, name: string): boolean {
  const member = stubBasesOf(info)
    .map((stub) => stub.member(name))
    .find((found) => found !== null);
  return member !== undefined && member?.kind !== "function";
}

function enterMethod(program: Program, info: ClassInfo, node: MethodNode): void {
  const method = enterFunction(program, node, info.user);
  const decorators = node.decorator_list.map(decoratorName);
  declareAttributes(info, node);
  const kind = decorators[0] ?? "";
  if (kind === "property" || kind === "cached_property")
    info.properties.set(node.name, { getter: method, setter: null });
  else if (kind === "setter" || kind === "deleter") {
    const property = info.properties.get(node.name) ?? { getter: null, setter: null };
    info.properties.set(node.name, kind === "setter" ? { ...property, setter: method } : property);
  } else if (decorators.every((name) => PLAIN_METHOD_DECORATORS.has(name))) {
    info.methods.set(node.name, method);
    info.user.methods.set(node.name, method.user);
    if (decorators.includes("staticmethod")) info.staticMethods.add(node.name);
    if (decorators.includes("classmethod") || IMPLICIT_CLASS_METHODS.has(node.name)) info.classMethods.add(node.name);
  }
}

const PLAIN_METHOD_DECORATORS = new Set(["staticmethod", "classmethod", "abstractmethod", "override", "final"]);
const IMPLICIT_CLASS_METHODS = new Set(["__init_subclass__", "__class_getitem__"]);

/** Once all classes know what they declare, each attribute has one node, which what the class body binds feeds. */
function enterAttributes(program: Program, info: ClassInfo): void {
  for (const name of info.declared) {
    const node = attributeNode(program, info, name);
    const values = info.classValues.get(name);
    if (values !== undefined) program.solver.edge(values, node);
  }
}

/** Names stored through the first parameter, anywhere in the method. */
function declareAttributes(info: ClassInfo, node: MethodNode): void {
  const self = [...node.args.posonlyargs, ...node.args.args][0]?.arg;
  if (self === undefined) return;
  walk(node, {
    enter(child) {
      if (child.kind !== "Attribute" || child.ctx !== "Store") return;
      if (child.value.kind === "Name" && child.value.id === self) info.declared.add(child.attr);
    },
  });
}

/** Parameters (without self) that the interpreter gives to methods of its protocols. */
const PROTOCOL_PARAMETERS: Record<string, Atom[]> = {
  __getattr__: [STR],
  __getattribute__: [STR],
  __delattr__: [STR],
  __format__: [STR],
};

/** What `sorted` and the like call: with anything, but who writes them has instances of the class in mind. */
const ORDERING = new Set(["__lt__", "__le__", "__gt__", "__ge__"]);

const ARITHMETIC = Object.values(METHODS);

/** Called only by operators and calls that the script itself writes. */
const FOLLOWED = new Set(
  [
    "init",
    "new",
    "call",
    "getitem",
    "setitem",
    "delitem",
    "contains",
    "iter",
    "next",
    "len",
    "enter",
    "str",
    "repr",
    "bool",
  ]
    .concat(
      "post_init",
      ARITHMETIC,
      ARITHMETIC.map((name) => `r${name}`),
      ARITHMETIC.map((name) => `i${name}`),
    )
    .map((name) => `__${name}__`),
);

function seedMethods(program: Program, info: ClassInfo): void {
  const self: Atom = { kind: "instance", of: info.user };
  for (const [name, method] of [...info.methods, ...propertyMethods(info)]) {
    const parameters = positionalNames(method);
    const kind = info.classMethods.has(name) || name === "__new__" ? "class" : "instance";
    // The runtime may call an inherited method on an instance of a subclass.
    const receivers = info.descendants.filter((of) => of === info || !of.methods.has(name));
    if (parameters.length > 0 && !info.staticMethods.has(name)) {
      for (const of of receivers) addTo(program, method, parameters[0], { kind, of: of.user });
    }
    seedParameters(program, info, name, method, parameters.slice(1), self);
  }
}

function propertyMethods(info: ClassInfo): [string, FunctionInfo][] {
  return [...info.properties].flatMap(([name, { getter, setter }]) =>
    [getter, setter].flatMap((method): [string, FunctionInfo][] => (method === null ? [] : [[name, method]])),
  );
}

function seedParameters(
  program: Program,
  info: ClassInfo,
  name: string,
  method: FunctionInfo,
  parameters: string[],
  self: Atom,
): void {
  const isDunder = name.startsWith("__") && name.endsWith("__");
  const seeds = Object.hasOwn(PROTOCOL_PARAMETERS, name) ? PROTOCOL_PARAMETERS[name]! : null;
  const isOrdering = ORDERING.has(name) && info.stubBases.length === 0;
  if (isOrdering)
    addTo(program, method, parameters[0], program.reading({ kind: "instance", of: info.user, arguments: [] }));
  else if (seeds !== null) seeds.forEach((atom, index) => addTo(program, method, parameters[index], atom));
  else if (name === "__exit__" || name === "__aexit__") bindUserCall(program, method, raisedArguments(program), self);
  else if (isDunder && (!FOLLOWED.has(name) || makesMembers(info))) {
    for (const parameter of parameters) addTo(program, method, parameter, UNKNOWN);
    for (const rest of [method.rest.vararg, method.rest.kwarg]) if (rest !== null) program.solver.add(rest, UNKNOWN);
  }
  if (isDunder) method.called = true;
  // A base that isn't known may call any method; one that a stub describes, those that it has itself.
  if (info.ancestors.some((of) => of.isOpen)) openFunction(program, method, self);
  else overrideStub(program, info, name, method, parameters, self);
}

/** True for enumerations, whose `__init__` the runtime calls with the parts of a member's value. */
function makesMembers(info: ClassInfo): boolean {
  return stubBasesOf(info).some((stub) => stub.member("_member_") !== null);
}

function overrideStub(
  program: Program,
  info: ClassInfo,
  name: string,
  method: FunctionInfo,
  parameters: string[],
  self: Atom,
): void {
  if (name === "__init__" || name === "__new__") return;
  for (const stub of info.ancestors.flatMap((of) => of.stubBases)) {
    const owner = stubAncestors(stub).find((of) => of.ownMember(name) !== null && of.name !== "builtins.object");
    const member = owner?.ownMember(name);
    if (owner === undefined || member?.kind !== "function") continue;
    method.called = true;
    const environment = environmentOf(program, self, owner);
    parameters.forEach((parameter, index) => {
      const annotation = member.function.parameters[index]?.annotation;
      if (annotation === undefined || annotation === null) return addTo(program, method, parameter, UNKNOWN);
      const given = produce(program, { annotation, environment, module: owner.stubModule });
      program.solver.edge(given, method.parameters.get(parameter)!);
    });
    const { returns } = member.function;
    if (returns !== null)
      consume(program, { annotation: returns, environment, module: owner.stubModule }, method.result);
  }
}

function addTo(program: Program, method: FunctionInfo, parameter: string | undefined, atom: Atom): void {
  if (parameter !== undefined) program.solver.add(method.parameters.get(parameter)!, atom);
}

function positionalNames(method: FunctionInfo): string[] {
  const { args } = method.user.node;
  return [...args.posonlyargs, ...args.args].map((arg) => arg.arg);
}

/** The stub classes among the bases of a class and of its bases. */
function stubBasesOf(info: ClassInfo): StubClass[] {
  return info.ancestors.flatMap((of) => of.stubBases);
}
