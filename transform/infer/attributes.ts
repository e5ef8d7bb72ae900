/** Reading and storing attributes, by the kind of receiver. */
import { produce } from "./annotations.js";
import {
  NONE,
  STR,
  UNKNOWN,
  type Atom,
  type ClassAtom,
  type InstanceAtom,
  type SuperAtom,
  type UnknownAtom,
} from "./atoms.js";
import { bindUserCall, call } from "./calls.js";
import { consume } from "./consume.js";
import { escape } from "./escape.js";
import { isNamespace, namespaceAttribute, openNamespaces } from "./namespaces.js";
import type { SourceModule } from "../program/source-module.js";
import { atomOfEntry, atomOfTarget } from "./modules.js";
import { positionalArguments, type CallArguments, type ClassInfo, type Program } from "./program.js";
import { attributeRead } from "./readings.js";
import { environmentOf, stubClassesOf } from "./receivers.js";
import type { TypeNode } from "./solver.js";
import type { StubClass, StubMember } from "./types.js";
import { recordUnknownUse } from "./unknown-uses.js";

/** Lets what `receiver.name` gives flow into `result`. */
export function readAttribute(
  program: Program,
  receiver: TypeNode,
  name: string,
  result: TypeNode,
  isCallee: boolean,
): void {
  program.solver.on(receiver, (atom) => {
    // A call of a method of an unknown receiver is recorded with its arguments where the call is dealt with.
    if (atom.kind === "unknown" && isCallee) return program.solver.add(result, attributeOf(program, atom, name));
    readAtomAttribute(program, atom, name, result);
    if (isUntold(program, atom, name)) program.solver.add(result, UNKNOWN);
  });
}

/** True for a special method that neither the script nor a stub tells of; all values have more of them. */
function isUntold(program: Program, atom: Atom, name: string): boolean {
  if (!name.startsWith("__") || !name.endsWith("__") || NO_VALUES.has(atom.kind)) return false;
  const own = atom.kind === "instance" ? program.classOf(atom.of).ancestors : [];
  if (own.some((info) => info.methods.has(name) || info.declared.has(name))) return false;
  return stubClassesOf(program, atom).every((stub) => stub.member(name) === null);
}

/** Atoms whose attributes are those of classes, modules and functions. */
const NO_VALUES: ReadonlySet<Atom["kind"]> = new Set([
  "unknown",
  "module",
  "class",
  "super",
  "function",
  "bound",
  "partial",
  "callable",
]);

export function readAtomAttribute(program: Program, atom: Atom, name: string, result: TypeNode): void {
  switch (atom.kind) {
    case "unknown":
      recordUnknownUse(program, { kind: "read", name, result });
      return program.solver.add(result, attributeOf(program, atom, name));
    case "module":
      return readModule(program, atom.name, name, result);
    case "instance":
      return readInstance(program, atom, name, result);
    case "class":
      return readClass(program, atom, name, result);
    case "super":
      return readSuper(program, atom, name, result);
    case "function":
    case "bound":
    case "partial":
    case "callable":
      return program.solver.add(result, name === "__name__" || name === "__qualname__" ? STR : UNKNOWN);
    default:
      return readStubInstance(program, atom, name, result);
  }
}

function attributeOf(program: Program, { reads }: UnknownAtom, name: string): UnknownAtom {
  return reads === undefined ? UNKNOWN : program.reading(attributeRead(program, reads, name));
}

function readModule(program: Program, module: string, name: string, result: TypeNode): void {
  if (name === "__name__" || name === "__file__") return program.solver.add(result, STR);
  const own = program.source.find(module);
  if (own !== null) {
    const target = program.source.member(own, name);
    const isThere = target.kind !== "absent" && !name.startsWith("__");
    return isThere ? program.solver.edge(atomOfTarget(program, target), result) : program.solver.add(result, UNKNOWN);
  }
  const entry = program.stubs.member(module, name);
  if (entry === null) return program.solver.add(result, UNKNOWN);
  program.solver.edge(atomOfEntry(program, entry), result);
}

