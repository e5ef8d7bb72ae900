/**
 * Where each variable of a scope is declared: `const` or `let` at the nearest place that Python's scoping allows.
 *
 * A Python variable belongs to its whole function; a TypeScript one to a block. Each definition opens a *region*: the
 * rest of its block. When every use lies in the region of a definition, each region gets a declaration of its own, at
 * the definition itself. Otherwise the variable is declared once, ahead of the statement that holds all its uses, and
 * a read that no assignment is sure to precede is checked at run time, as in CPython.
 */
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import { isMainGuard } from "../../program/purity.js";
import { mayBeUnset } from "../../bind/order.js";
import type { Binding, Bindings, Definition, Scope } from "../../bind/scopes.js";
import { Assignment } from "./assignment.js";
import { blockHolds, contains, insideLoop, join, outsideLoops, type Block, type Position } from "./blocks.js";
import { consumedGenerator } from "../consumers.js";
import { declares, definitionNode } from "./definitions.js";

interface Region extends Position {
  definitions: Definition[];
  /** `inline`: the definition declares; `before`: a `let` of its own ahead of the statement. */
  mode: "inline" | "before";
}

/** How one scope's variables are declared. */
export interface Declarations {
  /** `const` or `let` when this definition is to declare its variable, else null. */
  keyword(definition: ast.Node): "const" | "let" | null;
  /** Variables to declare by `let` ahead of the statement. */
  before(statement: ast.Statement): Binding[];
  /** True when a read of the variable there may come before any assignment. */
  unsure(read: ast.Name): boolean;
  /** True when some read of the variable is unsure, so that its declared type admits `undefined`. */
  maybeUnassigned(binding: Binding): boolean;
  /** True when every read is sure, but for reasons that TypeScript does not see (`try … else`, a comprehension's walrus). */
  needsAssertion(binding: Binding): boolean;
}

export interface PlanOptions {
  /** Whether a `with` statement's manager may swallow exceptions, so that its body may end early. */
  swallows: (node: ast.With) => boolean;
  /** True for a variable that is declared elsewhere: by the emitted file's own imports, or ahead of a lazy module's code. */
  isDeclared: (binding: Binding) => boolean;
  /** True when other modules see the variables, which then must be declared at the top level. */
  exports: boolean;
  isBuiltin: (name: string) => boolean;
}

/** Plans the declarations of a module's or function's own variables. */
export function planDeclarations(
  scope: Scope,
  body: readonly ast.Statement[],
  bindings: Bindings,
  options: PlanOptions,
): Declarations {
  return new Planner(scope, body, bindings, options).plan();
}

class Planner {
  private readonly scope: Scope;
  private readonly bindings: Bindings;
  private readonly root: Block;
  private readonly options: PlanOptions;
  /** Place of every node of this scope's own code that matters: names, definitions, inner functions. */
  private readonly positions = new Map<ast.Node, Position>();
  /** Names used by inner functions: where the inner function stands. */
  private readonly closureUses = new Map<ast.Name, Position>();
  /** Targets of walruses inside comprehensions, which become functions. */
  private readonly inComprehension = new Set<ast.Name>();
  private readonly keywords = new Map<ast.Node, "const" | "let">();
  private readonly hoisted = new Map<ast.Statement, Binding[]>();
  private readonly unsureReads = new Set<ast.Name>();
  private readonly unassigned = new Set<Binding>();

  constructor(scope: Scope, body: readonly ast.Statement[], bindings: Bindings, options: PlanOptions) {
    this.options = options;
    this.scope = scope;
    this.bindings = bindings;
    this.root = { statements: body, parent: null, index: -1, loops: false };
  }

  plan(): Declarations {
    this.visitBlock(this.root);
    for (const binding of this.scope.bindings.values()) this.planBinding(binding);
    return {
      keyword: (definition) => this.keywords.get(definition) ?? null,
      before: (statement) => this.hoisted.get(statement) ?? [],
      unsure: (read) => this.unsureReads.has(read),
      maybeUnassigned: (binding) => this.unassigned.has(binding),
      needsAssertion: (binding) => this.hiddenAssignment(binding),
    };
  }

