/** Constraints of expressions: a node for each, fed by its parts. */
import type * as ast from "../../parser/ast.js";
import { BOOL, BYTES, COMPLEX, ELLIPSIS, FLOAT, naturalWithin, NONE, STR, UNKNOWN, type Atom } from "./atoms.js";
import { callMethod, readAttribute } from "./attributes.js";
import { evaluateCall } from "./call-expressions.js";
import { asyncElements, awaited } from "./coroutines.js";
import { escape } from "./escape.js";
import { join, type Flow } from "./flow.js";
import { enterFunction } from "./functions.js";
import { elementsOf, elementsOfAtom } from "./iteration.js";
import { narrow, part } from "./narrowing.js";
import { binaryOperation, implemented, unaryOperation } from "./operators.js";
import { positionalArguments } from "./program.js";
import { bitsOfLiteral, level } from "./ranges.js";
import type { TypeNode } from "./solver.js";
import { readSubscript } from "./subscripts.js";
import { assignTarget } from "./targets.js";
import { recordUnknownUse } from "./unknown-uses.js";
import { Walker } from "./walker.js";

/** Writes down the constraints of an expression and gives its node. */
export function evaluate(walker: Walker, expression: ast.Expression): TypeNode {
  const known = walker.program.expressions.get(expression);
  if (known !== undefined) return known;
  evaluateSpine(walker, expression);
  return walker.record(expression, evaluateNode(walker, expression));
}

/** The leftmost operands first, from the inside out, so that `a + b + c + ...` needs no deep call stack. */
function evaluateSpine(walker: Walker, expression: ast.Expression): void {
  const spine: ast.Expression[] = [];
  for (let inner = leftOperand(expression); inner !== null; inner = leftOperand(inner)) spine.push(inner);
  for (let index = spine.length - 1; index >= 0; index--) {
    const inner = spine[index]!;
    if (!walker.program.expressions.has(inner)) walker.record(inner, evaluateNode(walker, inner));
  }
}

function leftOperand(expression: ast.Expression): ast.Expression | null {
  switch (expression.kind) {
    case "BinOp":
      return expression.left;
    case "Attribute":
    case "Subscript":
      return expression.value;
    case "Call":
      // What a method call reads is dealt with together with the call.
      return expression.func.kind === "Attribute" ? expression.func.value : expression.func;
    default:
      return null;
  }
}

function evaluateNode(walker: Walker, expression: ast.Expression): TypeNode {
  const { program } = walker;
  switch (expression.kind) {
    case "Constant":
      return program.node(constantAtom(expression));
    case "Name":
      return walker.read(expression);
    case "BinOp": {
      const result = program.node();
      const left = { node: evaluate(walker, expression.left), expression: expression.left };
      const right = { node: evaluate(walker, expression.right), expression: expression.right };
      binaryOperation(program, expression.op, left, right, result);
      return result;
    }
    case "UnaryOp": {
      const result = program.node();
      unaryOperation(program, expression, evaluate(walker, expression.operand), result);
      return result;
    }
    case "BoolOp":
      return evaluateBoolean(walker, expression);
    case "Compare":
      return evaluateComparison(walker, expression);
    case "IfExp":
      return evaluateConditional(walker, expression);
    case "NamedExpr": {
      const value = evaluate(walker, expression.value);
      assignTarget(walker, expression.target, value);
      return value;
    }
    case "Call":
      return evaluateCall(walker, expression);
    case "Attribute": {
      const result = program.node();
      readAttribute(program, evaluate(walker, expression.value), expression.attr, result, false);
      return result;
    }
    case "Subscript":
      return readSubscript(walker, expression);
    case "Lambda":
      return evaluateLambda(walker, expression);
    case "Starred":
      return elementsOf(program, evaluate(walker, expression.value));
    case "Slice":
      for (const end of [expression.lower, expression.upper, expression.step]) if (end !== null) evaluate(walker, end);
      return program.node({ kind: "slice" });
    case "Await":
      return awaited(program, evaluate(walker, expression.value));
    case "Yield":
    case "YieldFrom":
      return evaluateYield(walker, expression);
    default:
      return evaluateDisplay(walker, expression);
  }
}

