/**
 * Where exceptions need no traceback: in the body of a `try` that runs only code which has no handlers of its own, so that
 * what the handlers of this one take is seen by nobody else.
 *
 * V8 notes the whole stack for each error that is made, which takes longer than CPython does for raising and catching.
 */
import type * as ast from "../../parser/ast.js";
import { children, walk } from "../../parser/walk.js";
import type { Atom } from "./atoms.js";
import { functionsOf } from "./called-functions.js";
import { findHotTries } from "./hot-code.js";
import type { FunctionNode, Program } from "./program.js";
import { atomsOf, find, type TypeNode } from "./solver.js";
import type { StubClass, StubFunction, UserClass } from "./types.js";

export class Untraced {
  private readonly program: Program;
  private hot: ReadonlySet<ast.Node> | null = null;
  private isApt: boolean | null = null;

  constructor(program: Program) {
    this.program = program;
  }

  /** True for a `try` that may run often, whose handlers alone see what its body raises and they take. */
  holds(node: ast.Try): boolean {
    this.hot ??= findHotTries(this.program);
    if (!this.hot.has(node)) return false;
    this.isApt ??= runsInTurn(this.program);
    return this.isApt && new Body(this.program).isPlain(node.body);
  }
}

/** False for a program in which other code may run in between: coroutines, threads, handlers of signals. */
function runsInTurn(program: Program): boolean {
  return [...program.source.modules.values()].every(({ module }) => {
    let isPlain = true;
    walk(module, {
      enter(node) {
        if (node.kind === "AsyncFunctionDef" || (node.kind === "FunctionDef" && node.isAsync === true)) isPlain = false;
        if (node.kind === "ImportFrom" && BETWEEN.has(node.module ?? "")) isPlain = false;
        if (node.kind === "Import" && node.names.some(({ name }) => BETWEEN.has(name))) isPlain = false;
        return isPlain;
      },
    });
    return isPlain;
  });
}

const BETWEEN: ReadonlySet<string> = new Set(["threading", "signal", "asyncio", "_thread", "multiprocessing.dummy"]);

/** Modules whose functions keep no exceptions and wait for nothing. */
const PURE: ReadonlySet<string> = new Set(["builtins", "math", "string", "heapq", "bisect", "operator", "collections"]);
/** Builtins that run any code, or wait. */
const IMPURE: ReadonlySet<string> = new Set([
  ...["exec", "eval", "compile", "__import__", "open", "print", "input", "breakpoint", "help", "getattr", "setattr"],
  ...["globals", "locals", "vars", "exit", "quit", "delattr"],
]);

/** What the body of one `try` may run. */
class Body {
  private readonly program: Program;
  private readonly seen = new Set<FunctionNode | UserClass | TypeNode>();
  private readonly pending: FunctionNode[] = [];

  constructor(program: Program) {
    this.program = program;
  }

  isPlain(statements: readonly ast.Statement[]): boolean {
    if (!statements.every((statement) => this.isPlainNode(statement, true))) return false;
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) {
      const body = next.kind === "Lambda" ? [next.body] : next.body;
      if (!body.every((node) => this.isPlainNode(node, false))) return false;
    }
    return true;
  }

  /** @param isOwn it stands in the body itself, which must not pause */
  private isPlainNode(node: ast.Node, isOwn: boolean): boolean {
    switch (node.kind) {
      case "Try":
      case "TryStar":
      case "With":
      case "AsyncWith":
      case "Import":
      case "ImportFrom":
      case "ClassDef":
        return false;
      case "Yield":
      case "YieldFrom":
        if (isOwn) return false;
        break;
      case "Call":
        if (!this.isPlainCall(node)) return false;
        break;
      default:
    }
    const held = this.program.expressions.get(node as ast.Expression);
    return (
      (held === undefined || this.isFollowed(held)) && children(node).every((child) => this.isPlainNode(child, isOwn))
    );
  }

  private isPlainCall(call: ast.Call): boolean {
    const held = this.program.expressions.get(call.func);
    const atoms = held === undefined ? [] : atomsOf(held);
    return atoms.length > 0 && atoms.every((atom) => this.isPlainCallee(atom));
  }

  private isPlainCallee(atom: Atom): boolean {
    switch (atom.kind) {
      case "function":
        return atom.of.kind === "user" || isPure(atom.of);
      case "bound":
        return atom.function.kind === "user" || isPure(atom.function);
      case "class":
        return atom.of.kind === "user" || PURE.has(atom.of.module);
      default:
        return false;
    }
  }

  /** Notes what the values may run, by themselves or by operators; false where that is not known. */
  private isFollowed(held: TypeNode): boolean {
    const root = find(held);
    if (this.seen.has(root)) return true;
    this.seen.add(root);
    return atomsOf(root).every((atom) => this.isFollowedAtom(atom));
  }

  private isFollowedAtom(atom: Atom): boolean {
    switch (atom.kind) {
      case "function":
      case "bound":
      case "class":
        for (const each of functionsOf(this.program, atom)) this.reach(each);
        return atom.kind !== "class" || atom.of.kind === "stub" || !this.program.classOf(atom.of).isOpen;
      case "instance":
        return this.reachSpecials(atom.of);
      case "generic":
        if (atom.of === "iterable" || atom.of === "generator") return false;
        if (typeof atom.of !== "string" && !isPureClass(atom.of)) return false;
        return atom.parameters.every((each) => this.isFollowed(each));
      case "tuple":
        return atom.elements.every((each) => this.isFollowed(each));
      case "none":
      case "bool":
      case "int":
      case "float":
      case "complex":
      case "str":
      case "bytes":
      case "ellipsis":
      case "slice":
      case "module":
      case "super":
        return true;
      default:
        return false;
    }
  }

  /** Notes the operators and properties of a class; false for one that isn't known as a whole. */
  private reachSpecials(of: UserClass): boolean {
    const { ancestors, isOpen, stubBases } = this.program.classOf(of);
    if (this.seen.has(of)) return true;
    this.seen.add(of);
    if (isOpen || stubBases.some(({ module }) => !PURE.has(module))) return false;
    for (const { methods, properties, classValues } of ancestors) {
      for (const [name, { user }] of methods) if (isOperator(name)) this.reach(user.node);
      for (const { getter, setter } of properties.values()) {
        for (const each of [getter, setter]) if (each !== null) this.reach(each.user.node);
      }
      // a method that a decorator made something else of
      for (const [name, value] of classValues) if (!methods.has(name) && !this.isFollowed(value)) return false;
    }
    return true;
  }

  private reach(node: FunctionNode): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    this.pending.push(node);
  }
}

/** True for the special methods that run without being called by name. */
function isOperator(name: string): boolean {
  return /^__\w+__$/.test(name) && !CALLED.has(name);
}

const CALLED: ReadonlySet<string> = new Set([
  "__init__",
  "__new__",
  "__post_init__",
  "__call__",
  "__enter__",
  "__exit__",
]);

/** A defaultdict runs its factory. */
function isPureClass({ module, name }: StubClass): boolean {
  return PURE.has(module) && name !== "collections.defaultdict";
}

function isPure({ module, name }: StubFunction): boolean {
  return PURE.has(module) && !IMPURE.has(name);
}
