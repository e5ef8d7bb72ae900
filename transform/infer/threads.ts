/**
 * Which functions a thread may have to leave in the middle, because they wait for something, or call one that does. Such
 * a function is written as a generator; what only the main thread runs never is.
 */
import type * as ast from "../../parser/ast.js";
import { children, walk } from "../../parser/walk.js";
import type { SourceModule } from "../program/source-module.js";
import type { Atom } from "./atoms.js";
import type { ClassInfo, FunctionInfo, FunctionNode, Program } from "./program.js";
import { atomsOf } from "./solver.js";
import { spins } from "./spinning.js";
import type { StubClass, StubFunction } from "./types.js";

/**
 * What a call may have to wait in: `steps`, a function of the script that is a generator; `blocks`, one of the library
 * that can be made again; `unsure`, it may be any.
 */
export type Waiting = "steps" | "blocks" | "unsure";

export class Threads {
  private readonly program: Program;
  private readonly stepwise = new Set<FunctionNode>();
  /** Python's generators that may wait between what they give. */
  private readonly givers = new Set<FunctionNode>();
  private readonly modules = new Map<FunctionNode, SourceModule>();
  private readonly bodies = new Map<FunctionNode, Body>();
  /** True in a program that has threads at all. */
  private readonly areThere: boolean;

  constructor(program: Program) {
    this.program = program;
    const entries = this.entries();
    this.areThere = entries.size > 0;
    if (this.areThere) this.spread(this.reachable(entries));
  }

  /** True for a function that is written as a generator. */
  hasSteps(node: FunctionNode): boolean {
    return this.stepwise.has(node);
  }

  /** What a call may have to wait in; null when it is through at once, as far as threads are concerned. */
  waits(call: ast.Call): Waiting | null {
    const atoms = this.calleesOf(call);
    const users = this.usersOf(atoms);
    const stepwise = users.filter((node) => this.stepwise.has(node));
    const isDirect = atoms.every((atom) => atom.kind === "function" || atom.kind === "bound");
    if (stepwise.length > 0) return isDirect && stepwise.length === atoms.length ? "steps" : "unsure";
    if (atoms.some(blocks)) return atoms.every(blocks) ? "blocks" : "unsure";
    return isUnsure(atoms) && this.stepwise.size > 0 ? "unsure" : null;
  }

  /** True for a generator function that may wait between what it gives. */
  gives(node: FunctionNode): boolean {
    return this.givers.has(node);
  }

  /** True for a call of such functions only. */
  makesGiver(node: ast.Expression): node is ast.Call {
    if (node.kind !== "Call" || this.givers.size === 0) return false;
    const atoms = this.calleesOf(node);
    return atoms.length > 0 && atoms.every((atom) => atom.kind === "function" && this.givers.has(userOf(atom)!));
  }

  /** True for `iter(f, end)` of a function that may have to wait. */
  callsInTurn(node: ast.Expression): boolean {
    if (node.kind !== "Call" || node.args.length !== 2 || node.func.kind !== "Name" || node.func.id !== "iter")
      return false;
    if (this.program.bindings.resolve(node.func) !== null) return false;
    const atoms = this.atomsAt(node.args[0]!);
    return atoms.some((atom) => blocks(atom) || this.usersOf([atom]).some((user) => this.stepwise.has(user)));
  }

  /** True for something of the library that may have to wait for what a loop gets from it next. */
  givesInTime(node: ast.Expression): boolean {
    return this.atomsAt(node).some((atom) => {
      const member = stubClassOf(atom)?.member("__iter__");
      return member?.kind === "function" && isMarked(member.function, "blocks");
    });
  }

  /** True for a loop that has to let other threads have their turn. */
  spins(loop: ast.While): boolean {
    return this.areThere && spins(loop, this.program.bindings);
  }

  /** True for a manager of the library whose `__enter__` may have to wait. */
  enters(manager: ast.Expression): boolean {
    return this.atomsAt(manager).some((atom) => {
      const of = stubClassOf(atom);
      const member = of?.member("__enter__");
      if (of === null || member?.kind !== "function") return false;
      const [calls] = member.function.calls;
      const called = calls === undefined ? member : of.member(calls);
      return called?.kind === "function" && isMarked(called.function, "blocks");
    });
  }

