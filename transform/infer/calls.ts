/** Calls, by the kind of callee; and calls of the script's own functions and classes. */
import { NONE, UNKNOWN, type Atom } from "./atoms.js";
import { callMethod } from "./attributes.js";
import { initialiseFields } from "./dataclass.js";
import { escape } from "./escape.js";
import { elementsOf } from "./iteration.js";
import {
  positionalArguments,
  type Argument,
  type CallArguments,
  type ClassInfo,
  type FunctionInfo,
  type Program,
} from "./program.js";
import { find, type TypeNode } from "./solver.js";
import { callStubClass, callStubFunction, initialiseFromStub } from "./stub-calls.js";
import type { StubFunction, UserFunction } from "./types.js";

/**
 * Calls whatever is in `callee`; what it gives flows into `result`.
 *
 * @param given null when the arguments are dealt with elsewhere and only the result is asked for
 */
export function call(program: Program, callee: TypeNode, given: CallArguments | null, result: TypeNode): void {
  program.solver.on(callee, (atom) => callAtom(program, atom, given, result));
}

export function callAtom(program: Program, atom: Atom, given: CallArguments | null, result: TypeNode): void {
  const { solver } = program;
  switch (atom.kind) {
    case "unknown":
      if (given !== null) for (const node of nodesOf(given)) escape(program, node);
      return solver.add(result, atom.reads?.kind === "callable" ? program.reading(atom.reads.result) : UNKNOWN);
    case "function":
      return callFunction(program, atom.of, null, given, result);
    case "bound":
      return callFunction(program, atom.function, atom.self, given, result);
    case "class":
      if (atom.of.kind === "stub") return callStubClass(program, atom.of, given, result);
      return construct(program, program.classOf(atom.of), given, result);
    case "partial":
      return call(program, atom.function, given === null ? null : withPartial(given, atom), result);
    case "callable":
      if (given !== null) passTo(program, atom.parameters, given);
      return solver.edge(atom.result, result);
    case "manager-factory": {
      const generator = program.node();
      call(program, atom.function, given, generator);
      return solver.add(result, { kind: "manager", entered: elementsOf(program, generator) });
    }
    case "manager":
      // A manager of a generator function also serves as a decorator: what it gives calls the function.
      for (const { node } of given?.positional ?? []) {
        solver.add(result, { kind: "partial", function: node, positional: [], keywords: new Map() });
      }
      return;
    case "instance":
    case "generic":
      if (atom.kind === "generic" && typeof atom.of === "string") return;
      if (given === null) return solver.add(result, UNKNOWN);
      return callMethod(program, atom, "__call__", given, result);
    default:
      return;
  }
}

function callFunction(
  program: Program,
  callee: UserFunction | StubFunction,
  self: Atom | null,
  given: CallArguments | null,
  result: TypeNode,
): void {
  if (callee.kind === "stub") return callStubFunction(program, callee, self, given, result);
  const info = program.functionOf(callee);
  if (given !== null) bindUserCall(program, info, given, self);
  program.solver.edge(info.result, result);
}

function construct(program: Program, info: ClassInfo, given: CallArguments | null, result: TypeNode): void {
  const { solver } = program;
  const instance: Atom = { kind: "instance", of: info.user };
  if (info.isEnumeration) return solver.add(result, instance);
  if (info.isOpen) solver.add(result, UNKNOWN);
  solver.add(result, instance);
  if (given === null) return;
  const create = info.ancestors.find((of) => of.methods.has("__new__"))?.methods.get("__new__");
  if (create !== undefined) {
    bindUserCall(program, create, given, { kind: "class", of: info.user });
    solver.edge(create.result, result);
  }
  const init = info.ancestors.find((of) => of.methods.has("__init__") || of.fields !== null);
  const method = init?.methods.get("__init__");
  if (method !== undefined) return bindUserCall(program, method, given, instance);
  if (init !== undefined) return initialiseFields(program, init, given);
  if (info.stubBases.length > 0) return initialiseFromStub(program, instance, given);
  if (info.isOpen) for (const node of nodesOf(given)) escape(program, node);
}

