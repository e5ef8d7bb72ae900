/**
 * Statements and expressions in places where CPython's code generator does not take them: `return` outside a function,
 * `await` outside an async one, misplaced stars, ... Mirrors the checks of Python/compile.c, and the
 * order in which it comes to them, since it reports the first only.
 */
import type * as ast from "../ast.js";
import { syntaxError, type SyntaxError } from "../errors.js";
import { PatternChecker } from "./patterns.js";
import { traverse } from "./traverse.js";

type UnitKind = "module" | "class" | "function" | "async function" | "lambda" | "comprehension" | "type scope";
/** What a `break`, `continue` or `return` leaves on its way out. */
type Block = "loop" | "except*" | "other";

interface Unit {
  kind: UnitKind;
  blocks: Block[];
  /** Whether it yields. */
  isGenerator: boolean;
}

/** As many blocks within each other as a function may have. */
const MAXIMUM_BLOCKS = 21;
const DEBUG = "__debug__";

/** Reports everything that has a place where it may not stand. */
export function checkPlacement(module: ast.Module, futureEnd: number): SyntaxError[] {
  const checker = new PlacementChecker(futureEnd);
  checker.visit(module.body);
  return checker.errors;
}

class PlacementChecker {
  readonly errors: SyntaxError[] = [];
  /** Offset behind which `from __future__` comes too late. */
  private readonly futureEnd: number;
  private unit: Unit = { kind: "module", blocks: [], isGenerator: false };

  constructor(futureEnd: number) {
    this.futureEnd = futureEnd;
  }

  private report(place: ast.BaseNode, message: string): void {
    this.errors.push(syntaxError(message, place.start, place.end));
  }

  private inUnit(kind: UnitKind, body: () => void, isGenerator = false): void {
    const outer = this.unit;
    // The body of a generator or coroutine is in a block of its own, which catches StopIteration.
    const blocks: Block[] = isGenerator || kind === "async function" ? ["other"] : [];
    this.unit = { kind, blocks, isGenerator };
    body();
    this.unit = outer;
  }

  private inBlock(block: Block, place: ast.BaseNode, body: () => void): void {
    this.enterBlock(block, place);
    body();
    this.unit.blocks.pop();
  }

  private enterBlock(block: Block, place: ast.BaseNode): void {
    if (this.unit.blocks.length === MAXIMUM_BLOCKS) this.report(place, "too many statically nested blocks");
    this.unit.blocks.push(block);
  }

  visit(nodes: readonly (ast.Node | null)[]): void {
    traverse(nodes, (node) => this.enter(node));
  }