  /** True for a manager of the script that may have to wait when it is entered or left. */
  managesSteps(manager: ast.Expression): boolean {
    return this.managerMethods(manager).some((method) => this.stepwise.has(method));
  }

  private managerMethods(manager: ast.Expression): FunctionNode[] {
    return this.atomsAt(manager).flatMap((atom) =>
      ["__enter__", "__exit__"].flatMap((name) => this.methodOf(atom, name) ?? []),
    );
  }

  /** The method of a name that an instance of one of the script's classes has. */
  private methodOf(atom: Atom, name: string): FunctionNode | null {
    const info = atom.kind === "instance" ? this.program.classes.get(atom.of.node) : undefined;
    const owner = info?.ancestors.find(({ methods }) => methods.has(name));
    return owner?.methods.get(name)!.user.node ?? null;
  }

  /** The functions of the script that a call of such values runs. */
  private usersOf(atoms: readonly Atom[]): FunctionNode[] {
    return atoms.flatMap((atom) => userOf(atom) ?? this.methodOf(atom, "__call__") ?? []);
  }

  private atomsAt(node: ast.Expression): Atom[] {
    const found = this.program.expressions.get(node);
    return found === undefined ? [] : [...atomsOf(found)];
  }

  private calleesOf(call: ast.Call): Atom[] {
    return this.atomsAt(call.func);
  }

  // ------------------------------------------------------------------------------------------ where threads begin

  /** The functions with which threads begin: what is given to the library to run in one, and `run` of the classes of threads. */
  private entries(): Set<FunctionNode> {
    const found = new Set<FunctionNode>();
    for (const source of this.program.source.modules.values()) {
      walk(source.module, {
        enter: (node) => {
          if (node.kind === "FunctionDef" || node.kind === "Lambda" || node.kind === "AsyncFunctionDef")
            this.modules.set(node, source);
          if (node.kind === "Call" && this.calleesOf(node).some((atom) => this.startsThreads(atom))) {
            for (const given of [...node.args, ...node.keywords.map(({ value }) => value)]) this.collect(given, found);
          }
        },
      });
    }
    for (const info of this.program.classes.values()) {
      const run = info.methods.get("run");
      if (run !== undefined && hasSteps(info, "run")) found.add(run.user.node);
    }
    if (found.size > 0) this.addHandlers(found);
    return found;
  }

  /** What servers call for each request: where there are threads, one of them may run a server. */
  private addHandlers(found: Set<FunctionNode>): void {
    for (const info of this.program.classes.values()) {
      const handle = info.methods.get("handle");
      if (handle !== undefined && hasSteps(info, "handle")) found.add(handle.user.node);
    }
  }

  /** The functions of the script among what an argument may be. */
  private collect(given: ast.Expression, found: Set<FunctionNode>): void {
    const pending = this.atomsAt(given);
    for (let atom = pending.pop(); atom !== undefined; atom = pending.pop()) {
      if (atom.kind === "partial") pending.push(...atomsOf(atom.function));
      for (const user of this.usersOf([atom])) found.add(user);
    }
  }

  private startsThreads(atom: Atom): boolean {
    const stub =
      atom.kind === "class"
        ? this.initOf(atom.of.kind === "stub" ? atom.of : this.stubBaseOf(atom.of.node))
        : stubOf(atom);
    return stub !== null && isMarked(stub, "threads");
  }

  private stubBaseOf(node: ast.ClassDef): StubClass | null {
    const info = this.program.classes.get(node);
    return info?.ancestors.flatMap(({ stubBases }) => stubBases)[0] ?? null;
  }

  private initOf(of: StubClass | null): StubFunction | null {
    const member = of?.member("__init__");
    return member?.kind === "function" ? member.function : null;
  }

  // ------------------------------------------------------------------------------------------- what they come to

