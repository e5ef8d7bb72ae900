/** Calls of what the stubs describe: overloads, type parameters, and functions that the runtime calls in its turn. */
import type * as ast from "../../parser/ast.js";
import { accepts } from "./accepts.js";
import { produce, typeArguments, type Annotated, type Environment } from "./annotations.js";
import { UNKNOWN, type Atom } from "./atoms.js";
import { call, nodesOf } from "./calls.js";
import { consume } from "./consume.js";
import { escape, leak } from "./escape.js";
import { instanceOfClass, instanceOfStub } from "./instances.js";
import { elementsOf } from "./iteration.js";
import { observeNamespaces } from "./namespaces.js";
import type { Argument, CallArguments, Program } from "./program.js";
import { environmentOf, stubClassesOf } from "./receivers.js";
import { atomsOf, type TypeNode } from "./solver.js";
import { special } from "./specials.js";
import type { Applies, StubClass, StubFunction, StubParameter } from "./types.js";

/** The arguments that each parameter of a stub function gets. */
type Matched = Map<StubParameter, Argument[]>;

export function callStubFunction(
  program: Program,
  callee: StubFunction,
  self: Atom | null,
  given: CallArguments | null,
  result: TypeNode,
): void {
  observeNamespaces(program, callee, given);
  const handler = special(callee);
  if (handler !== null && given !== null) return handler(program, given, result);
  const isMethod = callee.owner !== null && !callee.decorators.includes("staticmethod");
  if (isMethod && self === null && given !== null) return callUnbound(program, callee, given, result);
  callWith(program, callee, self, receiverEnvironment(program, callee, self), given, result);
}

/** What the type parameters of a method's class stand for. */
function receiverEnvironment(program: Program, { owner }: StubFunction, self: Atom | null): Environment {
  if (self === null || owner === null) return new Map();
  if (self.kind !== "class") return environmentOf(program, self, owner);
  return owner.fields === null ? new Map() : environmentOf(program, instanceOfClass(program, owner), owner);
}

/** `str.upper(s)`: the first argument is the receiver. */
function callUnbound(program: Program, callee: StubFunction, given: CallArguments, result: TypeNode): void {
  const [receiver, ...others] = given.positional;
  const rest: CallArguments = { ...given, positional: others };
  const from = receiver?.node ?? given.starred;
  if (from === undefined || from === null) return program.solver.add(result, UNKNOWN);
  program.solver.on(from, (atom) => {
    if (atom.kind === "unknown") return program.solver.add(result, UNKNOWN);
    callStubFunction(program, callee, atom, rest, result);
  });
}

/** Calls a function or one of its overloads, its class's type parameters being known. */
function callWith(
  program: Program,
  callee: StubFunction,
  self: Atom | null,
  environment: Environment,
  given: CallArguments | null,
  result: TypeNode,
): void {
  if (callee.overloads.length === 0 || given === null) {
    return callOverload(program, callee, environment, given, result);
  }
  const all = [callee, ...callee.overloads];
  const candidates = all.flatMap((overload) => {
    const matched = match(overload, given);
    return matched === null ? [] : [{ overload, matched }];
  });
  const chosen = new Set<StubFunction>();
  const choose = (): void => {
    for (const { overload, matched } of candidates) {
      if (self !== null && !fitsSelf(program, overload, environment, self)) continue;
      const fit = fits(program, overload, environment, matched);
      if (fit === "not yet") return;
      if (fit === "no") continue;
      if (!chosen.has(overload)) {
        chosen.add(overload);
        callOverload(program, overload, environment, given, result);
      }
      if (fit === "all") return;
    }
    if (chosen.size > 0) return;
    // No signature says what the call does.
    for (const node of [...environment.values(), result]) program.solver.add(node, UNKNOWN);
    for (const node of nodesOf(given)) escape(program, node);
  };
  const nodes = new Set(candidates.flatMap(({ matched }) => [...matched.values()].flat()).map(({ node }) => node));
  if (nodes.size === 0) return choose();
  for (const node of nodes) program.solver.on(node, choose);
}

/** Whether the receiver is one that `self: Array[str]` means, its type arguments included. */
function fitsSelf(program: Program, overload: StubFunction, environment: Environment, self: Atom): boolean {
  const { selfAnnotation: annotation, stubModule: module, owner } = overload;
  if (annotation === null) return true;
  if (!accepts(program, { annotation, environment, module }, self)) return false;
  if (annotation.kind !== "Subscript") return true;
  return typeArguments(annotation).every((part, index) => {
    const held = atomsOf(environment.get(owner?.typeParameters[index] ?? "") ?? program.node());
    return held.length === 0 || held.some((atom) => accepts(program, { annotation: part, environment, module }, atom));
  });
}

