/** The scopes of a file and what CPython's symbol table finds wrong in them. Mirrors the checks of Python/symtable.c. */
import type * as ast from "../ast.js";
import { syntaxError, type SyntaxError } from "../errors.js";
import { newScope, newUses, type ComprehensionKind, type Scope, type ScopeKind, type Uses } from "./scopes.js";
import { traverse } from "./traverse.js";

/** What the methods of a class find without its being assigned. */
const CLASS_CELLS: ReadonlySet<string> = new Set(["__class__", "__classdict__"]);

const FORBIDDEN_BLOCKS: Partial<Record<ScopeKind, string>> = {
  annotation: "an annotation",
  "TypeVar bound": "a TypeVar bound",
  "type alias": "a type alias",
  "type parameters": "the definition of a generic",
};

/** Reports each wrong declaration, parameter list and binding of the file. */
export function checkSymbols(module: ast.Module, futureAnnotations: boolean): SyntaxError[] {
  const table = new SymbolTable(futureAnnotations);
  table.visitModule(module);
  return table.errors;
}

class SymbolTable {
  readonly errors: SyntaxError[] = [];
  private readonly futureAnnotations: boolean;
  private readonly scopes: Scope[] = [];
  private scope: Scope = newScope("module", null);

  constructor(futureAnnotations: boolean) {
    this.futureAnnotations = futureAnnotations;
  }

  visitModule(module: ast.Module): void {
    this.scopes.push(this.scope);
    this.visit(module.body);
    for (const scope of this.scopes) this.checkDeclarations(scope);
  }

  private report(place: ast.BaseNode, message: string): void {
    this.errors.push(syntaxError(message, place.start, place.end));
  }

  // ---------------------------------------------------------------------------------------- scopes

  private inScope(kind: ScopeKind, body: () => void, comprehension: ComprehensionKind | null = null): void {
    const outer = this.scope;
    this.scope = newScope(kind, outer, comprehension);
    this.scopes.push(this.scope);
    body();
    this.scope = outer;
  }

  private uses(name: string, scope = this.scope): Uses {
    let uses = scope.names.get(name);
    if (uses === undefined) scope.names.set(name, (uses = newUses()));
    return uses;
  }

  private assign(name: string, place: ast.BaseNode): void {
    const uses = this.uses(name);
    if (this.scope.readsIterationVariable) {
      if (uses.isGlobal || uses.isNonlocal) {
        this.report(place, `comprehension inner loop cannot rebind assignment expression target '${name}'`);
      }
      uses.isIterationVariable = true;
    }
    uses.isAssigned = true;
  }

  private parameter(arg: ast.Arg): void {
    const uses = this.uses(arg.arg);
    if (uses.isParameter) this.report(arg, `duplicate argument '${arg.arg}' in function definition`);
    uses.isParameter = true;
  }

  // -------------------------------------------------------------------------------------- visiting

  private visit(nodes: readonly (ast.Node | null)[]): void {
    traverse(nodes, (node) => this.enter(node));
  }