  /** All functions that threads come to, and that can be generators. */
  private reachable(entries: ReadonlySet<FunctionNode>): Set<FunctionNode> {
    const reached = new Set<FunctionNode>();
    const pending = [...entries];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      const info = this.program.functions.get(node);
      if (reached.has(node) || info === undefined || !this.canHaveSteps(node, info)) continue;
      reached.add(node);
      const { calls, managers } = this.bodyOf(node);
      for (const call of calls) pending.push(...this.usersOf(this.calleesOf(call)));
      for (const manager of managers) pending.push(...this.managerMethods(manager));
      pending.push(...this.relatives(node, info));
    }
    return reached;
  }

  /** The methods of the same name in the classes above and below, which a call can't be told from. */
  private relatives(node: FunctionNode, { user }: FunctionInfo): FunctionNode[] {
    const owner = user.owner === null ? undefined : this.program.classes.get(user.owner.node);
    if (owner === undefined || node.kind === "Lambda") return [];
    const related = owner.ancestors.flatMap(({ descendants }) => descendants);
    return [...new Set(related)].flatMap(({ methods }) => methods.get(node.name)?.user.node ?? []);
  }

  private canHaveSteps(node: FunctionNode, info: FunctionInfo): boolean {
    if (node.kind === "Lambda") return this.isOrdinary(node);
    return node.kind === "FunctionDef" && this.isOrdinary(node) && this.isOwnName(node, info);
  }

  private isOrdinary(node: ast.FunctionDef | ast.Lambda): boolean {
    const buildsClass = node.kind === "FunctionDef" && node.buildsClass === true;
    const isPlain = !this.program.bindings.scopeOf(node).isGenerator || this.canGive(node);
    return isPlain && !buildsClass && this.modules.get(node)?.isLazy === false;
  }

  /** True for a generator function that can have steps. */
  private canGive(node: ast.FunctionDef | ast.Lambda): boolean {
    if (node.kind === "Lambda" || node.isAsync === true || node.decorator_list.length > 0) return false;
    return this.program.functions.get(node)!.user.owner === null && !this.bodyOf(node).delegates;
  }

  /** True for a function that only one definition gives its name, and for a method that only calls reach. */
  private isOwnName(node: ast.FunctionDef, { user }: FunctionInfo): boolean {
    const scope = this.program.bindings.enclosing(node);
    if (user.owner !== null) {
      const owner = this.program.classes.get(user.owner.node);
      const isPlain =
        node.decorator_list.every((each) => isClassLevel(each) || this.isOfScript(each)) &&
        (STEPWISE.has(node.name) || !/^__\w+__$/.test(node.name));
      return isPlain && owner !== undefined && !this.overridesLibrary(owner, node.name);
    }
    if (scope.kind === "class") return false;
    const binding = this.program.bindings.bindingOf(node);
    return binding.definitions.length === 1 && !binding.writtenOutside && node.alias === undefined;
  }

  /** True for a decorator that is a function of the script, which gets the method as a value. */
  private isOfScript(decorator: ast.Expression): boolean {
    const atoms = this.atomsAt(decorator);
    return atoms.length > 0 && atoms.every((atom) => userOf(atom) !== null);
  }

  /** True for a method that the library calls, and so must be plain. */
  private overridesLibrary(of: ClassInfo, name: string): boolean {
    return of.ancestors
      .flatMap(({ stubBases }) => stubBases)
      .some((base) => {
        const member = base.member(name);
        return member !== null && !(member.kind === "function" && isMarked(member.function, "steps"));
      });
  }

  /** Makes generators of what waits, and of what calls those. */
  private spread(reached: ReadonlySet<FunctionNode>): void {
    for (const node of reached) {
      if (this.blocksItself(node)) this.mark(node, reached);
    }
    for (let count = -1; count !== this.stepwise.size + this.givers.size;) {
      count = this.stepwise.size + this.givers.size;
      for (const node of reached) {
        if (!this.stepwise.has(node) && !this.givers.has(node) && this.callsSteps(node)) this.mark(node, reached);
      }
    }
  }

  private mark(node: FunctionNode, reached: ReadonlySet<FunctionNode>): void {
    if (this.program.bindings.scopeOf(node).isGenerator) {
      this.givers.add(node);
      return;
    }
    const relatives = this.relatives(node, this.program.functions.get(node)!);
    if (!relatives.every((each) => reached.has(each))) return;
    for (const each of [node, ...relatives]) this.stepwise.add(each);
  }

  private callsSteps(node: FunctionNode): boolean {
    const { calls, managers, sources } = this.bodyOf(node);
    if (sources.some((source) => this.makesGiver(source) || this.callsInTurn(source))) return true;
    return calls.some((call) => this.waits(call) !== null) || managers.some((manager) => this.managesSteps(manager));
  }

  private blocksItself(node: FunctionNode): boolean {
    const { calls, managers, loops, sources } = this.bodyOf(node);
    return (
      sources.some((source) => this.callsInTurn(source) || this.givesInTime(source)) ||
      calls.some((call) => this.waits(call) === "blocks") ||
      managers.some((manager) => this.enters(manager)) ||
      loops.some((loop) => this.spins(loop))
    );
  }

  private bodyOf(node: FunctionNode): Body {
    let body = this.bodies.get(node);
    if (body === undefined) this.bodies.set(node, (body = readBody(node)));
    return body;
  }
}