/** Whether all, some or none of what the arguments hold now may be meant for the overload. */
function fits(
  program: Program,
  overload: StubFunction,
  environment: Environment,
  matched: Matched,
): "all" | "some" | "no" | "not yet" {
  const own = new Map(environment);
  for (const name of overload.ownTypeParameters) own.set(name, program.node());
  let all = true;
  for (const [{ annotation }, given] of matched) {
    if (annotation === null) continue;
    for (const { node, expression } of given) {
      const atoms = atomsOf(node);
      if (atoms.length === 0) return "not yet";
      const annotated: Annotated = { annotation, environment: own, module: overload.stubModule };
      const accepted = atoms.filter((atom) => accepts(program, annotated, atom, expression));
      if (accepted.length === 0) return "no";
      if (accepted.length < atoms.length || atoms.some((atom) => atom.kind === "unknown")) all = false;
    }
  }
  return all ? "all" : "some";
}

function callOverload(
  program: Program,
  callee: StubFunction,
  outer: Environment,
  given: CallArguments | null,
  result: TypeNode,
): void {
  const environment = new Map(outer);
  for (const name of callee.ownTypeParameters) environment.set(name, program.node());
  const module = callee.stubModule;
  if (given !== null) {
    const matched = match(callee, given) ?? new Map<StubParameter, Argument[]>();
    const applied = new Set(callee.applies.map(({ target }) => target));
    const handedOn = new Set(callee.applies.flatMap(({ args, kwargs }) => [args, kwargs].map(plainName)));
    for (const [parameter, arguments_] of matched) {
      if (handedOn.has(parameter.name)) continue;
      for (const { node } of arguments_) {
        if (parameter.annotation === null) leak(program, node);
        else {
          const isApplied = applied.has(parameter.name);
          consume(program, { annotation: parameter.annotation, environment, module, isApplied }, node);
        }
      }
    }
    for (const applies of callee.applies) apply(program, applies, matched);
  }
  if (given !== null && callee.selfAnnotation !== null) giveSelf(program, callee, environment);
  if (callee.returns === null) return program.solver.add(result, UNKNOWN);
  program.solver.edge(produce(program, { annotation: callee.returns, environment, module }), result);
}

/** The parameter that `*args` or `**kwargs` in an `@applies` means. */
function plainName(name: string | null): string {
  return name?.replaceAll("*", "") ?? "";
}

/** `self: dict[str, V]`: what the call does to the receiver's type parameters. */
function giveSelf(
  program: Program,
  { owner, selfAnnotation, stubModule }: StubFunction,
  environment: Environment,
): void {
  if (owner === null || selfAnnotation?.kind !== "Subscript") return;
  typeArguments(selfAnnotation).forEach((annotation, index) => {
    const parameter = environment.get(owner.typeParameters[index] ?? "");
    if (parameter === undefined) return;
    program.solver.edge(produce(program, { annotation, environment, module: stubModule }), parameter);
  });
}

/** Which parameter each argument is for; null when the call doesn't fit the signature. */
function match(callee: StubFunction, given: CallArguments): Matched | null {
  const matched: Matched = new Map();
  const give = (parameter: StubParameter, argument: Argument): void => {
    matched.set(parameter, [...(matched.get(parameter) ?? []), argument]);
  };
  const positional = callee.parameters.filter(
    ({ kind }) => kind === "positional-only" || kind === "positional-or-keyword",
  );
  const varargs = callee.parameters.find(({ kind }) => kind === "varargs");
  for (const [index, argument] of given.positional.entries()) {
    const parameter = positional[index] ?? varargs;
    if (parameter === undefined) return null;
    give(parameter, argument);
  }
  if (given.starred !== null) {
    const argument = { node: given.starred, expression: null };
    for (const parameter of positional.slice(given.positional.length)) give(parameter, argument);
    if (varargs !== undefined) give(varargs, argument);
  }
  const kwargs = callee.parameters.find(({ kind }) => kind === "kwargs");
  for (const [name, argument] of given.keywords) {
    const parameter =
      callee.parameters.find((candidate) => candidate.name === name && isByKeyword(candidate)) ?? kwargs;
    if (parameter === undefined) return null;
    give(parameter, argument);
  }
  if (given.doubleStarred !== null) {
    const argument = { node: given.doubleStarred, expression: null };
    for (const parameter of callee.parameters) {
      if ((isByKeyword(parameter) || parameter === kwargs) && !matched.has(parameter)) give(parameter, argument);
    }
  }
  const isComplete = given.starred !== null || given.doubleStarred !== null || callee.parameters.every(isGiven);
  function isGiven(parameter: StubParameter): boolean {
    const isOptional = parameter.default !== null || parameter.kind === "varargs" || parameter.kind === "kwargs";
    return isOptional || matched.has(parameter);
  }
  return isComplete ? matched : null;
}

function isByKeyword({ kind }: StubParameter): boolean {
  return kind === "positional-or-keyword" || kind === "keyword-only";
}

