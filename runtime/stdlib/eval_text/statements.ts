/** Statements that are made at run time: the examples of docstrings. Classes and coroutines are not among them. */
import type * as ast from "../../../parser/ast.js";
import { delattr, getattr, setattr } from "../../builtins/attributes.js";
import { call } from "../../builtins/call.js";
import { AssertionError, BaseException, NameError, NotImplementedError } from "../../builtins/exceptions.js";
import { startHandling, stopHandling } from "../../builtins/handling.js";
import { resumable } from "../../builtins/resumable.js";
import * as operators from "../../builtins/operators.js";
import { exception, raise } from "../../builtins/raise.js";
import { truth } from "../../builtins/truth.js";
import { isinstance } from "../../builtins/type.js";
import { unpack } from "../../builtins/unpack.js";
import { BINARY, evaluate, type Lookup } from "../eval_text.js";
import { import_module } from "../importlib.js";
import { functionOf } from "./functions.js";

/** How a block was left, if not at its end. */
type Left = { by: "break" } | { by: "continue" } | { by: "return"; value: unknown } | undefined;

/** The variables of a block, and those around it. */
export class Names {
  readonly values: Map<string, unknown>;
  readonly #around: Lookup;

  constructor(around: Lookup, values = new Map<string, unknown>()) {
    this.values = values;
    this.#around = around;
  }

  readonly lookup: Lookup = (name) => (this.values.has(name) ? this.values.get(name) : this.#around(name));

  /** @throws NameError */
  delete(name: string): void {
    if (!this.values.delete(name)) throw new NameError(`name '${name}' is not defined`, { name });
  }
}

/** Runs statements one after the other. `show` gets the values of those that are expressions. */
export class Executor {
  readonly #names: Names;
  readonly #show: (value: unknown) => void;

  constructor(names: Names, show: (value: unknown) => void = () => {}) {
    this.#names = names;
    this.#show = show;
  }

  run(body: readonly ast.Statement[]): Left {
    for (const statement of body) {
      const left = this.#statement(statement);
      if (left !== undefined) return left;
    }
    return undefined;
  }

  #value(node: ast.Expression): unknown {
    return evaluate(node, this.#names.lookup);
  }