  /** Returns what of the node is still to be visited in the ordinary way. */
  private enter(node: ast.Node): boolean | readonly (ast.Node | null)[] {
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef":
        return this.functionDef(node);
      case "ClassDef":
        return this.classDef(node);
      case "Lambda":
        this.visit([...node.args.defaults, ...node.args.kw_defaults]);
        this.parameters(node.args);
        this.inUnit("lambda", () => this.visit([node.body]));
        return false;
      case "TypeAlias":
        this.typeParameters(node.type_params);
        this.inUnit("type scope", () => this.visit([node.value]));
        return false;
      case "For":
      case "AsyncFor":
      case "While":
        return this.loop(node);
      case "With":
      case "AsyncWith":
        return this.with(node);
      case "Try":
      case "TryStar":
        return this.try(node);
      case "Match":
        this.visit([node.subject]);
        this.errors.push(...new PatternChecker().check(node));
        for (const { guard, pattern, body } of node.cases) this.visit([pattern, guard, ...body]);
        return false;
      case "Assign":
        return [node.value, ...node.targets];
      case "Dict":
        return node.keys.flatMap((key, i) => [key, node.values[i]!]);
      case "Return":
        this.return(node);
        return true;
      case "Break":
      case "Continue":
        this.jump(node);
        return false;
      case "ImportFrom":
        if (node.module === "__future__" && node.level === 0 && node.start >= this.futureEnd) {
          this.report(node, "from __future__ imports must occur at the beginning of the file");
        }
        for (const name of node.names) this.forbid(name.asname ?? name.name, node);
        return false;
      case "Import":
        for (const name of node.names) this.forbid(name.asname ?? name.name, node);
        return false;
      default:
        return this.enterExpression(node);
    }
  }

  private enterExpression(node: ast.Node): boolean | readonly (ast.Node | null)[] {
    switch (node.kind) {
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.comprehension(node);
      case "Await":
        this.await(node);
        return true;
      case "Yield":
      case "YieldFrom":
        this.yield(node);
        return true;
      case "Call":
        this.keywords(node.keywords);
        return [node.func, ...unstarred(node.args), ...node.keywords];
      case "keyword":
        if (node.arg === DEBUG) this.report(node, "cannot assign to __debug__");
        return true;
      case "Tuple":
      case "List":
        if (node.ctx === "Store") this.unpacking(node);
        return unstarred(node.elts);
      case "Set":
        return unstarred(node.elts);
      case "Starred": {
        const message =
          node.ctx === "Store"
            ? "starred assignment target must be in a list or tuple"
            : "can't use starred expression here";
        this.report(node, message);
        return true;
      }
      case "Name":
        this.forbidIn(node.id, node.ctx, node);
        return false;
      case "Attribute":
        this.forbidIn(node.attr, node.ctx, node);
        return true;
      case "AnnAssign":
        if (node.target.kind !== "Name") return [node.target, node.value, node.annotation];
        this.forbid(node.target.id, node);
        return [node.value, node.annotation];
      default:
        return true;
    }
  }

  private forbidIn(name: string, ctx: ast.ExpressionContext, place: ast.BaseNode): void {
    if (name !== DEBUG || ctx === "Load") return;
    this.report(place, `cannot ${ctx === "Del" ? "delete" : "assign to"} __debug__`);
  }

  private forbid(name: string, place: ast.BaseNode): void {
    this.forbidIn(name, "Store", place);
  }

  // ------------------------------------------------------------------------------------ definitions

  private functionDef(node: ast.FunctionDef | ast.AsyncFunctionDef): false {
    this.visit(node.decorator_list);
    this.forbid(node.name, node);
    this.typeParameters(node.type_params);
    this.visit([...node.args.defaults, ...node.args.kw_defaults]);
    this.parameters(node.args);
    this.visit([node.returns]);
    const isAsync = node.kind === "AsyncFunctionDef";
    const unit = isAsync ? "async function" : "function";
    this.inUnit(unit, () => this.visit(node.body), yields(node.body));
    return false;
  }

  private parameters(args: ast.Arguments): void {
    const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
    for (const arg of all) {
      if (arg === null) continue;
      this.forbid(arg.arg, arg);
      this.visit(arg.annotation === null ? [] : unstarred([arg.annotation]));
    }
  }

  private typeParameters(parameters: ast.TypeParameter[]): void {
    let defaultSeen = false;
    for (const parameter of parameters) {
      if (parameter.default_value !== null) defaultSeen = true;
      else if (defaultSeen) {
        const message = `non-default type parameter '${parameter.name}' follows default type parameter`;
        this.report(parameter, message);
      }
      this.inUnit("type scope", () => {
        if (parameter.kind === "TypeVar") this.visit([parameter.bound]);
        this.visit(parameter.default_value === null ? [] : unstarred([parameter.default_value]));
      });
    }
  }

  private classDef(node: ast.ClassDef): false {
    this.visit(node.decorator_list);
    this.forbid(node.name, node);
    this.typeParameters(node.type_params);
    this.inUnit("class", () => this.visit(node.body));
    this.keywords(node.keywords);
    this.visit([...unstarred(node.bases), ...node.keywords]);
    return false;
  }

  private keywords(keywords: ast.Keyword[]): void {
    if (keywords.length < 2) return;
    const seen = new Set<string>();
    for (const keyword of keywords) {
      if (keyword.arg === null) continue;
      if (seen.has(keyword.arg)) this.report(keyword, `keyword argument repeated: ${keyword.arg}`);
      seen.add(keyword.arg);
    }
  }

  // ---------------------------------------------------------------------------------------- blocks

  private loop(node: ast.For | ast.AsyncFor | ast.While): false {
    if (node.kind === "AsyncFor" && !this.isAsync()) this.report(node, "'async for' outside async function");
    this.visit([node.kind === "While" ? node.test : node.iter]);
    this.inBlock("loop", node, () => {
      if (node.kind !== "While") this.visit([node.target]);
      this.visit(node.body);
    });
    this.visit(node.orelse);
    return false;
  }

  private with(node: ast.With | ast.AsyncWith): false {
    if (node.kind === "AsyncWith" && !this.isAsync()) this.report(node, "'async with' outside async function");
    const outside = this.unit.blocks.length;
    for (const item of node.items) {
      this.visit([item.context_expr]);
      this.enterBlock("other", item.context_expr);
      this.visit([item.optional_vars]);
    }
    this.visit(node.body);
    this.unit.blocks.length = outside;
    return false;
  }

  private try(node: ast.Try | ast.TryStar): false {
    if (node.finalbody.length === 0) {
      this.tryExcept(node);
      return false;
    }
    this.inBlock("other", node, () => this.tryExcept(node));
    this.inBlock("other", node, () => this.visit(node.finalbody));
    return false;
  }

  private tryExcept(node: ast.Try | ast.TryStar): void {
    if (node.handlers.length === 0) return this.visit(node.body);
    this.inBlock("other", node, () => this.visit(node.body));
    this.visit(node.orelse);
    node.handlers.forEach((handler, i) => {
      if (handler.type === null && i < node.handlers.length - 1) {
        this.report(handler, "default 'except:' must be last");
      }
      this.visit([handler.type]);
      if (handler.name !== null) this.forbid(handler.name, handler);
      // One block for the exception that is handled, one that forgets its name.
      this.inBlock("other", handler, () => {
        this.inBlock(node.kind === "TryStar" ? "except*" : "other", handler, () => this.visit(handler.body));
      });
    });
  }

  private return(node: ast.Return): void {
    const { kind, isGenerator, blocks } = this.unit;
    if (kind !== "function" && kind !== "async function") this.report(node, "'return' outside function");
    else if (kind === "async function" && isGenerator && node.value !== null)
      this.report(node, "'return' with value in async generator");
    else if (blocks.includes("except*")) this.report(node, LEAVES_EXCEPT_STAR);
  }

  private jump(node: ast.Break | ast.Continue): void {
    for (let i = this.unit.blocks.length - 1; i >= 0; i--) {
      if (this.unit.blocks[i] === "loop") return;
      if (this.unit.blocks[i] === "except*") return this.report(node, LEAVES_EXCEPT_STAR);
    }
    this.report(node, node.kind === "Break" ? "'break' outside loop" : "'continue' not properly in loop");
  }

  // ----------------------------------------------------------------------------------- expressions

  /** Whether `async for` and `async with` may stand here. */
  private isAsync(): boolean {
    return this.unit.kind === "async function" || this.unit.kind === "comprehension";
  }

  private await(node: ast.Await): void {
    const { kind } = this.unit;
    if (kind === "module" || kind === "class" || kind === "type scope") this.report(node, "'await' outside function");
    else if (!this.isAsync()) this.report(node, "'await' outside async function");
  }

  private yield(node: ast.Yield | ast.YieldFrom): void {
    const { kind } = this.unit;
    const isFrom = node.kind === "YieldFrom";
    if (kind === "module" || kind === "class") this.report(node, `'yield${isFrom ? " from" : ""}' outside function`);
    else if (isFrom && kind === "async function") this.report(node, "'yield from' inside async function");
  }

  private comprehension(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp): false {
    if (node.kind !== "GeneratorExp" && !this.isAsync() && isAsynchronous(node)) {
      this.report(node, "asynchronous comprehension outside of an asynchronous function");
    }
    const [first, ...others] = node.generators;
    this.visit([first!.iter]);
    this.inUnit("comprehension", () => {
      this.visit([first!.target, ...first!.ifs]);
      for (const clause of others) this.visit([clause.iter, clause.target, ...clause.ifs]);
      this.visit(node.kind === "DictComp" ? [node.key, node.value] : [node.elt]);
    });
    return false;
  }

  private unpacking(node: ast.TupleDisplay | ast.ListDisplay): void {
    let starred = 0;
    node.elts.forEach((element, i) => {
      if (element.kind !== "Starred") return;
      starred++;
      if (starred === 2) this.report(node, "multiple starred expressions in assignment");
      else if (i >= 1 << 8) this.report(node, "too many expressions in star-unpacking assignment");
    });
  }
}

