/**
 * Which of the library's objects an expression stands for: the calls that make them. Followed through variables,
 * parameters, attributes of the script's classes and containers.
 */
import type * as ast from "../../parser/ast.js";
import type { Binding } from "../bind/scopes.js";
import { lastName } from "../expand/names.js";
import type { StubClass, UserClass } from "../infer/types.js";
import type { Children } from "./children.js";
import { definitionsAt } from "./reaching.js";
import type { FunctionNode, Survey } from "./survey.js";

/** Calls that make objects; null when some of them are not known. */
export type Makers = ReadonlySet<ast.Call> | null;

const NONE: Makers = new Set();

export class Objects {
  private readonly survey: Survey;
  private readonly children: Children;
  private readonly known = new Map<object, Makers>();
  private readonly knownElements = new Map<object, Makers>();

  constructor(survey: Survey, children: Children) {
    this.survey = survey;
    this.children = children;
  }

  /** The calls that may have made the value of an expression. */
  madeBy(expression: ast.Expression): Makers {
    return this.remember(this.known, expression, () => this.find(expression));
  }

  /** The calls that may have made what a container holds. */
  elementsMadeBy(container: ast.Expression): Makers {
    return this.remember(this.knownElements, container, () => this.findElements(container));
  }

  /** A circle of variables adds nothing to what its other members hold. */
  private remember(known: Map<object, Makers>, key: object, find: () => Makers): Makers {
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, NONE);
    const makers = find();
    known.set(key, makers);
    return makers;
  }

  private find(expression: ast.Expression): Makers {
    switch (expression.kind) {
      case "Call":
        return this.ofCall(expression);
      case "Name":
        return this.ofName(expression, this.known, (value) => this.madeBy(value));
      case "Attribute":
        return join(this.storesOf(expression).map((value) => this.madeBy(value)));
      case "Subscript":
        return this.elementsMadeBy(expression.value);
      case "IfExp":
        return join([this.madeBy(expression.body), this.madeBy(expression.orelse)]);
      case "BoolOp":
        return join(expression.values.map((value) => this.madeBy(value)));
      case "NamedExpr":
        return this.madeBy(expression.value);
      case "Constant":
        return NONE;
      default:
        return null;
    }
  }

  private ofCall(call: ast.Call): Makers {
    const callee = this.survey.fileOf(call).types.callee(call);
    const of = callee?.kind === "bound" ? callee.function : callee;
    if (of?.kind === "user" && "owner" in of) return this.returned(of.node);
    const isObject = this.survey.typeOf(call).kind === "instance";
    return isObject ? new Set([call]) : null;
  }

  private returned(node: FunctionNode): Makers {
    if (node.kind === "Lambda") return this.madeBy(node.body);
    const returns = this.survey.returnsOf(node);
    return join(returns.map((value) => this.madeBy(value)));
  }

  private findElements(container: ast.Expression): Makers {
    switch (container.kind) {
      case "List":
      case "Tuple":
      case "Set":
        return join(container.elts.map((element) => this.madeBy(element)));
      case "Dict":
        return join(container.values.map((value) => this.madeBy(value)));
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        return this.madeBy(container.elt);
      case "DictComp":
        return this.madeBy(container.value);
      case "BinOp":
        return container.op === "Mult"
          ? this.elementsMadeBy(container.left)
          : join([this.elementsMadeBy(container.left), this.elementsMadeBy(container.right)]);
      case "Name":
        return this.ofName(container, this.knownElements, (value) => this.elementsMadeBy(value));
      case "Attribute": {
        const put = this.survey
          .attributesNamed(container.attr)
          .filter((each) => this.mayBeAlike(each.value, container.value))
          .flatMap((each) => this.survey.putAt(each).map((value) => this.madeBy(value)));
        return join([...this.storesOf(container).map((value) => this.elementsMadeBy(value)), ...put]);
      }
      case "Subscript":
        return this.elementsMadeBy(container.value);
      case "Call":
        return this.elementsOfCall(container);
      default:
        return null;
    }
  }

  /** `list(queues)`, `queues.values()` */
  private elementsOfCall({ func, args }: ast.Call): Makers {
    const name = lastName(func) ?? "";
    if (func.kind === "Attribute" && /^(?:values|copy)$/.test(name)) return this.elementsMadeBy(func.value);
    const [of] = args;
    return of !== undefined && /^(?:list|tuple|set|sorted|reversed|iter)$/.test(name) ? this.elementsMadeBy(of) : null;
  }

  private ofName(name: ast.Name, known: Map<object, Makers>, follow: (value: ast.Expression) => Makers): Makers {
    const binding = this.survey.fileOf(name).bindings.resolve(name);
    if (binding === null) return null;
    const definitions = definitionsAt(name, binding, this.survey);
    return this.remember(known, definitions === binding.definitions ? binding : {}, () => {
      const values = definitions.map((definition) => this.ofDefinition(definition, binding, follow));
      const put = known === this.knownElements ? this.putInto(binding) : [];
      return join([...values, ...put]);
    });
  }

  private ofDefinition(
    definition: Binding["definitions"][number],
    binding: Binding,
    follow: (value: ast.Expression) => Makers,
  ): Makers {
    switch (definition.kind) {
      case "assign": {
        const { statement, name } = definition;
        if (statement.kind === "NamedExpr") return follow(statement.value);
        if (statement.kind === "AnnAssign") return statement.value === null ? NONE : follow(statement.value);
        if (statement.kind !== "Assign") return null;
        const value = valueFor(statement, name);
        return value === null ? null : follow(value);
      }
      case "with":
        return join(
          definition.statement.items
            .filter(({ optional_vars }) => optional_vars === definition.name)
            .map(({ context_expr }) => follow(context_expr)),
        );
      case "loop":
        return this.ofLoop(definition.statement, definition.name);
      case "parameter": {
        const given = this.children.given(binding.scope.node as FunctionNode, binding.name);
        return given === null ? null : join(given.map(follow));
      }
      case "augment":
      case "delete":
        return NONE;
      default:
        return null;
    }
  }

  /** `for q in queues`, `for i, q in enumerate(queues)`, `for a, b in zip(x, y)`, `for name, q in queues.items()` */
  private ofLoop({ target, iter }: { target: ast.Expression; iter: ast.Expression }, name: ast.Name): Makers {
    if (target === name) return this.elementsMadeBy(iter);
    if (target.kind !== "Tuple" || iter.kind !== "Call") return null;
    const place = target.elts.indexOf(name);
    const called = lastName(iter.func);
    if (called === "enumerate" && place === 1 && iter.args[0]) return this.elementsMadeBy(iter.args[0]);
    if (called === "zip" && iter.args[place]) return this.elementsMadeBy(iter.args[place]!);
    if (called === "items" && place === 1 && iter.func.kind === "Attribute")
      return this.elementsMadeBy(iter.func.value);
    return null;
  }

  /** What is appended to a list that a variable holds, or stored in it. */
  private putInto({ reads }: Binding): Makers[] {
    return reads.flatMap((read) => this.survey.putAt(read).map((value) => this.madeBy(value)));
  }

  /** What is stored in an attribute of the objects that `of` may be one of. */
  private storesOf({ attr, value: of }: ast.Attribute): ast.Expression[] {
    const stores = this.survey.attributeStores(attr);
    return stores.filter(({ target }) => this.mayBeAlike(target.value, of)).map(({ value }) => value);
  }

  private mayBeAlike(a: ast.Expression, b: ast.Expression): boolean {
    const [first, second] = [a, b].map((each) => this.survey.typeOf(each));
    if (first?.kind !== "instance" || second?.kind !== "instance") return true;
    return derivesFrom(first.of, second.of) || derivesFrom(second.of, first.of);
  }
}

function derivesFrom(of: UserClass | StubClass, other: UserClass | StubClass): boolean {
  return of === other || of.bases.some((base) => base !== null && derivesFrom(base, other));
}

/** What an assignment gives to one of its names: `a, b = x, y` gives y to b. */
function valueFor({ targets, value }: ast.Assign, name: ast.Name): ast.Expression | null {
  if (targets.includes(name)) return value;
  for (const target of targets) {
    if (target.kind !== "Tuple" || value.kind !== "Tuple") continue;
    const place = target.elts.indexOf(name);
    if (place >= 0) return value.elts[place] ?? null;
  }
  return null;
}

function join(parts: readonly Makers[]): Makers {
  const all = new Set<ast.Call>();
  for (const part of parts) {
    if (part === null) return null;
    for (const call of part) all.add(call);
  }
  return all;
}

/** True when both expressions may stand for one object. */
export function haveCommon(a: Makers, b: Makers): boolean {
  return a !== null && b !== null && [...a].some((maker) => b.has(maker));
}