  // ------------------------------------------------------------------------------------------- positions

  private visitBlock(block: Block): void {
    block.statements.forEach((statement, index) => this.visitStatement(statement, { block, index }));
  }

  private visitStatement(statement: ast.Statement, at: Position): void {
    this.positions.set(statement, at);
    switch (statement.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
      case "ClassDef":
        this.visitClosure(statement, at);
        return;
      case "For":
      case "AsyncFor": {
        this.visitExpression(statement.iter, at);
        const body = this.inner(at, statement.body, true);
        this.visitExpression(statement.target, { block: body, index: -1 });
        this.visitBlock(body);
        this.visitBlock(this.inner(at, statement.orelse));
        return;
      }
      case "While":
        this.visitExpression(statement.test, at);
        this.visitBlock(this.inner(at, statement.body, true));
        this.visitBlock(this.inner(at, statement.orelse));
        return;
      case "Try":
      case "TryStar":
        this.visitBlock(this.inner(at, statement.body));
        for (const handler of statement.handlers) {
          if (handler.type) this.visitExpression(handler.type, at);
          const body = this.inner(at, handler.body);
          this.positions.set(handler, { block: body, index: -1 });
          this.visitBlock(body);
        }
        this.visitBlock(this.inner(at, statement.orelse));
        this.visitBlock(this.inner(at, statement.finalbody));
        return;
      case "If":
        this.visitExpression(statement.test, at);
        this.visitBlock(this.inner(at, statement.body));
        this.visitBlock(this.inner(at, statement.orelse));
        return;
      case "With":
      case "AsyncWith": {
        // Each further manager stands in the block of the one before it.
        let around = at;
        for (const item of statement.items) {
          if (item !== statement.items[0]) around = { block: this.inner(around, []), index: -1 };
          this.visitExpression(item.context_expr, around);
          if (item.optional_vars) this.visitExpression(item.optional_vars, around);
        }
        this.visitBlock(this.inner(around, statement.body));
        return;
      }
      case "Match":
        this.visitExpression(statement.subject, at);
        for (const matchCase of statement.cases) {
          this.visitExpression(matchCase.pattern, at);
          if (matchCase.guard) this.visitExpression(matchCase.guard, at);
          this.visitBlock(this.inner(at, matchCase.body));
        }
        return;
      default:
        for (const child of children(statement)) this.visitExpression(child, at);
    }
  }

  private inner(at: Position, statements: readonly ast.Statement[], loops = false): Block {
    return { statements, parent: at.block, index: at.index, loops };
  }

  private visitExpression(node: ast.Node, at: Position): void {
    this.positions.set(node, at);
    if (node.kind === "Lambda" || node.kind === "GeneratorExp") {
      this.visitClosure(node, at);
      return;
    }
    const consumed = consumedGenerator(node, this.bindings);
    if (consumed !== null) {
      this.positions.set(consumed, at);
      this.noteWalruses(consumed);
      for (const child of [...children(consumed), ...children(node)]) {
        if (child !== consumed) this.visitExpression(child, at);
      }
      return;
    }
    const isComprehension = node.kind === "ListComp" || node.kind === "SetComp" || node.kind === "DictComp";
    if (isComprehension) this.noteWalruses(node);
    for (const child of children(node)) this.visitExpression(child, at);
  }

  private noteWalruses(node: ast.Node): void {
    if (node.kind === "NamedExpr") this.inComprehension.add(node.target);
    for (const child of children(node)) this.noteWalruses(child);
  }

  /** Code that may run later than it stands: each name in it counts as used where the function stands. */
  private visitClosure(node: ast.Node, at: Position): void {
    for (const child of children(node)) {
      if (child.kind === "Name") this.closureUses.set(child, at);
      this.visitClosure(child, at);
    }
  }

