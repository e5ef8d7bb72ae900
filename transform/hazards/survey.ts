/** A program as hazards look at it: what stands where, who calls what, and what runs in children. */
import type * as ast from "../../parser/ast.js";
import { walk } from "../../parser/walk.js";
import type { Context } from "../context.js";
import type { Type } from "../infer/types.js";
import { isA } from "./kinds.js";

export type FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda;
export type Loop = ast.For | ast.AsyncFor | ast.While | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp;

/** A call of a method of the library: `q.get()`. */
export interface MethodCall {
  call: ast.Call;
  receiver: ast.Expression;
  method: string;
}

/** `target = value`, where the target is an attribute. */
export interface AttributeStore {
  target: ast.Attribute;
  value: ast.Expression;
}

/** A place where an object may be changed. */
export interface Change {
  node: ast.Attribute | ast.Subscript;
  of: ast.Expression;
  isStore: boolean;
}

/** A statement that reads a place of an object and writes it. */
export interface Update {
  statement: ast.AugAssign | ast.Assign;
  target: ast.Attribute | ast.Subscript;
}

/** Methods that put their last argument into a container. */
const PUTTING = new Set(["append", "appendleft", "add", "insert"]);

/** What is known of all files of a program. */
export class Survey {
  readonly files: readonly Context[];
  /** Every call, in source order. */
  readonly calls: ast.Call[] = [];
  readonly functions: FunctionNode[] = [];
  readonly classes: ast.ClassDef[] = [];
  /** `x.name = value`, by name */
  private readonly attributes = new Map<string, AttributeStore[]>();
  private readonly returns = new Map<FunctionNode, ast.Expression[]>();
  private readonly parents = new Map<ast.Node, ast.Node>();
  private readonly mentions = new Map<string, ast.Attribute[]>();
  private readonly stored: (ast.Attribute | ast.Subscript)[] = [];
  private readonly items: ast.WithItem[] = [];
  private readonly knownCalls = new Map<string, MethodCall[]>();
  private readonly modules = new Map<ast.Node, Context>();

  constructor(files: readonly Context[]) {
    this.files = files;
    for (const file of files) {
      this.modules.set(file.module, file);
      walk(file.module, {
        enter: (node, parent) => {
          if (parent !== null) this.parents.set(node, parent);
          this.note(node);
        },
      });
    }
  }

  private note(node: ast.Node): void {
    if (node.kind === "Call") this.calls.push(node);
    else if (isFunction(node)) this.functions.push(node);
    else if (node.kind === "ClassDef") this.classes.push(node);
    else if (node.kind === "Return" && node.value !== null) addTo(this.returns, this.functionAround(node)!, node.value);
    else if (node.kind === "Assign") for (const target of node.targets) this.noteStore(target, node.value);
    else if (node.kind === "AnnAssign" && node.value !== null) this.noteStore(node.target, node.value);
    else if (node.kind === "withitem") this.items.push(node);
    if (node.kind === "Attribute") addTo(this.mentions, node.attr, node);
    if ((node.kind === "Attribute" || node.kind === "Subscript") && node.ctx !== "Load") this.stored.push(node);
  }

  private noteStore(target: ast.Expression, value: ast.Expression): void {
    if (target.kind === "Attribute") addTo(this.attributes, target.attr, { target, value });
  }

  attributeStores(name: string): readonly AttributeStore[] {
    return this.attributes.get(name) ?? [];
  }

  /** Every `x.name`, read or written. */
  attributesNamed(name: string): readonly ast.Attribute[] {
    return this.mentions.get(name) ?? [];
  }

  /** The expressions behind a function's `return`s. */
  returnsOf(node: FunctionNode): readonly ast.Expression[] {
    return this.returns.get(node) ?? [];
  }

  /**
   * Every place where an object may be changed: the attribute of a method that is called on it (`x.append`), or the store
   * or deletion of its item or attribute (`x[i] = …`, `x.name += …`).
   */
  changes(): Change[] {
    const stores = this.stored.map((node) => ({ node, of: node.value, isStore: true }));
    const calls = this.calls.flatMap(({ func }) =>
      func.kind === "Attribute" ? [{ node: func, of: func.value, isStore: false }] : [],
    );
    return [...stores, ...calls];
  }

  /** What `with` statements enter. */
  entered(): ast.Expression[] {
    return this.items.map(({ context_expr }) => context_expr);
  }

  /** Every `x.name += …` and `x[i] += …`, also where it is spelled `x.name = x.name + …`. */
  updates(): Update[] {
    return this.stored.flatMap((target) => {
      const statement = this.parentOf(target);
      if (statement?.kind === "AugAssign") return { statement, target };
      return statement?.kind === "Assign" && this.reads(statement.value, target) ? { statement, target } : [];
    });
  }

