/** The state of one lowering: the context, the function whose body is being lowered, and the ways down to each node. */
import type { ts } from "ts-morph";
import type * as ast from "../../parser/ast.js";
import { children } from "../../parser/walk.js";
import type { Binding, Scope } from "../bind/scopes.js";
import type { Context } from "../context.js";
import type { Type, UserClass } from "../infer/types.js";
import { at } from "../emit/origin.js";
import * as b from "./builders.js";
import { planDeclarations, type Declarations } from "./declarations/plan.js";
import { AttributeStores } from "./attributes.js";
import { findImportGuards, type ImportGuards } from "./import-guards.js";
import { isLazyVariable } from "./lazy-module.js";
import { isFailedImport, isSameImport, libraryPath, modulePath, onlyImport, type Imported } from "./imports.js";
import { maySwallow } from "./statements/with.js";
import { taggedRatio } from "./expressions/bin-op.js";
import { mayBeRaw } from "./raw-floats.js";
import { reinitializedClasses } from "./reinitialized.js";
import { releasing } from "./releasing.js";
import { freshName, namesIn, variableName } from "./names.js";
import { TypeWriter } from "./typing.js";
import { attributePlace, markMethodPlace } from "./calls/method-place.js";
import { lowerExpression, lowerStatement } from "./index.js";

const READS_DOCSTRINGS = /__doc__|\b(?:inspect|doctest)\b/;
const IMPORTS_WEAKREF = /^[ \t]*(?:from|import)\b.*\bweakref\b/m;

/** The function (or module) whose body is being lowered. */
export interface Frame {
  scope: Scope;
  declarations: Declarations;
  /** The binding of a method's first parameter, when it is `this` here. */
  self: Binding | null;
  /** The name that stands for `this` where a nested function needs it; null while `this` itself serves. */
  selfAlias: string | null;
  /** True when unknown callers see the result, so that a float must leave in its tagged form. */
  tagsResult: boolean;
  /** True when a thread may leave the function in the middle, so that it is a generator. */
  hasSteps: boolean;
  /** True in a generator function that may wait between what it gives. */
  gives: boolean;
  /** True in an `async def`. */
  isAsync: boolean;
  /** Temporaries to declare at the function's start. */
  temporaries: { name: string; type: ts.TypeNode }[];
  /** How many blocks stand around the current statement within the function. */
  depth: number;
  /** Names in its code, the script's and those made up. */
  names: Set<string>;
}

/** A handler or `finally` block. */
export interface Handling {
  /** The name of the exception that is being handled; null in a `finally` block, which may run without one. */
  exception: string | null;
  /** The name of what the runtime knows the block by; null where nobody there may ask. */
  told: string | null;
}

export class Lowering {
  readonly context: Context;
  readonly types: TypeWriter;
  /** For each loop around: the label that its `break` must name, or null. */
  readonly loopLabels: (string | null)[] = [];
  /** The class whose body is being lowered, or null. */
  currentClass: UserClass | null = null;
  /** True inside a class method, whose first parameter is the class. */
  inClassMethod = false;
  /** True inside an `__init__` that is a constructor. */
  inConstructor = false;
  /** The functions that a message about `*value` names: those that get nothing else by position. */
  readonly soleStars = new Map<ast.Starred, ast.Name>();
  /** Lambdas that are called and forgotten by what they are given to, so that nobody asks for their names. */
  readonly anonymous = new Set<ast.Lambda>();
  /** The callee of a generator that a loop goes through step by step. */
  gone: ast.Expression | null = null;
  /** The callee that is about to be lowered for a call of it. */
  called: ast.Expression | null = null;
  /** The expression of the expression statement being lowered, whose value nobody reads. */
  discarded: ast.Expression | null = null;
  /** Modules that no stub describes: each is reported once. */
  readonly unknownModules = new Set<string>();
  /** Imports that need not succeed. */
  readonly imports: ImportGuards;
  /** The handlers and `finally` blocks around in the same function, innermost last. */
  handled: Handling[] = [];
  private readonly frames: Frame[] = [];

