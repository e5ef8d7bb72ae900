/** What a condition says about the variables in it: `x is None`, `isinstance(x, C)`, `x`, and their combinations. */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import { BOOL, INT, naturalWithin, NONE, UNKNOWN, type Atom } from "./atoms.js";
import { join, withVersion, type Flow } from "./flow.js";
import { instanceOfStub } from "./instances.js";
import { resolveClass } from "./names.js";
import type { ClassInfo, Program } from "./program.js";
import { stubClassesOf } from "./receivers.js";
import { ancestors } from "./stub-members.js";
import type { TypeNode } from "./solver.js";
import type { StubClass, UserClass } from "./types.js";

/** What a value becomes under a condition: nothing when it can't be there. */
type Filter = (atom: Atom) => readonly Atom[];

/** Gives the variable of a name when its values are followed from place to place. */
export type Tracked = (name: ast.Name) => Binding | null;

/** The flow where `test` is true (or false), after it has been evaluated. */
export function narrow(program: Program, test: ast.Expression, truth: boolean, flow: Flow, tracked: Tracked): Flow {
  const further = (part: ast.Expression, wanted: boolean, from: Flow): Flow =>
    narrow(program, part, wanted, from, tracked);
  switch (test.kind) {
    case "UnaryOp":
      return test.op === "Not" ? further(test.operand, !truth, flow) : flow;
    case "BoolOp":
      return narrowBoolean(program, test, truth, flow, further);
    case "Constant":
      return isTrueConstant(test) === !truth ? null : flow;
    case "NamedExpr":
      return applyFilter(program, test.target, truth ? truthy : keep, flow, tracked);
    case "Name":
      return applyFilter(program, test, truth ? truthy : (atom) => falsy(program, atom), flow, tracked);
    case "Compare":
      return narrowComparison(program, test, truth, flow, tracked);
    case "Call":
      return narrowCall(program, test, truth, flow, tracked);
    default:
      return flow;
  }
}

type Further = (part: ast.Expression, wanted: boolean, from: Flow) => Flow;

/** `a and b` is true where both are; false where a is false, or a true and b false. */
function narrowBoolean(program: Program, test: ast.BoolOp, truth: boolean, flow: Flow, further: Further): Flow {
  const isAnd = test.op === "And";
  if (isAnd === truth) return test.values.reduce((from, value) => further(value, truth, from), flow);
  const ends: Flow[] = [];
  let from = flow;
  for (const value of test.values) {
    ends.push(further(value, truth, from));
    from = further(value, !truth, from);
  }
  return join(program, ...ends);
}

function isTrueConstant(test: ast.Constant): boolean | null {
  if (test.value.type === "bool") return test.value.value;
  if (test.value.type === "int") return test.value.value !== 0n;
  return null;
}

function narrowComparison(program: Program, test: ast.Compare, truth: boolean, flow: Flow, tracked: Tracked): Flow {
  const [op] = test.ops;
  const [right] = test.comparators;
  if (test.ops.length !== 1 || op === undefined || right === undefined) return flow;
  const isEqual = op === "Eq" || op === "Is";
  if (!isEqual && op !== "NotEq" && op !== "IsNot") return flow;
  const subject = test.left.kind === "NamedExpr" ? test.left.target : test.left;
  const wanted = isEqual === truth;
  if (isClassTest(subject)) {
    const [name] = subject.args;
    const of = resolveClass(program, right);
    if (of === null || name?.kind !== "Name" || !wanted) return flow;
    return applyFilter(program, name, (atom) => instanceOf(program, atom, [of]), flow, tracked);
  }
  const [name, constant] = subject.kind === "Name" ? [subject, right] : [right, subject];
  if (name.kind !== "Name" || constant.kind !== "Constant") return flow;
  const filter = comparisonFilter(constant, wanted, op === "Is" || op === "IsNot");
  return filter === null ? flow : applyFilter(program, name, filter, flow, tracked);
}

/** `type(x)` in a comparison with a class. */
function isClassTest(expression: ast.Expression): expression is ast.Call {
  return expression.kind === "Call" && expression.func.kind === "Name" && expression.func.id === "type";
}

function comparisonFilter(constant: ast.Constant, isEqual: boolean, isIdentity: boolean): Filter | null {
  const { type } = constant.value;
  // Equality with user-defined classes can't be told from outside.
  const mayEqual = (kinds: Atom["kind"][]): Filter => {
    return (atom) =>
      kinds.includes(atom.kind) || (!isIdentity && (atom.kind === "instance" || atom.kind === "generic")) ? [atom] : [];
  };
  if (type === "None") {
    if (!isEqual) return (atom) => (atom.kind === "none" ? [] : [atom]);
    return (atom) => (atom.kind === "unknown" && isIdentity ? [NONE] : mayEqual(["none", "unknown"])(atom));
  }
  if (type === "str" && isEqual) return mayEqual(["str", "unknown"]);
  if (type === "int" && isEqual) return mayEqual(["int", "float", "complex", "bool", "unknown"]);
  return null;
}

function narrowCall(program: Program, test: ast.Call, truth: boolean, flow: Flow, tracked: Tracked): Flow {
  const [subject, classes] = test.args;
  const isTest =
    test.func.kind === "Name" && test.func.id === "isinstance" && program.bindings.resolve(test.func) === null;
  if (!isTest || subject?.kind !== "Name" || classes === undefined) return flow;
  const named = classes.kind === "Tuple" ? classes.elts : [classes];
  const resolved = named.map((expression) => resolveClass(program, expression));
  if (resolved.some((of) => of === null)) return flow;
  const of = resolved as (UserClass | StubClass)[];
  const filter: Filter = truth
    ? (atom) => instanceOf(program, atom, of)
    : (atom) => (isSurelyInstance(program, atom, of) ? [] : [atom]);
  return applyFilter(program, subject, filter, flow, tracked);
}

