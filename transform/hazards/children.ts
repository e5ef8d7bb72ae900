/** What a program hands over to child processes, and which functions run there and in the parent. */
import type * as ast from "../../parser/ast.js";
import { children as childNodes, walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";
import type { Callee, StubClass, Type, UserClass } from "../infer/types.js";
import { derives, EXECUTOR, POOL, PROCESS } from "./kinds.js";
import { argument, isFunction, type FunctionNode, type Survey } from "./survey.js";

/** One way in which code comes to run in a child. */
export interface Start {
  kind: "process" | "task" | "initializer";
  /** `Process(…)`, `pool.map(…)`, `Pool(initializer=…)` */
  call: ast.Call;
  target: FunctionNode;
  /** What the target is called with, as far as it is known. */
  args: Arguments;
  /** True when several children may run it at once. */
  isMany: boolean;
}

/** Arguments by place and by name; `positional` is null when they aren't known. */
export interface Arguments {
  positional: readonly ast.Expression[] | null;
  keywords: ReadonlyMap<string, ast.Expression>;
}

const NO_ARGUMENTS: Arguments = { positional: null, keywords: new Map() };
/** Methods of pools and executors whose first argument runs in a worker; those that wait for it run one at a time. */
export const TASKS = [
  "map",
  "imap",
  "imap_unordered",
  "starmap",
  "map_async",
  "starmap_async",
  "apply",
  "apply_async",
  "submit",
];

export class Children {
  readonly starts: Start[] = [];
  private readonly survey: Survey;
  /** Expressions that name what only a child runs. */
  private readonly handedOver = new Set<ast.Node>();
  /** With what each function is called, by the program's own code and by starts. */
  private readonly ways = new Map<FunctionNode, Arguments[]>();
  private readonly called = new Map<ast.Call, FunctionNode[]>();
  private readonly callees = new Map<ast.Node, FunctionNode[]>();
  private readonly closures = new Map<FunctionNode, ReadonlySet<FunctionNode>>();
  private parent: ReadonlySet<FunctionNode> | null = null;

  constructor(survey: Survey) {
    this.survey = survey;
    for (const call of survey.calls) this.note(call);
  }

  private note(call: ast.Call): void {
    const callee = this.survey.fileOf(call).types.callee(call);
    if (callee === null) return;
    for (const node of this.functionsCalledBy(call)) this.addWay(node, argumentsOf(call));
    if (isClass(callee) && derives(callee, PROCESS)) this.noteProcess(call, callee);
    else this.noteWorkers(call);
  }

  /** The functions of the program that a call runs at once. */
  functionsCalledBy(call: ast.Call): readonly FunctionNode[] {
    let found = this.called.get(call);
    if (found === undefined) {
      const callee = this.survey.fileOf(call).types.callee(call);
      this.called.set(call, (found = callee === null ? [] : functionsCalled(callee)));
    }
    return found;
  }

  private noteProcess(call: ast.Call, of: UserClass | StubClass): void {
    const isMany = this.isManyProcesses(call);
    const target =
      call.keywords.find(({ arg }) => arg === "target")?.value ?? (of.kind === "stub" ? call.args[1] : null);
    if (target != null) {
      const args = startArguments(argument(call, 3, "args"), argument(call, 4, "kwargs"));
      this.handOver("process", call, target, args, isMany);
    }
    const run = of.kind === "user" ? methodOf(of, "run") : null;
    if (run !== null) this.starts.push({ kind: "process", call, target: run, args: NO_ARGUMENTS, isMany });
  }

  private noteWorkers(call: ast.Call): void {
    const { survey } = this;
    const task = survey.methodCall(call, [...POOL, ...EXECUTOR], TASKS);
    if (task !== null && call.args[0] !== undefined) {
      const { method } = task;
      const isOne = method === "apply" || (/^apply_async$|^submit$/.test(method) && !isRepeated(survey, call));
      const args =
        method === "submit"
          ? { positional: call.args.slice(1), keywords: new Map() }
          : method.startsWith("apply")
            ? startArguments(argument(call, 1, "args"), argument(call, 2, "kwds"))
            : NO_ARGUMENTS;
      this.handOver("task", call, call.args[0], args, !isOne);
    }
    if (!survey.isA(call, [...POOL, ...EXECUTOR])) return;
    const initializer = call.keywords.find(({ arg }) => arg === "initializer")?.value ?? call.args[1];
    const initargs = call.keywords.find(({ arg }) => arg === "initargs")?.value ?? call.args[2] ?? null;
    if (initializer !== undefined)
      this.handOver("initializer", call, initializer, startArguments(initargs, null), true);
  }

  private handOver(kind: Start["kind"], call: ast.Call, named: ast.Expression, args: Arguments, isMany: boolean): void {
    this.handedOver.add(named);
    for (const target of this.functionsNamed(named)) {
      const isPartial = named.kind === "Call";
      this.starts.push({ kind, call, target, args: isPartial ? NO_ARGUMENTS : args, isMany });
      if (!isPartial) this.addWay(target, args);
    }
  }

  private addWay(node: FunctionNode, args: Arguments): void {
    this.ways.set(node, [...(this.ways.get(node) ?? []), args]);
  }

  /** True for a process that is made several times, unless each is waited for before the next. */
  private isManyProcesses(call: ast.Call): boolean {
    const [loop] = this.survey.loopsAround(call);
    if (loop === undefined) return false;
    const isInLoop = (node: ast.Node): boolean => node.start >= loop.start && node.end <= loop.end;
    const joins = this.survey.methodCalls(PROCESS, ["join"]).filter(({ call: join }) => isInLoop(join));
    return !joins.some(({ call: join }) => this.survey.loopsAround(join)[0] === loop);
  }

  /** The functions that an expression stands for as a value. */
  functionsNamed(expression: ast.Expression): FunctionNode[] {
    if (expression.kind === "Lambda") return [expression];
    if (expression.kind === "Call" && lastName(expression.func) === "partial")
      return expression.args[0] === undefined ? [] : this.functionsNamed(expression.args[0]);
    const known = functionsOf(this.survey.typeOf(expression));
    if (known.length > 0 || expression.kind !== "Name") return known;
    const definitions = this.survey.fileOf(expression).bindings.resolve(expression)?.definitions ?? [];
    return definitions.flatMap((each) => (each.kind === "function" ? [each.definition] : []));
  }

  /** What a parameter gets: an expression for each call that gives it one; null when some call can't be read. */
  given(node: FunctionNode, name: string): ast.Expression[] | null {
    const ways = this.ways.get(node);
    if (ways === undefined) return null;
    const found = ways.map((args) => givenBy(args, node, name));
    return found.includes(null) ? null : found.filter((each) => each !== null && each !== undefined);
  }

  /** The calls of a function, starts included, by what they give. */
  waysOf(node: FunctionNode): readonly Arguments[] {
    return this.ways.get(node) ?? [];
  }

  /** A function and all that it comes to call, or mentions otherwise, in its own process. */
  reachedFrom(node: FunctionNode): ReadonlySet<FunctionNode> {
    let closure = this.closures.get(node);
    if (closure === undefined) this.closures.set(node, (closure = this.closureOf([node])));
    return closure;
  }

  /** The starts by which a node's code comes to run in children. */
  startsOf(node: ast.Node): Start[] {
    const around = isFunction(node) ? node : this.survey.functionAround(node);
    return around === null ? [] : this.starts.filter(({ target }) => this.reachedFrom(target).has(around));
  }

  /** True for code that the program's first process may run. */
  runsInParent(node: ast.Node): boolean {
    const around = isFunction(node) ? node : this.survey.functionAround(node);
    this.parent ??= this.closureOf(this.survey.files.map(({ module }) => module));
    return around === null || this.parent.has(around);
  }

  private closureOf(roots: readonly ast.Node[]): ReadonlySet<FunctionNode> {
    const reached = new Set<FunctionNode>();
    const pending: ast.Node[] = [...roots];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (isFunction(next)) {
        if (reached.has(next)) continue;
        reached.add(next);
      }
      pending.push(...this.calleesOf(next));
    }
    return reached;
  }

  /** The functions that the own code of a function or module calls or mentions, but for those that it hands over. */
  private calleesOf(node: ast.Node): FunctionNode[] {
    let found = this.callees.get(node);
    if (found !== undefined) return found;
    this.callees.set(node, (found = []));
    const { types } = this.survey.fileOf(node);
    for (const child of childNodes(node)) {
      walk(child, {
        enter: (each) => {
          if (this.handedOver.has(each)) return false;
          if (each.kind === "Call") found.push(...this.functionsCalledBy(each));
          if (each.kind === "Name" || each.kind === "Attribute") found.push(...functionsOf(types.of(each)));
          if (each.kind === "Lambda") found.push(each);
          return !isFunction(each);
        },
      });
    }
    return found;
  }
}

