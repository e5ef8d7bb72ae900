/**
 * Types of a whole program, from its literals, constructors and calls to everything that they reach.
 *
 * A set-based flow analysis (a 0-CFA): each expression, variable, attribute, parameter, result and container element is a
 * set of values, each construct a rule by which values flow from set to set, and the solution the least sets that obey all
 * rules. What can't be followed is unknown; annotations prove nothing.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding, Scope } from "../bind/scopes.js";
import { writtenOutside } from "../program/outside-stores.js";
import type { SourceProgram } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";
import { UNKNOWN } from "./atoms.js";
import { enterClasses } from "./classes.js";
import { hinted } from "./hints.js";
import { produce } from "./annotations.js";
import { findMisfits } from "./misfits.js";
import { builtinValue } from "./modules.js";
import { Program, type FunctionInfo, type FunctionNode } from "./program.js";
import { annotationOf, declared, fieldAnnotation } from "./declared.js";
import { openUnseenAttributes } from "./namespaces.js";
import { Results, union } from "./results.js";
import { atomsOf, type TypeNode } from "./solver.js";
import { walkBody } from "./statements.js";
import { fittingOverload } from "./stub-calls.js";
import type { Stubs } from "./stubs.js";
import { findRecursive } from "./recursion.js";
import { Threads } from "./threads.js";
import type { BoundMethod, Callee, Signature, StubClass, Type, Types, UserClass, UserFunction } from "./types.js";
import { Untraced } from "./untraced.js";
import { findModuleValues, findValueUses } from "./value-uses.js";
import { Walker } from "./walker.js";

/** A script of 400 lines takes some ten thousand steps, a module of 6,000 lines half a million. */
const MOST_STEPS = 5_000_000;

export interface InferOptions {
  /** After so many steps it gives up. */
  mostSteps?: number;
}

/**
 * Infers the types of a program. Where that would take too long, all values are unknown, and only modules, classes and
 * functions by their names are told.
 */
export function infer(source: SourceProgram, stubs: Stubs, options: InferOptions = {}): Types {
  const { mostSteps = MOST_STEPS } = options;
  const program = new Program(source, stubs);
  const modules = [...source.modules.values()];
  enterClasses(
    program,
    modules.flatMap(({ module }) => classesIn(module)),
  );
  const pending: (() => void)[] = [];
  for (const { bindings, module } of modules) {
    const walker = new Walker(program, bindings.module, { function: null, owner: null, pending });
    walker.flow = hiddenBuiltins(program, bindings.module);
    walkBody(walker, module.body);
  }
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) next();
  let isSolved = program.solver.solve(mostSteps);
  if (isSolved) {
    callUncalled(program);
    openUnseenAttributes(program);
    isSolved = program.solver.solve(mostSteps);
  }
  if (program.foundStores.length === 0) return new Answers(program, isSolved);
  // Each round marks another variable, of which there are finitely many.
  for (const { module, name } of program.foundStores) writtenOutside(module, name);
  return infer(source, stubs, options);
}

/** What a module's variables are before they get a value, those that are named like builtins. */
function hiddenBuiltins(program: Program, module: Scope): Map<Binding, TypeNode> {
  const hidden = new Map<Binding, TypeNode>();
  for (const binding of module.bindings.values()) {
    const builtin = builtinValue(program, binding.name);
    if (builtin !== null) hidden.set(binding, builtin);
  }
  return hidden;
}

function classesIn(module: ast.Module): ast.ClassDef[] {
  const found: ast.ClassDef[] = [];
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef") found.push(node);
    },
  });
  return found;
}

/** Functions that nobody calls get what their annotations and defaults say, else anything. */
function callUncalled(program: Program): void {
  const uncalled = [...program.functions.values()].filter((info) => !info.called);
  for (const info of uncalled) {
    info.called = true;
    const { node, owner } = info.user;
    const { args } = node;
    const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
    for (const arg of all) {
      const parameter = info.parameters.get(arg.arg)!;
      if (owner !== null && arg === all[0] && atomsOf(parameter).length > 0) continue;
      const initial = info.defaults.get(arg.arg);
      if (initial !== undefined) program.solver.edge(initial, parameter);
      if (arg.annotation !== null) program.solver.edge(hinted(program, arg.annotation), parameter);
      else if (initial === undefined) program.solver.add(parameter, UNKNOWN);
    }
    for (const rest of [info.rest.vararg, info.rest.kwarg]) if (rest !== null) program.solver.add(rest, UNKNOWN);
  }
}

/** What defaults tell of a parameter: a list or tuple tells too little of its elements. */
const TELLING: ReadonlySet<Type["kind"]> = new Set(["bool", "int", "float", "str", "bytes"]);

const NOTHING_KNOWN: Type = { kind: "unknown" };

/** What a name means whatever flows. */
const NAMED: ReadonlySet<Type["kind"]> = new Set(["module", "class", "function"]);

/** Answers from the solved program. */
class Answers implements Types {
  private readonly program: Program;
  private readonly results: Results;
  readonly threads: Threads;
  private readonly untraced: Untraced;
  readonly recursive: ReadonlySet<ast.Node>;
  private readonly isSolved: boolean;
  private valueUses: Set<FunctionNode> | null = null;
  private misfit: Set<FunctionNode> | null = null;
  private moduleValues: Set<SourceModule> | null = null;

  constructor(program: Program, isSolved: boolean) {
    this.program = program;
    this.isSolved = isSolved;
    this.threads = new Threads(program);
    this.untraced = new Untraced(program);
    this.recursive = findRecursive([...program.source.modules.values()].map(({ module }) => module));
    this.results = new Results(program);
    for (const info of program.classes.values()) {
      for (const [name, node] of info.attributes) {
        const type = this.typeOf(node);
        if (type.kind !== "never" || info.declared.has(name)) info.user.attributes.set(name, type);
      }
    }
  }