  /** True for an expression that reads the target, or a variable of the function that got its value from there. */
  private reads(expression: ast.Expression, target: ast.Expression, isDirect = true): boolean {
    const text = this.textOf(target);
    let found = false;
    walk(expression, {
      enter: (node) => {
        if (node.kind === target.kind) found ||= this.textOf(node) === text;
        if (node.kind === "Name" && isDirect)
          found ||= this.valuesOf(node).some((value) => this.reads(value, target, false));
        return !found;
      },
    });
    return found;
  }

  /** What is assigned to a variable of a function. */
  private valuesOf(name: ast.Name): ast.Expression[] {
    const binding = this.fileOf(name).bindings.resolve(name);
    if (binding?.scope.kind !== "function") return [];
    return binding.definitions.flatMap((definition) =>
      definition.kind === "assign" && definition.statement.kind === "Assign" ? [definition.statement.value] : [],
    );
  }

  /** True for an expression of which an item or attribute is stored, or a method called whose result nobody takes. */
  isChanged(of: ast.Expression): boolean {
    const parent = this.parentOf(of);
    if (parent?.kind !== "Attribute" && (parent?.kind !== "Subscript" || parent.value !== of)) return false;
    if (parent.ctx !== "Load") return true;
    const call = this.parentOf(parent);
    return call?.kind === "Call" && call.func === parent && this.parentOf(call)?.kind === "Expr";
  }

  /** What is put into the container that an expression stands for, where it stands: `x.append(value)`, `x[i] = value`. */
  putAt(container: ast.Expression): ast.Expression[] {
    const parent = this.parentOf(container);
    const use = parent && this.parentOf(parent);
    if (parent?.kind === "Attribute" && PUTTING.has(parent.attr) && use?.kind === "Call") return use.args.slice(-1);
    if (parent?.kind === "Subscript" && parent.value === container && use?.kind === "Assign") return [use.value];
    return [];
  }

  parentOf(node: ast.Node): ast.Node | null {
    return this.parents.get(node) ?? null;
  }

  /** The nodes around a node, the nearest first, up to the module. */
  *around(node: ast.Node): Generator<ast.Node> {
    for (let at = this.parentOf(node); at !== null; at = this.parentOf(at)) yield at;
  }

  /** The statement that a node stands in. */
  statementOf(node: ast.Node): ast.Node {
    let at = node;
    for (const each of this.around(node)) {
      if ("body" in each && Array.isArray(each.body)) break;
      at = each;
    }
    return at;
  }

  /** The file that a node stands in. */
  fileOf(node: ast.Node): Context {
    let top = node;
    for (const each of this.around(node)) top = each;
    return this.modules.get(top)!;
  }

  /** The innermost function that a node stands in; null for a module's and a class's own code. */
  functionAround(node: ast.Node): FunctionNode | null {
    for (const each of this.around(node)) if (isFunction(each)) return each;
    return null;
  }

  /** The loops of its own function that a node stands in, the innermost first; comprehensions are loops. */
  loopsAround(node: ast.Node): Loop[] {
    const found: Loop[] = [];
    for (const each of this.around(node)) {
      if (isFunction(each)) break;
      if (isLoop(each)) found.push(each);
    }
    return found;
  }

  typeOf(expression: ast.Expression): Type {
    return this.fileOf(expression).types.of(expression);
  }

  isA(expression: ast.Expression, classes: readonly string[]): boolean {
    return isA(this.typeOf(expression), classes);
  }

  /** Every call of one of the methods on an instance of one of the classes. */
  methodCalls(classes: readonly string[], methods: readonly string[]): readonly MethodCall[] {
    const key = [...classes, ...methods].join(" ");
    let found = this.knownCalls.get(key);
    if (found === undefined) {
      found = this.calls.flatMap((call) => this.methodCall(call, classes, methods) ?? []);
      this.knownCalls.set(key, found);
    }
    return found;
  }

  methodCall(call: ast.Call, classes: readonly string[], methods: readonly string[]): MethodCall | null {
    const { func } = call;
    if (func.kind !== "Attribute" || !methods.includes(func.attr) || !this.isA(func.value, classes)) return null;
    return { call, receiver: func.value, method: func.attr };
  }

  lineOf(node: ast.Node): number {
    return this.fileOf(node).source.position(node.start).line;
  }

  textOf(node: ast.Node): string {
    return this.fileOf(node).source.text.slice(node.start, node.end);
  }
}

function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

export function isFunction(node: ast.Node): node is FunctionNode {
  return node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "Lambda";
}

function isLoop(node: ast.Node): node is Loop {
  return LOOPS.has(node.kind);
}

const LOOPS: ReadonlySet<string> = new Set([
  ...["For", "AsyncFor", "While"],
  ...["ListComp", "SetComp", "DictComp", "GeneratorExp"],
]);

/** An argument of a call by its place, from 0, or its name; null when it isn't given. */
export function argument(call: ast.Call, place: number, name: string): ast.Expression | null {
  const keyword = call.keywords.find(({ arg }) => arg === name);
  if (keyword !== undefined) return keyword.value;
  const before = call.args.slice(0, place + 1);
  return before.some(({ kind }) => kind === "Starred") ? null : (before[place] ?? null);
}