const LEAVES_EXCEPT_STAR = "'break', 'continue' and 'return' cannot appear in an except* block";

/** The elements with the stars taken off those that have one: where stars are right. */
function unstarred(elements: readonly ast.Expression[]): ast.Expression[] {
  return elements.map((element) => (element.kind === "Starred" ? element.value : element));
}

/** Whether a body yields, functions and classes in it left out. */
function yields(body: readonly ast.Node[]): boolean {
  let found = false;
  traverse(body, (node) => {
    if (node.kind === "Yield" || node.kind === "YieldFrom") found = true;
    return !["FunctionDef", "AsyncFunctionDef", "ClassDef", "Lambda"].includes(node.kind);
  });
  return found;
}

/** Whether a comprehension waits: an `async for`, an `await`, or an asynchronous comprehension in it. */
function isAsynchronous(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp): boolean {
  const [first, ...others] = node.generators;
  if (node.generators.some((clause) => clause.is_async === 1)) return true;
  const elements = node.kind === "DictComp" ? [node.key, node.value] : [node.elt];
  const inside = [
    first!.target,
    ...first!.ifs,
    ...others.flatMap((clause) => [clause.iter, ...clause.ifs]),
    ...elements,
  ];
  let found = false;
  traverse(inside, (inner) => {
    if (inner.kind === "Await") found = true;
    if (inner.kind === "Lambda") return false;
    if (inner.kind === "GeneratorExp") return false;
    if (inner.kind === "ListComp" || inner.kind === "SetComp" || inner.kind === "DictComp") {
      if (isAsynchronous(inner)) found = true;
      return false;
    }
    return true;
  });
  return found;
}