/** The runtime calls the function given for one parameter with what is given for others. */
function apply(program: Program, { target, args, kwargs, each }: Applies, matched: Matched): void {
  const givenFor = (name: string): Argument[] =>
    [...matched].filter(([parameter]) => parameter.name === name).flatMap(([, arguments_]) => arguments_);
  for (const { node } of givenFor(target)) {
    const base: CallArguments = { positional: [], starred: null, keywords: new Map(), doubleStarred: null };
    withKeywords(program, base, kwargs, kwargs === null ? null : matched);
    if (args === null) call(program, node, base, program.node());
    else if (args.startsWith("*")) {
      call(program, node, { ...base, positional: givenFor(args.slice(1)) }, program.node());
    } else if (givenFor(args).length === 0) call(program, node, base, program.node());
    else for (const argument of givenFor(args)) spread(program, node, base, argument.node, each);
  }
}

/** Calls `callee` with the elements of each value in `args`; of each element of it if `each`. */
function spread(program: Program, callee: TypeNode, base: CallArguments, args: TypeNode, each: boolean): void {
  const lists = each ? elementsOf(program, args) : args;
  program.solver.on(lists, (atom) => {
    const spreadArguments: CallArguments =
      atom.kind === "tuple"
        ? { ...base, positional: atom.elements.map((node) => ({ node, expression: null })) }
        : { ...base, starred: atom.kind === "unknown" ? program.unknown() : elementsOf(program, program.just(atom)) };
    call(program, callee, spreadArguments, program.node());
  });
}

function withKeywords(program: Program, base: CallArguments, kwargs: string | null, matched: Matched | null): void {
  if (kwargs === null || matched === null) return;
  const name = plainName(kwargs);
  for (const [parameter, arguments_] of matched) {
    if (parameter.name !== name) continue;
    for (const { node, expression } of arguments_) {
      const literal = expression?.kind === "Dict" ? expression : null;
      const isLiteral = literal?.keys.every((key) => key?.kind === "Constant" && key.value.type === "str") ?? false;
      if (literal !== null && isLiteral) {
        literal.keys.forEach((key, index) => {
          const value = literal.values[index]!;
          const text = key?.kind === "Constant" && key.value.type === "str" ? key.value.value : "";
          base.keywords.set(text, { node: program.expressions.get(value) ?? program.unknown(), expression: value });
        });
      } else base.doubleStarred = valuesOf(program, node);
    }
  }
}

/** The values of the dicts in `node`. */
export function valuesOf(program: Program, node: TypeNode): TypeNode {
  const values = program.node();
  program.solver.on(node, (atom) => {
    if (atom.kind === "generic" && atom.of === "dict") program.solver.edge(atom.parameters[1]!, values);
    else program.solver.add(values, UNKNOWN);
  });
  return values;
}

/** Makes an instance of a stub's class. */
export function callStubClass(program: Program, of: StubClass, given: CallArguments | null, result: TypeNode): void {
  const { solver } = program;
  const parameters = program.parametersOf(of);
  const environment = new Map(of.typeParameters.map((name, index) => [name, parameters[index]!] as const));
  const instance = instanceOfStub(program, of, parameters);
  const maker = of.member("__new__") ?? of.member("__init__");
  if (given === null || maker?.kind !== "function") return solver.add(result, instance);
  const handler = special(of);
  if (handler !== null) return handler(program, given, result);
  const own =
    maker.function.owner === of || instance.kind !== "generic"
      ? environment
      : environmentOf(program, instance, maker.function.owner!);
  const made = program.node();
  const isNew = maker.function.name === "__new__";
  callWith(program, maker.function, instance, new Map([...own, ["Self", program.just(instance)]]), given, made);
  if (isNew) solver.edge(made, result);
  else solver.add(result, instance);
}

/** `super().__init__(...)` of a class of the script, or its construction when it has no `__init__` of its own. */
export function initialiseFromStub(program: Program, instance: Atom, given: CallArguments): void {
  for (const stub of stubClassesOf(program, instance)) {
    const init = stub.member("__init__");
    if (init?.kind !== "function") continue;
    callStubFunction(program, init.function, instance, given, program.node());
    return;
  }
  for (const argument of given.positional) escape(program, argument.node);
}

/** Of a function and its overloads, the first whose signature the call as written fits. */
export function fittingOverload(callee: StubFunction, call: ast.Call): StubFunction {
  const isSpread = call.args.some(({ kind }) => kind === "Starred") || call.keywords.some(({ arg }) => arg === null);
  if (isSpread) return callee;
  return [callee, ...callee.overloads].find((overload) => fitsAsWritten(overload, call)) ?? callee;
}

function fitsAsWritten({ parameters }: StubFunction, { args, keywords }: ast.Call): boolean {
  const positional = parameters.filter(({ kind }) => kind === "positional-only" || kind === "positional-or-keyword");
  const takesMore = parameters.some(({ kind }) => kind === "varargs");
  if (args.length > positional.length && !takesMore) return false;
  const named = new Set(keywords.map(({ arg }) => arg));
  const takesAny = parameters.some(({ kind }) => kind === "kwargs");
  for (const name of named) {
    if (!takesAny && !parameters.some((parameter) => parameter.name === name && isByKeyword(parameter))) return false;
  }
  return parameters.every(({ name, kind, default: initial }) => {
    if (initial !== null || kind === "varargs" || kind === "kwargs" || named.has(name)) return true;
    return positional.slice(0, args.length).some((given) => given.name === name);
  });
}
