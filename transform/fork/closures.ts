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
import { targetsOf } from "./targets.js";

/** The name of a parameter's default, and of what makes those of a defaultdict. */
const DEFAULT = "default_value";

type Nested = ast.FunctionDef | ast.Assign;
type Callable = ast.FunctionDef | ast.Lambda;

/** A parameter's default, and the name that stands for it where the function is made anew. */
interface Default {
  name: string;
  value: ast.Expression;
}

/** The function of a statement that makes one, or the lambda itself. */
const functionOf = (node: Nested | ast.Lambda): Callable =>
  node.kind === "Assign" ? (node.value as ast.Lambda) : node;

const readOf = (id: string, { start }: { start: number }): ast.Name => ({
  kind: "Name",
  id,
  ctx: "Load",
  start,
  end: start,
});

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
    const targets = targetsOf(this.module, bind(this.module));
    if (targets.size === 0) return;
    walk(this.module, { enter: (node) => void (node.kind === "Name" && this.names.add(node.id)) });
    this.nameLambdas(this.module, targets);
    this.bindings = bind(this.module);
    const done = new Set<Nested>();
    for (const target of targets) {
      // a lambda that could be given a name is that name now
      if (target.kind === "Lambda") {
        this.expandInPlace(target);
        continue;
      }
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
    become(lambda, read);
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

  /** Has a function or lambda with a name registered behind it. */
  private expand(nested: Nested, name: string): void {
    const place = { start: nested.start, end: nested.start };
    const { parts, captured } = this.closureOf(nested, this.bindingOf(nested));
    const clones = parts.map((part) => structuredClone(part));
    const defaults = this.takeDefaults(functionOf(nested), functionOf(clones.at(-1)!));
    const returned: ast.Return = { kind: "Return", value: readOf(name, place), ...place };
    const call = this.addMaker(nested, name, captured, defaults, [...clones, returned]);
    const list = listHolding(this.module, nested)!;
    const remakes = { name, defaults: defaults.length };
    list.splice(list.indexOf(nested) + 1, 0, { kind: "Expr", value: call, remakes, ...place });
  }

  /** Has a lambda registered where it stands, in an expression that makes one each time. */
  private expandInPlace(lambda: ast.Lambda): void {
    const place = { start: lambda.start, end: lambda.start };
    const { captured } = this.closureOf(lambda, null);
    const clone = structuredClone(lambda);
    const defaults = this.takeDefaults(lambda, clone);
    const body: ast.Statement[] = [{ kind: "Return", value: clone, ...place }];
    const { func, args } = this.addMaker(lambda, "run", captured, defaults, body);
    const list = (elts: ast.Expression[]): ast.Expression => ({ kind: "List", elts, ctx: "Load", ...place });
    const values: ast.Lambda = {
      kind: "Lambda",
      args: noParameters(place),
      body: list(args.slice(0, captured.length)),
      ...place,
    };
    const made = { ...lambda };
    const call: ast.Call = {
      kind: "Call",
      func: readOf("__closure__", place),
      args: [made, func, values, list(args.slice(captured.length))],
      keywords: [],
      start: lambda.start,
      end: lambda.end,
    };
    become(lambda, call);
  }

  /** Puts the function that makes a nested one ahead of the code around that. Returns the call of it. */
  private addMaker(
    nested: ast.Node,
    name: string,
    captured: readonly string[],
    defaults: readonly Default[],
    body: ast.Statement[],
  ): ast.Call {
    const place = { start: nested.start, end: nested.start };
    const made = this.fresh(`make_${name}`);
    const args = noParameters(place);
    const names = [...captured, ...defaults.map((each) => each.name)];
    args.args = names.map((arg) => ({ kind: "arg", arg, annotation: null, ...place }));
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
    const top = this.module.body.findIndex((statement) => holds(statement, nested));
    this.module.body.splice(top, 0, maker);
    const given = [...captured.map((id) => readOf(id, place)), ...defaults.map(({ value }) => structuredClone(value))];
    return { kind: "Call", func: readOf(made, place), args: given, keywords: [], ...place };
  }

  /**
   * Python evaluates defaults once, when the function is made: what depends on variables around it goes to the child as it
   * was then. In the copy a name stands for each of them.
   */
  private takeDefaults(of: Callable, copy: Callable): Default[] {
    const found: Default[] = [];
    for (const key of ["defaults", "kw_defaults"] as const) {
      of.args[key].forEach((value, index) => {
        if (value === null || !this.dependsOnOutside(value, of)) return;
        const name = this.fresh(DEFAULT);
        copy.args[key][index] = readOf(name, value);
        found.push({ name, value });
      });
    }
    return found;
  }

  /** True for an expression without effects that reads variables of the functions around. */
  private dependsOnOutside(value: ast.Expression, of: Callable): boolean {
    let [isPure, isOutside] = [true, false];
    walk(value, {
      enter: (node) => {
        if (/^(Call|NamedExpr|Await|Yield|YieldFrom|Lambda|.*Comp|GeneratorExp)$/.test(node.kind)) isPure = false;
        const binding = node.kind === "Name" ? this.bindings.resolve(node) : null;
        if (binding !== null && this.isOutside(binding, of)) isOutside = true;
      },
    });
    return isPure && isOutside;
  }

  /** A nested function with those beside it that it needs, and the names of the variables that they close over. */
  private closureOf<T extends Nested | ast.Lambda>(
    nested: T,
    name: Binding | null,
  ): { parts: (T | ast.FunctionDef)[]; captured: string[] } {
    const parts = new Set<T | ast.FunctionDef>([nested]);
    const captured = new Map<string, Binding>();
    const own = new Set<Binding>(name === null ? [] : [name]);
    const { args } = functionOf(nested);
    const defaults = new Set<ast.Node | null>([...args.defaults, ...args.kw_defaults]);
    for (const part of parts) {
      walk(part, {
        enter: (node) => {
          if (defaults.has(node) && this.dependsOnOutside(node as ast.Expression, functionOf(nested))) return false;
          const binding = node.kind === "Name" ? this.bindings.resolve(node) : null;
          if (binding === null || own.has(binding) || captured.has(binding.name)) return;
          if (!this.isOutside(binding, part)) return;
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
  private isOutside({ scope }: Binding, part: ast.Node): boolean {
    return scope.kind !== "module" && scope.kind !== "class" && !holds(part, scope.node);
  }

  private fresh(wanted: string): string {
    let name = wanted;
    while (this.names.has(name)) name = `${wanted}_${++this.lambdas}`;
    this.names.add(name);
    return name;
  }
}

/** Puts another expression in a lambda's place. */
function become(lambda: ast.Lambda, other: ast.Expression): void {
  for (const key of Object.keys(lambda)) delete (lambda as unknown as Record<string, unknown>)[key];
  Object.assign(lambda, other);
}

/** The lambda in `defaultdict(lambda: …)`. */
function factoryOf(node: ast.Node): ast.Lambda[] {
  if (node.kind !== "Call" || lastName(node.func) !== "defaultdict") return [];
  const [factory] = node.args;
  return factory?.kind === "Lambda" ? [factory] : [];
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
