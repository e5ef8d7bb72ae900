/** Which generators may let a StopIteration out of their bodies, which Python turns into RuntimeError. */
import { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Callee, Type } from "../infer/types.js";
import * as b from "./builders.js";
import type { Lowering } from "./lowering.js";

/** Handlers for these take a StopIteration. */
const TAKING: ReadonlySet<string> = new Set(["StopIteration", "Exception", "BaseException"]);
/** Methods that advance an iterator, and pass on its end as an exception. */
const ADVANCING: ReadonlySet<string> = new Set(["__next__", "send", "throw"]);

/**
 * A generator's body, in which what leaves as StopIteration becomes RuntimeError where it might happen: the end of an
 * iterator that `next(it)` finds, or the script's own `raise`, seen through the script's functions that it calls.
 */
export function stoppable(nodes: readonly ast.Node[], body: ts.Statement[], lowering: Lowering): ts.Statement[] {
  const search = new Search(lowering);
  if (!nodes.some((node) => search.mayStop(node))) return body;
  const error = lowering.caught();
  const raised = b.throws(b.call(lowering.helper("raised_by_generator"), [b.id(error)]));
  return [
    ts.factory.createTryStatement(b.block(body), ts.factory.createCatchClause(error, b.block([raised])), undefined),
  ];
}

/** The node, if it is a generator expression that an array may stand for: one that lets no StopIteration out. */
export function eagerGenerator(node: ast.Expression | undefined, lowering: Lowering): ast.GeneratorExp | null {
  if (node?.kind !== "GeneratorExp") return null;
  const search = new Search(lowering);
  return lazyParts(node).some((part) => search.mayStop(part)) ? null : node;
}

/** All of a generator expression but its first iterable, which is evaluated by the code around. */
export function lazyParts({ elt, generators }: ast.GeneratorExp): ast.Node[] {
  return [elt, ...generators.flatMap(({ iter, ifs }, index) => (index === 0 ? ifs : [iter, ...ifs]))];
}

class Search {
  /** Functions that are being searched, or were: one that calls itself adds nothing. */
  private readonly seen = new Set<ast.Node>();

  private readonly lowering: Lowering;

  constructor(lowering: Lowering) {
    this.lowering = lowering;
  }

  mayStop(node: ast.Node): boolean {
    switch (node.kind) {
      case "FunctionDef":
      case "Lambda":
      case "ClassDef":
        return false;
      case "GeneratorExp":
        return this.mayStop(node.generators[0]!.iter);
      case "Raise":
        return (node.exc !== null && this.isStop(node.exc)) || children(node).some((child) => this.mayStop(child));
      case "Call":
        return this.callStops(node) || children(node).some((child) => this.mayStop(child));
      case "Try":
        return this.tryStops(node);
      default:
        return children(node).some((child) => this.mayStop(child));
    }
  }

  private tryStops({ body, handlers, orelse, finalbody }: ast.Try): boolean {
    const others: ast.Node[] = [...handlers, ...orelse, ...finalbody];
    if (others.some((node) => this.mayStop(node))) return true;
    const taking = handlers.find(({ type }) => type === null || this.takes(type));
    return (taking === undefined || taking.body.some(raisesAnew)) && body.some((node) => this.mayStop(node));
  }

  private takes(type: ast.Expression): boolean {
    if (type.kind === "Tuple") return type.elts.some((each) => this.takes(each));
    return this.lowering.isBuiltin(type) && TAKING.has(type.id);
  }

  private isStop(raised: ast.Expression): boolean {
    const value = raised.kind === "Call" ? raised.func : raised;
    return isStopType(this.lowering.typeOf(value));
  }

  private callStops({ func, args }: ast.Call): boolean {
    if (this.lowering.isBuiltin(func, "next")) return args.length === 1;
    if (func.kind === "Attribute" && ADVANCING.has(func.attr)) return true;
    const type = this.lowering.typeOf(func);
    return type.kind === "function" && this.functionStops(type.of);
  }

  private functionStops(callee: Callee): boolean {
    if (callee.kind === "bound") return callee.function.kind === "user" && this.functionStops(callee.function);
    if (callee.kind !== "user" || this.seen.has(callee.node)) return false;
    this.seen.add(callee.node);
    const { node } = callee;
    if (this.lowering.context.bindings.scopeOf(node).isGenerator) return false;
    const body: readonly ast.Node[] = node.kind === "Lambda" ? [node.body] : node.body;
    return body.some((each) => this.mayStop(each));
  }
}

function isStopType(type: Type): boolean {
  if (type.kind === "union") return type.members.some(isStopType);
  if (type.kind !== "class" && type.kind !== "instance") return false;
  if (type.of.kind === "stub") return type.of.name.endsWith("StopIteration");
  return type.of.bases.some((base) => base !== null && isStopType({ kind: "class", of: base }));
}

/** True for a handler that may raise what it took. */
function raisesAnew(node: ast.Node): boolean {
  if (node.kind === "FunctionDef" || node.kind === "Lambda") return false;
  return (node.kind === "Raise" && (node.exc === null || node.exc.kind === "Name")) || children(node).some(raisesAnew);
}