  /** The program's classes. */
  readonly classes: UserClass[];
  readonly stores: AttributeStores;
  /** The classes whose `__init__` is called on instances that have had it. */
  readonly reinitialized: ReadonlySet<ast.ClassDef>;

  constructor(context: Context) {
    this.context = context;
    const modules = [...context.program.modules.values()].map(({ module }) => module);
    this.classes = modules.flatMap(classesIn).map((node) => context.types.classOf(node));
    this.stores = new AttributeStores(modules, (node) => context.types.of(node));
    this.reinitialized = reinitializedClasses(modules, (node) => context.types.of(node));
    this.imports = findImportGuards(context.module);
    this.types = new TypeWriter(context);
  }

  get frame(): Frame {
    return this.frames.at(-1)!;
  }

  // -------------------------------------------------------------------------------------------- ways down

  /** The expression's value: raw when its type is float, else in tagged form. */
  expression(node: ast.Expression): ts.Expression {
    const lowered = lowerExpression(node, this);
    markMethodPlace(lowered, node, this);
    return at(lowered, node.kind === "Attribute" ? attributePlace(node, this) : node);
  }

  expressions(nodes: readonly ast.Expression[]): ts.Expression[] {
    return nodes.map((node) => this.expression(node));
  }

  /** The expression's value in tagged form, for a container, an untyped call, a print. */
  tagged(node: ast.Expression): ts.Expression {
    const ratio = taggedRatio(node, this);
    return ratio ? at(ratio, node) : this.tag(this.expression(node), node);
  }

  /** The value as a place of the type wants it: raw for a float's place, else tagged. */
  flow(node: ast.Expression, target: Type): ts.Expression {
    return target.kind === "float" ? this.expression(node) : this.tagged(node);
  }

  /** Wraps a raw float so that it keeps its type: `float(x)`. What is in tagged form already stays as it is. */
  tag(value: ts.Expression, node: ast.Expression): ts.Expression {
    if (this.typeOf(node).kind !== "float" || !mayBeRaw(node, this)) return value;
    return b.call(this.helper("float"), [value]);
  }

  statements(nodes: readonly ast.Statement[]): ts.Statement[] {
    return nodes.flatMap((node) => this.statement(node));
  }

  statement(node: ast.Statement): ts.Statement[] {
    const declared = this.frame.declarations.before(node).map((binding) => this.declared(binding));
    const lowered = lowerStatement(node, this);
    return [...declared, ...lowered, ...releasing(node, this)].map((each) => at(each, node));
  }

  block(nodes: readonly ast.Statement[]): ts.Block {
    const [first, last] = [nodes[0], nodes.at(-1)];
    this.frame.depth++;
    const block = b.block(this.statements(nodes));
    this.frame.depth--;
    return first && last ? at(block, { start: first.start, end: last.end }) : block;
  }

  // -------------------------------------------------------------------------------------------- frames

  /** Lowers a function's (or the module's) body; temporaries that it needed are declared at its start. */
  body<T>(
    frame: Omit<Frame, "declarations" | "temporaries" | "names" | "depth" | "hasSteps" | "isAsync" | "gives"> & {
      hasSteps?: boolean;
      isAsync?: boolean;
      gives?: boolean;
    },
    statements: readonly ast.Statement[],
    lower: () => T,
  ): { result: T; declared: ts.Statement[] } {
    const declarations = planDeclarations(frame.scope, statements, this.context.bindings, {
      swallows: (node) => maySwallow(node, this),
      isDeclared: (binding) => this.isDeclared(binding),
      exports: frame.scope.kind === "module" && this.context.file.isImported,
      isBuiltin: (name) => this.context.types.stubMember("builtins", name) !== null,
    });
    this.frames.push({
      hasSteps: false,
      isAsync: false,
      gives: false,
      ...frame,
      declarations,
      temporaries: [],
      depth: 0,
      names: namesIn(frame.scope.node),
    });
    const handled = this.handled;
    this.handled = [];
    const result = lower();
    this.handled = handled;
    const { temporaries } = this.frames.pop()!;
    return { result, declared: temporaries.map(({ name, type }) => b.declare("let", name, undefined, type)) };
  }