  private typeOf(node: TypeNode): Type {
    const type = this.results.typeOf(node);
    return this.isSolved || NAMED.has(type.kind) ? type : { kind: "unknown" };
  }

  of(expression: ast.Expression): Type {
    const node = this.program.expressions.get(expression);
    return node === undefined ? { kind: "unknown" } : this.typeOf(node);
  }

  before(statement: ast.AugAssign): Type {
    const node = this.program.augmented.get(statement);
    return node === undefined ? { kind: "unknown" } : this.typeOf(node);
  }

  ofBinding(binding: Binding): Type {
    return this.typeOf(this.program.total(binding));
  }

  returns(node: FunctionNode): Type {
    const info = this.program.functions.get(node);
    if (info === undefined) return { kind: "unknown" };
    const isCoroutine =
      node.kind === "FunctionDef" && node.isAsync === true && !this.program.bindings.scopeOf(node).isGenerator;
    const type = this.typeOf(isCoroutine ? info.returns : info.result);
    // A call that is never reached, or an element of a list that nothing is put into.
    return type.kind === "never" && info.mayReturn ? { kind: "unknown" } : type;
  }

  sent(node: FunctionNode): Type {
    const info = this.program.functions.get(node);
    return info === undefined ? { kind: "unknown" } : this.typeOf(info.sent);
  }

  declaredOf(binding: Binding): Type {
    const type = declared(this.program, this.ofBinding(binding), annotationOf(binding));
    return type.kind === "unknown" && type.reads === undefined ? this.ofDefault(binding) : type;
  }

  /** What the default of a parameter says of it, as Python's checkers read it: its type, unless that is None. */
  private ofDefault({ name, definitions, scope }: Binding): Type {
    const isParameter = definitions[0]?.kind === "parameter";
    const initial = isParameter
      ? this.program.functions.get(scope.node as FunctionNode)?.defaults.get(name)
      : undefined;
    const type = initial === undefined ? NOTHING_KNOWN : this.typeOf(initial);
    return TELLING.has(type.kind) ? type : NOTHING_KNOWN;
  }

  declaredResult(node: FunctionNode): Type {
    const type = this.overridden(node, this.returns(node));
    const isGenerator = type.kind === "generator" || node.kind === "Lambda";
    return isGenerator ? type : declared(this.program, type, node.returns);
  }

  /** A method that only raises, as those do that classes below are to write, gives what those of these classes give. */
  private overridden(node: FunctionNode, type: Type): Type {
    const owner = this.program.functions.get(node)?.user.owner;
    if (type.kind !== "never" || node.kind !== "FunctionDef" || owner == null) return type;
    const { descendants } = this.program.classOf(owner);
    const others = descendants.flatMap((info) => info.methods.get(node.name)?.user.node ?? []);
    return union(others.filter((other) => other !== node).map((other) => this.declaredResult(other)));
  }

  declaredField(of: UserClass, name: string): Type {
    const type = of.attributes.get(name) ?? { kind: "unknown" };
    return declared(this.program, type, fieldAnnotation(of, name));
  }

  callee(call: ast.Call): Callee | UserClass | StubClass | null {
    const node = this.program.expressions.get(call.func);
    const atoms = node === undefined ? [] : atomsOf(node);
    const [only] = atoms;
    if (only === undefined) return null;
    if (atoms.length === 1 && only.kind === "class") return only.of;
    const type = this.results.typeOfAtoms(atoms);
    if (type.kind !== "function") return null;
    return fitting(type.of, call);
  }

  isUntraced(node: ast.Try): boolean {
    return this.isSolved && this.untraced.holds(node);
  }

  signature(callee: UserFunction | BoundMethod): Signature | null {
    return this.results.signature(callee);
  }

  namedTuple(value: ast.Expression): ReturnType<Types["namedTuple"]> {
    const made = value.kind === "Call" ? (this.program.namedTuples.get(value) ?? null) : null;
    return made && { class: made, items: this.program.parametersOf(made).map((node) => this.typeOf(node)) };
  }

  classOf(node: ast.ClassDef): UserClass {
    return this.program.classes.get(node)!.user;
  }

  escapes(node: FunctionNode): boolean {
    this.valueUses ??= findValueUses(this.program);
    const info: FunctionInfo | undefined = this.program.functions.get(node);
    return info === undefined || info.escapes || this.valueUses.has(node);
  }

  misfits(node: FunctionNode): boolean {
    this.misfit ??= findMisfits(this.program);
    return this.misfit.has(node);
  }

  stubMember(module: string, name: string): ReturnType<Types["stubMember"]> {
    const entry = this.program.stubs.member(module, name);
    if (entry?.kind !== "variable") return entry;
    const value = produce(this.program, { annotation: entry.annotation, environment: new Map(), module: entry.module });
    return { kind: "variable", type: this.results.typeOf(value) };
  }

  stubNames(module: string): string[] {
    return this.program.stubs.module(module)?.publicNames() ?? [];
  }

  hasStub(module: string): boolean {
    return this.program.stubs.module(module) !== null;
  }

  isOpen(module: SourceModule): boolean {
    this.moduleValues ??= findModuleValues(this.program, (node) => this.of(node));
    return this.program.openModules.has(module) || this.moduleValues.has(module);
  }
}

/** Of a stub's overloads, the one that a call is meant for. */
function fitting(callee: Callee, call: ast.Call): Callee {
  if (callee.kind === "user") return callee;
  if (callee.kind === "stub") return fittingOverload(callee, call);
  if (callee.function.kind === "user") return callee;
  return { ...callee, function: fittingOverload(callee.function, call) } satisfies BoundMethod;
}