  // ------------------------------------------------------------------------------------------- regions

  private planBinding(binding: Binding): void {
    const definitions = binding.definitions.filter((definition) => definition.kind !== "delete");
    if (definitions.length === 0 && binding.reads.length === 0) return;
    if (definitions.some(({ kind }) => kind === "parameter" || kind === "type-parameter")) {
      if (definitions.length < binding.definitions.length)
        this.checkReads(binding, { block: this.root, index: 0 }, true);
      return;
    }
    if (this.options.isDeclared(binding)) {
      if (binding.definitions.some(({ kind }) => kind !== "import"))
        this.checkReads(binding, { block: this.root, index: 0 });
      return;
    }
    const regions =
      this.options.isBuiltin(binding.name) && mayBeUnset(binding) ? null : this.regionsOf(binding, definitions);
    if (!regions || this.isHidden(regions)) {
      this.hoist(binding);
      return;
    }
    regions.forEach((region) => this.declareRegion(binding, region));
    if (regions.some(isUnsteady)) this.checkOwnReads(binding);
  }

  /** True for a variable that other modules may ask for, if its declaration would stand inside a block. */
  private isHidden(regions: readonly Region[]): boolean {
    return this.options.exports && regions.some(({ block }) => block !== this.root && !this.isMainGuarded(block));
  }

  private isMainGuarded(block: Block): boolean {
    if (block.parent === null) return false;
    const holder = block.parent.statements[block.index];
    return (
      (block.parent === this.root && holder?.kind === "If" && isMainGuard(holder)) || this.isMainGuarded(block.parent)
    );
  }

  /** The regions of a variable when each use lies in exactly one of them; null when it needs one declaration for all. */
  private regionsOf(binding: Binding, definitions: Definition[]): Region[] | null {
    if (binding.definitions.length !== definitions.length) return null; // `del x` needs the run-time check
    const regions: Region[] = [];
    for (const definition of definitions) {
      const position = this.positionOf(definition);
      if (!position) continue; // an inner function's: one of its uses
      const known = regions.find((region) => contains(region, position));
      if (!known && definition.kind === "augment") return null; // reads what nothing has assigned
      if (known) known.definitions.push(definition);
      else regions.push({ ...position, definitions: [definition], mode: declares(definition) ? "inline" : "before" });
    }
    if (regions.length === 0) return null;
    if (this.givesMembers && (regions.length > 1 || regions[0]!.block !== this.root)) return null;
    for (const name of this.usesOf(binding)) {
      const own = this.positions.get(name);
      if (own) {
        if (!regions.some((region) => contains(region, own))) return null;
        continue;
      }
      const closure = this.closureUses.get(name);
      if (!closure) return null;
      const holders = regions.filter((region) => blockHolds(region.block, closure.block));
      if (holders.length !== 1 || regions.length !== 1 || insideLoop(holders[0]!.block)) return null;
    }
    return regions;
  }

  /** True for the body of a class that is built at run time, whose end reads all of its variables. */
  private get givesMembers(): boolean {
    const { node } = this.scope;
    return node.kind === "FunctionDef" && node.buildsClass === true;
  }

  private usesOf(binding: Binding): ast.Name[] {
    const defined = binding.definitions.flatMap((definition) =>
      "name" in definition && !this.positions.has(definition.name) ? [definition.name] : [],
    );
    return [...binding.reads, ...defined];
  }

  private positionOf(definition: Definition): Position | undefined {
    return this.positions.get(definitionNode(definition));
  }

  private declareRegion(binding: Binding, region: Region): void {
    const [first, ...others] = region.definitions;
    const isWrittenInside = binding.definitions.some((definition) => !this.positionOf(definition));
    const written = others.length > 0 || isWrittenInside || binding.writtenOutside || binding.isInherited === true;
    if (region.mode === "before") {
      this.declareBefore(binding, region);
      return;
    }
    this.keywords.set(definitionNode(first!), written ? "let" : "const");
  }

