/**
 * Which functions a child process may run, and which its parent. Functions are told by their names alone: whoever
 * mentions `area` reaches every function and method of that name. So nothing is missed but what text made at run time
 * names, and a mention of `getattr` and its like reaches everything.
 */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import { lastName } from "../expand/names.js";

type Function = ast.FunctionDef | ast.AsyncFunctionDef;

/** Code that finds other code by text that is made at run time. */
const BY_TEXT = new Set(["getattr", "globals", "locals", "vars", "eval", "exec", "attrgetter", "methodcaller"]);
/** Methods whose first argument a worker process runs. */
const HANDING_OVER = new Set(
  "map starmap imap imap_unordered apply apply_async map_async starmap_async submit".split(" "),
);
/** Keywords whose value a child process runs. */
const HANDED_OVER = new Set(["target", "initializer", "func"]);
/** Keywords whose value only the process itself runs. */
const KEPT = new Set(["callback", "error_callback"]);

/** The functions of a program, and who may run them. */
export class Reachability {
  private readonly byName = new Map<string, Function[]>();
  private readonly other = new Map<string, string>();
  private readonly modules: readonly ast.Module[];
  /** Expressions that name what a child will run, where its parent doesn't run it. */
  private readonly handedOver = new Set<ast.Node>();
  readonly inChildren: ReadonlySet<Function>;
  readonly inParents: ReadonlySet<Function>;

  /** @param hasThreads whether what a worker gets may be run by a thread of the parent */
  constructor(modules: readonly ast.Module[], hasThreads: boolean) {
    this.modules = modules;
    for (const module of modules) this.collect(module, hasThreads);
    this.inChildren = this.closure(["run", ...this.makers, ...this.values()], new Set());
    this.inParents = this.closure(this.mentionedAtTop(), this.handedOver);
  }

  /** Functions that only children call, without a mention. */
  private readonly makers: string[] = [];

  private collect(module: ast.Module, hasThreads: boolean): void {
    walk(module, {
      enter: (node) => {
        if (node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef") this.add(node.name, node);
        if (node.kind === "FunctionDef" && node.makesClosure) this.makers.push(node.name);
        if (node.kind === "ClassDef")
          for (const member of node.body)
            if (member.kind === "FunctionDef" && /^__(init|new|post_init)__$/.test(member.name))
              this.add(node.name, member);
        if (node.kind === "Import" || node.kind === "ImportFrom")
          for (const { name, asname } of node.names) if (asname !== null) this.other.set(asname, name);
        if (node.kind === "Call" && !hasThreads) this.noteHandedOver(node);
      },
    });
  }

  /** True when some function, or class with a constructor, has the name. */
  has(name: string): boolean {
    return this.byName.has(this.other.get(name) ?? name);
  }

  private add(name: string, of: Function): void {
    this.byName.set(name, [...(this.byName.get(name) ?? []), of]);
  }

  private noteHandedOver({ func, args, keywords }: ast.Call): void {
    if (func.kind === "Attribute" && HANDING_OVER.has(func.attr) && args[0]) this.handedOver.add(args[0]);
    for (const { arg, value } of keywords) if (arg !== null && HANDED_OVER.has(arg)) this.handedOver.add(value);
  }

  /** Names that stand as values, and so may be what a child runs: all but those that are called at once. */
  private values(): string[] {
    const found: string[] = [];
    for (const module of this.modules) {
      const called = new Set<ast.Node>();
      walk(module, {
        enter(node) {
          if (node.kind === "Call") called.add(node.func);
          if (node.kind === "keyword" && KEPT.has(node.arg ?? "")) return false;
          if (called.has(node)) return;
          if (node.kind === "Name" && node.ctx === "Load") found.push(node.id);
          if (node.kind === "Attribute" && node.ctx === "Load") found.push(node.attr);
          if (isHandedToDecorator(node)) found.push(node.name);
        },
      });
    }
    return found;
  }

  private mentionedAtTop(): string[] {
    return this.modules.flatMap((module) => mentions(module.body, this.handedOver, false));
  }

  private closure(names: Iterable<string>, except: ReadonlySet<ast.Node>): Set<Function> {
    const reached = new Set<Function>();
    const pending = [...names, ...[...this.byName.keys()].filter(isSpecial)];
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      const functions = BY_TEXT.has(name)
        ? [...this.byName.values()].flat()
        : this.byName.get(this.other.get(name) ?? name);
      for (const each of functions ?? []) {
        if (reached.has(each)) continue;
        reached.add(each);
        pending.push(...mentions([each], except, true));
      }
    }
    return reached;
  }
}

/** Methods that the language calls by itself, for operators and `with`; making an instance mentions its class. */
const isSpecial = (name: string): boolean => /^__(?!(?:init|new|post_init)__$).*__$/.test(name);

/** Decorators that keep what they get to themselves. */
const KEEPING = new Set(["property", "staticmethod", "classmethod", "abstractmethod", "setter", "override"]);

/** True for a function that a decorator gets, and may keep for others to run. */
function isHandedToDecorator(node: ast.Node): node is Function {
  const isFunction = node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef";
  return isFunction && node.decorator_list.some((decorator) => !KEEPING.has(lastName(decorator) ?? ""));
}

/** Every name and attribute that code reads; without that of functions, unless `deep`. */
function mentions(code: readonly ast.Node[], except: ReadonlySet<ast.Node>, deep: boolean): string[] {
  const found: string[] = [];
  for (const each of code) {
    walk(each, {
      enter(node) {
        if (except.has(node)) return false;
        if (node.kind === "Name" && node.ctx === "Load") found.push(node.id);
        if (node.kind === "Attribute") found.push(node.attr);
        if (isHandedToDecorator(node)) found.push(node.name);
        return deep || (node.kind !== "FunctionDef" && node.kind !== "AsyncFunctionDef");
      },
    });
  }
  return found;
}