type Display = Extract<
  ast.Expression,
  {
    kind:
      | "List"
      | "Tuple"
      | "Set"
      | "Dict"
      | "ListComp"
      | "SetComp"
      | "DictComp"
      | "GeneratorExp"
      | "JoinedStr"
      | "TemplateStr"
      | "FormattedValue"
      | "Interpolation";
  }
>;

/** Displays, comprehensions and f-strings. */
function evaluateDisplay(walker: Walker, expression: Display): TypeNode {
  const { program } = walker;
  switch (expression.kind) {
    case "List":
      return program.node(program.generic("list", elementsOfDisplay(walker, expression.elts)));
    case "Set":
      return program.node(program.generic("set", elementsOfDisplay(walker, expression.elts)));
    case "Tuple":
      if (expression.elts.some((element) => element.kind === "Starred")) {
        return program.node(program.generic("tuple-of", elementsOfDisplay(walker, expression.elts)));
      }
      return program.node({ kind: "tuple", elements: expression.elts.map((element) => placeFor(walker, element)) });
    case "Dict":
      return evaluateDict(walker, expression);
    case "ListComp":
    case "SetComp":
    case "GeneratorExp": {
      const of = ({ ListComp: "list", SetComp: "set", GeneratorExp: "generator" } as const)[expression.kind];
      const element = comprehend(walker, expression, () => evaluate(walker, expression.elt));
      const parameters = of === "generator" ? [element, program.none(), program.none()] : [element];
      return program.node(program.generic(of, ...parameters));
    }
    case "DictComp":
      return comprehend(walker, expression, () => {
        const parts = [evaluate(walker, expression.key), evaluate(walker, expression.value)].map((value) =>
          copy(walker, value),
        );
        return program.node(program.generic("dict", ...parts));
      });
    case "FormattedValue":
    case "Interpolation":
      evaluate(walker, expression.value);
      if (expression.format_spec !== null) evaluate(walker, expression.format_spec);
      return program.node(STR);
    case "JoinedStr":
      for (const value of expression.values) evaluate(walker, value);
      return program.node(STR);
    case "TemplateStr":
      for (const value of expression.values) escape(program, evaluate(walker, value));
      return walker.unknown();
  }
}

function copy(walker: Walker, node: TypeNode): TypeNode {
  const made = walker.program.node();
  walker.program.solver.edge(node, made);
  return made;
}

export function constantAtom({ value }: ast.Constant): Atom {
  switch (value.type) {
    case "None":
      return NONE;
    case "bool":
      return BOOL;
    case "int":
      return naturalWithin(level(bitsOfLiteral(value.value)), value.value > 0n ? 1 : 0);
    case "float":
      return FLOAT;
    case "complex":
      return COMPLEX;
    case "str":
      return STR;
    case "bytes":
      return BYTES;
    case "Ellipsis":
      return ELLIPSIS;
  }
}

function elementsOfDisplay(walker: Walker, elements: ast.Expression[]): TypeNode {
  const element = walker.program.node();
  for (const expression of elements) {
    const value = evaluate(walker, expression);
    if (expression.kind === "Constant") walker.program.solver.add(element, constantAtom(expression));
    else walker.program.solver.edge(value, element);
  }
  return element;
}

/** The place in a tuple that holds an element: a tuple of a large table gets there what belongs to others. */
function placeFor(walker: Walker, element: ast.Expression): TypeNode {
  const place = walker.program.node();
  walker.program.solver.edge(evaluate(walker, element), place);
  return place;
}

