/**
 * First pass over a module: the tree of scopes, and what each scope says about each name.
 *
 * One explicit stack instead of recursion, so that a deep expression needs no deep call stack. Names are only written
 * down here with the scope that they stand in; which variable they mean is known when all of it has been read (resolve.ts).
 */
import type * as ast from "../../parser/ast.js";
import { forEachChild } from "../../parser/walk.js";
import type { Binding, Definition, Scope, ScopeNode } from "./scopes.js";

/** The node under which a definition can be found again, when it is not a Name. */
export type DefiningNode =
  | ast.FunctionDef
  | ast.AsyncFunctionDef
  | ast.ClassDef
  | ast.Arg
  | ast.Alias
  | ast.ExceptHandler
  | ast.Pattern
  | ast.TypeParameter;

/** A name with the scope in whose code it stands. */
export interface Occurrence {
  scope: ScopeRecord;
  name: string;
  /** null for a read. */
  definition: Definition | null;
  /** The Name read, written or deleted; else the node that defines. */
  node: ast.Name | DefiningNode;
}

/** A scope while it is being collected. */
export interface ScopeRecord extends Scope {
  parent: ScopeRecord | null;
  globals: Set<string>;
  nonlocals: Set<string>;
  /** Names assigned, imported, deleted or otherwise bound in the scope's own code. */
  bound: Set<string>;
}

export interface StarImport {
  scope: ScopeRecord;
  alias: ast.Alias;
  statement: ast.ImportFrom;
}

export interface Collected {
  module: ScopeRecord;
  scopes: Map<ScopeNode, ScopeRecord>;
  /** The scope in whose code each node stands. */
  enclosing: Map<ast.Node, ScopeRecord>;
  /** In no particular order. */
  occurrences: Occurrence[];
  starImports: StarImport[];
}

/** What gives a Name in Store context its value. */
type Definer =
  | ast.Assign
  | ast.AnnAssign
  | ast.TypeAlias
  | ast.AugAssign
  | ast.NamedExpr
  | ast.For
  | ast.AsyncFor
  | ast.Comprehension
  | ast.With
  | ast.AsyncWith
  | ast.Delete;

interface Work {
  node: ast.Node;
  scope: ScopeRecord;
  definer: Definer | null;
}

export function collect(module: ast.Module): Collected {
  return new Collector(module).run();
}

class Collector {
  private readonly work: Work[] = [];
  private readonly result: Collected;

  constructor(module: ast.Module) {
    const scope = makeScope("module", module, null, "");
    this.result = {
      module: scope,
      scopes: new Map([[module, scope]]),
      enclosing: new Map([[module, scope]]),
      occurrences: [],
      starImports: [],
    };
    this.push(module.body, scope);
  }

  run(): Collected {
    for (let item = this.work.pop(); item !== undefined; item = this.work.pop()) {
      this.result.enclosing.set(item.node, item.scope);
      this.visit(item.node, item.scope, item.definer);
    }
    return this.result;
  }

