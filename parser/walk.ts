/** The shape of the tree in one place: which fields of a node hold nodes, in the order of CPython's `_fields`. */
import type { Node } from "./ast.js";

/**
 * The child nodes of `node`, in the order of CPython's `ast.iter_child_nodes`
 * (that is the order of the fields, not always of the source).
 */
export function children(node: Node): Node[] {
  const found: Node[] = [];
  forEachChild(node, (child) => found.push(child));
  return found;
}

/** Called for each node; `false` leaves out the node's children. */
export interface Visitor {
  enter(node: Node, parent: Node | null): boolean | void;
  leave?(node: Node, parent: Node | null): void;
}

/** Visits `node` and everything below it, parents before children. Needs no more stack for a deep tree than for a flat one. */
export function walk(node: Node, visitor: Visitor): void {
  const pending: { node: Node; parent: Node | null; done: boolean }[] = [{ node, parent: null, done: false }];
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    if (step.done) {
      visitor.leave?.(step.node, step.parent);
      continue;
    }
    const descend = visitor.enter(step.node, step.parent) !== false;
    if (visitor.leave !== undefined) pending.push({ ...step, done: true });
    if (!descend) continue;
    const below = children(step.node);
    for (let i = below.length - 1; i >= 0; i--) pending.push({ node: below[i]!, parent: step.node, done: false });
  }
}

/** Calls `visit` for each child of `node`, in the order of `children`. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  const one = (child: Node | null): void => {
    if (child !== null) visit(child);
  };
  const all = (list: readonly (Node | null)[]): void => {
    for (const child of list) if (child !== null) visit(child);
  };
  switch (node.kind) {
    case "Module":
      return all(node.body);
    case "FunctionDef":
    case "AsyncFunctionDef":
      visit(node.args);
      all(node.body);
      all(node.decorator_list);
      one(node.returns);
      return all(node.type_params);
    case "ClassDef":
      all(node.bases);
      all(node.keywords);
      all(node.body);
      all(node.decorator_list);
      return all(node.type_params);
    case "Return":
    case "Yield":
      return one(node.value);
    case "Delete":
      return all(node.targets);
    case "Assign":
      all(node.targets);
      return visit(node.value);
    case "TypeAlias":
      visit(node.name);
      all(node.type_params);
      return visit(node.value);
    case "AugAssign":
    case "NamedExpr":
      visit(node.target);
      return visit(node.value);
    case "AnnAssign":
      visit(node.target);
      visit(node.annotation);
      return one(node.value);
    case "For":
    case "AsyncFor":
      visit(node.target);
      visit(node.iter);
      all(node.body);
      return all(node.orelse);
    case "While":
    case "If":
      visit(node.test);
      all(node.body);
      return all(node.orelse);
    case "With":
    case "AsyncWith":
      all(node.items);
      return all(node.body);
    case "Match":
      visit(node.subject);
      return all(node.cases);
    case "Raise":
      one(node.exc);
      return one(node.cause);
    case "Try":
    case "TryStar":
      all(node.body);
      all(node.handlers);
      all(node.orelse);
      return all(node.finalbody);
    case "Assert":
      visit(node.test);
      return one(node.msg);
    case "Import":
    case "ImportFrom":
      return all(node.names);
    case "Expr":
    case "Await":
    case "YieldFrom":
    case "Attribute":
    case "Starred":
    case "keyword":
    case "MatchValue":
      return visit(node.value);
    case "BoolOp":
    case "JoinedStr":
    case "TemplateStr":
      return all(node.values);
    case "BinOp":
      visit(node.left);
      return visit(node.right);
    case "UnaryOp":
      return visit(node.operand);
    case "Lambda":
      visit(node.args);
      return visit(node.body);
    case "IfExp":
      visit(node.test);
      visit(node.body);
      return visit(node.orelse);
    case "Dict":
      all(node.keys);
      return all(node.values);
    case "Set":
    case "List":
    case "Tuple":
      return all(node.elts);
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      visit(node.elt);
      return all(node.generators);
    case "DictComp":
      visit(node.key);
      visit(node.value);
      return all(node.generators);
    case "Compare":
      visit(node.left);
      return all(node.comparators);
    case "Call":
      visit(node.func);
      all(node.args);
      return all(node.keywords);
    case "FormattedValue":
    case "Interpolation":
      visit(node.value);
      return one(node.format_spec);
    case "Subscript":
      visit(node.value);
      return visit(node.slice);
    case "Slice":
      one(node.lower);
      one(node.upper);
      return one(node.step);
    case "comprehension":
      visit(node.target);
      visit(node.iter);
      return all(node.ifs);
    case "ExceptHandler":
      one(node.type);
      return all(node.body);
    case "arguments":
      all(node.posonlyargs);
      all(node.args);
      one(node.vararg);
      all(node.kwonlyargs);
      all(node.kw_defaults);
      one(node.kwarg);
      return all(node.defaults);
    case "arg":
      return one(node.annotation);
    case "withitem":
      visit(node.context_expr);
      return one(node.optional_vars);
    case "match_case":
      visit(node.pattern);
      one(node.guard);
      return all(node.body);
    case "MatchSequence":
    case "MatchOr":
      return all(node.patterns);
    case "MatchMapping":
      all(node.keys);
      return all(node.patterns);
    case "MatchClass":
      visit(node.cls);
      all(node.patterns);
      return all(node.kwd_patterns);
    case "MatchAs":
      return one(node.pattern);
    case "TypeVar":
      one(node.bound);
      return one(node.default_value);
    case "ParamSpec":
    case "TypeVarTuple":
      return one(node.default_value);
    case "Global":
    case "Nonlocal":
    case "Pass":
    case "Break":
    case "Continue":
    case "Constant":
    case "Name":
    case "alias":
    case "MatchSingleton":
    case "MatchStar":
      return;
    default:
      return assertNever(node);
  }
}

/** The compiler accepts a call only where every kind of node has been dealt with. */
export function assertNever(node: never): never {
  throw new TypeError(`unknown node kind ${String((node as { kind?: unknown }).kind)}`);
}
