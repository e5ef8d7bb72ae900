/**
 * Nested functions and lambdas that are to run in a forked child: a thread of its own can't get a function with the
 * variables that it closes over. So the module gets a function that makes the nested one anew, from these variables'
 * values, and the nested one is registered with it:
 *
 *     def main():                                  def make_work(step):
 *         def work(n):                                 def work(n):
 *             print(n + step)                              print(n + step)
 *         Process(target=work)                         return work
 *
 * What `work` calls of the functions beside it is made with it, so that these still share what they close over.
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild, walk } from "../../parser/walk.js";
import { bind } from "../bind/index.js";
import type { Binding, Bindings } from "../bind/scopes.js";
import { lastName } from "../expand/names.js";
import { noParameters } from "../expand/known-namespace.js";
import { mayFork } from "./start-methods.js";

/** The name of what makes a default. */
const DEFAULT = "default_value";

type Nested = ast.FunctionDef | ast.Assign;

/** Writes such functions into the trees of modules that may fork, before they are bound. */
export function expandClosures(modules: readonly ast.Module[]): void {
  if (!mayFork(modules)) return;
  for (const module of modules) new Closures(module).run();
}

class Closures {
  private readonly module: ast.Module;
  private readonly names = new Set<string>();
  private bindings!: Bindings;
  private lambdas = 0;

  constructor(module: ast.Module) {
    this.module = module;
  }

  run(): void {
    this.nameInnerFactories(this.module);
    const targets = targetsIn(this.module);
    if (targets.length === 0) return;
    walk(this.module, { enter: (node) => void (node.kind === "Name" && this.names.add(node.id)) });
    this.nameLambdas(this.module, new Set(targets));
    this.bindings = bind(this.module);
    const done = new Set<Nested>();
    for (const target of targetsIn(this.module).flatMap((each) => this.namedBy(each))) {
      const nested = this.nestedOf(target);
      if (nested === null || done.has(nested)) continue;
      done.add(nested);
      this.expand(nested, target.id);
    }
  }

  /**
   * Gives the inner one of `defaultdict(lambda: defaultdict(lambda: 0))` a name, ahead of the statement: the outer one
   * makes an inner one with each call, which children could not find.
   */
  private nameInnerFactories(node: ast.Node): void {
    for (const list of listsOf(node)) {
      for (const statement of [...list]) {
        const outer: ast.Lambda[] = [];
        ownExpressions(statement, (each) => void outer.push(...factoryOf(each)));
        const inner = outer.flatMap(({ args, body }) => (args.args.length === 0 ? factoryOf(body) : []));
        for (const lambda of inner) this.nameLambda(lambda, DEFAULT, list, statement);
      }
    }
    forEachChild(node, (child) => this.nameInnerFactories(child));
  }

  /** Has a variable, set ahead of a statement in a list, stand for a lambda in that statement. */
  private nameLambda(lambda: ast.Lambda, wanted: string, list: ast.Statement[], statement: ast.Statement): void {
    const id = this.fresh(wanted);
    const place = { start: statement.start, end: statement.start };
    const named: ast.Name = { kind: "Name", id, ctx: "Store", ...place };
    const assignment = { kind: "Assign", targets: [named], value: { ...lambda }, ...place } as ast.Assign;
    list.splice(list.indexOf(statement), 0, assignment);
    const read: ast.Name = { kind: "Name", id, ctx: "Load", start: lambda.start, end: lambda.start };
    for (const key of Object.keys(lambda)) delete (lambda as unknown as Record<string, unknown>)[key];
    Object.assign(lambda, read);
  }

  /** Gives lambdas that are targets a name, ahead of the statement that they are in. */
  private nameLambdas(node: ast.Node, targets: ReadonlySet<ast.Expression>): void {
    for (const list of listsOf(node)) {
      for (const statement of [...list]) {
        const found: ast.Lambda[] = [];
        const factories = new Set<ast.Node>();
        ownExpressions(statement, (each) => {
          for (const factory of factoryOf(each)) factories.add(factory);
          if (each.kind === "Lambda" && targets.has(each)) found.push(each);
        });
        for (const lambda of found) this.nameLambda(lambda, factories.has(lambda) ? DEFAULT : "run", list, statement);
      }
    }
    forEachChild(node, (child) => this.nameLambdas(child, targets));
  }

