/**
 * What forked children may be asked to run: the expressions whose values, nested functions and lambdas, they have to make
 * anew. Followed through the text, before any type is known: from the calls that start processes back through
 * parameters, loops, lists and the functions that return functions, and on to what these close over.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding, Bindings } from "../bind/scopes.js";
import { lastName } from "../expand/names.js";

/** Methods that put what they get into a container. */
const ADDING = new Set(["append", "appendleft", "add", "insert", "extend", "setdefault"]);

/** The names and lambdas that may stand for what a child is to run. */
export function targetsOf(module: ast.Module, bindings: Bindings): Set<ast.Name | ast.Lambda> {
  return new Targets(module, bindings).found;
}

class Targets {
  readonly found = new Set<ast.Name | ast.Lambda>();
  private readonly module: ast.Module;
  private readonly bindings: Bindings;
  private readonly seen = new Set<Binding>();
  private readonly calls: ast.Call[] = [];
  private readonly assignments: ast.Assign[] = [];

  constructor(module: ast.Module, bindings: Bindings) {
    this.module = module;
    this.bindings = bindings;
    walk(module, {
      enter: (node) => {
        if (node.kind === "Call") this.calls.push(node);
        if (node.kind === "Assign") this.assignments.push(node);
      },
    });
    for (const target of startedIn(module)) this.follow(target);
  }

  private follow(node: ast.Expression): void {
    switch (node.kind) {
      case "Lambda":
        this.found.add(node);
        this.followCaptured(node);
        break;
      case "Name":
        this.found.add(node);
        this.followBinding(this.bindings.resolve(node));
        break;
      case "Call":
        if (lastName(node.func) === "partial") node.args.forEach((each) => this.follow(each));
        else if (node.func.kind === "Name") this.followResults(this.bindings.resolve(node.func));
        break;
      case "Subscript":
        this.follow(node.value);
        break;
      case "List":
      case "Tuple":
        node.elts.forEach((each) => this.follow(each));
        break;
      case "Dict":
        node.values.forEach((each) => this.follow(each));
        break;
      default:
    }
  }

  /** What a variable may hold. */
  private followBinding(binding: Binding | null): void {
    if (binding === null || this.seen.has(binding)) return;
    this.seen.add(binding);
    for (const definition of binding.definitions) {
      if (definition.kind === "parameter") this.followArguments(definition.parameter, binding);
      else if (definition.kind === "loop") this.follow(definition.statement.iter);
      else if (definition.kind === "function") this.followCaptured(definition.definition);
      else if (definition.kind === "assign" && definition.statement.kind === "Assign")
        this.follow(definition.statement.value);
    }
    this.followAdded(binding);
  }

  /** What is put into the list or dict that a variable holds. */
  private followAdded(container: Binding): void {
    const isIt = (node: ast.Expression): boolean => node.kind === "Name" && this.bindings.resolve(node) === container;
    for (const { func, args } of this.calls) {
      if (func.kind === "Attribute" && ADDING.has(func.attr) && isIt(func.value))
        args.forEach((each) => this.follow(each));
    }
    for (const { targets, value } of this.assignments) {
      if (targets.some((target) => target.kind === "Subscript" && isIt(target.value))) this.follow(value);
    }
  }

  /** What calls give to a parameter of a function that they call by its name. */
  private followArguments(parameter: ast.Arg, { scope: { node: of } }: Binding): void {
    if (of.kind !== "FunctionDef") return;
    const { args } = of;
    const positional = [...args.posonlyargs, ...args.args];
    const index = positional.indexOf(parameter);
    const isVararg = args.vararg === parameter;
    const isMethod = positional[0]?.arg === "self";
    for (const call of this.calls) {
      if (lastName(call.func) !== of.name) continue;
      const at = index - (isMethod && call.func.kind === "Attribute" ? 1 : 0);
      const given = isVararg ? call.args.slice(positional.length) : at >= 0 ? call.args.slice(at, at + 1) : [];
      for (const each of given) this.follow(each);
      for (const { arg, value } of call.keywords) if (arg === parameter.arg) this.follow(value);
    }
  }

  /** The functions that a function returns. */
  private followResults(binding: Binding | null): void {
    const [only, ...others] = binding?.definitions ?? [];
    if (only?.kind !== "function" || others.length > 0) return;
    const { definition } = only;
    walk(definition, {
      enter: (node) => {
        if (node.kind === "Return" && node.value !== null) this.follow(node.value);
        return node === definition || (node.kind !== "FunctionDef" && node.kind !== "Lambda");
      },
    });
  }

  /** What a nested function closes over goes to the child with it. */
  private followCaptured(of: ast.Lambda | ast.FunctionDef | ast.AsyncFunctionDef): void {
    if (this.module.body.includes(of as ast.Statement)) return;
    walk(of, {
      enter: (node) => {
        if (node.kind !== "Name" || node.ctx !== "Load") return;
        const binding = this.bindings.resolve(node);
        if (binding === null || binding.scope.kind === "module" || binding.scope.kind === "class") return;
        const isValue = binding.definitions.some(
          ({ kind }) => kind === "parameter" || kind === "assign" || kind === "loop",
        );
        if (isValue) this.follow(node);
      },
    });
  }
}

/**
 * What processes are to run: the targets, arguments and initializers of calls that may start one, and the handlers of
 * signals. And what makes the values of a defaultdict in a function, which may be handed on with it; and what starts a
 * process in place of the function that it decorates, which a child finds by what the other closes over.
 */
function startedIn(module: ast.Module): ast.Expression[] {
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
      if (name === "defaultdict" && inFunctions.has(node)) found.push(...node.args.slice(0, 1));
      const isOwn = processes.has(name) && name !== "Process";
      for (const { arg, value } of node.keywords) {
        const isTarget = (arg === "target" || arg === "initializer") && !/Thread/.test(name);
        if (isTarget || isOwn || (name === "Process" && arg === "args")) found.push(value);
      }
      if (name === "signal" && node.args.length === 2) found.push(node.args[1]!);
      if (isOwn || isFork(node)) found.push(...node.args);
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
