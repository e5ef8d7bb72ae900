/**
 * Scripts whose behaviour depends on fork: a child has its parent's variables as they stand when it starts, and runs
 * nothing of the module's top level again.
 *
 * A child is a thread that loads the file anew. Where nobody can tell the difference, the file stays as it is. Otherwise
 * what only the program's own process runs is put into blocks of their own, and the variables that a child may read and
 * could not compute itself are marked, for the runtime to hand over.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Binding } from "../bind/scopes.js";
import { isMainGuard } from "../program/purity.js";
import type { SourceProgram } from "../program/program.js";
import type { SourceModule } from "../program/source-module.js";
import { isImmutable, Uses } from "./changes.js";
import { type ForkDependence, ofStatement, ofVariable } from "./advice.js";
import { InheritedAttributes } from "./attributes.js";
import { Definitions } from "./definitions.js";
import { Reachability } from "./reachable.js";
import { mayFork } from "./start-methods.js";

type IsBuiltin = (name: string) => boolean;
type Function = ast.FunctionDef | ast.AsyncFunctionDef;

/**
 * Marks in the trees and bindings of a program what its forked children need; nothing where they need nothing.
 *
 * @returns where the program depends on fork
 */
export function planFork(program: SourceProgram, isBuiltin: IsBuiltin): ForkDependence[] {
  const modules = [...program.modules.values()].filter(({ path }) => path !== null);
  if (!mayFork(modules.map(({ module }) => module))) return [];
  const trees = modules.map(({ module }) => module);
  const hasThreads = trees.some(importsThreads);
  const reachability = new Reachability(trees, hasThreads);
  const plans = modules.map((module) => new Plan(module, program, isBuiltin, reachability));
  if (!plans.some((plan) => plan.isNeeded)) return [];
  const dependences = plans.flatMap((plan) => plan.dependences());
  for (const plan of plans) plan.apply();
  return dependences;
}

function importsThreads(module: ast.Module): boolean {
  let found = false;
  walk(module, {
    enter(node) {
      const names =
        node.kind === "Import"
          ? node.names.map(({ name }) => name)
          : node.kind === "ImportFrom"
            ? [node.module ?? "", ...node.names.map(({ name }) => name)]
            : [];
      found ||= names.some((name) => /thread|dummy/i.test(name));
      return !found;
    },
  });
  return found;
}

/** What is to be done in one module. */
class Plan {
  private readonly module: SourceModule;
  private readonly definitions: Definitions;
  private readonly reachability: Reachability;
  private readonly parents = new Map<ast.Node, ast.Node>();
  private readonly uses: Uses;
  private readonly inherited: Binding[];
  private readonly attributes: InheritedAttributes;

  constructor(module: SourceModule, program: SourceProgram, isBuiltin: IsBuiltin, reachability: Reachability) {
    this.module = module;
    this.reachability = reachability;
    this.definitions = new Definitions(module, program, isBuiltin);
    walk(module.module, { enter: (node, parent) => void (parent && this.parents.set(node, parent)) });
    this.uses = new Uses(module.bindings, this.parents, (name) => reachability.has(name));
    this.inherited = [...module.bindings.module.bindings.values()].filter((binding) => this.isInherited(binding));
    this.attributes = new InheritedAttributes(module, this, this.uses, this.definitions);
  }

  /** True when somebody could tell a forked child from one that imports the module. */
  get isNeeded(): boolean {
    return (
      this.inherited.length > 0 ||
      this.attributes.found.size > 0 ||
      !this.module.module.body.every((each) => this.definitions.isSilent(each))
    );
  }

  dependences(): ForkDependence[] {
    const repeated = this.module.module.body.find((each) => !this.definitions.isSilent(each));
    const variables = this.inherited.flatMap((binding) => ofVariable(binding, this.module));
    return repeated === undefined ? variables : [ofStatement(repeated, this.module), ...variables];
  }

  apply(): void {
    for (const binding of this.inherited) binding.isInherited = true;
    for (const [binding, names] of this.attributes.found) binding.inheritedAttributes = names;
    const { module } = this.module;
    this.numberLambdas();
    module.body = this.grouped(module.body);
  }

  // ------------------------------------------------------------------------------------------------ variables