/** The part of a value that is an instance of one of the classes. */
function instanceOf(program: Program, atom: Atom, classes: (UserClass | StubClass)[]): Atom[] {
  if (atom.kind === "unknown") return classes.flatMap((of) => unknownInstance(program, of));
  return classes.some((of) => mayBeInstance(program, atom, of)) ? [atom] : [];
}

/** What is known of an unknown value once it is an instance of the class: nothing of what it contains. */
function unknownInstance(program: Program, of: UserClass | StubClass): Atom[] {
  if (of.kind === "user") {
    const { descendants } = program.classOf(of);
    return descendants.some((info) => info.isOpen)
      ? [UNKNOWN]
      : descendants.map((info) => ({ kind: "instance", of: info.user }));
  }
  if (of.name === "builtins.object" || ABSTRACT.test(of.name)) return [UNKNOWN];
  // A bool is an int as well; a value of a class that extends another in the script may be met as the other's.
  const extending = [...program.classes.values()].filter((info) => extendsStub(info, of));
  if (extending.length > 0) return [UNKNOWN];
  if (of.name === "builtins.int") return [INT, BOOL];
  const parameters = of.fields === null ? of.typeParameters.map(() => program.unknown()) : program.parametersOf(of);
  return [instanceOfStub(program, of, parameters)];
}

function extendsStub(info: ClassInfo, of: StubClass): boolean {
  return info.ancestors.some((own) => own.stubBases.some((base) => ancestors(base).includes(of)));
}

function mayBeInstance(program: Program, atom: Atom, of: UserClass | StubClass): boolean {
  if (of.kind === "user") {
    // A value that a stub describes by a base class may be of a subclass in the script.
    if (atom.kind === "generic") return program.classOf(of).ancestors.some((base) => base.stubBases.length > 0);
    if (atom.kind !== "instance") return false;
    const related = program.classOf(of);
    const own = program.classOf(atom.of);
    return own.isOpen || own.ancestors.includes(related) || related.ancestors.includes(own);
  }
  if (of.name === "builtins.object") return true;
  const stubs = stubClassesOf(program, atom);
  if (stubs.length === 0) {
    if (atom.kind === "instance") return program.classOf(atom.of).ancestors.some((base) => base.isOpen);
    // Functions, classes and modules are instances of classes that the stubs don't tell.
    return !of.module.startsWith("builtins") || of.name === "builtins.type";
  }
  if (ABSTRACT.test(of.name)) return true;
  return stubs.some(
    (stub) => ancestors(stub).includes(of) || (atom.kind === "generic" && ancestors(of).includes(stub)),
  );
}

/** Classes of which others are instances without extending them. */
const ABSTRACT = /^(collections\.abc|typing|numbers|abc)\./;

function isSurelyInstance(program: Program, atom: Atom, classes: (UserClass | StubClass)[]): boolean {
  return classes.some((of) => {
    if (of.kind === "user")
      return atom.kind === "instance" && program.classOf(atom.of).ancestors.includes(program.classOf(of));
    return stubClassesOf(program, atom).some((stub) => ancestors(stub).includes(of));
  });
}

/** The instances of a class among the values of a node; all of them when the class can't be told. */
export function instancesIn(program: Program, node: TypeNode, expression: ast.Expression): TypeNode {
  const of = resolveClass(program, expression);
  return of === null ? node : filtered(program, node, (atom) => instanceOf(program, atom, [of]));
}

function applyFilter(program: Program, name: ast.Name, filter: Filter, flow: Flow, tracked: Tracked): Flow {
  const binding = flow === null ? null : tracked(name);
  const version = binding === null ? undefined : flow?.get(binding);
  if (binding === null || version === undefined) return flow;
  return withVersion(flow, binding, filtered(program, version, filter));
}

function filtered(program: Program, node: TypeNode, filter: Filter): TypeNode {
  const narrowed = program.node();
  program.solver.on(node, (atom) => {
    for (const kept of filter(atom)) program.solver.add(narrowed, kept);
  });
  return narrowed;
}

const keep: Filter = (atom) => [atom];

function truthy(atom: Atom): Atom[] {
  if (atom.kind === "int" && atom.least === 0) return [naturalWithin(atom.bits, 1)];
  return atom.kind === "none" ? [] : [atom];
}

/** What may be false: no function, class or module, and no instance that has no say in it. */
function falsy(program: Program, atom: Atom): Atom[] {
  switch (atom.kind) {
    case "function":
    case "bound":
    case "class":
    case "module":
    case "partial":
      return [];
    case "int":
      return [naturalWithin(0)];
    case "instance": {
      const { ancestors: own } = program.classOf(atom.of);
      const hasSay = own.some((of) => of.isOpen || of.methods.has("__bool__") || of.methods.has("__len__"));
      return hasSay || own.some((of) => of.stubBases.length > 0) ? [atom] : [];
    }
    default:
      return [atom];
  }
}

/** The values in a node that may be true (or false). */
export function part(program: Program, node: TypeNode, isTrue: boolean): TypeNode {
  return filtered(program, node, isTrue ? truthy : (atom) => falsy(program, atom));
}