/** Lets the arguments of a call flow into the parameters of one of the script's functions. */
export function bindUserCall(
  program: Program,
  info: FunctionInfo,
  given: CallArguments,
  self: Atom | null = null,
): void {
  const { solver } = program;
  info.called = true;
  const { args } = info.user.node;
  const names = [...args.posonlyargs, ...args.args].map((arg) => arg.arg);
  const parameter = (name: string): TypeNode => info.parameters.get(name)!;
  const filled = new Set<string>();
  let next = 0;
  if (self !== null) {
    if (next < names.length) {
      solver.add(parameter(names[0]!), self);
      filled.add(names[0]!);
    } else if (info.rest.vararg) solver.add(info.rest.vararg, self);
    next = 1;
  }
  for (const { node } of given.positional) {
    if (next < names.length) {
      solver.edge(node, parameter(names[next]!));
      filled.add(names[next]!);
    } else if (info.rest.vararg) solver.edge(node, info.rest.vararg);
    next++;
  }
  if (given.starred !== null) {
    for (const name of names.slice(next)) solver.edge(given.starred, parameter(name));
    if (info.rest.vararg) solver.edge(given.starred, info.rest.vararg);
  }
  bindKeywords(program, info, given, filled);
  for (const [name, node] of info.defaults) if (!filled.has(name)) solver.edge(node, parameter(name));
}

function bindKeywords(program: Program, info: FunctionInfo, given: CallArguments, filled: Set<string>): void {
  const { solver } = program;
  const { args } = info.user.node;
  const byKeyword = [...args.args, ...args.kwonlyargs].map((arg) => arg.arg);
  for (const [name, { node }] of given.keywords) {
    if (byKeyword.includes(name)) {
      solver.edge(node, info.parameters.get(name)!);
      filled.add(name);
    } else if (info.rest.kwarg) solver.edge(node, info.rest.kwarg);
  }
  if (given.doubleStarred === null) return;
  for (const name of byKeyword) {
    if (!filled.has(name)) solver.edge(given.doubleStarred, info.parameters.get(name)!);
  }
  if (info.rest.kwarg) solver.edge(given.doubleStarred, info.rest.kwarg);
}

/** All nodes that a call hands over. */
export function nodesOf(given: CallArguments): TypeNode[] {
  const nodes = [...given.positional, ...given.keywords.values()].map((argument) => argument.node);
  if (given.starred !== null) nodes.push(given.starred);
  if (given.doubleStarred !== null) nodes.push(given.doubleStarred);
  return nodes;
}

function withPartial(given: CallArguments, partial: Extract<Atom, { kind: "partial" }>): CallArguments {
  const argument = (node: TypeNode): Argument => ({ node: find(node), expression: null });
  return {
    ...given,
    positional: [...partial.positional.map(argument), ...given.positional],
    keywords: new Map([
      ...[...partial.keywords].map(([name, node]) => [name, argument(node)] as const),
      ...given.keywords,
    ]),
  };
}

/** Arguments for a function that is known by its shape only. */
function passTo(program: Program, parameters: TypeNode[] | null, given: CallArguments): void {
  if (parameters === null) {
    for (const node of nodesOf(given)) escape(program, node);
    return;
  }
  given.positional.forEach(({ node }, index) => {
    if (parameters[index] !== undefined) program.solver.edge(node, parameters[index]);
  });
  for (const node of [...given.keywords.values()].map((argument) => argument.node)) escape(program, node);
}

/** What calling the context manager's `__enter__` gives. */
export function enter(program: Program, manager: TypeNode): TypeNode {
  const entered = program.node();
  program.solver.on(manager, (atom) => enterAtom(program, atom, entered));
  return entered;
}

export function enterAtom(program: Program, atom: Atom, entered: TypeNode): void {
  if (atom.kind === "manager") return program.solver.edge(atom.entered, entered);
  callMethod(program, atom, "__enter__", positionalArguments(), entered);
  if (atom.kind === "instance") callMethod(program, atom, "__exit__", raisedArguments(program), program.node());
}

/** What `__exit__` is called with: the class, the exception and the traceback of what was raised, or None. */
export function raisedArguments(program: Program): CallArguments {
  const exception = program.stubs.builtinClass("BaseException")!;
  const traceback = program.stubs.member("types", "TracebackType");
  const of = program.reading({ kind: "class", of: exception });
  const nodes = [program.node(of, NONE), program.node(program.generic(exception), NONE)];
  const isKnown = traceback !== null && "ownMember" in traceback;
  nodes.push(isKnown ? program.node(program.generic(traceback), NONE) : program.unknown());
  return positionalArguments(...nodes);
}