  #statement(node: ast.Statement): Left {
    switch (node.kind) {
      case "Expr":
        this.#show(this.#value(node.value));
        return undefined;
      case "Assign": {
        const value = this.#value(node.value);
        for (const target of node.targets) this.#store(target, value);
        return undefined;
      }
      case "AnnAssign":
        if (node.value) this.#store(node.target, this.#value(node.value));
        return undefined;
      case "AugAssign":
        this.#store(node.target, BINARY[node.op](this.#value(node.target), this.#value(node.value)));
        return undefined;
      case "Delete":
        node.targets.forEach((target) => this.#delete(target));
        return undefined;
      case "If":
        return this.run(truth(this.#value(node.test)) ? node.body : node.orelse);
      case "While":
        return this.#while(node);
      case "For":
        return this.#for(node);
      case "Try":
        return this.#try(node);
      case "With":
        return this.#with(node.items, node.body);
      case "Return":
        return { by: "return", value: node.value ? this.#value(node.value) : null };
      case "Break":
        return { by: "break" };
      case "Continue":
        return { by: "continue" };
      default:
        this.#simple(node);
        return undefined;
    }
  }

  /** Statements that no other stands in, and that are left at their end. */
  #simple(node: ast.Statement): void {
    switch (node.kind) {
      case "Pass":
        return;
      case "Raise":
        throw node.exc
          ? raise(this.#value(node.exc))
          : new NotImplementedError("`raise` alone in text made at run time");
      case "Assert":
        if (!truth(this.#value(node.test)))
          throw node.msg ? new AssertionError(this.#value(node.msg)) : new AssertionError();
        return;
      case "Import":
        for (const { name, asname } of node.names) {
          const module = import_module(asname === null ? name.split(".")[0]! : name);
          this.#names.values.set(asname ?? name.split(".")[0]!, module);
        }
        return;
      case "ImportFrom": {
        const module = import_module(node.module ?? "");
        for (const { name, asname } of node.names) this.#names.values.set(asname ?? name, getattr(module, name));
        return;
      }
      case "FunctionDef":
        this.#names.values.set(node.name, this.#function(node));
        return;
      default:
        throw new NotImplementedError(`py2mp can't run a ${node.kind} in text that is made at run time`);
    }
  }

  #function({ name, args, body, decorator_list }: ast.FunctionDef): unknown {
    const made: unknown = functionOf(
      name,
      args,
      (node) => this.#value(node),
      (parameters) => {
        const left = new Executor(new Names(this.#names.lookup, parameters)).run(body);
        return left?.by === "return" ? left.value : null;
      },
    );
    return decorator_list.reduceRight((fn, decorator) => call(this.#value(decorator), fn) as unknown, made);
  }

  #store(target: ast.Expression, value: unknown): void {
    switch (target.kind) {
      case "Name":
        this.#names.values.set(target.id, value);
        return;
      case "Attribute":
        setattr(this.#value(target.value), target.attr, value);
        return;
      case "Subscript":
        operators.setitem(this.#value(target.value) as never, this.#value(target.slice) as never, value as never);
        return;
      case "Tuple":
      case "List": {
        const parts = unpack(value, target.elts.length) as unknown[];
        target.elts.forEach((item, at) => this.#store(item, parts[at]));
        return;
      }
      default:
        throw new NotImplementedError(`py2mp can't assign to a ${target.kind} in text that is made at run time`);
    }
  }

  #delete(target: ast.Expression): void {
    if (target.kind === "Name") this.#names.delete(target.id);
    else if (target.kind === "Attribute") delattr(this.#value(target.value), target.attr);
    else if (target.kind === "Subscript")
      operators.delitem(this.#value(target.value) as never, this.#value(target.slice) as never);
    else if (target.kind === "Tuple" || target.kind === "List") target.elts.forEach((item) => this.#delete(item));
  }

  #while({ test, body, orelse }: ast.While): Left {
    while (truth(this.#value(test))) {
      const left = this.run(body);
      if (left?.by === "break") return undefined;
      if (left?.by === "return") return left;
    }
    return this.run(orelse);
  }

  #for({ target, iter, body, orelse }: ast.For): Left {
    for (const item of resumable(this.#value(iter))) {
      this.#store(target, item);
      const left = this.run(body);
      if (left?.by === "break") return undefined;
      if (left?.by === "return") return left;
    }
    return this.run(orelse);
  }

  #try({ body, handlers, orelse, finalbody }: ast.Try): Left {
    let left: Left;
    try {
      left = this.#attempt(body, handlers, orelse);
    } finally {
      const final = this.run(finalbody);
      if (final !== undefined) return final;
    }
    return left;
  }

  #attempt(
    body: readonly ast.Statement[],
    handlers: readonly ast.ExceptHandler[],
    orelse: readonly ast.Statement[],
  ): Left {
    try {
      const left = this.run(body);
      if (left !== undefined) return left;
    } catch (error) {
      const raised = exception(error);
      const handler = handlers.find(({ type }) => type === null || isinstance(raised, this.#value(type) as never));
      if (handler === undefined) throw error;
      return this.#handle(handler, raised);
    }
    return this.run(orelse);
  }

  #handle({ name, body }: ast.ExceptHandler, raised: BaseException): Left {
    startHandling(raised);
    if (name !== null) this.#names.values.set(name, raised);
    try {
      return this.run(body);
    } finally {
      if (name !== null) this.#names.values.delete(name);
      stopHandling(raised);
    }
  }

  #with([item, ...others]: readonly ast.WithItem[], body: readonly ast.Statement[]): Left {
    if (item === undefined) return this.run(body);
    const manager = this.#value(item.context_expr);
    const entered: unknown = call(getattr(manager, "__enter__"));
    if (item.optional_vars) this.#store(item.optional_vars, entered);
    let left: Left;
    try {
      left = this.#with(others, body);
    } catch (error) {
      const raised = exception(error);
      if (truth(call(getattr(manager, "__exit__"), raised.constructor, raised, null))) return undefined;
      throw error;
    }
    call(getattr(manager, "__exit__"), null, null, null);
    return left;
  }
}