  /** What a target may be: a name, or what functions that the script calls there return by name. */
  private namedBy(target: ast.Expression): ast.Name[] {
    if (target.kind === "Name") return [target];
    if (target.kind !== "Call" || target.func.kind !== "Name") return [];
    const [only, ...others] = this.bindings.resolve(target.func)?.definitions ?? [];
    if (only?.kind !== "function" || others.length > 0) return [];
    const found: ast.Name[] = [];
    walk(only.definition, {
      enter(node) {
        if (node.kind === "Return" && node.value?.kind === "Name") found.push(node.value);
        return node === only.definition || node.kind !== "FunctionDef";
      },
    });
    return found;
  }

  /** The function that a name surely means, where children can't find it by its name. */
  private nestedOf(name: ast.Name): Nested | null {
    const binding = this.bindings.resolve(name);
    const [only, ...others] = binding?.definitions ?? [];
    if (only === undefined || others.length > 0) return null;
    if (only.kind === "function" && only.definition.kind === "FunctionDef")
      return this.module.body.includes(only.definition) ? null : only.definition;
    if (only.kind !== "assign" || only.statement.kind !== "Assign" || only.statement.value.kind !== "Lambda")
      return null;
    return only.statement.targets.length === 1 && only.statement.targets[0] === only.name ? only.statement : null;
  }

  private expand(nested: Nested, name: string): void {
    const place = { start: nested.start, end: nested.start };
    const { parts, captured } = this.closureOf(nested);
    const made = this.fresh(`make_${name}`);
    const args = noParameters(place);
    args.args = captured.map((arg) => ({ kind: "arg", arg, annotation: null, ...place }));
    const read = (id: string): ast.Name => ({ kind: "Name", id, ctx: "Load", ...place });
    const body: ast.Statement[] = [
      ...parts.map((part) => structuredClone(part)),
      { kind: "Return", value: read(name), ...place },
    ];
    const maker: ast.FunctionDef = {
      kind: "FunctionDef",
      name: made,
      args,
      body,
      decorator_list: [],
      returns: null,
      type_params: [],
      makesClosure: true,
      ...place,
    };
    const call: ast.Call = { kind: "Call", func: read(made), args: captured.map(read), keywords: [], ...place };
    const top = this.module.body.findIndex((statement) => holds(statement, nested));
    const list = listHolding(this.module, nested)!;
    list.splice(list.indexOf(nested) + 1, 0, { kind: "Expr", value: call, remakes: name, ...place });
    this.module.body.splice(top, 0, maker);
  }

  /** A nested function with those beside it that it needs, and the names of the variables that they close over. */
  private closureOf(nested: Nested): { parts: Nested[]; captured: string[] } {
    const parts = new Set<Nested>([nested]);
    const captured = new Map<string, Binding>();
    const own = new Set<Binding>([this.bindingOf(nested)]);
    for (const part of parts) {
      walk(part, {
        enter: (node) => {
          const binding = node.kind === "Name" ? this.bindings.resolve(node) : null;
          if (binding === null || own.has(binding) || captured.has(binding.name) || !this.isOutside(binding, part))
            return;
          const [only, ...others] = binding.definitions;
          const beside = only?.kind === "function" && others.length === 0 ? (only.definition as ast.FunctionDef) : null;
          if (beside === null) captured.set(binding.name, binding);
          else {
            own.add(binding);
            parts.add(beside);
          }
        },
      });
    }
    return { parts: [...parts].reverse(), captured: [...captured.keys()] };
  }

  private bindingOf(nested: Nested): Binding {
    if (nested.kind === "FunctionDef") return this.bindings.bindingOf(nested);
    return this.bindings.resolve(nested.targets[0] as ast.Name)!;
  }

  /** True for a variable of a function around the code, which is neither the module's nor its own. */
  private isOutside({ scope }: Binding, part: Nested): boolean {
    return scope.kind !== "module" && scope.kind !== "class" && !holds(part, scope.node);
  }

  private fresh(wanted: string): string {
    let name = wanted;
    while (this.names.has(name)) name = `${wanted}_${++this.lambdas}`;
    this.names.add(name);
    return name;
  }
}

/** The lambda in `defaultdict(lambda: …)`. */
function factoryOf(node: ast.Node): ast.Lambda[] {
  if (node.kind !== "Call" || lastName(node.func) !== "defaultdict") return [];
  const [factory] = node.args;
  return factory?.kind === "Lambda" ? [factory] : [];
}

/**
 * What processes are to run: the targets and initializers of calls that may start one, and the handlers of signals. And
 * what makes the values of a defaultdict in a function, which may be handed on with it; and what starts a process in
 * place of the function that it decorates, which a child finds by what the other closes over.
 */