  private visit(node: ast.Node, scope: ScopeRecord, definer: Definer | null): void {
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.define(scope, node.name, { kind: "function", definition: node }, node);
        return this.visitFunction(node, scope);
      case "Lambda":
        return this.visitLambda(node, scope);
      case "ClassDef":
        this.define(scope, node.name, { kind: "class", definition: node }, node);
        return this.visitClass(node, scope);
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        return this.visitComprehension(node, [node.elt], scope);
      case "DictComp":
        return this.visitComprehension(node, [node.key, node.value], scope);
      case "Name":
        return this.visitName(node, scope, definer);
      case "Tuple":
      case "List":
        return this.push(node.elts, scope, definer);
      case "Starred":
        return this.push([node.value], scope, definer);
      default:
        return this.visitPlain(node, scope);
    }
  }

  /** Nodes that open no scope: statements that bind, and everything else. */
  private visitPlain(node: ast.Node, scope: ScopeRecord): void {
    switch (node.kind) {
      case "Assign":
        this.push(node.targets, scope, node);
        return this.push([node.value], scope);
      case "AnnAssign":
        if (node.target.kind === "Name" && node.value === null) scope.bound.add(node.target.id);
        this.push([node.target], scope, node.value === null ? null : node);
        return this.push([node.annotation, node.value], scope);
      case "AugAssign":
      case "NamedExpr":
        this.push([node.target], scope, node);
        return this.push([node.value], scope);
      case "TypeAlias":
        this.defineTypeParameters(node.type_params, scope);
        this.push([node.name], scope, node);
        return this.push([...node.type_params, node.value], scope);
      case "For":
      case "AsyncFor":
        this.push([node.target], scope, node);
        return this.push([node.iter, ...node.body, ...node.orelse], scope);
      case "With":
      case "AsyncWith":
        for (const item of node.items) {
          this.result.enclosing.set(item, scope);
          this.push([item.context_expr], scope);
          this.push([item.optional_vars], scope, node);
        }
        return this.push(node.body, scope);
      case "Delete":
        return this.push(node.targets, scope, node);
      case "ExceptHandler":
        if (node.name !== null) this.define(scope, node.name, { kind: "except", handler: node }, node);
        return this.pushChildren(node, scope);
      case "Import":
      case "ImportFrom":
        return this.visitImport(node, scope);
      case "MatchAs":
      case "MatchStar":
        if (node.name !== null) this.define(scope, node.name, { kind: "pattern", pattern: node }, node);
        return this.pushChildren(node, scope);
      case "MatchMapping":
        if (node.rest !== null) this.define(scope, node.rest, { kind: "pattern", pattern: node }, node);
        return this.pushChildren(node, scope);
      case "Global":
        for (const name of node.names) scope.globals.add(name);
        return;
      case "Nonlocal":
        for (const name of node.names) scope.nonlocals.add(name);
        return;
      case "Yield":
      case "YieldFrom":
        scope.isGenerator = true;
        return this.pushChildren(node, scope);
      default:
        return this.pushChildren(node, scope);
    }
  }

  private visitName(node: ast.Name, scope: ScopeRecord, definer: Definer | null): void {
    if (node.ctx === "Load") return this.occur(scope, node.id, null, node);
    // `x: int` makes the name a local one but gives it no value.
    if (definer === null) return this.occur(scope, node.id, null, node);
    const target = definer.kind === "NamedExpr" ? outsideComprehensions(scope) : scope;
    this.define(target, node.id, definitionBy(definer, node), node);
    if (target !== scope) this.result.occurrences.push({ scope, name: node.id, definition: null, node });
  }

  private visitImport(node: ast.Import | ast.ImportFrom, scope: ScopeRecord): void {
    for (const alias of node.names) {
      this.result.enclosing.set(alias, scope);
      if (node.kind === "ImportFrom" && alias.name === "*") {
        this.result.starImports.push({ scope, alias, statement: node });
        continue;
      }
      const name = alias.asname ?? (node.kind === "Import" ? alias.name.split(".")[0]! : alias.name);
      this.define(scope, name, { kind: "import", alias, statement: node }, alias);
    }
  }

  private visitFunction(node: ast.FunctionDef | ast.AsyncFunctionDef, outer: ScopeRecord): void {
    const buildsClass = node.kind === "FunctionDef" && node.buildsClass === true;
    const scope = this.open(buildsClass ? "class" : "function", node, outer, node.name);
    this.defineTypeParameters(node.type_params, scope);
    const header = buildsClass && scope.typeParameters.size > 0 ? node.decorator_list.slice(-1) : [];
    this.push(header, scope);
    this.push(
      node.decorator_list.filter((decorator) => !header.includes(decorator)),
      outer,
    );
    this.push([node.returns, ...node.type_params], scope.typeParameters.size > 0 ? scope : outer);
    this.visitArguments(node.args, scope, outer);
    this.push(node.body, scope);
  }

  private visitLambda(node: ast.Lambda, outer: ScopeRecord): void {
    const scope = this.open("lambda", node, outer, "<lambda>");
    this.visitArguments(node.args, scope, outer);
    this.push([node.body], scope);
  }

  private visitArguments(args: ast.Arguments, scope: ScopeRecord, outer: ScopeRecord): void {
    this.result.enclosing.set(args, scope);
    this.push([...args.defaults, ...args.kw_defaults], outer);
    for (const arg of parametersOf(args)) {
      this.result.enclosing.set(arg, scope);
      this.define(scope, arg.arg, { kind: "parameter", parameter: arg }, arg);
      this.push([arg.annotation], scope.typeParameters.size > 0 ? scope : outer);
    }
  }

  private visitClass(node: ast.ClassDef, outer: ScopeRecord): void {
    const scope = this.open("class", node, outer, node.name);
    this.defineTypeParameters(node.type_params, scope);
    this.push(node.decorator_list, outer);
    this.push([...node.bases, ...node.keywords, ...node.type_params], scope.typeParameters.size > 0 ? scope : outer);
    this.push(node.body, scope);
  }

  /** The first iterable is evaluated outside of the comprehension's scope, all else inside. */
  private visitComprehension(
    node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp,
    results: ast.Expression[],
    outer: ScopeRecord,
  ): void {
    const scope = this.open("comprehension", node, outer, comprehensionNames[node.kind]);
    this.push(results, scope);
    node.generators.forEach((generator, index) => {
      this.result.enclosing.set(generator, scope);
      this.push([generator.iter], index === 0 ? outer : scope);
      this.push([generator.target], scope, generator);
      this.push(generator.ifs, scope);
    });
  }

  private open(kind: Scope["kind"], node: ScopeNode, outer: ScopeRecord, name: string): ScopeRecord {
    const scope = makeScope(kind, node, outer, name);
    this.result.scopes.set(node, scope);
    return scope;
  }

  private defineTypeParameters(parameters: ast.TypeParameter[], scope: ScopeRecord): void {
    for (const parameter of parameters) {
      const definition: Definition = { kind: "type-parameter", parameter };
      const { name } = parameter;
      scope.typeParameters.set(name, {
        name,
        scope,
        definitions: [definition],
        reads: [],
        captured: false,
        writtenInside: false,
        writtenOutside: false,
      });
    }
  }

  private define(scope: ScopeRecord, name: string, definition: Definition, node: Occurrence["node"]): void {
    scope.bound.add(name);
    this.occur(scope, name, definition, node);
  }

  private occur(scope: ScopeRecord, name: string, definition: Definition | null, node: Occurrence["node"]): void {
    this.result.occurrences.push({ scope, name, definition, node });
  }

  private push(nodes: readonly (ast.Node | null)[], scope: ScopeRecord, definer: Definer | null = null): void {
    for (const node of nodes) if (node !== null) this.work.push({ node, scope, definer });
  }

  private pushChildren(node: ast.Node, scope: ScopeRecord): void {
    forEachChild(node, (child) => this.work.push({ node: child, scope, definer: null }));
  }
}