  /** Declares the variable once, in the innermost block that holds all its uses and lies in no loop. */
  private hoist(binding: Binding): void {
    const places: Position[] = [];
    for (const definition of binding.definitions) {
      const position = this.positionOf(definition);
      if (position) places.push(position);
    }
    for (const name of [...binding.reads, ...this.usesOf(binding)]) {
      const position = this.positions.get(name) ?? this.closureUses.get(name);
      if (position) places.push(position);
    }
    if (places.length === 0) return;
    if (this.options.exports || this.givesMembers)
      places.push({ block: this.root, index: this.root.statements.length });
    if (this.givesMembers) this.unassigned.add(binding);
    const common = outsideLoops(places.reduce(join));
    this.declareBefore(binding, common);
    this.checkReads(binding, common);
  }

  /** True when a definition stands where TypeScript's analysis of assignments does not count it. */
  private hiddenAssignment(binding: Binding): boolean {
    return binding.definitions.some((definition) => {
      const position = this.positionOf(definition);
      if (!position) return false;
      if (definition.kind === "assign" && definition.statement.kind === "NamedExpr")
        return this.inComprehension.has(definition.name);
      for (let block: Block | null = position.block; block?.parent; block = block.parent) {
        const holder = block.parent.statements[block.index];
        if (holder?.kind === "If" && holder.onlyInParent) return true;
        if (
          (holder?.kind === "Try" || holder?.kind === "TryStar") &&
          holder.body === block.statements &&
          holder.orelse.length > 0
        )
          return true;
      }
      return false;
    });
  }

  /** True for a variable that an inner function may take away at any time. */
  private isDeletedInside({ definitions }: Binding): boolean {
    return definitions.some((definition) => definition.kind === "delete" && !this.positions.has(definition.name));
  }

  private declareBefore(binding: Binding, position: Position): void {
    const statement = position.block.statements[Math.max(position.index, 0)]!;
    const known = this.hoisted.get(statement) ?? [];
    if (!known.includes(binding)) this.hoisted.set(statement, [...known, binding]);
  }

  // ------------------------------------------------------------------------------------------- definite assignment

  /** Marks the reads that no assignment is sure to precede, given whether the variable has a value at first. */
  private checkReads(binding: Binding, from: Position, isAssigned = false): void {
    const others = binding.definitions.flatMap((definition) =>
      definition.kind === "augment" || definition.kind === "delete" ? [definition.name] : [],
    );
    if (binding.definitions.some((definition) => definition.kind === "delete")) this.unassigned.add(binding);
    this.markUnsure(binding, [...binding.reads, ...others], from, isAssigned);
  }

  /** `checkReads` for a variable whose inner functions see it with a value. */
  private checkOwnReads(binding: Binding): void {
    const own = binding.reads.filter((read) => this.positions.has(read));
    this.markUnsure(binding, own, { block: this.root, index: 0 }, false);
  }

  private markUnsure(binding: Binding, reads: readonly ast.Name[], from: Position, isAssigned: boolean): void {
    const sure = new Set<ast.Name>();
    const statements = from.block.statements.slice(Math.max(from.index, 0));
    if (!this.isDeletedInside(binding))
      new Assignment(binding, this.bindings, sure, this.options.swallows).block(statements, isAssigned);
    for (const read of reads) {
      if (sure.has(read)) continue;
      this.unsureReads.add(read);
      this.unassigned.add(binding);
    }
  }
}

/** True when code of the region may find the variable without its value: a pattern may fail, a handler takes its name away. */
function isUnsteady({ definitions }: Region): boolean {
  const isWalrus = (each: Definition): boolean => each.kind === "assign" && each.statement.kind === "NamedExpr";
  const handlers = definitions.filter(({ kind }) => kind === "except").length;
  return (
    definitions.some((each) => each.kind === "pattern" || isWalrus(each)) || (handlers > 0 && definitions.length > 1)
  );
}