function targetsIn(module: ast.Module): ast.Expression[] {
  const found: ast.Expression[] = [];
  const processes = new Set(["Process"]);
  const inFunctions = callsInFunctions(module);
  walk(module, {
    enter(node) {
      if (node.kind === "ClassDef" && node.bases.some((base) => /Process$/.test(lastName(base) ?? "")))
        processes.add(node.name);
      if (node.kind === "FunctionDef") found.push(...returnedStarters(node, processes));
      if (node.kind !== "Call") return;
      const name = lastName(node.func) ?? "";
      if (name === "defaultdict" && inFunctions.has(node)) found.push(...node.args.slice(0, 1).flatMap(functionsIn));
      const isOwn = processes.has(name) && name !== "Process";
      for (const { arg, value } of node.keywords) {
        const isTarget = (arg === "target" && !/Thread/.test(name)) || (arg === "initializer" && !/Thread/.test(name));
        if (isTarget || isOwn) found.push(...functionsIn(value));
      }
      if (name === "signal" && node.args.length === 2) found.push(...functionsIn(node.args[1]!));
      if (isOwn || isFork(node)) found.push(...node.args.flatMap(functionsIn));
    },
  });
  return found;
}

/** The nested function that a function returns, if that starts processes: the name in `return wrapper`. */
function returnedStarters({ body }: ast.FunctionDef, processes: ReadonlySet<string>): ast.Name[] {
  return body.flatMap((statement) => {
    const value = statement.kind === "Return" ? statement.value : null;
    if (value?.kind !== "Name") return [];
    const nested = body.find((each) => each.kind === "FunctionDef" && each.name === value.id);
    const isStarter = nested?.kind === "FunctionDef" && nested.decorator_list.length === 0 && starts(nested, processes);
    return isStarter ? [value] : [];
  });
}

function starts(node: ast.Node, processes: ReadonlySet<string>): boolean {
  let found = false;
  walk(node, {
    enter: (each) => !(found ||= each.kind === "Call" && processes.has(lastName(each.func) ?? "")),
  });
  return found;
}

function callsInFunctions(module: ast.Module): Set<ast.Node> {
  const found = new Set<ast.Node>();
  const inside = new Set<ast.Node>();
  walk(module, {
    enter(node, parent) {
      if (node.kind === "FunctionDef" || (parent !== undefined && parent !== null && inside.has(parent)))
        inside.add(node);
      if (node.kind === "Call" && inside.has(node)) found.add(node);
    },
  });
  return found;
}

/** `posix.fork(child)` */
const isFork = ({ func }: ast.Call): boolean =>
  func.kind === "Attribute" && func.attr === "fork" && lastName(func.value) === "posix";

/** A name, lambda or call, itself or in `partial(…)`. */
function functionsIn(node: ast.Expression): ast.Expression[] {
  if (node.kind === "Call" && lastName(node.func) === "partial") return node.args.flatMap(functionsIn);
  return node.kind === "Name" || node.kind === "Lambda" || node.kind === "Call" ? [node] : [];
}

function holds(around: ast.Node, wanted: ast.Node): boolean {
  let found = false;
  walk(around, { enter: (node) => !(found ||= node === wanted) });
  return found;
}

/** The list of statements that a statement stands in. */
function listHolding(node: ast.Node, statement: ast.Statement): ast.Statement[] | null {
  for (const list of listsOf(node)) if (list.includes(statement)) return list;
  let found: ast.Statement[] | null = null;
  forEachChild(node, (child) => (found ??= listHolding(child, statement)));
  return found;
}

function listsOf(node: ast.Node): ast.Statement[][] {
  const holder = node as unknown as Record<string, unknown>;
  if (node.kind === "Lambda" || node.kind === "IfExp") return [];
  return ["body", "orelse", "finalbody"].flatMap((name) =>
    Array.isArray(holder[name]) ? [holder[name] as ast.Statement[]] : [],
  );
}

/** Visits the expressions of a statement; not those of statements in it, and not what a comprehension does each time. */
function ownExpressions(node: ast.Node, visit: (each: ast.Node) => void): void {
  const lists = listsOf(node).flat();
  forEachChild(node, (child) => {
    if (lists.includes(child as ast.Statement) || child.kind === "ExceptHandler" || child.kind === "match_case") return;
    visit(child);
    if (!/Comp$|GeneratorExp|Lambda/.test(child.kind)) ownExpressions(child, visit);
  });
}