function readInstance(program: Program, atom: InstanceAtom, name: string, result: TypeNode): void {
  const { solver } = program;
  const info = program.classOf(atom.of);
  if (name === "__class__") return solver.add(result, { kind: "class", of: atom.of });
  if (name === "__dict__") {
    openAttributes(program, info);
    return solver.add(result, UNKNOWN);
  }
  const isKnown = readMember(program, info.ancestors, name, atom, result);
  solver.edge(attributeNode(program, info, name), result);
  readClassValues(program, info, name, atom, result);
  // A base that isn't known may make anything of what the class binds.
  if (info.ancestors.some((of) => of.isOpen)) solver.add(result, UNKNOWN);
  if (isKnown || info.ancestors.some((of) => of.declared.has(name))) return;
  if (readStubMember(program, atom, name, result)) return;
  const getattr = info.ancestors.find((of) => of.methods.has("__getattr__"))?.methods.get("__getattr__");
  if (getattr !== undefined) {
    bindUserCall(program, getattr, positionalArguments(program.node(STR)), atom);
    return solver.edge(getattr.result, result);
  }
  if (readNamespace(program, atom, name, result)) return;
  const isAnything = stubClassesOf(program, atom).some((stub) => stub.member("__getattr__") !== null);
  if (isAnything) solver.add(result, UNKNOWN);
}

/** What class bodies bind under the name; functions among it become methods. */
function readClassValues(program: Program, info: ClassInfo, name: string, self: InstanceAtom, result: TypeNode): void {
  for (const { classValues } of info.ancestors) {
    const values = classValues.get(name);
    if (values === undefined) continue;
    program.solver.on(values, (atom) =>
      program.solver.add(result, atom.kind === "function" ? { kind: "bound", function: atom.of, self } : atom),
    );
  }
}

/** Methods and properties of the script's classes; false when none of them has one of that name. */
function readMember(program: Program, classes: ClassInfo[], name: string, self: Atom, result: TypeNode): boolean {
  const { solver } = program;
  for (const of of classes) {
    const property = of.properties.get(name);
    if (property?.getter) {
      bindUserCall(program, property.getter, positionalArguments(), self);
      solver.edge(property.getter.result, result);
      return true;
    }
    const method = of.methods.get(name);
    if (method === undefined) continue;
    if (of.staticMethods.has(name)) solver.add(result, { kind: "function", of: method.user });
    else if (of.classMethods.has(name)) {
      const receiver: Atom = self.kind === "instance" ? { kind: "class", of: self.of } : self;
      solver.add(result, { kind: "bound", function: method.user, self: receiver });
    } else if (self.kind === "class") solver.add(result, { kind: "function", of: method.user });
    else solver.add(result, { kind: "bound", function: method.user, self });
    return true;
  }
  return false;
}

/** True for what the expansion of an enumeration has made a member (expand/enum.ts): not all that its body assigns is one. */
function isMember({ node }: ClassInfo, name: string): boolean {
  return node.body.some((statement) => {
    if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return false;
    const target = statement.kind === "Assign" ? statement.targets[0]! : statement.target;
    const { value } = statement;
    if (target.kind !== "Name" || target.id !== name || value?.kind !== "Call") return false;
    return value.func.kind === "Attribute" && value.func.attr === "_member_";
  });
}

function readClass(program: Program, atom: ClassAtom, name: string, result: TypeNode): void {
  const { solver } = program;
  if (name === "__name__" || name === "__qualname__" || name === "__module__") return solver.add(result, STR);
  if (atom.of.kind === "stub") {
    readStubClass(program, atom, atom.of, name, result);
    return;
  }
  const info = program.classOf(atom.of);
  if (name === "__dict__") openAttributes(program, info);
  if (info.isEnumeration && isMember(info, name)) return solver.add(result, { kind: "instance", of: atom.of });
  const isKnown = readMember(program, info.ancestors, name, atom, result);
  solver.edge(attributeNode(program, info, name), result);
  for (const of of info.ancestors) if (of.classValues.has(name)) solver.edge(of.classValues.get(name)!, result);
  if (info.ancestors.some((of) => of.isOpen)) solver.add(result, UNKNOWN);
  if (isKnown || info.ancestors.some((of) => of.declared.has(name))) return;
  for (const stub of info.ancestors.flatMap((of) => of.stubBases)) {
    if (readStubClass(program, atom, stub, name, result)) return;
  }
  solver.add(result, UNKNOWN);
}