function functionsCalled(callee: Callee | UserClass | StubClass): FunctionNode[] {
  const of = callee.kind === "bound" ? callee.function : callee;
  if (of.kind !== "user") return [];
  if (!("methods" in of)) return [of.node];
  const init = methodOf(of, "__init__");
  return init === null ? [] : [init];
}

function isClass(callee: Callee | UserClass | StubClass): callee is UserClass | StubClass {
  return "bases" in callee;
}

/** A method of a class of the script, its own or inherited from another. */
function methodOf(of: UserClass, name: string): FunctionNode | null {
  const own = of.methods.get(name);
  if (own !== undefined) return own.node;
  for (const base of of.bases) {
    const inherited = base?.kind === "user" ? methodOf(base, name) : null;
    if (inherited !== null) return inherited;
  }
  return null;
}

function functionsOf(type: Type): FunctionNode[] {
  if (type.kind === "union") return type.members.flatMap(functionsOf);
  if (type.kind !== "function") return [];
  const of = type.of.kind === "bound" ? type.of.function : type.of;
  return of.kind === "user" ? [of.node] : [];
}

function argumentsOf({ args, keywords }: ast.Call): Arguments {
  const isKnown = !args.some(({ kind }) => kind === "Starred") && !keywords.some(({ arg }) => arg === null);
  return { positional: isKnown ? args : null, keywords: named(keywords) };
}