function evaluateDict(walker: Walker, { keys, values }: ast.Dict): TypeNode {
  const { program } = walker;
  const dict = program.generic("dict", program.node(), program.node());
  const [key, value] = dict.parameters as [TypeNode, TypeNode];
  keys.forEach((expression, index) => {
    const given = evaluate(walker, values[index]!);
    if (expression !== null) {
      program.solver.edge(evaluate(walker, expression), key);
      return program.solver.edge(given, value);
    }
    program.solver.on(given, (atom) => {
      const isDict = atom.kind === "generic" && atom.of === "dict";
      program.solver.edge(isDict ? atom.parameters[0]! : walker.unknown(), key);
      program.solver.edge(isDict ? atom.parameters[1]! : walker.unknown(), value);
    });
  });
  return program.node(dict);
}

/** Walks the generators of a comprehension, then its result; a generator expression runs later, when variables may have changed. */
function comprehend(
  walker: Walker,
  node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp,
  result: () => TypeNode,
): TypeNode {
  const { program } = walker;
  const scope = program.bindings.scopeOf(node);
  const outer = walker.flow;
  const [first, ...rest] = node.generators;
  const iterable = evaluate(walker, first!.iter);
  const scopes = node.kind === "GeneratorExp" ? new Set([scope]) : new Set([...walker.scopes, scope]);
  const made = walker.within(scopes, () => {
    assignTarget(walker, first!.target, elementsIn(program, first!, iterable));
    for (const test of first!.ifs) evaluateTest(walker, test);
    for (const generator of rest) {
      assignTarget(walker, generator.target, elementsIn(program, generator, evaluate(walker, generator.iter)));
      for (const test of generator.ifs) evaluateTest(walker, test);
    }
    return result();
  });
  walker.flow = outer;
  // The result's own node keeps its place in the table; the container needs one that it may share with others.
  return node.kind === "DictComp" ? made : copy(walker, made);
}

function elementsIn(program: Walker["program"], generator: ast.Comprehension, iterable: TypeNode): TypeNode {
  return generator.is_async === 1 ? asyncElements(program, iterable) : elementsOf(program, iterable);
}

/** Evaluates a condition and goes on where it is true. */
function evaluateTest(walker: Walker, test: ast.Expression): void {
  evaluate(walker, test);
  walker.flow = narrow(walker.program, test, true, walker.flow, walker.tracked);
}

function evaluateBoolean(walker: Walker, { op, values }: ast.BoolOp): TypeNode {
  const { program } = walker;
  const result = program.node();
  const { flow, assignments } = walker;
  const ends: Flow[] = [];
  values.forEach((value, index) => {
    const node = evaluate(walker, value);
    const isLast = index === values.length - 1;
    program.solver.edge(isLast ? node : part(program, node, op === "Or"), result);
    if (isLast) return ends.push(walker.flow);
    ends.push(narrow(program, value, op === "Or", walker.flow, walker.tracked));
    walker.flow = narrow(program, value, op === "And", walker.flow, walker.tracked);
  });
  walker.flow = walker.assignments === assignments ? flow : join(program, ...ends);
  return result;
}

function evaluateConditional(walker: Walker, { test, body, orelse }: ast.IfExp): TypeNode {
  const { program } = walker;
  const result = program.node();
  evaluate(walker, test);
  const { flow, assignments } = walker;
  const ends = [body, orelse].map((branch) => {
    walker.flow = narrow(program, test, branch === body, flow, walker.tracked);
    program.solver.edge(evaluate(walker, branch), result);
    return walker.flow;
  });
  walker.flow = walker.assignments === assignments ? flow : join(program, ...ends);
  return result;
}

const COMPARISON_METHODS: Partial<Record<ast.ComparisonOperator, [string, string]>> = {
  Eq: ["__eq__", "__eq__"],
  NotEq: ["__ne__", "__ne__"],
  Lt: ["__lt__", "__gt__"],
  LtE: ["__le__", "__ge__"],
  Gt: ["__gt__", "__lt__"],
  GtE: ["__ge__", "__le__"],
};