function readStubClass(program: Program, atom: ClassAtom, of: StubClass, name: string, result: TypeNode): boolean {
  const member = of.member(name);
  if (member === null) {
    if (atom.of === of) program.solver.add(result, UNKNOWN);
    return false;
  }
  if (member.kind === "function") {
    // `fromkeys` of a class of the script makes its instances by the methods that it has itself.
    if (member.static && atom.of.kind === "user") {
      escape(program, program.node(atom));
      program.solver.add(result, UNKNOWN);
      return true;
    }
    const isBound = member.function.decorators.includes("classmethod");
    program.solver.add(
      result,
      isBound ? { kind: "bound", function: member.function, self: atom } : { kind: "function", of: member.function },
    );
    return true;
  }
  const environment = new Map<string, TypeNode>();
  program.solver.edge(
    produce(program, { annotation: member.type, environment, module: member.owner.stubModule }),
    result,
  );
  return true;
}

/** Attributes of `super()`: those of the classes that come after `of` in the order of some class below it. */
function readSuper(program: Program, atom: SuperAtom, name: string, result: TypeNode): void {
  const own = program.classOf(atom.of);
  for (const info of own.descendants) {
    const after = info.ancestors.slice(info.ancestors.indexOf(own) + 1);
    program.solver.on(atom.self, (self) => {
      if (self.kind !== "instance" && self.kind !== "class") return;
      if (readMember(program, after, name, self, result)) return;
      const stub = info.ancestors.flatMap((of) => of.stubBases).find((base) => base.member(name) !== null);
      const member = stub?.member(name) ?? null;
      if (member !== null) readMemberOf(program, self, member, result);
      else if (info.ancestors.some((of) => of.isOpen)) program.solver.add(result, UNKNOWN);
      else if (name === "__init__")
        program.solver.add(result, { kind: "callable", parameters: null, result: program.node(NONE) });
      else program.solver.add(result, UNKNOWN);
    });
  }
}

function readStubInstance(program: Program, atom: Atom, name: string, result: TypeNode): void {
  if (readStubMember(program, atom, name, result)) return;
  if (readNamespace(program, atom, name, result)) return;
  if (name === "__class__" || atom.kind === "generic" || atom.kind === "manager") {
    // The stub may describe a base of what the value really is.
    recordUnknownUse(program, { kind: "read", name, result });
    program.solver.add(result, UNKNOWN);
  }
}

/** An attribute of argparse's Namespace; false for any other object. */
function readNamespace(program: Program, atom: Atom, name: string, result: TypeNode): boolean {
  if (!isNamespace(program, atom)) return false;
  if (name === "__dict__") openNamespaces(program);
  program.solver.edge(namespaceAttribute(program, name), result);
  return true;
}

function readStubMember(program: Program, atom: Atom, name: string, result: TypeNode): boolean {
  for (const stub of stubClassesOf(program, atom)) {
    const member = stub.member(name);
    if (member === null) continue;
    readMemberOf(program, atom, member, result);
    return true;
  }
  return false;
}

function readMemberOf(program: Program, atom: Atom, member: StubMember, result: TypeNode): void {
  if (member.kind === "function") {
    program.solver.add(
      result,
      member.static
        ? { kind: "function", of: member.function }
        : { kind: "bound", function: member.function, self: atom },
    );
    return;
  }
  program.solver.edge(memberValue(program, atom, member), result);
}

/** What a property or variable of a stub holds; the same node at each read, so that what is put into it is seen again. */
function memberValue(program: Program, atom: Atom, member: Exclude<StubMember, { kind: "function" }>): TypeNode {
  const environment = environmentOf(program, atom, member.owner);
  let values = program.memberValues.get(environment);
  if (values === undefined) program.memberValues.set(environment, (values = new Map()));
  let value = values.get(member);
  if (value === undefined) {
    value = produce(program, { annotation: member.type, environment, module: member.owner.stubModule });
    values.set(member, value);
  }
  return value;
}