/** Special methods that code with steps calls as such. */
const STEPWISE = new Set(["__enter__", "__exit__", "__call__"]);

const isClassLevel = (decorator: ast.Expression): boolean =>
  decorator.kind === "Name" && (decorator.id === "staticmethod" || decorator.id === "classmethod");

/** The calls in a function's own code, the managers that it enters, and its `while` loops. */
interface Body {
  calls: ast.Call[];
  managers: ast.Expression[];
  loops: ast.While[];
  /** What its `for` loops go through. */
  sources: ast.Expression[];
  /** True when there is a `yield from` in it. */
  delegates: boolean;
}

function readBody(of: FunctionNode): Body {
  const found: Body = { calls: [], managers: [], loops: [], sources: [], delegates: false };
  const visit = (node: ast.Node): void => {
    if (node.kind === "FunctionDef" || node.kind === "Lambda" || node.kind === "ClassDef") return;
    if (node.kind === "AsyncFunctionDef") return;
    if (node.kind === "Call") found.calls.push(node);
    if (node.kind === "While") found.loops.push(node);
    if (node.kind === "For") found.sources.push(node.iter);
    if (node.kind === "YieldFrom") found.delegates = true;
    if (node.kind === "With") found.managers.push(...node.items.map(({ context_expr }) => context_expr));
    children(node).forEach(visit);
  };
  if (of.kind === "Lambda") visit(of.body);
  else of.body.forEach(visit);
  return found;
}

function userOf(atom: Atom): FunctionNode | null {
  const known = atom.kind === "function" ? atom.of : atom.kind === "bound" ? atom.function : null;
  return known?.kind === "user" ? known.node : null;
}

function stubOf(atom: Atom): StubFunction | null {
  const known = atom.kind === "function" ? atom.of : atom.kind === "bound" ? atom.function : null;
  return known?.kind === "stub" ? known : null;
}

function stubClassOf(atom: Atom): StubClass | null {
  return atom.kind === "generic" && typeof atom.of !== "string" ? atom.of : null;
}

const isMarked = (stub: StubFunction, mark: string): boolean =>
  [stub, ...stub.overloads].some(({ decorators }) => decorators.includes(mark));

function blocks(atom: Atom): boolean {
  const stub = stubOf(atom);
  return stub !== null && isMarked(stub, "blocks");
}

/** True where a call may be of anything. */
const isUnsure = (atoms: readonly Atom[]): boolean =>
  atoms.some(({ kind }) => kind === "unknown" || kind === "callable" || kind === "partial");

/** True for a class of threads: the library runs the method `run` of its instances in one. */
function hasSteps(of: ClassInfo, name: string): boolean {
  return of.ancestors
    .flatMap(({ stubBases }) => stubBases)
    .some((base) => {
      const member = base.member(name);
      return member?.kind === "function" && isMarked(member.function, "steps");
    });
}