function evaluateComparison(walker: Walker, { left, ops, comparators }: ast.Compare): TypeNode {
  const { program } = walker;
  const result = program.node(BOOL);
  const operands = [left, ...comparators].map((operand) => evaluate(walker, operand));
  ops.forEach((op, index) => {
    const [a, b] = [operands[index]!, operands[index + 1]!];
    if (op === "In" || op === "NotIn") return compareBy(walker, "__contains__", b, a, program.node());
    const methods = COMPARISON_METHODS[op];
    if (methods === undefined) return;
    compareBy(walker, methods[0], a, b, result);
    compareBy(walker, methods[1], b, a, result);
  });
  return result;
}

/** A comparison by a method of the script's own classes, which may give anything. */
function compareBy(walker: Walker, method: string, receiver: TypeNode, other: TypeNode, result: TypeNode): void {
  const { program } = walker;
  const definesIt = [...program.classes.values()].some((of) => of.methods.has(method));
  if (!definesIt) return;
  program.solver.on(receiver, (atom) => {
    const isUser = atom.kind === "instance" && program.classOf(atom.of).ancestors.some((of) => of.methods.has(method));
    if (!isUser && atom.kind !== "unknown") return;
    if (isUser) return callMethod(program, atom, method, positionalArguments(other), implemented(program, result));
    // An unknown operand of any class but the script's own gives a bool.
    recordUnknownUse(program, {
      kind: "call",
      name: method,
      arguments: positionalArguments(other),
      result: implemented(program, result),
    });
  });
}

function evaluateLambda(walker: Walker, node: ast.Lambda): TypeNode {
  const { program } = walker;
  const info = enterFunction(program, node, null);
  evaluateDefaults(walker, node.args, info.defaults);
  walker.pending.push(() => {
    const inner = new Walker(program, program.bindings.scopeOf(node), {
      function: info,
      owner: walker.owner,
      pending: walker.pending,
    });
    startFlow(inner);
    program.solver.edge(evaluate(inner, node.body), info.returns);
  });
  return program.node({ kind: "function", of: info.user });
}

/** Parameters hold at the start what callers give. */
export function startFlow(walker: Walker): void {
  const { program } = walker;
  const flow = new Map();
  for (const [name, node] of walker.function!.parameters) {
    const binding = walker.scope.bindings.get(name);
    if (binding !== undefined && walker.follows(binding)) flow.set(binding, node);
    else if (binding !== undefined) program.solver.edge(node, program.total(binding));
  }
  walker.flow = flow;
}

/** Evaluates default values where the function is defined. */
export function evaluateDefaults(walker: Walker, args: ast.Arguments, into: Map<string, TypeNode>): void {
  const positional = [...args.posonlyargs, ...args.args];
  const first = positional.length - args.defaults.length;
  args.defaults.forEach((value, index) => into.set(positional[first + index]!.arg, evaluate(walker, value)));
  args.kw_defaults.forEach((value, index) => {
    if (value !== null) into.set(args.kwonlyargs[index]!.arg, evaluate(walker, value));
  });
}

function evaluateYield(walker: Walker, expression: ast.Yield | ast.YieldFrom): TypeNode {
  const { program } = walker;
  const value = expression.value === null ? program.none() : evaluate(walker, expression.value);
  const yields = walker.function?.yields;
  if (expression.kind === "Yield") {
    if (yields !== undefined) program.solver.edge(value, yields);
    return walker.function?.sent ?? walker.unknown();
  }
  const result = program.node();
  program.solver.on(value, (atom) => {
    if (yields !== undefined) program.solver.edge(elementsOfAtom(program, atom), yields);
    if (atom.kind !== "generic" || atom.of !== "generator") {
      // Other iterators of the runtime give None; one that isn't known, anything.
      return program.solver.add(result, atom.kind === "instance" || atom.kind === "unknown" ? UNKNOWN : NONE);
    }
    const [, returned, sent] = atom.parameters as [TypeNode, TypeNode, TypeNode];
    program.solver.edge(returned, result);
    if (walker.function !== null) program.solver.edge(walker.function.sent, sent);
  });
  return result;
}