  /** True for a variable that is declared by other means than what gives it its value. */
  private isDeclared(binding: Binding): boolean {
    if (onlyImport(binding, this.context) !== null || isFailedImport(binding, this.context)) return true;
    return this.context.file.isLazy && isLazyVariable(binding, this);
  }

  /** Lowers a method with its class around it. */
  inClass<T>(of: UserClass, place: { inConstructor: boolean; inClassMethod: boolean }, lower: () => T): T {
    const { currentClass, inConstructor, inClassMethod } = this;
    Object.assign(this, { currentClass: of, ...place });
    const result = lower();
    Object.assign(this, { currentClass, inConstructor, inClassMethod });
    return result;
  }

  /** Lowers the body of a class that is built at run time, in which `this` and `super` mean nothing. */
  outsideClasses<T>(lower: () => T): T {
    const { currentClass, inConstructor, inClassMethod } = this;
    Object.assign(this, { currentClass: null, inConstructor: false, inClassMethod: false });
    const result = lower();
    Object.assign(this, { currentClass, inConstructor, inClassMethod });
    return result;
  }

  /** A variable at the start of the current function for a value that an expression needs twice. */
  temporary(wanted: string, type: Type): ts.Identifier {
    const name = this.fresh(wanted);
    this.frame.temporaries.push({ name, type: this.types.write(type) });
    return b.id(name);
  }

  /** A name for what a `catch` got, which is used at once: one in another may be called the same. */
  caught(): string {
    return (
      ["error", "thrown"].find((name) => !this.frames.some(({ names }) => names.has(name))) ?? this.fresh("thrown")
    );
  }

  /** A name that nothing around has. */
  fresh(wanted: string): string {
    const name = freshName(wanted, (taken) => this.frames.some(({ names }) => names.has(taken)));
    this.frame.names.add(name);
    return name;
  }

  /** `let` for a variable that gets its value later. */
  declared(binding: Binding): ts.Statement {
    const type = this.types.write(this.context.types.declaredOf(binding));
    const { declarations } = this.frame;
    const name = variableName(binding.name);
    if (declarations.maybeUnassigned(binding)) return b.declare("let", name, undefined, b.orUndefined(type));
    return declarations.needsAssertion(binding)
      ? b.declareAsserted(name, type)
      : b.declare("let", name, undefined, type);
  }

  // -------------------------------------------------------------------------------------------- questions

  typeOf(node: ast.Expression): Type {
    const type = this.context.types.of(node);
    return type.kind !== "instance" && node.kind === "Name" ? (this.selfType(node) ?? type) : type;
  }

  /** What `this` is for certain, also where a method is used in ways that inference does not follow. */
  private selfType(node: ast.Name): Type | null {
    const binding = this.context.bindings.resolve(node);
    const isThis = binding !== null && this.frameOfSelf(binding) !== null && binding.definitions.length === 1;
    return isThis && this.currentClass && !this.inClassMethod
      ? { kind: "instance", of: this.currentClass, arguments: [] }
      : null;
  }

  /** The type of all values that a name's variable holds. */
  bindingType(name: ast.Name): Type {
    const binding = this.context.bindings.resolve(name);
    return binding ? this.context.types.ofBinding(binding) : { kind: "unknown" };
  }

  /** The name in the file of a helper of `py2mp/main`. */
  helper(name: string): string {
    return this.context.imports.helper(name);
  }

  /** One of JavaScript's own objects, `Math`; `globalThis.Math` where the script has a variable of the name. */
  global(name: "Math" | "Object"): ts.Expression {
    return this.context.imports.isBound(name) ? b.member(b.id("globalThis"), name) : b.id(name);
  }

  /** True when a name means Python's builtin of that name. */
  isBuiltin(node: ast.Expression, name?: string): node is ast.Name {
    return (
      node.kind === "Name" && (name === undefined || node.id === name) && this.context.bindings.resolve(node) === null
    );
  }

