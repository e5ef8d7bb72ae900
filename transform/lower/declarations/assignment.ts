/** Definite assignment: which reads of a variable an assignment is sure to precede. */
import type * as ast from "../../../parser/ast.js";
import { children } from "../../../parser/walk.js";
import type { Binding, Bindings } from "../../bind/scopes.js";
import { consumedGenerator } from "../consumers.js";
import { annotationsOf } from "../evaluated-annotations.js";
import { leaves } from "../reachability.js";

/** Follows one variable through the statements, as TypeScript's own definite-assignment analysis does. */
export class Assignment {
  private readonly binding: Binding;
  private readonly bindings: Bindings;
  private readonly sure: Set<ast.Name>;
  private readonly swallows: (node: ast.With) => boolean;

  constructor(binding: Binding, bindings: Bindings, sure: Set<ast.Name>, swallows: (node: ast.With) => boolean) {
    this.swallows = swallows;
    this.binding = binding;
    this.bindings = bindings;
    this.sure = sure;
  }

  /** Whether the variable is assigned behind the statements, given whether it is ahead of them. */
  block(statements: readonly ast.Statement[], assigned: boolean): boolean {
    return statements.reduce((state, statement) => this.statement(statement, state), assigned);
  }

  private statement(statement: ast.Statement, assigned: boolean): boolean {
    switch (statement.kind) {
      case "If": {
        if (statement.onlyInParent) return this.block(statement.body, assigned);
        const tested = this.expression(statement.test, assigned);
        const yes = this.block(statement.body, tested);
        const no = this.block(statement.orelse, tested);
        return (yes || leaves(statement.body)) && (no || leaves(statement.orelse));
      }
      case "While": {
        const kept = assigned && this.keeps(statement.body);
        const tested = this.expression(statement.test, kept);
        this.block(statement.body, tested);
        this.block(statement.orelse, tested);
        return tested;
      }
      case "For":
      case "AsyncFor": {
        const iterated = this.expression(statement.iter, assigned);
        const kept = iterated && this.keeps(statement.body);
        this.block(statement.body, kept || this.defines(statement.target));
        this.block(statement.orelse, kept);
        return kept;
      }
      case "Try":
      case "TryStar": {
        const body = this.block(statement.orelse, this.block(statement.body, assigned));
        const caught = assigned && this.keeps(statement.body);
        const handlers = statement.handlers.map((handler) => {
          const unbinds = this.binding === this.handlerBinding(handler);
          const after = this.block(handler.body, caught || unbinds);
          return (after && !unbinds) || leaves(handler.body);
        });
        const joined = (body || leaves(statement.body)) && handlers.every(Boolean);
        const kept = this.keeps([...statement.body, ...statement.orelse, ...statement.handlers]);
        this.block(statement.finalbody, assigned && kept);
        return this.silent.block(statement.finalbody, joined);
      }
      case "With":
      case "AsyncWith": {
        let state = assigned;
        for (const item of statement.items) {
          state = this.expression(item.context_expr, state);
          if (item.optional_vars) state ||= this.defines(item.optional_vars);
        }
        const after = this.block(statement.body, state);
        return statement.kind === "With" && !this.swallows(statement) ? after : state && this.keeps(statement.body);
      }
      case "Match": {
        const subject = this.expression(statement.subject, assigned);
        const after = statement.cases.map(({ pattern, guard, body }) => {
          const bound = subject || this.defines(pattern);
          return this.block(body, guard ? this.expression(guard, bound) : bound) || leaves(body);
        });
        return (subject || statement.cases.some(takesAll)) && after.every(Boolean);
      }
      case "FunctionDef":
      case "AsyncFunctionDef":
      case "ClassDef": {
        const headed = head(statement).reduce((state, child) => this.expression(child, state), assigned);
        return headed || this.bindings.bindingOf(statement) === this.binding;
      }
      case "AugAssign":
        this.expression(statement.target, assigned, true);
        return this.expression(statement.value, assigned) || this.defines(statement.target);
      case "Assign": {
        const valued = this.expression(statement.value, assigned);
        return statement.targets.reduce((state, target) => this.target(target, state), valued);
      }
      case "AnnAssign": {
        const valued = statement.value ? this.expression(statement.value, assigned) : assigned;
        return statement.value === null ? valued : this.target(statement.target, valued);
      }
      case "Import":
      case "ImportFrom":
        return assigned || statement.names.some((alias) => this.imports(alias));
      case "Delete":
        return statement.targets.reduce((state, target) => this.deletion(target, state), assigned);
      default:
        return children(statement).reduce((state, child) => this.expression(child, state), assigned);
    }
  }