/** The node of an attribute: one for a class and all below it, at the topmost class that declares the name. */
export function attributeNode(program: Program, info: ClassInfo, name: string): TypeNode {
  const declaring = info.ancestors.filter((of) => of.declared.has(name));
  const owner = (declaring.length > 0 ? declaring : info.ancestors).at(-1)!;
  let node = owner.attributes.get(name);
  if (node === undefined) owner.attributes.set(name, (node = program.node(...(owner.allUnknown ? [UNKNOWN] : []))));
  return node;
}

/** Anything may have been stored under any name. */
export function openAttributes(program: Program, info: ClassInfo): void {
  for (const of of info.ancestors) {
    if (of.allUnknown) continue;
    of.allUnknown = true;
    for (const name of of.declared) program.solver.add(attributeNode(program, of, name), UNKNOWN);
    for (const node of of.attributes.values()) {
      program.solver.add(node, UNKNOWN);
      escape(program, node);
    }
  }
}

export function storeAttribute(program: Program, receiver: TypeNode, name: string, value: TypeNode): void {
  program.solver.on(receiver, (atom) => storeAtomAttribute(program, atom, name, value));
}

export function storeAtomAttribute(program: Program, atom: Atom, name: string, value: TypeNode): void {
  switch (atom.kind) {
    case "unknown":
      recordUnknownUse(program, { kind: "store", name, value });
      program.solver.edge(value, namespaceAttribute(program, name));
      return escape(program, value);
    case "instance":
      return storeInstance(program, atom, name, value);
    case "class":
      if (atom.of.kind === "user") program.solver.edge(value, attributeNode(program, program.classOf(atom.of), name));
      else escape(program, value);
      return;
    case "super":
      return program.solver.on(atom.self, (self) => storeAtomAttribute(program, self, name, value));
    case "module": {
      const own = program.source.find(atom.name);
      return own === null ? escape(program, value) : storeModule(program, own, name, value);
    }
    default:
      if (isNamespace(program, atom)) program.solver.edge(value, namespaceAttribute(program, name));
      if (!storeStubMember(program, atom, name, value)) escape(program, value);
  }
}

/** Flows into the variable; one that nobody knew to be written from outside is noted, since it was taken for followed. */
function storeModule(program: Program, module: SourceModule, name: string, value: TypeNode): void {
  const binding = module.bindings.module.bindings.get(name);
  if (binding?.writtenOutside) program.solver.edge(value, program.total(binding));
  else program.foundStores.push({ module, name });
}

function storeInstance(program: Program, atom: InstanceAtom, name: string, value: TypeNode): void {
  const info = program.classOf(atom.of);
  const setter = info.ancestors.find((of) => of.properties.has(name))?.properties.get(name)?.setter;
  if (setter) return bindUserCall(program, setter, positionalArguments(value), atom);
  const setattr = info.ancestors.find((of) => of.methods.has("__setattr__"))?.methods.get("__setattr__");
  if (setattr !== undefined) {
    bindUserCall(program, setattr, positionalArguments(program.node(STR), value), atom);
    openAttributes(program, info);
  }
  const isDeclared = info.ancestors.some((of) => of.declared.has(name));
  if (!isDeclared && storeStubMember(program, atom, name, value)) return;
  program.solver.edge(value, attributeNode(program, info, name));
}

function storeStubMember(program: Program, atom: Atom, name: string, value: TypeNode): boolean {
  for (const stub of stubClassesOf(program, atom)) {
    const member = stub.member(name);
    if (member === null || member.kind === "function") continue;
    const environment = environmentOf(program, atom, member.owner);
    consume(program, { annotation: member.type, environment, module: member.owner.stubModule }, value);
    return true;
  }
  return false;
}

/** Calls a method as the interpreter does for an operator or a protocol. */
export function callMethod(program: Program, atom: Atom, name: string, given: CallArguments, result: TypeNode): void {
  if (atom.kind === "unknown") {
    recordUnknownUse(program, { kind: "call", name, arguments: given, result });
    return program.solver.add(result, UNKNOWN);
  }
  const method = program.node();
  readAtomAttribute(program, atom, name, method);
  call(program, method, given, result);
}