  /** True for a variable that children read, and that has another value there if they compute it. */
  private isInherited(binding: Binding): boolean {
    const { definitions } = binding;
    if (definitions.length === 0 || !this.isReadInChild(binding)) return false;
    if (definitions.some(({ kind }) => kind === "function" || kind === "class" || kind === "import")) return false;
    const values = definitions.filter((definition) => !("name" in definition) || this.runsInParent(definition.name));
    const [only, ...others] = values;
    if (only === undefined) return false;
    if (others.length > 0 || only.kind !== "assign" || !this.standsInDefinition(only.name)) return true;
    const { statement } = only;
    if ((statement.kind === "Assign" || statement.kind === "AnnAssign") && isImmutable(statement.value!)) return false;
    return binding.reads.some((read) => this.runsInParent(read) && this.uses.mayChange(read));
  }

  private isReadInChild({ reads, definitions }: Binding): boolean {
    const names = definitions.flatMap((definition) => (definition.kind === "augment" ? [definition.name] : []));
    return [...reads, ...names].some((name) => this.runsInChild(name));
  }

  /** True for a node in a function that children have and may run. */
  runsInChild(node: ast.Node): boolean {
    return this.reachability.inChildren.has(this.functionAround(node)!) && this.standsInDefinition(node);
  }

  /** True for a node that the program's first process runs. */
  runsInParent(node: ast.Node): boolean {
    const around = this.functionAround(node);
    if (around === null) return true;
    return this.reachability.inParents.has(around);
  }

  /** The innermost function that a node stands in. */
  private functionAround(node: ast.Node): Function | null {
    for (let at = this.parents.get(node); at !== undefined; at = this.parents.get(at))
      if (at.kind === "FunctionDef" || at.kind === "AsyncFunctionDef") return at;
    return null;
  }

  /** True for a node in a statement that children run too. */
  private standsInDefinition(node: ast.Node): boolean {
    const { module } = this.module;
    let at: ast.Node = node;
    for (let parent = this.parents.get(at)!; parent !== module; parent = this.parents.get(at)!) {
      if (at.kind === "If" && isMainGuard(at)) return false;
      at = parent;
    }
    return !(at.kind === "If" && isMainGuard(at)) && this.definitions.isDefinition(at as ast.Statement);
  }

  /** Numbers the lambdas that children make too when they load the module: what is handed on may hold them. */
  private numberLambdas(): void {
    if (this.inherited.length === 0 && this.attributes.found.size === 0) return;
    let number = 0;
    for (const statement of this.module.module.body) {
      if (!this.definitions.isDefinition(statement)) continue;
      walk(statement, {
        enter(node) {
          if (node.kind === "Lambda") node.inheritedAs = ++number;
          return !/^(Lambda|(Async)?FunctionDef|ClassDef|(List|Set|Dict)Comp|GeneratorExp)$/.test(node.kind);
        },
      });
    }
  }

  // ------------------------------------------------------------------------------------------------ statements

  /** True for an assignment whose variables only the parent's own top-level code reads. */
  private isOfParent(statement: ast.Statement): boolean {
    if (statement.kind !== "Assign") return false;
    return statement.targets.every((target) => {
      const binding = target.kind === "Name" ? this.module.bindings.resolve(target) : null;
      return (
        binding !== null &&
        !binding.captured &&
        binding.reads.every((read) => this.functionAround(read) === null && !this.standsInDefinition(read))
      );
    });
  }

  /** The module's statements, those that children leave out in blocks. */
  private grouped(body: readonly ast.Statement[]): ast.Statement[] {
    const result: ast.Statement[] = [];
    let open: ast.If | null = null;
    for (const statement of body) {
      if (this.definitions.isDefinition(statement) && !(open !== null && this.isOfParent(statement))) {
        result.push(statement);
        open = null;
      } else if (open === null) {
        result.push((open = onlyInParent(statement)));
      } else {
        open.body.push(statement);
        open.end = statement.end;
      }
    }
    return result;
  }
}

/** A block that forked children leave out. */
function onlyInParent(first: ast.Statement): ast.If {
  const place = { start: first.start, end: first.end };
  const test: ast.Expression = {
    kind: "Constant",
    value: { type: "bool", value: true },
    ...place,
    end: first.start,
  } as ast.Expression;
  return { kind: "If", test, body: [first], orelse: [], onlyInParent: true, ...place };
}