  /** Returns true where the node's parts need no more than to be visited in this scope. */
  private enter(node: ast.Node): boolean {
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.functionDef(node);
        return false;
      case "ClassDef":
        this.classDef(node);
        return false;
      case "TypeAlias":
        this.typeAlias(node);
        return false;
      case "Lambda":
        this.visit([...node.args.defaults, ...node.args.kw_defaults]);
        this.inScope("function", () => this.functionBody(node.args, [node.body]));
        return false;
      case "ListComp":
        this.comprehension(node, "list comprehension", [node.elt]);
        return false;
      case "SetComp":
        this.comprehension(node, "set comprehension", [node.elt]);
        return false;
      case "GeneratorExp":
        this.comprehension(node, "generator expression", [node.elt]);
        return false;
      case "DictComp":
        this.comprehension(node, "dict comprehension", [node.value, node.key]);
        return false;
      case "NamedExpr":
        this.namedExpression(node);
        return false;
      case "AnnAssign":
        this.annotated(node);
        return false;
      case "Name":
        if (node.ctx === "Load") this.uses(node.id).isUsed = true;
        else this.assign(node.id, node);
        return false;
      case "Global":
      case "Nonlocal":
        this.declare(node);
        return false;
      case "alias":
        this.imported(node);
        return false;
      case "ExceptHandler":
        if (node.name !== null) this.assign(node.name, node);
        return true;
      case "MatchAs":
      case "MatchStar":
        if (node.name !== null) this.assign(node.name, node);
        return true;
      case "MatchMapping":
        if (node.rest !== null) this.assign(node.rest, node);
        return true;
      case "Yield":
      case "YieldFrom":
        this.yieldExpression(node);
        return true;
      case "Await":
        this.forbidInBlock("await expression", node);
        return true;
      default:
        return true;
    }
  }

  private functionDef(node: ast.FunctionDef | ast.AsyncFunctionDef): void {
    this.assign(node.name, node);
    this.visit([...node.args.defaults, ...node.args.kw_defaults]);
    this.withTypeParameters(node.type_params, () => {
      this.annotations(node);
      this.visit(node.decorator_list);
      this.inScope("function", () => this.functionBody(node.args, node.body));
    });
  }

  private functionBody(args: ast.Arguments, body: readonly ast.Node[]): void {
    for (const arg of parametersOf(args)) this.parameter(arg);
    this.visit(body);
  }

  private annotations(node: ast.FunctionDef | ast.AsyncFunctionDef): void {
    const annotations = [...parametersOf(node.args).map((arg) => arg.annotation), node.returns];
    this.annotation(annotations);
  }

  private annotation(expressions: (ast.Expression | null)[]): void {
    if (this.futureAnnotations) this.inScope("annotation", () => this.visit(expressions));
    else this.visit(expressions);
  }

  private classDef(node: ast.ClassDef): void {
    this.assign(node.name, node);
    this.visit(node.decorator_list);
    this.withTypeParameters(node.type_params, () => {
      this.visit([...node.bases, ...node.keywords]);
      this.inScope("class", () => this.visit(node.body));
    });
  }

  private typeAlias(node: ast.TypeAlias): void {
    this.assign(node.name.id, node.name);
    this.withTypeParameters(node.type_params, () => this.inScope("type alias", () => this.visit([node.value])));
  }

  private withTypeParameters(parameters: ast.TypeParameter[], body: () => void): void {
    if (parameters.length === 0) return body();
    this.inScope("type parameters", () => {
      for (const parameter of parameters) this.typeParameter(parameter);
      body();
    });
  }

  private typeParameter(node: ast.TypeParameter): void {
    const uses = this.uses(node.name);
    if (uses.isTypeParameter) this.report(node, `duplicate type parameter '${node.name}'`);
    uses.isTypeParameter = true;
    const inner = node.kind === "TypeVar" ? [node.bound, node.default_value] : [node.default_value];
    for (const expression of inner) {
      if (expression !== null) this.inScope("TypeVar bound", () => this.visit([expression]));
    }
  }

  private comprehension(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
    kind: ComprehensionKind,
    elements: ast.Expression[],
  ): void {
    // The outermost iterable is read in the scope outside.
    this.iterable(node.generators[0]!.iter);
    this.inScope(
      "function",
      () => {
        node.generators.forEach((clause, i) => {
          this.scope.readsIterationVariable = true;
          this.visit([clause.target]);
          this.scope.readsIterationVariable = false;
          if (i > 0) this.iterable(clause.iter);
          this.visit(clause.ifs);
        });
        this.visit(elements);
      },
      kind,
    );
  }

  private iterable(node: ast.Expression): void {
    this.scope.iterableDepth++;
    this.visit([node]);
    this.scope.iterableDepth--;
  }

  private namedExpression(node: ast.NamedExpr): void {
    this.forbidInBlock("named expression", node);
    if (this.scope.iterableDepth > 0) {
      this.report(node, "assignment expression cannot be used in a comprehension iterable expression");
    }
    if (this.scope.comprehension !== null) this.bindOutsideComprehension(node);
    this.visit([node.value, node.target]);
  }

  /** The target of `:=` in a comprehension belongs to the function or module around it. */
  private bindOutsideComprehension(node: ast.NamedExpr): void {
    const name = node.target.id;
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent) {
      const uses = scope.names.get(name);
      if (scope.comprehension !== null) {
        if (uses?.isIterationVariable) {
          this.report(node, `assignment expression cannot rebind comprehension iteration variable '${name}'`);
          return;
        }
      } else if (scope.kind === "function" || scope.kind === "module") {
        const isGlobal = scope.kind === "module" || uses?.isGlobal === true;
        const inner = this.uses(name);
        if (isGlobal) inner.isGlobal = true;
        else inner.isNonlocal = true;
        if (scope.kind === "module") this.uses(name, scope).isGlobal = true;
        else this.uses(name, scope).isAssigned = true;
        return;
      } else {
        const where = scope.kind === "class" ? "a class body" : (FORBIDDEN_BLOCKS[scope.kind] ?? scope.kind);
        this.report(node, `assignment expression within a comprehension cannot be used in ${where}`);
        return;
      }
    }
  }

  private annotated(node: ast.AnnAssign): void {
    const { target } = node;
    if (target.kind === "Name") {
      const uses = this.uses(target.id);
      if ((uses.isGlobal || uses.isNonlocal) && this.scope.kind !== "module" && node.simple === 1) {
        const declared = uses.isGlobal ? "global" : "nonlocal";
        this.report(node, `annotated name '${target.id}' can't be ${declared}`);
      }
      if (node.simple === 1) {
        uses.isAnnotated = true;
        uses.isAssigned = true;
      } else if (node.value !== null) {
        uses.isAssigned = true;
      }
    } else {
      this.visit([target]);
    }
    this.annotation([node.annotation]);
    this.visit([node.value]);
  }

  private declare(node: ast.Global | ast.Nonlocal): void {
    const word = node.kind === "Global" ? "global" : "nonlocal";
    for (const name of node.names) {
      const uses = this.uses(name);
      if (uses.isParameter) this.report(node, `name '${name}' is parameter and ${word}`);
      else if (uses.isUsed) this.report(node, `name '${name}' is used prior to ${word} declaration`);
      else if (uses.isAnnotated) this.report(node, `annotated name '${name}' can't be ${word}`);
      else if (uses.isAssigned) this.report(node, `name '${name}' is assigned to before ${word} declaration`);
      if (node.kind === "Global") uses.isGlobal = true;
      else uses.isNonlocal = true;
      this.scope.declarations.push({ name, place: node });
    }
  }

  private imported(node: ast.Alias): void {
    if (node.name === "*") {
      if (this.scope.kind !== "module") this.report(node, "import * only allowed at module level");
      return;
    }
    this.uses(node.asname ?? node.name.split(".")[0]!).isImported = true;
  }

  private yieldExpression(node: ast.Yield | ast.YieldFrom): void {
    this.forbidInBlock("yield expression", node);
    if (this.scope.comprehension !== null) this.report(node, `'yield' inside ${this.scope.comprehension}`);
  }

  private forbidInBlock(what: string, node: ast.Expression): void {
    const block = FORBIDDEN_BLOCKS[this.scope.kind];
    if (block !== undefined) this.report(node, `${what} cannot be used within ${block}`);
  }

  // ------------------------------------------------------------------------------- nonlocal, at the end

  private checkDeclarations(scope: Scope): void {
    const reported = new Set<string>();
    for (const { name, place } of scope.declarations) {
      const uses = scope.names.get(name)!;
      if (!uses.isNonlocal || reported.has(name)) continue;
      reported.add(name);
      if (uses.isGlobal) this.report(place, `name '${name}' is nonlocal and global`);
      else if (scope.kind === "module") this.report(place, "nonlocal declaration not allowed at module level");
      else this.checkBinding(scope, name, place);
    }
  }

  private checkBinding(scope: Scope, name: string, place: ast.BaseNode): void {
    for (let outer = scope.parent; outer !== null; outer = outer.parent) {
      if (outer.kind === "class" && CLASS_CELLS.has(name)) return;
      const uses = outer.names.get(name);
      if (uses === undefined || outer.kind === "class" || outer.kind === "module") continue;
      if (uses.isTypeParameter) {
        this.report(place, `nonlocal binding not allowed for type parameter '${name}'`);
        return;
      }
      if (uses.isGlobal) break;
      if (uses.isAssigned || uses.isParameter || uses.isImported) return;
    }
    this.report(place, `no binding for nonlocal '${name}' found`);
  }
}

/** All parameters, in the order in which CPython enters them. */
function parametersOf(args: ast.Arguments): ast.Arg[] {
  const plain = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  return [...plain, args.vararg, args.kwarg].filter((arg) => arg !== null);
}