  /** A name for something imported: the wanted one, unless the file calls something else so. */
  importName(wanted: string, imported: Imported): string {
    const { imports } = this.context;
    const path = typeof imported.module === "string" ? libraryPath(imported.module) : modulePath(imported.module);
    const member = "name" in imported ? imported.name : null;
    return freshName(wanted, (name) => this.meansAnother(name, imported) || imports.isTaken(name, path, member));
  }

  /** True when the module, or a function around this place, has a variable of a name that is not the import itself. */
  private meansAnother(name: string, imported: Imported): boolean {
    const innermost = this.frames.at(-1)?.scope ?? this.context.bindings.module;
    for (let scope: Scope | null = innermost; scope !== null; scope = scope.parent) {
      const variable = scope.kind === "class" ? undefined : scope.bindings.get(name);
      if (variable === undefined) continue;
      const other = onlyImport(variable, this.context);
      if (other === null || !isSameImport(other, imported)) return true;
    }
    return false;
  }

  /** True for a statement that stands in no function and no block, where TypeScript may export. */
  get isTopLevel(): boolean {
    return this.frame.scope.kind === "module" && this.frame.depth === 0;
  }

  /** True when the script looks at docstrings, so that functions and classes must carry them. */
  get readsDocstrings(): boolean {
    return [...this.context.program.modules.values()].some(({ source }) => READS_DOCSTRINGS.test(source.text));
  }

  /** True when the script may look at what the generators and coroutines of functions are called. */
  get readsQualnames(): boolean {
    return [...this.context.program.modules.values()].some(({ source }) => source.text.includes("__qualname__"));
  }

  /** True when the program has references that don't keep their objects. */
  get hasWeakReferences(): boolean {
    return [...this.context.program.modules.values()].some(({ source }) => IMPORTS_WEAKREF.test(source.text));
  }

  /** True when the script may look at the order in which an instance got its attributes. */
  get readsNamespaces(): boolean {
    return [...this.context.program.modules.values()].some(({ source }) => /\bvars\(|__dict__/.test(source.text));
  }

  /** True for a text that the script writes over several lines, as it reads. */
  isMultiLineText(node: ast.Expression, text: string): boolean {
    const written = this.context.source.text.slice(node.start, node.end);
    return (
      text.includes("\n") && /^[A-Za-z]*("""|\'\'\')/.test(written) && written.includes("\n") && !written.includes("\r")
    );
  }

  /** True when the call is a statement of its own, so that nobody reads its value. */
  isStatement(node: ast.Call): boolean {
    return this.discarded === node;
  }

  /** True when a read may come before any assignment of its variable. */
  isUnsure(read: ast.Name): boolean {
    return this.frames.some((frame) => frame.declarations.unsure(read));
  }

  /** The frame of the function, or module, around whose scope that is. */
  frameOf(scope: Scope): Frame | null {
    return this.frames.find((frame) => frame.scope === scope) ?? null;
  }

  /** The frame of the method whose first parameter the binding is. */
  frameOfSelf(binding: Binding): Frame | null {
    return this.frames.find((frame) => frame.self === binding) ?? null;
  }

  /** True when code inside the node needs the `this` of a method around it. */
  usesSelf(node: ast.Node): boolean {
    const selves = this.frames.flatMap((frame) => (frame.self && !frame.selfAlias ? [frame.self] : []));
    return selves.length > 0 && this.readsAny(node, selves);
  }

  /** True when code inside the node reads or writes one of the variables. */
  readsAny(node: ast.Node, wanted: readonly Binding[]): boolean {
    if (node.kind === "Name") return wanted.includes(this.context.bindings.resolve(node)!);
    return children(node).some((child) => this.readsAny(child, wanted));
  }

  unsupported(code: string, node: { start: number; end: number }, message: string, hint?: string): void {
    this.context.diagnostics.error(code, node, message, hint);
  }
}

function classesIn(node: ast.Node): ast.ClassDef[] {
  const inner = children(node).flatMap(classesIn);
  return node.kind === "ClassDef" ? [node, ...inner] : inner;
}