/** All parameters of a function, in the order of its signature. */
export function parametersOf(args: ast.Arguments): ast.Arg[] {
  return [
    ...args.posonlyargs,
    ...args.args,
    ...(args.vararg ? [args.vararg] : []),
    ...args.kwonlyargs,
    ...(args.kwarg ? [args.kwarg] : []),
  ];
}

const comprehensionNames = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
};

function makeScope(kind: Scope["kind"], node: ScopeNode, parent: ScopeRecord | null, name: string): ScopeRecord {
  return {
    kind,
    node,
    parent,
    bindings: new Map<string, Binding>(),
    typeParameters: new Map<string, Binding>(),
    isGenerator: false,
    qualname: parent === null ? "" : qualifiedName(parent, name),
    globals: new Set(),
    nonlocals: new Set(),
    bound: new Set(),
  };
}

/** `__qualname__`; a function that its surroundings declare `global` is corrected in resolve.ts. */
function qualifiedName(parent: ScopeRecord, name: string): string {
  if (parent.qualname === "") return name;
  return parent.kind === "class" ? `${parent.qualname}.${name}` : `${parent.qualname}.<locals>.${name}`;
}

/** PEP 572: a walrus inside a comprehension binds in the scope around it. */
function outsideComprehensions(scope: ScopeRecord): ScopeRecord {
  let around = scope;
  while (around.kind === "comprehension" && around.parent) around = around.parent;
  return around;
}

function definitionBy(definer: Definer, name: ast.Name): Definition {
  switch (definer.kind) {
    case "AugAssign":
      return { kind: "augment", name, statement: definer };
    case "For":
    case "AsyncFor":
    case "comprehension":
      return { kind: "loop", name, statement: definer };
    case "With":
    case "AsyncWith":
      return { kind: "with", name, statement: definer };
    case "Delete":
      return { kind: "delete", name, statement: definer };
    default:
      return { kind: "assign", name, statement: definer };
  }
}