  /** A target of an assignment, whose parts (`d[k]`, `x.y`) are read where they aren't names. */
  private target(target: ast.Expression, assigned: boolean): boolean {
    return this.expression(target, assigned) || this.defines(target);
  }

  private deletion(target: ast.Expression, assigned: boolean): boolean {
    if (target.kind !== "Name") return this.expression(target, assigned) && !this.defines(target);
    if (this.bindings.resolve(target) !== this.binding) return assigned;
    if (assigned) this.sure.add(target);
    return false;
  }

  /** The same, marking no reads. */
  private get silent(): Assignment {
    return new Assignment(this.binding, this.bindings, new Set(), this.swallows);
  }

  /** True when nothing in the code, wherever it is left, takes the variable's value away. */
  private keeps(nodes: readonly ast.Node[]): boolean {
    return !nodes.some((node) => this.loses(node));
  }

  private loses(node: ast.Node): boolean {
    if (node.kind === "Delete") return node.targets.some((target) => this.defines(target));
    if (node.kind === "ExceptHandler" && this.handlerBinding(node) === this.binding) return true;
    return node.kind !== "FunctionDef" && node.kind !== "ClassDef" && children(node).some((child) => this.loses(child));
  }

  private handlerBinding(handler: ast.ExceptHandler): Binding | null {
    return handler.name ? this.bindings.bindingOf(handler) : null;
  }

  private imports(alias: ast.Alias): boolean {
    if (alias.name !== "*") return this.bindings.bindingOf(alias) === this.binding;
    return this.binding.definitions.some((definition) => definition.kind === "import" && definition.alias === alias);
  }

  private expression(node: ast.Node, assigned: boolean, target = false): boolean {
    if (node.kind === "Name") {
      if (assigned && (node.ctx === "Load" || target) && this.bindings.resolve(node) === this.binding)
        this.sure.add(node);
      return assigned;
    }
    if (node.kind === "Lambda" || node.kind === "GeneratorExp") return assigned;
    if (node.kind === "NamedExpr") return this.expression(node.value, assigned) || this.defines(node.target);
    if (node.kind === "BoolOp") {
      const [first, ...rest] = node.values;
      const state = this.expression(first!, assigned);
      rest.reduce((inner, value) => this.expression(value, inner), state);
      return state;
    }
    if (node.kind === "IfExp") {
      const tested = this.expression(node.test, assigned);
      const yes = this.expression(node.body, tested);
      return this.expression(node.orelse, tested) && yes;
    }
    const consumed = consumedGenerator(node, this.bindings);
    if (consumed !== null) {
      for (const child of children(consumed)) this.expression(child, assigned);
    }
    return children(node).reduce((state, child) => this.expression(child, state), assigned);
  }

  /** True when the node, a target or pattern, gives the variable a value. */
  private defines(target: ast.Node): boolean {
    if (target.kind === "Name") return target.ctx !== "Load" && this.bindings.resolve(target) === this.binding;
    if (target.kind === "MatchAs" || target.kind === "MatchStar") {
      if (target.name !== null && this.bindings.bindingOf(target) === this.binding) return true;
    }
    if (target.kind === "MatchMapping" && target.rest !== null && this.bindings.bindingOf(target) === this.binding)
      return true;
    return children(target).some((child) => this.defines(child));
  }
}

/** What a definition evaluates where it stands, beside a class's body. */
function head(statement: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef): ast.Expression[] {
  if (statement.kind === "ClassDef")
    return [...statement.decorator_list, ...statement.bases, ...statement.keywords.map(({ value }) => value)];
  const { args, decorator_list } = statement;
  const defaults = [...args.defaults, ...args.kw_defaults].filter((each) => each !== null);
  return [...decorator_list, ...defaults, ...annotationsOf(statement)];
}

/** True for the last case of a `match` whose pattern takes anything. */
function takesAll({ pattern, guard }: ast.MatchCase): boolean {
  return guard === null && pattern.kind === "MatchAs" && pattern.pattern === null;
}