const named = (keywords: readonly ast.Keyword[]): Map<string, ast.Expression> =>
  new Map(keywords.flatMap(({ arg, value }) => (arg === null ? [] : [[arg, value] as const])));

/** Those that `args=(…)` and `kwargs={…}` give to a target. */
function startArguments(args: ast.Expression | null, kwargs: ast.Expression | null): Arguments {
  const positional = args === null ? [] : args.kind === "Tuple" || args.kind === "List" ? args.elts : null;
  const keywords = new Map<string, ast.Expression>();
  if (kwargs?.kind === "Dict")
    kwargs.keys.forEach((key, index) => {
      if (key?.kind === "Constant" && key.value.type === "str") keywords.set(key.value.value, kwargs.values[index]!);
    });
  return { positional: positional?.some(({ kind }) => kind === "Starred") ? null : positional, keywords };
}

/** What a call gives to a parameter; undefined when it leaves it to the default, null when nobody can tell. */
function givenBy(args: Arguments, { args: parameters, ...node }: FunctionNode, name: string) {
  const keyword = args.keywords.get(name);
  if (keyword !== undefined) return keyword;
  if (args.positional === null) return null;
  const all = [...parameters.posonlyargs, ...parameters.args];
  const place = all.findIndex(({ arg }) => arg === name);
  if (place < 0) return null;
  // Methods are called without their first parameter.
  const isMethod = node.kind !== "Lambda" && /^(?:self|cls)$/.test(all[0]!.arg);
  if (isMethod && place === 0) return null;
  return args.positional[isMethod ? place - 1 : place];
}

/** What one call gives to a parameter; null when it isn't known. */
export function argumentFor(args: Arguments, node: FunctionNode, name: string): ast.Expression | null {
  return givenBy(args, node, name) ?? null;
}

function isRepeated(survey: Survey, call: ast.Call): boolean {
  return survey.loopsAround(call).length > 0;
}
